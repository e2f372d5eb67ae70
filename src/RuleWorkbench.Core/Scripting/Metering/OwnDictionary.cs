namespace RuleWorkbench.Scripting.Metering;

/// <summary>A dictionary that a script made. Its keys charge for being looked up.</summary>
public sealed class OwnDictionary<TKey, TValue> : Dictionary<TKey, TValue>
    where TKey : notnull
{
    private Gaps gaps;

    public OwnDictionary()
        : base(MeteredEquality<TKey>.Usual)
    {
    }

    public OwnDictionary(IEqualityComparer<TKey>? equality)
        : base(MeteredEquality<TKey>.Of(equality))
    {
    }

    public OwnDictionary(IEnumerable<KeyValuePair<TKey, TValue>> entries, IEqualityComparer<TKey>? equality = null)
        : base(entries, MeteredEquality<TKey>.Of(equality))
    {
    }

    /// <summary>An entry was removed.</summary>
    internal void Left()
    {
        if (gaps.Add(Count))
            TrimExcess();
    }
}
