namespace RuleWorkbench.Scripting.Metering;

/// <summary>An order that charges for what it compares: by how much there is to compare.</summary>
/// <param name="order">The order itself; null for the usual one.</param>
public sealed class MeteredOrder<T>(IComparer<T>? order) : IComparer<T>
{
    private readonly IComparer<T> order = order ?? Comparer<T>.Default;

    public int Compare(T? x, T? y)
    {
        ScriptMeter.Step(Weight.Of(x));
        return order.Compare(x!, y!);
    }
}
