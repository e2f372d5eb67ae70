using System.Text;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Cohorts;
using RuleWorkbench.Cohorts.Making;
using RuleWorkbench.Compilation;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using RuleWorkbench.Simulation;
using Shouldly;
using Xunit;
using Case = RuleWorkbench.Model.Case;

namespace RuleWorkbench.Shipped;

/// <summary>The CDC guideline on opioids of 2022, and that of 2016 as a release.</summary>
public sealed class OpioidPathwayTests
{
    private static readonly Workspace Workspace = ShippedPathway.Workspace;

    [Theory]
    [InlineData("cdc-opioid")]
    [InlineData("cdc-opioid@2016")]
    public async Task Suites_OfAVersion_PassInBothEngines(string version)
    {
        var compiled = Compile(version);
        var suites = SuiteLoader.Load(Workspace.SuitesOf(version), Workspace.Root, compiled.Pathway);
        suites.Diagnostics.ShouldBeEmpty();
        List<Case> cases = [.. suites.Value!.ThatExpectOf(compiled.Pathway).Cases];

        var reference = await new SuiteRunner(new ReferenceEngine(compiled)).RunAsync(cases, null, TestContext.Current.CancellationToken);
        var plan = await new SuiteRunner(new Plan(compiled)).RunAsync(cases, null, TestContext.Current.CancellationToken);

        reference.Cases.Where(c => c.Outcome != CaseOutcome.Passed).Select(c => c.Case.FullId).ShouldBeEmpty();
        EngineComparison.Compare(reference, plan).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("cdc-opioid")]
    [InlineData("cdc-opioid@2016")]
    public void RowWise_Rules_AreAllColumns(string version) => new Plan(Compile(version)).RowWise.Select(r => r.Id).ShouldBeEmpty();

    [Fact]
    public async Task Cohort_MadeHistories_DoWhatRulesEngineSays()
    {
        var compiled = Compile("cdc-opioid");
        var spec = CohortSpecReader.Read(Path.Combine(Workspace.Root, "seeds/cdc-opioid/cohorts/histories.json"), "histories.json", compiled.Pathway);
        spec.Diagnostics.ShouldBeEmpty();
        using var people = new MemoryStream();
        await CohortMaker.Create(compiled, spec.Value! with { Missing = 0.03 }).Value!.WriteAsync(people, 3, 60, 1, null, TestContext.Current.CancellationToken);
        var lines = Encoding.UTF8.GetString(people.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        using var input = new MemoryStream(people.ToArray());
        using var records = new MemoryStream();
        var summary = await new CohortRunner(compiled).RunAsync(
            input, records, null, new CohortOptions("test", null, [], WritesRecords: true, 2), null, null, TestContext.Current.CancellationToken);

        var written = Encoding.UTF8.GetString(records.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(JObject.Parse).ToList();
        var walker = new Walker(new ReferenceEngine(compiled));
        for (var i = 0; i < lines.Length; i++)
        {
            var walk = await walker.WalkAsync(BoundCase.Bind(compiled.Facts, compiled.Pathway, CohortLine.Read(lines[i], "test", i + 1, compiled.Pathway, null)), TestContext.Current.CancellationToken);
            foreach (var status in (RecommendationStatus[])[RecommendationStatus.Recommended, RecommendationStatus.Undetermined])
            {
                var codes = compiled.Pathway.Recommendations.Select(r => r.Code).Where(c => walk.StatusOf(c) == status);
                (written[i].SelectToken($"recommendations.{status.ToString().ToLowerInvariant()}")?.Values<string>() ?? []).ShouldBe(codes, lines[i]);
            }
        }

        summary.WalkedSingly.ShouldBeLessThan(lines.Length / 2);
    }

    private static CompiledPathway Compile(string version)
    {
        var loaded = PathwayLoader.Load(Workspace.FolderOf(version), Workspace.Root);
        loaded.Diagnostics.ShouldBeEmpty();
        var compiled = CompiledPathway.Compile(loaded.Value!, [], CancellationToken.None);
        compiled.Diagnostics.ShouldBeEmpty();
        return compiled;
    }
}
