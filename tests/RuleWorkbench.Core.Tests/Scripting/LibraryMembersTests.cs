using System.Collections.Immutable;
using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Scripting;

public sealed class LibraryMembersTests
{
    private const string Library = """
        // Doses.
        double? Twice(double? x) => Times(x, 2);
        double? Once(double? x) => x;
        private double? Times(double? x, double by) => x * by * Factor;
        static readonly double Factor = 1;
        """;

    [Theory]
    [InlineData("// Doses.", "// Something else entirely.")]
    [InlineData("=> x;", "=>\n    x  ;")]
    public void Read_CommentsAndLayout_MeanNothing(string old, string now) => Changed(old, now).ShouldBeEmpty();

    [Theory]
    [InlineData("=> x;", "=> x + 1;", "L.Once", "L.Once")]
    [InlineData("x * by * Factor", "x + by * Factor", "L.Times", "L.Twice")]
    [InlineData("Factor = 1", "Factor = 2", "L.Factor", "L.Twice")]
    public void Read_EditedMember_IsTheOneThatChangedAndKnowsWhatUsesIt(string old, string now, string member, string function)
    {
        Changed(old, now).ShouldBe([member]);
        Read(Library).Where(f => f.Kind == LibraryMemberKind.Function && (f.Id == member || f.Uses.Contains(member))).Select(f => f.Id).ShouldBe([function]);
    }

    [Fact]
    public void Read_PrivateFunction_IsNoneThatExpressionsCall() =>
        Read(Library).Where(f => f.Kind == LibraryMemberKind.Function).Select(f => f.Name).ShouldBe(["Twice", "Once"]);

    [Fact]
    public void Read_Table_IsAMemberThatWhatReadsItUses()
    {
        const string text = """
            record Row(string Name, double Factor);
            /// <table>f.csv</table>
            static readonly IReadOnlyList<Row> Rows;
            double? Of(string name) => Rows.FirstOrDefault(r => r.Name == name)?.Factor;
            double? Other(double? x) => x;
            """;
        var (before, after) = (Read(text, "a,1"), Read(text, "a,2"));

        after.Where(f => before.Single(b => b.Id == f.Id).Text != f.Text).Select(f => f.Id).ShouldBe(["L/f.csv"]);
        after.Where(f => f.Kind == LibraryMemberKind.Function && f.Uses.Contains("L/f.csv")).Select(f => f.Id).ShouldBe(["L.Of"]);
    }

    [Fact]
    public void Read_SaysThatItAnswersWhereArgumentsAreMissing_IsAnotherFunction() =>
        Changed("double? Once", "/// <missing>It is 0.</missing>\ndouble? Once").ShouldBe(["L.Once"]);

    [Fact]
    public void Read_BrokenLibrary_CannotBeTakenApart() => LibraryMembers.Read([new ScriptLibrary("L", new SourcePlace("L.csx"), "double? Broken(", [])]).ShouldBeNull();

    private static IEnumerable<string> Changed(string old, string now)
    {
        Library.ShouldContain(old);
        var (before, after) = (Read(Library), Read(Library.Replace(old, now, StringComparison.Ordinal)));
        return after.Where(f => before.Single(b => b.Id == f.Id).Text != f.Text).Select(f => f.Id);
    }

    private static ImmutableArray<LibraryMember> Read(string text, string table = "") =>
        LibraryMembers.Read([new ScriptLibrary("L", new SourcePlace("L.csx"), text, table.Length == 0 ? [] : [new ScriptTable("f.csv", new SourcePlace("f.csv"), table)])])!.Value;
}
