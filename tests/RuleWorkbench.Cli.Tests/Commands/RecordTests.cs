using System.Text;
using Newtonsoft.Json.Linq;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Cli.Commands;

public sealed class RecordTests
{
    private const string Before = "{\r\n\t\"suite\": \"small\", \"pathway\": \"tiny\",  \"cases\": [\r\n\t\t{\r\n\t\t\t\"id\": \"näh\",\r\n\t\t\t\"facts\": { \"patient\": { \"age\": 4.0e1, \"allergic\": false } },\r\n\t\t\t\"expect\":   ";
    private const string Expectation = "{ \"rules\": { \"notMet\": [ \"T1\" ] } }";
    private const string After = "  ,\r\n\t\t\t\"why\": \"\\u00e9\" },\r\n\t\t{ \"id\": \"other\", \"from\": \"näh\", \"expect\": { \"rules\": { \"met\": [ \"T1\" ] } } } ] }\r\n";

    [Fact]
    public async Task Record_Yes_WritesOnlyTheExpectationOfThatCase()
    {
        using var workspace = TemporaryWorkspace.Tiny().Write(TemporaryWorkspace.SuiteFile, [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Before + Expectation + After)]);
        (await workspace.RunAsync("simulate", "tiny", "--case", "näh")).ShouldExitWith(RulewbResult.GateFailed);

        var recorded = (await workspace.RunAsync("simulate", "tiny", "--case", "näh", "--record", "--yes")).ShouldExitWith(RulewbResult.Clean);

        recorded.Out.ShouldContain("Written to seeds/tiny/suites/small.json.");
        byte[] before = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Before)];
        var (after, now) = (Encoding.UTF8.GetBytes(After), workspace.ReadBytes(TemporaryWorkspace.SuiteFile));
        now.AsSpan().StartsWith(before).ShouldBeTrue();
        now.AsSpan().EndsWith(after).ShouldBeTrue();
        var written = Encoding.UTF8.GetString(now[before.Length..^after.Length]);
        written.Replace("\r\n\t\t\t", "", StringComparison.Ordinal).ShouldNotContain('\n');
        JObject.Parse(written)["rules"]!["met"]!.Select(r => (string)r!).ShouldBe(["T1"]);
        (await workspace.RunAsync("simulate", "tiny")).ShouldExitWith(RulewbResult.Clean);
    }

    [Fact]
    public async Task Record_CasesOfATag_AllPassAfterwards()
    {
        using var workspace = TemporaryWorkspace.Tiny().SetPolicy(TemporaryWorkspace.PathwayFile, "limit", 1);
        workspace.Replace(TemporaryWorkspace.EntryFile, "patient.age >= 18", "patient.age >= 50");
        (await workspace.RunAsync("simulate", "tiny", "--tag", "grown")).ShouldExitWith(RulewbResult.GateFailed);
        (await workspace.RunAsync("simulate", "tiny", "--tag", "grown", "--record", "--yes")).ShouldExitWith(RulewbResult.Clean);
        (await workspace.RunAsync("simulate", "tiny", "--tag", "grown")).ShouldExitWith(RulewbResult.Clean).Out.ShouldContain("2 passed");
    }

    [Theory]
    [InlineData("--record wants to know which cases.", "Name them with --case, --suite, --tag or --run.", "--yes")]
    [InlineData("there is nobody to ask", "Add --yes to record without asking.", "--case", "child")]
    [InlineData("No case matches --case nobody.", "", "--case", "nobody", "--yes")]
    public async Task Record_NotAllowed_LeavesTheSuite(string message, string remedy, params string[] arguments)
    {
        using var workspace = TemporaryWorkspace.Tiny();
        var before = workspace.ReadBytes(TemporaryWorkspace.SuiteFile);
        var result = (await workspace.RunAsync(["simulate", "tiny", "--record", .. arguments])).ShouldExitWith(RulewbResult.CouldNotRun).ShouldNotLookLikeAFault();
        result.Error.ShouldContain(message);
        result.Error.ShouldContain(remedy);
        workspace.ReadBytes(TemporaryWorkspace.SuiteFile).ShouldBe(before);
    }

    [Fact]
    public async Task Record_PathwayWithErrors_LeavesTheSuite()
    {
        using var workspace = TemporaryWorkspace.Tiny().Replace("workflows/tiny/follow.json", "patient.age > 70", "patient.agee > 70");
        var before = workspace.ReadBytes(TemporaryWorkspace.SuiteFile);
        var result = (await workspace.RunAsync("simulate", "tiny", "--case", "child", "--record", "--yes")).ShouldExitWith(RulewbResult.Invalid);
        result.Error.ShouldContain("Nothing is recorded from a pathway that has errors.");
        workspace.ReadBytes(TemporaryWorkspace.SuiteFile).ShouldBe(before);
    }

    [Fact]
    public async Task Record_CaseWithErrors_LeavesTheSuite()
    {
        using var workspace = TemporaryWorkspace.Tiny().Replace(TemporaryWorkspace.SuiteFile, "\"age\": 8", "\"age\": 800");
        var before = workspace.ReadBytes(TemporaryWorkspace.SuiteFile);
        var result = (await workspace.RunAsync("simulate", "tiny", "--case", "child", "--record", "--yes")).ShouldExitWith(RulewbResult.Invalid);
        result.Error.ShouldContain("The case `small/child` cannot be recorded as it stands.");
        workspace.ReadBytes(TemporaryWorkspace.SuiteFile).ShouldBe(before);
    }

    [Theory]
    [InlineData("y\n", "Written to", true)]
    [InlineData("n\n", "Not written.", false)]
    public async Task Record_InATerminal_DoesWhatThePersonSays(string typed, string message, bool isWritten)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Makes a terminal with `script`.");
        using var workspace = TemporaryWorkspace.Tiny();
        var before = workspace.Read(TemporaryWorkspace.SuiteFile);
        var result = await Rulewb.RunInTerminalAsync(workspace.Root, new Dictionary<string, string> { ["NO_COLOR"] = "1" }, typed, "simulate", "tiny", "--case", "child", "--record");
        result.ShouldExitWith(RulewbResult.Clean).Out.ShouldContain(message);
        (workspace.Read(TemporaryWorkspace.SuiteFile) != before).ShouldBe(isWritten);
    }
}
