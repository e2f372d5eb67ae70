namespace RuleWorkbench.Scripting.Metering;

/// <summary>A set that a script made. Its elements charge for being looked up.</summary>
public sealed class OwnSet<T> : HashSet<T>
{
    private Gaps gaps;

    public OwnSet()
        : base(MeteredEquality<T>.Usual)
    {
    }

    public OwnSet(IEqualityComparer<T>? equality)
        : base(MeteredEquality<T>.Of(equality))
    {
    }

    public OwnSet(IEnumerable<T> items, IEqualityComparer<T>? equality = null)
        : base(items, MeteredEquality<T>.Of(equality))
    {
    }

    /// <summary>An element was removed.</summary>
    internal void Left()
    {
        if (gaps.Add(Count))
            TrimExcess();
    }
}
