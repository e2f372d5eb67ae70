using System.Collections.Immutable;
using RuleWorkbench.Model;

namespace RuleWorkbench.Diffing;

/// <summary>An expression without what does not change its meaning. Two trees with the same <see cref="Key"/> have the
/// same verdict, are determined on the same cases and fail on the same cases.</summary>
/// <param name="Symbol">The operator, method, name or value.</param>
/// <param name="Text">The part as a person would write it, in the order in which it was written.</param>
public sealed record CanonicalTree(CanonicalKind Kind, string Symbol, ImmutableArray<CanonicalTree> Parts, string Text)
{
    private string? key;

    private CanonicalTree(CanonicalTree other)
    {
        // All but the key, which a copy with another symbol must find anew.
        (Kind, Symbol, Parts, Text) = (other.Kind, other.Symbol, other.Parts, other.Text);
        (Fact, Reads, Written, IsTotal) = (other.Fact, other.Reads, other.Written, other.IsTotal);
    }

    /// <summary>The schema of a fact, or null.</summary>
    public FactSchema? Fact { get; init; }

    /// <summary>What the node itself reads: a fact's path such as <c>patient.drugs[].dose</c>, a parameter's name, or a
    /// function as <c>Library.Function</c>; null for any other node.</summary>
    public string? Reads { get; init; }

    /// <summary>The operator as it was written, for a comparison: <c>&gt;</c> where <see cref="Symbol"/> is <c>&lt;</c>.</summary>
    public string Written { get; init; } = "";

    /// <summary>True when the part cannot fail on any case, whatever is missing from it.</summary>
    public bool IsTotal { get; init; }

    /// <summary>Equal for two trees of the same meaning, and only for those.</summary>
    /// <remarks>The length of the symbol keeps a text that a person chose from passing for structure.</remarks>
    public string Key => key ??= $"{Kind}:{Symbol.Length}:{Symbol}({string.Concat(Parts.Select(p => p.Key))})";

    /// <summary>The tree and all its parts.</summary>
    public IEnumerable<CanonicalTree> All => Parts.SelectMany(p => p.All).Prepend(this);

    public bool Equals(CanonicalTree? other) => other is not null && other.Key == Key;

    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Key;
}
