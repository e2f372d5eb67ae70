using System.Collections.Immutable;

namespace RuleWorkbench.Importing;

/// <summary>How foreign cases become cases of a pathway.</summary>
/// <param name="Suite">Name of the suite that they make.</param>
public sealed record CaseMapping(string Suite, string Pathway, Origin Id)
{
    /// <summary>Where the list of cases stands in a JSON file; null when the file is the list.</summary>
    public ForeignPath? Cases { get; init; }

    /// <summary>Members of the suite beside its cases: description, source, licence.</summary>
    public ImmutableArray<(string Name, Origin From)> Header { get; init; } = [];

    public ImmutableArray<string> Versions { get; init; } = [];

    public Origin? Clock { get; init; }

    public Origin? Why { get; init; }

    public Origin? Notes { get; init; }

    /// <summary>Why a case does not count.</summary>
    public Origin? NotCounted { get; init; }

    public ImmutableArray<Origin> Tags { get; init; } = [];

    public ImmutableArray<MappedFact> Facts { get; init; } = [];

    public ImmutableArray<MappedExpectation> Rules { get; init; } = [];

    public ImmutableArray<MappedExpectation> Recommendations { get; init; } = [];

    public ImmutableArray<MappedFigure> Figures { get; init; } = [];

    public ImmutableArray<MappedMembers> Members { get; init; } = [];

    /// <summary>What is left out on purpose, with the reason.</summary>
    public ImmutableArray<(ForeignPath Path, string Reason)> Ignored { get; init; } = [];
}
