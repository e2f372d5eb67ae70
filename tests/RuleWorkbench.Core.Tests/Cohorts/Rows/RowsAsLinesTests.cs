using System.Collections.Immutable;
using System.Text;
using RuleWorkbench.Checking;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Cohorts.Rows;

public sealed class RowsAsLinesTests
{
    [Theory]
    [InlineData("patient.age", "patient.age")]
    [InlineData("Patient_Age", "patient.age")]
    [InlineData("AGE", "patient.age")]
    [InlineData("patient.drugs[0].dose", "patient.drugs[0].dose")]
    [InlineData("patient_drugs_12_dose", "patient.drugs[12].dose")]
    [InlineData("patient.allergies[1]", "patient.allergies[1]")]
    [InlineData("patient_allergies_1", "patient.allergies[1]")]
    [InlineData("patient.allergies", "patient.allergies")]
    [InlineData("ID", "id")]
    [InlineData("Clock", "clock")]
    [InlineData("hair", null)]
    public void Guess_Name_IsThatFact(string column, string? target)
    {
        ColumnMap.Guess([column], Demo()).Columns.Single().Target.ShouldBe(target);
    }

    [Fact]
    public void Guess_TwoColumnsForOneFact_TheFirstIsTaken()
    {
        ColumnMap.Guess(["patient.age", "age"], Demo()).Columns.Select(c => c.Target).ShouldBe(["patient.age", null]);
    }

    [Theory]
    [InlineData("age", "40", """{"age":40}""")]
    [InlineData("age", "4e1", """{"age":40}""")]
    [InlineData("age", "40.50", """{"age":40.50}""")]
    [InlineData("age", "-0.5", """{"age":-0.5}""")]
    [InlineData("age", "007", """{"age":7}""")]
    [InlineData("age", ".5", """{"age":0.5}""")]
    [InlineData("age", "5.", """{"age":5}""")]
    [InlineData("age", "-", """{"age":"-"}""")]
    [InlineData("age", "1234567890.12345678", """{"age":1234567890.1234567}""")]
    [InlineData("age", "1e999", """{"age":"1e999"}""")]
    [InlineData("name", "Zo\u00EB \"q\"", """{"name":"Zo\u00EB \u0022q\u0022"}""")]
    [InlineData("patient.drugs", "[]}", """{"drugs":"[]}"}""")]
    [InlineData("patient.drugs", "[{\"dose\":5}", """{"drugs":"[{\u0022dose\u0022:5}"}""")]
    [InlineData("patient.drugs", "[\n]", """{"drugs":"[\n]"}""")]
    [InlineData("age", " 40", """{"age":" 40"}""")]
    [InlineData("age", "forty", """{"age":"forty"}""")]
    [InlineData("age", null, null)]
    [InlineData("smoker", "Yes", """{"smoker":true}""")]
    [InlineData("smoker", "0", """{"smoker":false}""")]
    [InlineData("smoker", "maybe", """{"smoker":"maybe"}""")]
    [InlineData("name", "40", """{"name":"40"}""")]
    [InlineData("born", "1970-01-31", """{"born":"1970-01-31"}""")]
    [InlineData("patient.drugs", "[{\"dose\":5}]", """{"drugs":[{"dose":5}]}""")]
    [InlineData("patient.drugs", "[]", """{"drugs":[]}""")]
    [InlineData("patient.drugs", "none", """{"drugs":"none"}""")]
    [InlineData("patient.drugs[0].dose", "5", """{"drugs":[{"dose":5}]}""")]
    [InlineData("patient.allergies[0]", "latex", """{"allergies":["latex"]}""")]
    public async Task ReadAsync_Cell_IsWrittenAsItsFact(string column, string? cell, string? expected)
    {
        (await LinesAsync([column], [cell])).ShouldBe($"{{\"facts\":{{{(expected is null ? "" : $"\"patient\":{expected}")}}}}}\n");
    }

    [Fact]
    public async Task ReadAsync_ElementsInAnyOrder_StandInTheirs()
    {
        (await LinesAsync(["patient.drugs[1].dose", "id", "patient.drugs[0].name", "patient.drugs[2].dose"], ["2", "x", "a", null]))
            .ShouldBe("{\"id\":\"x\",\"facts\":{\"patient\":{\"drugs\":[{\"name\":\"a\"},{\"dose\":2}]}}}\n");
    }

    [Fact]
    public async Task ReadAsync_RowThatIsNone_IsALineThatIsNoCase()
    {
        (await LinesAsync(["age"], ["1"], "The row has 3 cells.")).ShouldBe("\"The row has 3 cells.\"\n");
    }

    [Fact]
    public void Read_Mistakes_AreTold()
    {
        using var workspace = new ExampleWorkspace();
        workspace.Write("map.json", """{ "A": "patient.agee", "B": "patient.sex", "C": "patient.sex", "X": "patient.age", "D": 5, "E": null }""");

        var read = ColumnMap.Read(Path.Combine(workspace.Root, "map.json"), "map.json", ["A", "B", "C", "D", "E"], Demo());

        read.Diagnostics.Select(d => d.Id).ShouldBe([DiagnosticIds.UnknownFact, DiagnosticIds.DuplicateName, DiagnosticIds.UnknownName, DiagnosticIds.WrongJsonType]);
        read.Value!.Columns.Select(c => c.Target).ShouldBe([null, "patient.sex", null, null, null]);
    }

    private static Pathway Demo()
    {
        using var workspace = new ExampleWorkspace();
        return PathwayLoader.Load(Path.Combine(workspace.Root, "workflows", "demo"), workspace.Root).Value!;
    }

    private static async Task<string> LinesAsync(ImmutableArray<string> columns, string?[] row, string? defect = null)
    {
        await using var lines = new RowsAsLines(new OneRow(columns, row, defect), ColumnMap.Guess(columns, Demo()));
        using var read = new MemoryStream();
        await lines.CopyToAsync(read, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(read.ToArray());
    }

    private sealed class OneRow(ImmutableArray<string> columns, string?[] row, string? defect) : RowSource
    {
        private bool isRead;

        public override ImmutableArray<string> Columns => columns;

        public override string? Defect => defect;

        public override ValueTask<bool> ReadAsync(RowCells cells, CancellationToken cancellation)
        {
            cells.Clear();
            foreach (var cell in row)
                cells.Add(cell);
            (var has, isRead) = (!isRead, true);
            return ValueTask.FromResult(has);
        }

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
