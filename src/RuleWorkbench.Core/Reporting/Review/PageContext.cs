using RuleWorkbench.Diffing;
using RuleWorkbench.Impact;

namespace RuleWorkbench.Reporting.Review;

/// <summary>A pathway on the page, and the ids by which its parts find each other. No id holds anything that a user wrote.
/// </summary>
internal sealed class PageContext
{
    private readonly Dictionary<Change, int> changes = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Effect, int> effects = new(ReferenceEqualityComparer.Instance);

    public PageContext(ReviewedPathway reviewed, int index)
    {
        Reviewed = reviewed;
        Prefix = $"p{index}";
        foreach (var change in Diff.Changes)
            changes[change] = changes.Count;
        foreach (var effect in Shown)
            effects[effect] = effects.Count;
        Before = Diff.Baseline.Compiled is { } before ? new ClinicalWords(before) : null;
        After = Diff.Candidate.Compiled is { } after ? new ClinicalWords(after) : null;
    }

    public ReviewedPathway Reviewed { get; }

    public string Prefix { get; }

    public PathwayDiff Diff => Reviewed.Comparison.Diff;

    public ImpactResult? Impact => Reviewed.Comparison.Impact;

    public ClinicalWords? Before { get; }

    public ClinicalWords? After { get; }

    /// <summary>Effects with a witness of their own, those of made-up cases last.</summary>
    public IEnumerable<Effect> Shown => Impact is null ? [] : Impact.Effects.Where(e => e.Witness is not null).Concat(Impact.Boundaries.Select(b => b.Effect).OfType<Effect>().Where(e => e.Witness is not null));

    public string IdOf(Change change) => $"{Prefix}-change-{changes[change] + 1}";

    public string IdOf(string part) => $"{Prefix}-{part}";

    /// <summary>The id of an effect's witness, or null where it has none.</summary>
    public string? WitnessOf(Effect effect) => effects.TryGetValue(effect, out var at) ? $"{Prefix}-witness-{at + 1}" : null;

    /// <summary>Links to changes by their short names.</summary>
    public IEnumerable<object> Links(IEnumerable<Change> of)
    {
        var isFirst = true;
        foreach (var change in of)
        {
            if (!isFirst)
                yield return ", ";
            isFirst = false;
            yield return changes.ContainsKey(change) ? Tag.Jump(IdOf(change), Tag.Name(ImpactWords.Name(change))) : Tag.Name(ImpactWords.Name(change));
        }
    }

    /// <summary>What brings an effect about, with links.</summary>
    public IEnumerable<object> Causes(Effect effect)
    {
        if (effect.Causes.IsEmpty)
        {
            yield return "not found by applying changes one by one";
            yield break;
        }

        foreach (var cause in effect.Causes)
        {
            if (!ReferenceEquals(cause, effect.Causes[0]))
                yield return " or ";
            foreach (var link in Links(cause.Changes))
                yield return link;
            if (cause.IsInteraction)
                yield return " only together (they interact)";
        }
    }
}
