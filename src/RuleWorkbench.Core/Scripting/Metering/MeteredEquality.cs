namespace RuleWorkbench.Scripting.Metering;

/// <summary>What keys are found by. It charges for every key that is compared or hashed, and hashes anew with a secret of this
/// process, so that keys can only be chosen to collide where they are compared, and paid for.</summary>
public sealed class MeteredEquality<T> : IEqualityComparer<T>
{
    /// <summary>Texts compared by the rules of a language take longer.</summary>
    private const int OwnEquality = 8;

    private readonly IEqualityComparer<T> equality;
    private readonly int factor;

    private MeteredEquality(IEqualityComparer<T> equality, int factor) => (this.equality, this.factor) = (equality, factor);

    public static MeteredEquality<T> Usual { get; } = new(EqualityComparer<T>.Default, 1);

    /// <param name="equality">Null for the usual one.</param>
    public static MeteredEquality<T> Of(IEqualityComparer<T>? equality) => equality is null ? Usual : new(equality, OwnEquality);

    public bool Equals(T? x, T? y)
    {
        ScriptMeter.Step(factor * Weight.Of(x));
        return equality.Equals(x, y);
    }

    public int GetHashCode(T value)
    {
        ScriptMeter.Step(factor * Weight.Of(value));
        return HashCode.Combine(value is null ? 0 : equality.GetHashCode(value));
    }
}
