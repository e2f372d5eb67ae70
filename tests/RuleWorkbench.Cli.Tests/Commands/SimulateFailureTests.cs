using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Cli.Commands;

public sealed partial class SimulateFailureTests(FailedRun run) : IClassFixture<FailedRun>
{
    [Fact]
    public void Simulate_ChangedPolicy_FailsTheGate()
    {
        run.Result.ShouldExitWith(RulewbResult.GateFailed);
        run.Result.Error.ShouldBeEmpty();
    }

    [Fact]
    public void Simulate_FailedCase_ShowsExpectationActualAndTrace() => run.Text.ShouldMatchGolden("simulate-failures");

    [Fact]
    public void Simulate_FailedCase_PointsAtTheLineOfTheExpectation()
    {
        var places = Place().Matches(run.Text).Where(m => m.Groups["file"].Value.StartsWith("seeds/", StringComparison.Ordinal)).ToList();
        places.ShouldNotBeEmpty();
        foreach (var place in places)
        {
            var lines = File.ReadAllLines(Path.Combine(RepositoryRoot.Folder, place.Groups["file"].Value));
            var line = lines[int.Parse(place.Groups["line"].Value, System.Globalization.CultureInfo.InvariantCulture) - 1];
            int.Parse(place.Groups["column"].Value, System.Globalization.CultureInfo.InvariantCulture).ShouldBeInRange(1, line.Length);
        }
    }

    [Fact]
    public void JsonReport_Summary_AgreesWithTheText()
    {
        var summary = JObject.Parse(run.Json)["summary"]!;
        run.Text.ShouldContain($"{summary["cases"]} cases: {summary["passed"]} passed, {summary["failed"]} failed, {summary["errored"]} errored (");
    }

    [Fact]
    public void JsonReport_Cases_AddUpToTheSummary()
    {
        var summary = JObject.Parse(run.Json)["summary"]!;
        var outcomes = run.Cases().Select(c => (string)c["outcome"]!).ToList();
        outcomes.Count.ShouldBe((int)summary["cases"]!);
        foreach (var outcome in (string[])["passed", "failed", "errored"])
            outcomes.Count(o => o == outcome).ShouldBe((int)summary[outcome]!);
    }

    [Fact]
    public void JsonReport_FailedCases_AreThoseOfTheText()
    {
        var failed = run.Cases().Where(c => (string?)c["outcome"] == "failed").ToList();
        failed.ShouldNotBeEmpty();
        foreach (var result in failed)
        {
            run.Text.ShouldContain($"✗ Failed {result["suite"]}/{result["id"]} {result["place"]}");
            foreach (var mismatch in result["mismatches"]!)
                run.Text.ShouldContain($"│ {mismatch["what"]} ");
        }
    }

    [Fact]
    public void JUnitReport_IsValidAndAgreesWithTheText()
    {
        var document = JUnitSchema.Parse(run.JUnit);
        var cases = run.Cases();
        document.Descendants("testcase").Count().ShouldBe(cases.Count);
        document.Descendants("failure").Count().ShouldBe(cases.Count(c => (string?)c["outcome"] == "failed"));
        document.Root!.Attribute("failures")!.Value.ShouldBe($"{JObject.Parse(run.Json)["summary"]!["failed"]}");
    }

    [Fact]
    public void MarkdownReport_ShowsATableOfSuitesAndEachFailedCase()
    {
        run.Markdown.ShouldContain("| suite | cases | passed | failed | errored |");
        foreach (var result in run.Cases().Where(c => (string?)c["outcome"] == "failed"))
            run.Markdown.ShouldContain($"### Failed: {result["suite"]}/{result["id"]}");
    }

    [Fact]
    public void GitHubReport_HasALineForEachMismatch()
    {
        var mismatches = run.Cases().SelectMany(c => c["mismatches"] ?? new JArray()).ToList();
        var lines = run.GitHub.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Count(l => l.StartsWith("::error file=seeds/", StringComparison.Ordinal)).ShouldBe(mismatches.Count);
        lines[^1].ShouldStartWith("::notice title=rulewb simulate::");
    }

    [GeneratedRegex(@"(?<file>[\w./-]+\.json):(?<line>\d+):(?<column>\d+)")]
    private static partial Regex Place();
}
