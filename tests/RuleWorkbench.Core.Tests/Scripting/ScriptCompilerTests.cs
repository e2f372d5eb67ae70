using Shouldly;
using Xunit;

namespace RuleWorkbench.Scripting;

public sealed class ScriptCompilerTests
{
    [Fact]
    public void Open_Function_CanBeCalled()
    {
        Library.Open("double? Half(double? x) => x / 2;").Call("Half", 5.0).ShouldBe(2.5);
    }

    [Fact]
    public void Open_ListsLinqLocalFunctionsSwitchRecordsAndConstants_CanBeUsed()
    {
        var scripts = Library.Open("""
            using System.Globalization;
            const double Limit = 2;
            enum Kind { Low, High }
            record Reading(double Value, Kind Kind);
            double? Count(List<double?> values)
            {
                Reading Read(double value) => new(value, value switch { < Limit => Kind.Low, _ => Kind.High });
                return values.Where(v => v != null).Select(v => Read(v.Value)).Count(r => r.Kind == Kind.High);
            }
            """);

        scripts.Call("Count", new List<double?> { 1, 2, null, 3 }).ShouldBe(2.0);
    }

    [Fact]
    public void Open_LibraryThatUsesAnother_CallsIt()
    {
        var scripts = Library.Open(Library.Of("A", "double? Twice(double? x) => B.Half(x) * 4;"), Library.Of("B", "double? Half(double? x) => x / 2;"));

        scripts.Call("Twice", 3.0).ShouldBe(6.0);
    }

    [Fact]
    public void Open_PrivateFunction_IsNoFunctionOfExpressions()
    {
        var scripts = Library.Open("private double Inner() => 1; double? Outer() => Inner();");

        scripts.Functions.Select(f => f.Name).ShouldBe(["Outer"]);
        scripts.Call("Outer").ShouldBe(1.0);
    }

    [Fact]
    public void Open_IntegerOverflow_FailsInsteadOfWrapping()
    {
        var scripts = Library.Open("int? Square(int x) => x * x;");

        Should.Throw<System.Reflection.TargetInvocationException>(() => scripts.Call("Square", 100_000)).InnerException.ShouldBeOfType<OverflowException>();
    }

    [Fact]
    public void Open_DocumentationComment_IsRead()
    {
        var function = Library.Open("""
            /// <summary>Half of it,
            /// no more.</summary>
            /// <missing>Nothing &lt;at all&gt;.</missing>
            /// <example>L.Half(5) = 2.5</example>
            double? Half(double? x) => x / 2;
            """).Functions.ShouldHaveSingleItem();

        function.Summary.ShouldBe("Half of it, no more.");
        function.HandlesMissing.ShouldBe("Nothing <at all>.");
        function.Place.ToString().ShouldBe("scripts/L.csx:5:9");
        var example = function.Examples.ShouldHaveSingleItem();
        example.Text.ShouldBe("L.Half(5) = 2.5");
        example.Place.ToString().ShouldBe("scripts/L.csx:4:14");
    }

    [Theory]
    [InlineData("double? F(double? x)\n  => x + y;", "2:10 RW100 The name `y` does not exist in the current context (CS0103)")]
    [InlineData("double? F(double? x) => x +;", "1:28 RW100 Invalid expression term `;` (CS1525)")]
    [InlineData("using System;\nstring F(double x) => x;", "2:23 RW100 Cannot implicitly convert type `double` to `string` (CS0029)")]
    [InlineData("double? F(double? x) => Other.Half(x);", "1:25 RW100 The name `Other` does not exist in the current context (CS0103)")]
    public void Open_MistakeInAScript_IsToldAtItsPlace(string text, string error)
    {
        Library.Errors(text).ShouldBe([error]);
    }

    [Fact]
    public void Open_Warning_IsToldAtTheAuthorsPlace()
    {
        var warning = Library.Open("double? F(double? x)\n{\n  int unused = 1;\n  return x;\n}").Diagnostics.ShouldHaveSingleItem();

        warning.ToString().ShouldBe("scripts/L.csx:3:7: warning RW101: The variable `unused` is assigned but its value is never used (CS0219)");
    }

    [Theory]
    [InlineData("double? F(double? x = 1) => x;", "`x`")]
    [InlineData("T F<T>(T x) => x;", "type parameters")]
    [InlineData("double F(ref double x) => x;", "`ref`")]
    [InlineData("decimal F(double x) => 1;", "`decimal`")]
    [InlineData("double F(Dictionary<string, double> x) => 1;", "`Dictionary<string, double>`")]
    public void Open_FunctionThatExpressionsCannotCall_IsAnError(string text, string named)
    {
        Library.Errors(text).ShouldHaveSingleItem().ShouldContain(named);
    }

    [Fact]
    public void Open_BrokenLibrary_HasNoClasses()
    {
        var scripts = Library.Open("double? F(");

        scripts.Classes.ShouldBeEmpty();
        scripts.IsBroken("L").ShouldBeTrue();
    }
}
