using System.Diagnostics;
using RuleWorkbench.Compilation;
using RuleWorkbench.Model;

namespace RuleWorkbench.Simulation;

/// <summary>Runs cases and compares what they did with what they expect.</summary>
public sealed class SuiteRunner(IEngine engine)
{
    /// <summary>Runs cases in parallel; results are in the order of the cases.</summary>
    /// <param name="progress">Told of each case as it ends, from any thread; may be null.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled; nothing partial is returned.</exception>
    public async Task<SuiteRun> RunAsync(IReadOnlyList<Case> cases, IProgress<CaseResult>? progress, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var results = new CaseResult[cases.Count];
        var facts = new BoundCase?[cases.Count];
        var options = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, cases.Count, options, i =>
        {
            if (CanRun(cases[i]))
                facts[i] = BoundCase.Bind(engine.Compiled.Facts, engine.Compiled.Pathway, cases[i]);
        });
        var walker = new Walker(engine.Over([.. facts.OfType<BoundCase>()]));
        await Parallel.ForAsync(0, cases.Count, options, async (i, token) =>
        {
            results[i] = facts[i] is { } bound ? await RunAsync(walker, cases[i], bound, token).ConfigureAwait(false) : NotRun(cases[i]);
            progress?.Report(results[i]);
        }).ConfigureAwait(false);
        return new SuiteRun(engine.Compiled.Pathway, [.. results], Stopwatch.GetElapsedTime(started));
    }

    private static bool CanRun(Case source) => source.Diagnostics.All(d => d.Severity != DiagnosticSeverity.Error);

    private static CaseResult NotRun(Case source)
    {
        var errors = source.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error);
        return new CaseResult(
            source, CaseOutcome.Errored, null, [.. errors.Select(d => new Mismatch(d.Id, "a case that can be run", d.Message + (d.Fix is null ? "" : " " + d.Fix), d.Place, []))], TimeSpan.Zero);
    }

    private static async ValueTask<CaseResult> RunAsync(Walker walker, Case source, BoundCase facts, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var walk = await walker.WalkAsync(facts, cancellation).ConfigureAwait(false);
        var mismatches = ExpectationComparer.Compare(source, walk);
        var outcome = source.NotCounted is not null ? CaseOutcome.NotCounted
            : mismatches.IsEmpty ? CaseOutcome.Passed
            : mismatches.All(m => m.What.StartsWith("error at", StringComparison.Ordinal) && m.Expected == "none") ? CaseOutcome.Errored
            : CaseOutcome.Failed;
        return new CaseResult(source, outcome, walk, mismatches, Stopwatch.GetElapsedTime(started));
    }
}
