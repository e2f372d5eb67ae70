using System.Collections.Immutable;
using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Session;
using RuleWorkbench.Simulation;

namespace RuleWorkbench.Presentation.Simulation;

/// <summary>The latest results of the cases of all pathways, and the runs that make them.</summary>
public sealed class CaseRuns(WorkbenchSession session, JobList jobs)
{
    private readonly Dictionary<(string Pathway, string Suite, string Id), Kept> results = [];

    /// <summary>Results have come or are outdated.</summary>
    public event Action? Changed;

    /// <summary>The latest result of a case; null when it has not been run, or not as it is now.</summary>
    public CaseResult? Find(string pathway, Case source) => results.GetValueOrDefault((pathway, source.Suite, source.Id))?.Result;

    /// <summary>Whether the pathway or the case has been edited since that result.</summary>
    public bool IsOutdated(string pathway, Case source) =>
        results.GetValueOrDefault((pathway, source.Suite, source.Id)) is { } kept && session.States.GetValueOrDefault(pathway) is { } now && !ReferenceEquals(now.Engine, kept.Version);

    /// <summary>Runs cases of one pathway in the background, as their files are now.</summary>
    public async Task RunAsync(string pathway, Func<Case, bool> wanted)
    {
        await session.Settled;
        if (session.States.GetValueOrDefault(pathway) is not { } state)
            return;
        var cases = state.OwnCases.Where(wanted).ToImmutableArray();
        if (state.Engine is not { } engine)
        {
            session.Message = $"{pathway} cannot be run as it stands: see the problems (F4).";
            return;
        }

        if (cases.IsEmpty)
        {
            session.Message = "There is no case to run.";
            return;
        }

        var run = await jobs.RunAsync($"{pathway}: {cases.Length} cases", cases.Length, async job =>
        {
            var counter = new Counter(job);
            return await new SuiteRunner(engine).RunAsync(cases, counter, job.Cancellation);
        });
        if (run is null)
            return;
        foreach (var result in run.Cases)
            results[(pathway, result.Case.Suite, result.Case.Id)] = new Kept(result, engine);
        session.Message = Summary(run);
        Changed?.Invoke();
    }

    /// <summary>Runs the same cases through RulesEngine itself and through the plan, and compares.</summary>
    public async Task<ImmutableArray<EngineDifference>?> CompareEnginesAsync(string pathway)
    {
        await session.Settled;
        if (session.States.GetValueOrDefault(pathway) is not { Engine: { } plan } state)
            return null;
        var cases = state.OwnCases.ToImmutableArray();
        var differences = await jobs.RunAsync($"{pathway}: both engines", 2 * cases.Length, async job =>
        {
            var counter = new Counter(job);
            var reference = new RuleWorkbench.Compilation.ReferenceEngine(plan.Compiled);
            var first = await new SuiteRunner(reference).RunAsync(cases, counter, job.Cancellation);
            var second = await new SuiteRunner(plan).RunAsync(cases, counter, job.Cancellation);
            return new Compared(EngineComparison.Compare(first, second));
        });
        return differences?.Differences;
    }

    private static string Summary(SuiteRun run)
    {
        var (passed, failed, errored) = (run.Count(CaseOutcome.Passed), run.Count(CaseOutcome.Failed), run.Count(CaseOutcome.Errored));
        return $"{passed} passed, {failed} failed, {errored} errored of {run.Cases.Length} in {run.Duration.TotalMilliseconds:0} ms.";
    }

    private sealed record Kept(CaseResult Result, object Version);

    private sealed record Compared(ImmutableArray<EngineDifference> Differences);

    private sealed class Counter(Job job) : IProgress<CaseResult>
    {
        public void Report(CaseResult value) => job.Step();
    }
}
