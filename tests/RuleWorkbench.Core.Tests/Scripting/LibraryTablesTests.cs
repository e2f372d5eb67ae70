using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Scripting;

public sealed class LibraryTablesTests
{
    private const string Script = """
        record Row(string Drug, double Factor, int? From, bool Oral);
        /// <table>factors.csv</table>
        static readonly IReadOnlyList<Row> Rows;
        double? Factor(string drug, double? dose) => Rows.FirstOrDefault(r => r.Drug == drug && (r.From == null || dose >= r.From))?.Factor;
        double? Count() => Rows.Count;
        """;

    [Theory]
    [InlineData("codeine", 1.0, 0.15)]
    [InlineData("metha, \"done\"", 20.0, 4.0)]
    [InlineData("metha, \"done\"", 19.0, null)]
    public void Open_Table_IsReadByTheHost(string drug, double dose, double? factor)
    {
        var scripts = Library.Open(Library.Of("L", Script, ("factors.csv", "drug,factor,from,oral\r\ncodeine,0.15,,true\r\n\r\n\"metha, \"\"done\"\"\",4,20,false\r\n")));

        scripts.Call("Factor", drug, dose).ShouldBe(factor);
    }

    [Theory]
    [InlineData("codeine", 3.0)]
    [InlineData("morphine", null)]
    public void Open_TableThatIsLookedUp_FindsAllRowsOfItsFirstColumn(string drug, double? sum)
    {
        const string script = """
            record Row(string Drug, double Factor);
            /// <table>factors.csv</table>
            static readonly ILookup<string, Row> Rows;
            double? Sum(string drug) => Rows.Contains(drug) ? Rows[drug].Sum(r => r.Factor) : null;
            """;

        Library.Open(Library.Of("L", script, ("factors.csv", "drug,factor\ncodeine,1\nmethadone,4\ncodeine,2\n"))).Call("Sum", drug).ShouldBe(sum);
    }

    [Fact]
    public void Open_TableThatIsLookedUpByANumber_IsAnError()
    {
        const string script = """
            record Row(double Factor, string Drug);
            /// <table>factors.csv</table>
            static readonly ILookup<string, Row> Rows;
            double? Count() => Rows.Count;
            """;

        Library.Open(Library.Of("L", script, ("factors.csv", "factor,drug\n1,codeine\n"))).Diagnostics[0].Message.ShouldContain("looked up by their first column");
    }

    [Fact]
    public void Open_TableWithoutRows_IsEmpty()
    {
        Library.Open(Library.Of("L", Script, ("factors.csv", "drug,factor,from,oral\n"))).Call("Count").ShouldBe(0.0);
    }

    [Theory]
    [InlineData("drug,factor,from,oral\ncodeine,x,,true", "scripts/L/factors.csv:2:9: error RW104: The cell is `x`; a number is expected.")]
    [InlineData("drug,factor,from,oral\ncodeine,NaN,,true", "scripts/L/factors.csv:2:9: error RW104: The cell is `NaN`; a number is expected.")]
    [InlineData("drug,factor,from,oral\ncodeine,,,true", "scripts/L/factors.csv:2:9: error RW104: The cell is ``; a number is expected.")]
    [InlineData("drug,factor,from,oral\ncodeine,1,1.5,true", "scripts/L/factors.csv:2:11: error RW104: The cell is `1.5`; a whole number is expected.")]
    [InlineData("drug,factor,from,oral\ncodeine,1,,yes", "scripts/L/factors.csv:2:12: error RW104: The cell is `yes`; true or false is expected.")]
    [InlineData("drug,factor,from,oral\ncodeine,1", "scripts/L/factors.csv:2:1: error RW104: The row has 2 cells; there are 4 columns.")]
    [InlineData("drug,from,factor,oral\n", "scripts/L/factors.csv:1:1: error RW104: The columns are `drug`, `from`, `factor`, `oral`; the record has `Drug`, `Factor`, `From`, `Oral`. Give both the same columns in the same order.")]
    [InlineData("drug,factor,from,oral\n\"codeine,1,,true", "scripts/L/factors.csv:2:1: error RW104: The quote is not closed in this line. Close it; a cell cannot hold a line break.")]
    public void Open_MistakeInATable_IsToldAtItsPlace(string table, string error)
    {
        Library.Open(Library.Of("L", Script, ("factors.csv", table))).Diagnostics[0].ToString().ShouldBe(error);
    }

    [Fact]
    public void Open_TableThatIsNotThere_IsAnError()
    {
        Library.Open(Library.Of("L", Script, ("factor.csv", "a\n"))).Diagnostics.Errors()[0].ShouldBe("3:1 RW104 There is no table `factors.csv` beside the script.");
    }

    [Fact]
    public void Open_TableThatNoFieldStandsFor_IsAWarning()
    {
        Library.Open(Library.Of("L", "bool F() => true;", ("left.csv", "a\n"))).Diagnostics.ShouldHaveSingleItem().Severity.ShouldBe(DiagnosticSeverity.Warning);
    }
}
