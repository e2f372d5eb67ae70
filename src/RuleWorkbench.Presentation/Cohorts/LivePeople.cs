using System.Collections.Immutable;
using RuleWorkbench.Cohorts;
using RuleWorkbench.Cohorts.Live;
using RuleWorkbench.Compilation;
using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Session;
using RuleWorkbench.Presentation.Simulation;

namespace RuleWorkbench.Presentation.Cohorts;

/// <summary>People who stay in memory: each new version of their pathway is run over them, in the background, so that it shows
/// who gains and who loses what while somebody types.</summary>
public sealed class LivePeople : IDisposable
{
    private const string Stopped = "stopped; the next edit counts anew";

    private readonly WorkbenchSession session;
    private readonly JobList jobs;
    private CancellationTokenSource? running;
    private PathwayState? counted;

    public LivePeople(WorkbenchSession session, JobList jobs, string pathway, string name, LivePopulation population)
    {
        this.session = session;
        this.jobs = jobs;
        Population = population;
        (Pathway, Name) = (pathway, name);
        session.VersionReady += TakeVersion;
        session.FilesChanged += TakeSaved;
        Begin();
    }

    /// <summary>Counts have come, or newer ones are on their way.</summary>
    public event Action? Changed;

    public string Pathway { get; }

    /// <summary>The cohort's name.</summary>
    public string Name { get; }

    public LivePopulation Population { get; private set; }

    /// <summary>Expressions by which the counts are broken down.</summary>
    public ImmutableArray<string> Strata => Population.Strata;

    /// <summary>What the latest version does that can be run; null before the first counts.</summary>
    public LiveResult? Now { get; private set; }

    /// <summary>What the version does that was saved last, or that was there when the people were loaded; null before the first
    /// counts.</summary>
    public LiveResult? Saved { get; private set; }

    /// <summary>Who gained and who lost what by the edits since the last save.</summary>
    public ImmutableArray<LiveChange> Changes { get; private set; } = [];

    /// <summary>Whether counts of a newer version are on their way.</summary>
    public bool IsRunning { get; private set; }

    /// <summary>Why the latest version cannot be run, so that the counts are those of one before it; null when it can.</summary>
    public string? Obstacle { get; private set; }

    /// <summary>Ends when the counts are those of the latest version that can be run.</summary>
    public Task Settled { get; private set; } = Task.CompletedTask;

    /// <summary>Breaks the counts down by expressions over the facts.</summary>
    public void By(CompiledPathway compiled, ImmutableArray<string> strata)
    {
        Population = Population.By(compiled, strata);
        (Now, counted) = (null, null);
        Begin();
    }

    public void Dispose()
    {
        running?.Cancel();
        session.VersionReady -= TakeVersion;
        session.FilesChanged -= TakeSaved;
    }

    private void TakeVersion(PathwayState state)
    {
        if (state.Name == Pathway)
            Begin();
    }

    /// <summary>Once it is saved, a version is what the next edits are compared with.</summary>
    private void TakeSaved()
    {
        if (counted is null || ReferenceEquals(Saved, Now) || !session.IsSaved(counted))
            return;
        (Saved, Changes) = (Now, []);
        Changed?.Invoke();
    }

    private void Begin()
    {
        running?.Cancel();
        running = new CancellationTokenSource();
        if (session.States.GetValueOrDefault(Pathway) is { } state)
            Settled = CountAsync(state, running.Token);
    }

    private async Task CountAsync(PathwayState state, CancellationToken cancellation)
    {
        Obstacle = ObstacleOf(state);
        IsRunning = Obstacle is null;
        Changed?.Invoke();
        if (Obstacle is not null)
            return;
        var (people, before, saved) = (Population, Now, Saved);
        try
        {
            // What a rule does that no edit has reached is taken over from the counts before.
            var made = await jobs.RunAsync($"{Name}: counting", 0, async job =>
            {
                using var either = CancellationTokenSource.CreateLinkedTokenSource(job.Cancellation, cancellation);
                var result = await people.EvaluateAsync(state.Compiled!, before, (done, of) => job.Reach(done, of), either.Token).ConfigureAwait(false);
                return Tuple.Create(result, saved is null ? [] : result.ChangesFrom(saved));
            });
            if (cancellation.IsCancellationRequested)
                return;
            if (made is { Item1: var now, Item2: var changes })
                Take(state, now, changes);
            else
                (IsRunning, Obstacle) = (false, Stopped);
            Changed?.Invoke();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // A newer version is on its way.
        }
    }

    private void Take(PathwayState state, LiveResult now, ImmutableArray<LiveChange> changes)
    {
        (Now, Changes, IsRunning, counted) = (now, changes, false, state);
        Saved ??= now;
        TakeSaved();
    }

    /// <summary>A version with a rule that does not compile would count people as if the rule were not there.</summary>
    private string? ObstacleOf(PathwayState state) =>
        state.Compiled is not { } compiled || compiled.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error) ? "the pathway does not compile as it stands"
        : new CohortRunner(compiled).UnusableStrata(Population.Strata) is [var unusable, ..] ? $"there is nothing to break down by {unusable}"
        : null;
}
