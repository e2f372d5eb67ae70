using System.Text;
using Newtonsoft.Json.Linq;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Cli.Commands;

/// <summary>What <c>simulate --format</c> prints for cases with awkward texts: one passes, one fails, one errs.</summary>
public sealed class SimulateFormatTests
{
    private const string Passing = """{ "id": "fine", "facts": { "patient": { "age": 8 } } }""";
    private const string Failing = """{ "id": "comma, colon: 50%\nline", "facts": { "patient": { "age": 8 } }, "expect": { "rules": { "met": [ "T1" ] }, "figures": { "T1": "first,\nsecond 100% <b> | ]]>" } } }""";
    private const string Erring = """{ "id": "wrong", "facts": { "patient": { "age": "eight" } } }""";

    [Fact]
    public async Task Simulate_FormatJson_IsTheReportAndParses()
    {
        var json = JObject.Parse(await PrintAsync("json"));
        JToken.DeepEquals(json["summary"], JObject.Parse("""{ "cases": 3, "passed": 1, "failed": 1, "errored": 1, "notCounted": 0 }""")).ShouldBeTrue(json.ToString());
    }

    [Fact]
    public async Task Simulate_FormatJUnit_IsTheReportAndValid()
    {
        var document = JUnitSchema.Parse(await PrintAsync("junit"));
        document.Descendants("testcase").Select(t => t.Attribute("name")!.Value).ShouldBe(["fine", "comma, colon: 50%\nline", "wrong"]);
        document.Descendants("failure").ShouldHaveSingleItem().Value.ShouldContain("first,\nsecond 100% <b> | ]]>");
        document.Descendants("error").ShouldHaveSingleItem().Attribute("message")!.Value.ShouldContain("`patient.age` is a text");
    }

    [Fact]
    public async Task Simulate_FormatMarkdown_KeepsEachRowOnOneLine()
    {
        var lines = (await PrintAsync("md")).Split('\n');
        lines.ShouldContain("### Failed: small/comma, colon: 50% line");
        lines.ShouldContain(l => l.StartsWith("| figure of T1 | \"first, second 100% \\<b\\> \\| \\]\\]\\>\" | no figure |", StringComparison.Ordinal));
        lines[^2].ShouldBe("**3 cases: 1 passed, 1 failed, 1 errored; 1 of those that passed expects nothing**");
    }

    [Fact]
    public async Task Simulate_FormatGitHub_EscapesNewlinesAndCommas()
    {
        var lines = (await PrintAsync("github")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.ShouldAllBe(l => l.StartsWith("::error file=seeds/tiny/suites/small.json,line=", StringComparison.Ordinal) || l.StartsWith("::notice ", StringComparison.Ordinal));
        lines.ShouldContain(l => l.Contains(",title=small/comma%2C colon%3A 50%25%0Aline::figure of T1: expected \"first,%0Asecond 100%25 <b> | ]]>\", was no figure", StringComparison.Ordinal));
    }

    /// <summary>What is printed, having checked that the report says the same.</summary>
    private static async Task<string> PrintAsync(string format)
    {
        using var workspace = TemporaryWorkspace.Tiny().WriteCases(Passing, Failing, Erring);
        var result = (await workspace.RunAsync("simulate", "tiny", "--format", format, "--report", $"{format}=report")).ShouldExitWith(RulewbResult.GateFailed);
        result.Error.ShouldBeEmpty();
        workspace.ReadBytes("report").AsSpan().StartsWith(Encoding.UTF8.Preamble).ShouldBeFalse();
        workspace.Read("report").ShouldBe(result.Out);
        return result.Out;
    }
}
