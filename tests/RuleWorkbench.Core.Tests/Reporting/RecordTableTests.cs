using System.Text;
using RuleWorkbench.Checking;
using RuleWorkbench.Loading;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Reporting;

public sealed class RecordTableTests
{
    [Theory]
    [InlineData("""{"id":"a","recommendations":{"recommended":["TREAT"]},"rules":{"met":["R1"]},"walk":["first"]}""", "a,recommended,met,not met")]
    [InlineData("""{"id":"a","recommendations":{"vetoed":["TREAT"]},"rules":{"met":["R1","G1"]},"walk":["first"],"figures":{"R1":{"id":"x"}}}""", "a,vetoed,met,met")]
    [InlineData("""{"id":"=1","recommendations":{},"rules":{"undetermined":["G1"],"error":["R1"]},"walk":["first"]}""", "'=1,,error,undetermined")]
    [InlineData("""{"id":"a,\"b","recommendations":{},"rules":{},"walk":[]}""", "\"a,\"\"b\",,,not met")]
    public async Task Write_Record_IsARow(string record, string row)
    {
        using var workspace = new ExampleWorkspace();
        var pathway = PathwayLoader.Load(Path.Combine(workspace.Root, "workflows", "demo"), workspace.Root).Value!;
        using var output = new MemoryStream();
        await using (var records = new CsvRecords(new RecordTable(pathway), output, isBegun: false))
            await records.WriteAsync(Encoding.UTF8.GetBytes(record + "\n"), TestContext.Current.CancellationToken);

        Encoding.UTF8.GetString(output.ToArray()).ShouldBe($"id,TREAT,R1,G1\n{row}\n");
    }
}
