using System.Text;
using RuleWorkbench.Cohorts;
using RuleWorkbench.Compilation;
using RuleWorkbench.Diffing;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using RuleWorkbench.Scripting;
using Shouldly;
using Xunit;
using static RuleWorkbench.Simulation.SmallPathway;

namespace RuleWorkbench.Impact;

/// <summary>Functions of a version that nobody looked at run where that version's run, whatever they are mixed or compared with.</summary>
public sealed class ForeignScriptsTests
{
    private const string Foreign = "x * 3";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Find_ForeignBaselineOrCandidate_RunsWhatItWroteInIsolationOnly(bool isBaseline)
    {
        var (trusted, isolated) = (new Host(false), new Host(true));
        var (own, foreign) = (Open("x * 2", trusted), Open(Foreign, isolated));
        var diff = isBaseline ? PathwayDiffer.Compare(foreign, own) : PathwayDiffer.Compare(own, foreign);
        var cancellation = TestContext.Current.CancellationToken;
        var impact = await ImpactFinder.FindAsync(diff, [Case("c", "{ x: 15 }")], null, 4, cancellation);
        using var lines = new MemoryStream(Encoding.UTF8.GetBytes("""{ "facts": { "f": { "x": 15 } } }"""));
        var cohort = await ImpactFinder.FindAsync(diff, lines, new CohortOptions("lines", null, [], WritesRecords: false, 1), null, 4, cancellation);

        foreach (var found in (ImpactResult[])[impact, cohort])
            found.Of(DifferenceKind.Recommendation).ShouldHaveSingleItem().Causes.ShouldHaveSingleItem().Changes.ShouldHaveSingleItem().Id.ShouldBe("Doses.Scale");
        trusted.Opened.ShouldNotContain(t => t.Contains(Foreign));
        isolated.Opened.ShouldContain(t => t.Contains(Foreign));
    }

    private static PathwayVersion Open(string body, Host host)
    {
        var compiled = CompiledPathway.Compile(Of(Rule("r", "Doses.Scale(f.x) > 40").Recommends("TREAT")).WithScript("Doses", $"double? Scale(double? x) => {body};"), [], host, null, TestContext.Current.CancellationToken);
        return new PathwayVersion(body, compiled, new ImmutableSuites([]), compiled.Diagnostics);
    }

    private sealed class Host(bool isIsolated) : IScriptHost
    {
        private readonly ScriptsInProcess inner = new(DiskCache.OfUser());

        public List<string> Opened { get; } = [];

        public bool IsIsolated => isIsolated;

        public LoadedScripts Open(Pathway pathway, CancellationToken cancellation)
        {
            lock (Opened)
                Opened.AddRange(pathway.Scripts.Select(s => s.Text));
            return inner.Open(pathway, cancellation);
        }
    }
}
