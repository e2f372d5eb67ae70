namespace RuleWorkbench.Scripting.Metering;

/// <summary>What a query sorts by, which charges for being compared.</summary>
public readonly struct MeteredKey<T>(T key) : IComparable<MeteredKey<T>>
{
    private static readonly MeteredOrder<T> Order = new(null);

    private readonly T key = key;

    public int CompareTo(MeteredKey<T> other) => Order.Compare(key, other.key);
}
