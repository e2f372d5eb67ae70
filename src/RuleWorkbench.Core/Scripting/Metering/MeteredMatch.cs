namespace RuleWorkbench.Scripting.Metering;

/// <summary>What a query joins by, which charges for being compared. Null stands for a key that is missing and matches none.</summary>
public sealed class MeteredMatch<T> : IEquatable<MeteredMatch<T>>
{
    private readonly T key;

    internal MeteredMatch(T key) => this.key = key;

    public bool Equals(MeteredMatch<T>? other) => other is not null && MeteredEquality<T>.Usual.Equals(key, other.key);

    public override bool Equals(object? obj) => Equals(obj as MeteredMatch<T>);

    public override int GetHashCode() => MeteredEquality<T>.Usual.GetHashCode(key);
}
