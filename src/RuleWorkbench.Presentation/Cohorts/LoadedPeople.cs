namespace RuleWorkbench.Presentation.Cohorts;

/// <summary>The cohorts that are in memory, for those who edit rules: of each pathway the one that was loaded last.</summary>
public sealed class LoadedPeople
{
    private readonly List<LivePeople> loaded = [];

    /// <summary>A cohort has come or gone, or has been counted anew.</summary>
    public event Action? Changed;

    /// <summary>The people of a pathway; null when none are loaded.</summary>
    public LivePeople? Of(string pathway) => loaded.LastOrDefault(p => p.Pathway == pathway);

    public void Add(LivePeople people)
    {
        loaded.Add(people);
        people.Changed += Tell;
        Tell();
    }

    public void Remove(LivePeople people)
    {
        people.Changed -= Tell;
        loaded.Remove(people);
        people.Dispose();
        Tell();
    }

    private void Tell() => Changed?.Invoke();
}
