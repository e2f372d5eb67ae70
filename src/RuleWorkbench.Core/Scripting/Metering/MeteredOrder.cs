namespace RuleWorkbench.Scripting.Metering;

/// <summary>An order that charges for what it compares: long texts by their length.</summary>
/// <param name="order">The order itself; null for the usual one.</param>
public sealed class MeteredOrder<T>(IComparer<T>? order) : IComparer<T>
{
    private readonly IComparer<T> order = order ?? Comparer<T>.Default;

    public int Compare(T? x, T? y)
    {
        ScriptMeter.Step(x is string text ? 1 + (text.Length / 8) : 1);
        return order.Compare(x!, y!);
    }
}
