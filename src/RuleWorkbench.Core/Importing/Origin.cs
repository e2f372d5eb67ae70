using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Model;

namespace RuleWorkbench.Importing;

/// <summary>Where a value of a case comes from in a foreign case.</summary>
/// <param name="Place">Where the mapping says so.</param>
public sealed record Origin(SourcePlace Place)
{
    /// <summary>The first of these that holds something is taken.</summary>
    public ImmutableArray<ForeignPath> From { get; init; } = [];

    /// <summary>True for a list of all that stands at <see cref="From"/>, each once.</summary>
    public bool IsUnion { get; init; }

    /// <summary>Text with paths in braces, such as <c>Recommendation {recommendation}</c>; null when there is none.</summary>
    public string? Text { get; init; }

    /// <summary>Names of members, with <c>*</c>, and what a member that is true adds to a list.</summary>
    public ImmutableArray<TranslatedValue> Flags { get; init; } = [];

    /// <summary>Translations of values; the first that fits is taken.</summary>
    public ImmutableArray<TranslatedValue> Values { get; init; } = [];

    /// <summary>Taken where the foreign case has nothing; also a constant, where there is nothing else.</summary>
    public JToken? IfMissing { get; init; }
}
