using System.Collections.Immutable;
using RuleWorkbench.Cohorts;
using RuleWorkbench.Cohorts.Live;
using RuleWorkbench.Compilation;
using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Session;

namespace RuleWorkbench.Presentation.Cohorts;

/// <summary>People who stay in memory: each new version of their pathway is run over them, in the background, so that it shows
/// who gains and who loses what while somebody types.</summary>
public sealed class LivePeople : IDisposable
{
    private readonly WorkbenchSession session;
    private CancellationTokenSource? running;
    private LivePopulation population;
    private PathwayState? counted;

    public LivePeople(WorkbenchSession session, string pathway, string name, LivePopulation population)
    {
        this.session = session;
        this.population = population;
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

    /// <summary>Expressions by which the counts are broken down.</summary>
    public ImmutableArray<string> Strata => population.Strata;

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
        population = population.By(compiled, strata);
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
        var (people, before, saved) = (population, Now, Saved);
        try
        {
            // What a rule does that no edit has reached is taken over from the counts before.
            var (now, changes) = await Task.Run(
                async () =>
                {
                    var result = await people.EvaluateAsync(state.Compiled!, before, cancellation).ConfigureAwait(false);
                    return (result, saved is null ? [] : result.ChangesFrom(saved));
                },
                cancellation);
            if (cancellation.IsCancellationRequested)
                return;
            (Now, Changes, IsRunning, counted) = (now, changes, false, state);
            Saved ??= now;
            TakeSaved();
            Changed?.Invoke();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // A newer version is on its way.
        }
    }

    /// <summary>A version with a rule that does not compile would count people as if the rule were not there.</summary>
    private string? ObstacleOf(PathwayState state) =>
        state.Compiled is not { } compiled || compiled.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error) ? "the pathway does not compile as it stands"
        : new CohortRunner(compiled).UnusableStrata(population.Strata) is [var unusable, ..] ? $"there is nothing to break down by {unusable}"
        : null;
}
