using Shouldly;
using Xunit;

namespace RuleWorkbench.Cli.Commands;

public sealed class SimulateTests
{
    private const string OtherSuite = """
        { "suite": "other", "pathway": "tiny", "cases": [ { "id": "adult", "from": "small/adult", "expect": { "rules": { "met": [ "T1" ] } } } ] }
        """;

    [Fact]
    public async Task Simulate_ShippedPathway_PassesEveryCase()
    {
        using var workspace = TemporaryWorkspace.Shipped();
        var result = (await workspace.RunAsync("simulate", TemporaryWorkspace.ShippedPathway)).ShouldExitWith(RulewbResult.Clean);
        result.Out.ShouldContain("year-long-course");
        result.Out.ShouldContain("0 failed, 0 errored");
        result.Error.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(4)]
    [InlineData(3, "--suite", "small")]
    [InlineData(2, "--case", "adult")]
    [InlineData(3, "--case", "other/adult", "--case", "small/child", "--case", "allergic")]
    [InlineData(2, "--tag", "grown")]
    [InlineData(3, "--run", "^SMALL/(c|a)")]
    [InlineData(1, "--tag", "grown", "--tag", "young", "--suite", "small", "--run", "child")]
    public async Task Simulate_Filters_RunWhatIsChosen(int expected, params string[] filter)
    {
        using var workspace = TemporaryWorkspace.Tiny().Write("seeds/tiny/suites/other.json", OtherSuite);
        var result = (await workspace.RunAsync(["simulate", "tiny", .. filter])).ShouldExitWith(RulewbResult.Clean);
        result.Out.ShouldContain($"{expected} {(expected == 1 ? "case" : "cases")}: {expected} passed, 0 failed, 0 errored");
    }

    [Theory]
    [InlineData("No case matches --tag nobody.", "--tag", "nobody")]
    [InlineData("No case matches --suite small --run ^child.", "--suite", "small", "--run", "^child")]
    [InlineData("--run is not a regular expression", "--run", "(")]
    [InlineData("takes too long", "--run", "(([a-z/-]+)+)+X")]
    [InlineData("--report results.xml is not format=file.", "--report", "results.xml")]
    public async Task Simulate_FilterThatChoosesNothing_CannotRun(string message, params string[] arguments)
    {
        using var workspace = TemporaryWorkspace.Tiny();
        workspace.Replace(TemporaryWorkspace.SuiteFile, "\"child\",\n      \"why\"", "\"child-of-a-very-long-name-that-repeats-a-lot\",\n      \"why\"")
            .Replace(TemporaryWorkspace.SuiteFile, "\"from\": \"child\"", "\"from\": \"child-of-a-very-long-name-that-repeats-a-lot\"");
        var result = (await workspace.RunAsync(["simulate", "tiny", .. arguments])).ShouldExitWith(RulewbResult.CouldNotRun).ShouldNotLookLikeAFault();
        result.Error.ShouldContain(message);
    }

    [Fact]
    public async Task Simulate_Verbose_ListsEveryCaseWithItsReason()
    {
        using var workspace = TemporaryWorkspace.Tiny();
        var result = (await workspace.RunAsync("simulate", "tiny", "--verbose")).ShouldExitWith(RulewbResult.Clean);
        result.Out.ShouldContain("✓ child A child is not treated.");
        result.Out.ShouldContain("✓ adult An adult is treated.");
        result.Out.ShouldContain("✓ allergic");
    }

    [Fact]
    public async Task Simulate_NoPathwayNamed_RunsAll()
    {
        using var workspace = TemporaryWorkspace.Tiny();
        foreach (var (name, text) in Directory.EnumerateFiles(workspace["workflows/tiny"], "*", SearchOption.AllDirectories)
            .ToDictionary(f => Path.GetRelativePath(workspace["workflows/tiny"], f), File.ReadAllText))
            workspace.Write("workflows/second/" + name, text.Replace("\"pathway\": \"tiny\"", "\"pathway\": \"second\"", StringComparison.Ordinal));
        workspace.Write("seeds/second/suites/small.json", workspace.Read(TemporaryWorkspace.SuiteFile).Replace("\"tiny\"", "\"second\"", StringComparison.Ordinal));
        var result = (await workspace.RunAsync("simulate")).ShouldExitWith(RulewbResult.Clean);
        result.Out.ShouldContain("6 cases: 6 passed");
    }

    [Fact]
    public async Task Simulate_RuleThatDoesNotParse_IsReportedAndTheOtherCasesRun()
    {
        using var workspace = TemporaryWorkspace.Tiny().Replace("workflows/tiny/follow.json", "patient.age > 70", "patient.agee > 70");
        var result = (await workspace.RunAsync("simulate", "tiny")).ShouldExitWith(RulewbResult.Invalid).ShouldNotLookLikeAFault();
        var line = "  \"Rules\": [ { \"RuleName\": \"Old\", \"Expression\": \"patient.agee";
        result.Error.ShouldContain($"workflows/tiny/follow.json:3:{line.Length - "agee".Length + 1}: error RW");
        result.Error.ShouldContain("age");
        result.Out.ShouldContain("3 cases: 3 passed, 0 failed, 0 errored", customMessage: "no case of it expects anything of the broken rule");
        result.Out.ShouldContain("Not all could be run");
    }

    [Fact]
    public async Task Simulate_RuleThatDoesNotParse_IsAnErrorInEveryReport()
    {
        using var workspace = TemporaryWorkspace.Tiny().Replace("workflows/tiny/follow.json", "patient.age > 70", "patient.agee > 70");
        (await workspace.RunAsync("simulate", "tiny", "--report", "junit=r.xml", "--report", "json=r.json", "--report", "md=r.md", "--report", "github=r.txt"))
            .ShouldExitWith(RulewbResult.Invalid);
        var junit = JUnitSchema.Parse(workspace.Read("r.xml"));
        junit.Root!.Attribute("errors")!.Value.ShouldBe("1");
        junit.Descendants("error").ShouldHaveSingleItem().Attribute("message")!.Value.ShouldContain("agee");
        workspace.Read("r.json").ShouldContain("RW030");
        workspace.Read("r.md").ShouldContain("## Errors");
        workspace.Read("r.txt").ShouldContain("::error file=workflows/tiny/follow.json,line=3,");
    }

    [Fact]
    public async Task Simulate_OnePathwayBroken_TheOthersRunAndTheReportNamesIt()
    {
        using var workspace = TemporaryWorkspace.Tiny();
        workspace.Write("workflows/cut-off/pathway.json", "{ \"pathway\": \"cut-off\",");
        var result = (await workspace.RunAsync("simulate", "--report", "junit=r.xml")).ShouldExitWith(RulewbResult.Invalid).ShouldNotLookLikeAFault();
        result.Error.ShouldContain("The file ends too early");
        result.Error.ShouldContain("The pathway `cut-off` cannot be run as it stands.");
        result.Out.ShouldContain("3 passed");
        JUnitSchema.Parse(workspace.Read("r.xml")).Descendants("error").ShouldHaveSingleItem().Value.ShouldContain("workflows/cut-off/pathway.json");
    }

    [Fact]
    public async Task Simulate_Release_RunsTodaysCasesAgainstIt()
    {
        using var workspace = TemporaryWorkspace.Tiny();
        foreach (var (name, text) in Directory.EnumerateFiles(workspace["workflows/tiny"], "*", SearchOption.AllDirectories)
            .ToDictionary(f => Path.GetRelativePath(workspace["workflows/tiny"], f), File.ReadAllText))
            workspace.Write("workflows/tiny/releases/1.0.0/" + name, text.Replace("patient.age >= 18", "patient.age >= 50", StringComparison.Ordinal));
        (await workspace.RunAsync("simulate", "tiny@1.0.0")).ShouldExitWith(RulewbResult.GateFailed).Out.ShouldContain("1 passed, 2 failed");
        var unknown = (await workspace.RunAsync("simulate", "tiny@1.0.1")).ShouldExitWith(RulewbResult.CouldNotRun);
        unknown.Error.ShouldContain("There is no release `1.0.1` of `tiny`.");
        unknown.Error.ShouldContain("`1.0.0`");
    }

    [Fact]
    public async Task Simulate_WorkspaceWithSpacesAndForeignLetters_Works()
    {
        using var workspace = TemporaryWorkspace.Tiny("Schmerz clínica 疼痛 'x'");
        var here = (await workspace.RunAsync("simulate", "workflows/tiny/", "--report", "junit=Bericht 疼痛.xml")).ShouldExitWith(RulewbResult.Clean);
        here.Out.ShouldContain("3 passed");
        JUnitSchema.Parse(workspace.Read("Bericht 疼痛.xml"));
        (await Rulewb.RunAsync(Path.GetTempPath(), "simulate", "tiny", "--root", workspace.Root)).ShouldExitWith(RulewbResult.Clean);
    }

    [Theory]
    [InlineData("workflows/tiny/pathway.json/report.xml")]
    [InlineData("nowhere/report.xml")]
    [InlineData("workflows")]
    public async Task Simulate_ReportThatCannotBeWritten_SaysWhich(string file)
    {
        using var workspace = TemporaryWorkspace.Tiny();
        var result = (await workspace.RunAsync("simulate", "tiny", "--report", $"junit={file}")).ShouldExitWith(RulewbResult.CouldNotRun).ShouldNotLookLikeAFault();
        result.Error.ShouldContain($"The report `{file}` cannot be written");
        result.Error.ShouldContain("Name a file in a folder that exists");
    }
}
