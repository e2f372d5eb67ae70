using System.Collections.Immutable;
using Newtonsoft.Json.Linq;

namespace RuleWorkbench.Model;

/// <summary>A case with all that it takes over from other cases filled in.</summary>
/// <param name="Facts">Input name to facts; checked against the schemas.</param>
/// <param name="Policy">Policy values that the case overrides, by name.</param>
/// <param name="Clock">The date of the case, or null when none is given.</param>
public sealed record Case(
    string Suite, string Id, SourcePlace Place, JObject Facts, JObject Policy, DateOnly? Clock)
{
    public string? Why { get; init; }

    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Why the outcome does not count, such as a published case that contradicts itself; null when it does.</summary>
    public string? NotCounted { get; init; }

    public Expectation Expectation { get; init; } = new();

    /// <summary>What is wrong with the case; with an error in it the case is not run and counts as errored.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>What the suite says of the case and of the cases it takes over from, without layout: two cases with the
    /// same content do the same.</summary>
    public string Content { get; init; } = "";

    /// <summary>Suite and id: how the case is named on the command line and in reports.</summary>
    public string FullId => $"{Suite}/{Id}";
}

/// <summary>Saved cases of one pathway.</summary>
public sealed record Suite(string Name, string Pathway, SourcePlace Place, ImmutableArray<Case> Cases)
{
    public string? Description { get; init; }

    /// <summary>The versions of which the expectations hold; empty for all. <c>2016</c> stands for <c>2016.1</c> too.</summary>
    public ImmutableArray<string> Versions { get; init; } = [];

    public bool IsFor(string? version) =>
        Versions.IsEmpty || Versions.Any(v => v == version || version?.StartsWith(v + ".", StringComparison.Ordinal) == true);
}

/// <summary>What is expected of a rule.</summary>
public enum RuleExpectation
{
    Met,
    NotMet,
    Undetermined,
    Error,
    Skipped,
}

/// <summary>What is expected of one figure.</summary>
/// <param name="Name">Member of <c>new (… as name)</c>, or null for the one value.</param>
/// <param name="Value"><c>double</c>, text, flag or null.</param>
/// <param name="Tolerance">Greatest absolute difference of a number; 0 means exactly.</param>
public sealed record FigureExpectation(string? Name, object? Value, double Tolerance, SourcePlace Place);

/// <summary>A thing expected, and where the suite says so.</summary>
public sealed record Expected<T>(T Value, SourcePlace Place);

/// <summary>What a case expects; only what is named is compared.</summary>
public sealed record Expectation
{
    /// <summary>Rule id to what is expected of it.</summary>
    public IReadOnlyDictionary<string, Expected<RuleExpectation>> Rules { get; init; } = new Dictionary<string, Expected<RuleExpectation>>();

    /// <summary>Recommendation code to its expected status.</summary>
    public IReadOnlyDictionary<string, Expected<RecommendationStatus>> Recommendations { get; init; } = new Dictionary<string, Expected<RecommendationStatus>>();

    /// <summary>True when no other code than those named may have a status.</summary>
    public bool RecommendationsAreComplete { get; init; }

    /// <summary>Recommendation code to the ids of the guards that must veto it.</summary>
    public IReadOnlyDictionary<string, Expected<ImmutableArray<string>>> Vetoes { get; init; } = new Dictionary<string, Expected<ImmutableArray<string>>>();

    /// <summary>Workflows in the order in which they are visited, or null when that is not compared.</summary>
    public Expected<ImmutableArray<string>>? Walk { get; init; }

    /// <summary>Rule id to its figures.</summary>
    public IReadOnlyDictionary<string, ImmutableArray<FigureExpectation>> Figures { get; init; } = new Dictionary<string, ImmutableArray<FigureExpectation>>();

    /// <summary>Errors of the walk that are expected: rule ids, and groups as <c>workflow/group</c>.</summary>
    public ImmutableArray<Expected<string>> Errors { get; init; } = [];

    /// <summary>True when nothing at all is expected.</summary>
    public bool IsEmpty => Rules.Count == 0 && Recommendations.Count == 0 && !RecommendationsAreComplete && Vetoes.Count == 0
        && Walk is null && Figures.Count == 0 && Errors.IsEmpty;
}
