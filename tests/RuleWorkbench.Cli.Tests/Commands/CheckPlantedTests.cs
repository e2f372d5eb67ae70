using Newtonsoft.Json.Linq;
using NJsonSchema;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Cli.Commands;

/// <summary>The shipped pathway with mistakes put into it: each is found at its place, and what can be mended is.</summary>
public sealed class CheckPlantedTests : IClassFixture<CheckPlantedTests.Run>
{
    private readonly Run run;

    public CheckPlantedTests(Run run) => this.run = run;

    [Fact]
    public void Check_PlantedMistakes_AreManyEnough()
    {
        PlantedMistakes.All.Count(m => m.Trap.Length > 0).ShouldBeGreaterThanOrEqualTo(22);
        PlantedMistakes.All.Count(m => m.Trap.Length == 0).ShouldBeGreaterThanOrEqualTo(20);
    }

    [Fact]
    public void Check_PlantedMistakes_AreEachFoundAtTheirPlaces()
    {
        var found = run.Found.Select(d => $"{d["file"]}:{d["line"]}:{d["column"]} {d["id"]}").ToHashSet();

        PlantedMistakes.All.Select((m, i) => $"{run.Planted.Places[i]} {m.Id}").Where(p => !found.Contains(p)).ShouldBeEmpty();
    }

    [Fact]
    public void Check_PlantedMistakes_AreAllThatIsFound()
    {
        // Nobody expects the planted rules, which is said of each of them.
        var planted = run.Planted.Places.Select(p => p[..p.LastIndexOf(':')]).ToHashSet();

        run.Found.Where(d => !planted.Contains($"{d["file"]}:{d["line"]}")).Select(d => d.ToString()).ShouldBeEmpty();
    }

    [Fact]
    public void Fix_DryRun_ShowsADiffAndChangesNothing()
    {
        run.DryRun.ShouldExitWith(RulewbResult.Invalid);
        run.DryRun.Out.ShouldContain("--- a/workflows/failed-nerve-block/re-evaluation.json");
        run.DryRun.Out.ShouldContain("-    { \"RuleName\": \"p6\", \"enabled\": false, \"Expression\": \"patient.age > 5\" },");
        run.DryRun.Out.ShouldContain("+    { \"RuleName\": \"p6\", \"Enabled\": false, \"Expression\": \"patient.age > 5\" },");
        run.AfterDryRun.ShouldBe(run.Before);
    }

    [Fact]
    public void Fix_PlantedMistakes_ChangesOnlyTheLinesOfWhatItMends()
    {
        var mended = run.Found.Where(d => d["fix"] is JObject).Select(d => (File: (string)d["file"]!, Line: (int)d["line"]!)).ToHashSet();
        mended.Count.ShouldBeGreaterThan(8);
        foreach (var (file, before) in run.Before)
        {
            var (old, now) = (before.Split('\n'), run.AfterFix[file].Split('\n'));
            now.Length.ShouldBe(old.Length, file);
            Enumerable.Range(0, old.Length).Where(i => old[i] != now[i]).Select(i => (file, i + 1)).ShouldBe(mended.Where(m => m.File == file).OrderBy(m => m.Line), file);
        }
    }

    [Fact]
    public void Fix_PlantedMistakes_LeavesNothingThatItCouldMend()
    {
        run.FoundAfterFix.ShouldNotBeEmpty();
        run.FoundAfterFix.Where(d => d["fix"] is JObject).ShouldBeEmpty();
    }

    [Fact]
    public async Task Sarif_PlantedMistakes_IsValid()
    {
        var schema = await JsonSchema.FromFileAsync(Path.Combine(RepositoryRoot.Folder, "tests", "RuleWorkbench.Cli.Tests", "Schemas", "sarif-essentials.schema.json"), TestContext.Current.CancellationToken);

        schema.Validate(run.Sarif).Select(e => e.ToString()).ShouldBeEmpty();
    }

    [Fact]
    public void Sarif_PlantedMistakes_HasAResultForEach()
    {
        var sarif = JObject.Parse(run.Sarif)["runs"]![0]!;
        var results = (JArray)sarif["results"]!;

        results.Count.ShouldBe(run.Found.Count);
        foreach (var result in results)
            ((string)sarif["tool"]!["driver"]!["rules"]![(int)result["ruleIndex"]!]!["id"]!).ShouldBe((string)result["ruleId"]!);
    }

    /// <summary>One copy, checked, shown, mended and checked again.</summary>
    public sealed class Run : IAsyncLifetime
    {
        internal PlantedMistakes Planted { get; } = PlantedMistakes.Plant();

        internal RulewbResult DryRun { get; private set; } = null!;

        public IReadOnlyList<JToken> Found { get; private set; } = [];

        public IReadOnlyList<JToken> FoundAfterFix { get; private set; } = [];

        public string Sarif { get; private set; } = "";

        public IReadOnlyDictionary<string, string> Before { get; private set; } = new Dictionary<string, string>();

        public IReadOnlyDictionary<string, string> AfterDryRun { get; private set; } = new Dictionary<string, string>();

        public IReadOnlyDictionary<string, string> AfterFix { get; private set; } = new Dictionary<string, string>();

        public async ValueTask InitializeAsync()
        {
            var workspace = Planted.Workspace;
            Before = Read();
            var check = await workspace.RunAsync("check", "failed-nerve-block", "--format", "json", "--report", "sarif=check.sarif");
            check.ShouldExitWith(RulewbResult.Invalid).ShouldNotLookLikeAFault();
            Found = [.. JObject.Parse(check.Out)["diagnostics"]!];
            Sarif = workspace.Read("check.sarif");
            DryRun = await workspace.RunAsync("check", "failed-nerve-block", "--fix", "--dry-run");
            AfterDryRun = Read();
            var mended = await workspace.RunAsync("check", "failed-nerve-block", "--fix", "--format", "json");
            FoundAfterFix = [.. JObject.Parse(mended.Out)["diagnostics"]!];
            AfterFix = Read();
        }

        public ValueTask DisposeAsync()
        {
            Planted.Dispose();
            return ValueTask.CompletedTask;
        }

        private Dictionary<string, string> Read() =>
            Directory.EnumerateFiles(Planted.Workspace.Root, "*.json", SearchOption.AllDirectories)
                .Select(f => Path.GetRelativePath(Planted.Workspace.Root, f).Replace('\\', '/')).ToDictionary(f => f, Planted.Workspace.Read);
    }
}
