using System.Diagnostics;
using RuleWorkbench.Compilation;
using RuleWorkbench.Model;

namespace RuleWorkbench.Simulation;

/// <summary>Runs cases and compares what they did with what they expect.</summary>
public sealed class SuiteRunner(ReferenceEngine engine)
{
    private readonly Walker walker = new(engine);

    /// <summary>Runs cases in parallel; results are in the order of the cases.</summary>
    /// <param name="progress">Told of each case as it ends, from any thread; may be null.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled; nothing partial is returned.</exception>
    public async Task<SuiteRun> RunAsync(IReadOnlyList<Case> cases, IProgress<CaseResult>? progress, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var results = new CaseResult[cases.Count];
        var options = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount };
        await Parallel.ForAsync(0, cases.Count, options, async (i, token) =>
        {
            results[i] = await RunAsync(cases[i], token).ConfigureAwait(false);
            progress?.Report(results[i]);
        }).ConfigureAwait(false);
        return new SuiteRun(engine.Compiled.Pathway, [.. results], Stopwatch.GetElapsedTime(started));
    }

    /// <summary>Runs one case.</summary>
    public async ValueTask<CaseResult> RunAsync(Case source, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var errors = source.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        if (errors.Count > 0)
        {
            return new CaseResult(
                source, CaseOutcome.Errored, null, [.. errors.Select(d => new Mismatch(d.Id, "a case that can be run", d.Message + (d.Fix is null ? "" : " " + d.Fix), d.Place, []))], Stopwatch.GetElapsedTime(started));
        }

        var facts = BoundCase.Bind(engine.Compiled.Facts, engine.Compiled.Pathway, source);
        var walk = await walker.WalkAsync(facts, cancellation).ConfigureAwait(false);
        var mismatches = ExpectationComparer.Compare(source, walk);
        var outcome = mismatches.IsEmpty ? CaseOutcome.Passed
            : mismatches.All(m => m.What.StartsWith("error at", StringComparison.Ordinal) && m.Expected == "none") ? CaseOutcome.Errored
            : CaseOutcome.Failed;
        return new CaseResult(source, outcome, walk, mismatches, Stopwatch.GetElapsedTime(started));
    }
}
