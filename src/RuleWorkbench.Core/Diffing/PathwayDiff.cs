using System.Collections.Immutable;
using RuleWorkbench.Model;

namespace RuleWorkbench.Diffing;

/// <summary>All that differs between two versions of a pathway, in the order in which people read a pathway.</summary>
/// <param name="NotCompared">What is wrong with the versions: the parts that it names could not be compared.</param>
public sealed record PathwayDiff(
    string Pathway, PathwayVersion Baseline, PathwayVersion Candidate, ImmutableArray<Change> Changes, ImmutableArray<Diagnostic> NotCompared)
{
    /// <summary>What the candidate calls the workflows of the baseline, by their names there.</summary>
    public IReadOnlyDictionary<string, string> Workflows { get; init; } = new Dictionary<string, string>();

    /// <summary>What the candidate calls a rule of the baseline.</summary>
    public IReadOnlyDictionary<string, string> RuleIds { get; init; } = new Dictionary<string, string>();

    /// <summary>True when no change touches the logic.</summary>
    public bool IsSameLogic => NotCompared.IsEmpty && !Changes.Any(c => c.TouchesLogic);

    /// <summary>Only what is about one aspect.</summary>
    public PathwayDiff Only(EditAspect aspect) => this with
    {
        Changes = [.. Changes.Where(c => c.Edits.Any(e => e.Aspect == aspect) || (c.Subject == ChangeSubject.Case && aspect == EditAspect.Case))
            .Select(c => c with { Edits = [.. c.Edits.Where(e => e.Aspect == aspect)] })],
    };

    public IEnumerable<Change> Of(ChangeSubject subject) => Changes.Where(c => c.Subject == subject);
}
