namespace RuleWorkbench.Scripting.Metering;

/// <summary>A list that a script made itself, and so can change: a list that it was given belongs to the case.</summary>
public sealed class OwnList<T> : List<T>
{
    public OwnList()
    {
    }

    public OwnList(IEnumerable<T> items)
        : base(items)
    {
    }
}
