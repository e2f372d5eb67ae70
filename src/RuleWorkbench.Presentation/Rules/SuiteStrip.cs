using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Lines;
using RuleWorkbench.Presentation.Session;
using RuleWorkbench.Simulation;

namespace RuleWorkbench.Presentation.Rules;

/// <summary>Runs the saved cases of a pathway with each new version, and tells how many do something else than they did in the
/// version that was saved last. In the background, and dropped when a newer version comes.</summary>
public sealed class SuiteStrip : IDisposable
{
    private readonly WorkbenchSession session;
    private readonly string pathway;
    private CancellationTokenSource? running;
    private PathwayState? baseline;
    private SuiteRun? baselineRun;

    public SuiteStrip(WorkbenchSession session, string pathway)
    {
        this.session = session;
        this.pathway = pathway;
        session.VersionReady += TakeVersion;
        session.FilesChanged += TakeFiles;
        if (session.States.GetValueOrDefault(pathway) is { } state)
            TakeVersion(state);
    }

    public event Action? Changed;

    /// <summary>Null until the first run has ended, and for a pathway without cases.</summary>
    public SuiteEffect? Effect { get; private set; }

    public bool IsRunning { get; private set; }

    /// <summary>Whether the latest version does not compile, so that the effect is that of one before it.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>The effect in a line.</summary>
    public Line Line => Effect is null ? Line.Of(IsBroken ? "the pathway does not compile as it stands" : IsRunning ? "running the saved cases" : "no saved cases", Tone.Quiet)
        : Line.Of(Effect.Words, Effect.Failing > Effect.FailedBefore ? Tone.Bad : Effect.Changed.IsEmpty ? Tone.Quiet : Tone.Warning)
            .And(IsBroken ? " (before: the pathway does not compile as it stands)" : "", Tone.Warning);

    /// <summary>Ends when the effect is that of the latest version.</summary>
    public Task Settled { get; private set; } = Task.CompletedTask;

    public void Dispose()
    {
        running?.Cancel();
        session.VersionReady -= TakeVersion;
        session.FilesChanged -= TakeFiles;
    }

    private void TakeVersion(PathwayState state)
    {
        if (state.Name != pathway)
            return;
        IsBroken = state.Compiled?.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error) != false;
        if (IsBroken)
        {
            // Without the rule that does not compile nearly every case does something else, which tells nobody anything.
            running?.Cancel();
            IsRunning = false;
            Changed?.Invoke();
            return;
        }

        if (baseline is null || session.IsSaved(state))
            (baseline, baselineRun) = (state, null);
        running?.Cancel();
        running = new CancellationTokenSource();
        Settled = RunAsync(baseline, state, running.Token);
    }

    /// <summary>Once it is saved, a version is what the next edits are compared with. While somebody types nobody waits for what an
    /// earlier version does, and the processor is needed for the keys.</summary>
    private void TakeFiles()
    {
        if (session.States.GetValueOrDefault(pathway) is not { } state)
            return;
        if (state.IsOutdated(session.Documents))
            running?.Cancel();
        else if (!ReferenceEquals(state, baseline) && session.IsSaved(state))
            TakeVersion(state);
    }

    private async Task RunAsync(PathwayState before, PathwayState after, CancellationToken cancellation)
    {
        (IsRunning, var known) = (true, baselineRun);
        Changed?.Invoke();
        try
        {
            var (old, effect) = await Task.Run(async () =>
            {
                var first = known ?? await RunAsync(before, cancellation).ConfigureAwait(false);
                var second = ReferenceEquals(before, after) ? first : await RunAsync(after, cancellation).ConfigureAwait(false);
                return (first, first is null || second is null ? null : SuiteEffect.Of(first, second));
            }, cancellation);
            if (cancellation.IsCancellationRequested)
                return;
            if (ReferenceEquals(baseline, before))
                baselineRun = old;
            (Effect, IsRunning) = (effect, false);
            Changed?.Invoke();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // A newer version is on its way.
        }
    }

    private static async Task<SuiteRun?> RunAsync(PathwayState state, CancellationToken cancellation)
    {
        var cases = state.OwnCases.ToList();
        return state.Engine is null || cases.Count == 0 ? null : await new SuiteRunner(state.Engine).RunAsync(cases, null, cancellation).ConfigureAwait(false);
    }
}
