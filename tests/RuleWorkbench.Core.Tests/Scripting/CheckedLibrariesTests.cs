using Shouldly;
using Xunit;

namespace RuleWorkbench.Scripting;

public sealed class CheckedLibrariesTests
{
    private const string User = "double? F(double? x) => B.G(x);";

    [Fact]
    public void Open_UsedLibraryEditedSoThatItFails_TheUserMayFailToo()
    {
        NeverFails("double? G(double? x) => x;").ShouldBeTrue();
        NeverFails("double? G(double? x) => new[] { x }.First();").ShouldBeFalse();
        NeverFails("double? G(double? x) => x;").ShouldBeTrue();

        static bool NeverFails(string used) => Library.Open(Library.Of("A", User), Library.Of("B", used)).Functions.Single(f => f.Name == "F").NeverFails;
    }

    [Fact]
    public void Open_UsedLibraryLosesAFunction_TheUserIsWrong()
    {
        Library.Open(Library.Of("A", User), Library.Of("B", "double? G(double? x) => x;")).Diagnostics.Errors().ShouldBeEmpty();

        Library.Open(Library.Of("A", User), Library.Of("B", "double? H(double? x) => x;")).Diagnostics.Errors().ShouldHaveSingleItem().ShouldContain("CS0117");
    }

    [Fact]
    public void Open_NotEditedLibrary_KeepsItsWarningsAndFunctions()
    {
        const string Warned = "double? W(double? x) { int unused = 1; return x; }";
        var first = Library.Open(Library.Of("A", Warned), Library.Of("B", "double? G(double? x) => x;"));
        var second = Library.Open(Library.Of("A", Warned), Library.Of("B", "double? G(double? x) => x + 1;"));

        second.Diagnostics.ShouldHaveSingleItem().ShouldBe(first.Diagnostics.Single());
        second.Call("W", 2.0).ShouldBe(2.0);
        second.Call("G", 2.0).ShouldBe(3.0);
    }

    [Fact]
    public void Open_LibraryThatIsUsedByWayOfAnotherIsEdited_TheUserMayFailToo()
    {
        NeverFails("double? H(double? x) => x;").ShouldBeTrue();
        NeverFails("double? H(double? x) => x!.Value;").ShouldBeFalse();

        static bool NeverFails(string used) =>
            Library.Open(Library.Of("A", User), Library.Of("B", "double? G(double? x) => C.H(x);"), Library.Of("C", used)).Functions.Single(f => f.Name == "F").NeverFails;
    }
}
