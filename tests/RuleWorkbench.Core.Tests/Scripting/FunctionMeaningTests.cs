using System.Collections.Immutable;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Scripting;

public sealed class FunctionMeaningTests
{
    private const string Text = """
        record Row(string Name, double Factor);
        /// <table>rows.csv</table>
        static readonly IReadOnlyList<Row> Rows;
        /// <summary>Twice.</summary>
        double? Twice(double? x) => Scale(x) * 2;
        private double? Scale(double? x) => x * Rows.Count;
        double? Other(double? x) => x;
        """;

    [Theory]
    [InlineData("/// <summary>Twice.</summary>", "/// <summary>Doubled.</summary>  // as it is")]
    [InlineData("Scale(x) * 2", "Scale( x )\n    * 2")]
    [InlineData("double? Other(double? x) => x;", "double? Other(double? x) => x * 3;")]
    public void Read_CommentLayoutOrUnreachedFunction_Stays(string old, string now) => Read(Text.Replace(old, now, StringComparison.Ordinal)).ShouldBe(Read(Text));

    [Theory]
    [InlineData("* 2", "* 3")]
    [InlineData("x * Rows", "x + Rows")]
    [InlineData("string Name, double", "string Name2, double")]
    [InlineData("/// <summary>Twice.</summary>", "/// <missing>Nothing.</missing>")]
    public void Read_FunctionOrWhatItReaches_Changes(string old, string now) => Read(Text.Replace(old, now, StringComparison.Ordinal)).ShouldNotBe(Read(Text));

    [Fact]
    public void Read_Table_CountsByItsCells()
    {
        Read(Text, "Name,Factor\r\n\"a\",1\r\n").ShouldBe(Read(Text));
        Read(Text, "Name,Factor\na,2\n").ShouldNotBe(Read(Text));
    }

    [Fact]
    public void Read_FunctionOfAnotherLibrary_IsReached()
    {
        static IEnumerable<string> Reached(string inner) =>
            FunctionMeaning.Read([Library.Of("L", "double? F(double? x) => M.G(x);"), Library.Of("M", $"double? G(double? x) => {inner}; double? H(double? x) => x;")], ["L.F"]).Values;

        FunctionMeaning.Read([Library.Of("L", "double? F(double? x) => M.G(x);"), Library.Of("M", "double? G(double? x) => x; double? H(double? x) => x;")], ["L.F"]).Keys.ShouldBe(["L.F", "M.G"]);
        Reached("x").ShouldNotBe(Reached("x + 1"));
    }

    private static ImmutableArray<string> Read(string text, string rows = "Name,Factor\na,1\n") =>
        [.. FunctionMeaning.Read([Library.Of("L", text, ("rows.csv", rows))], ["L.Twice"]).Select(f => $"{f.Key} {f.Value}")];
}
