using System.Collections.Immutable;
using RuleWorkbench.Model;

namespace RuleWorkbench.Diffing;

/// <summary>A thing that is not the same in two versions.</summary>
/// <param name="Id">How it is called now, or was called when it is gone.</param>
/// <param name="Before">Where it stands in the baseline; null for what was added.</param>
/// <param name="After">Where it stands in the candidate; null for what was removed.</param>
public sealed record Change(ChangeSubject Subject, ChangeKinds Kinds, string Id, SourcePlace? Before, SourcePlace? After)
{
    /// <summary>A rule's name, a fact's title: what people call it beside its id.</summary>
    public string? Title { get; init; }

    /// <summary>The workflow of a rule or a parameter.</summary>
    public string? Workflow { get; init; }

    /// <summary>The rule as it stood, for a change of a rule.</summary>
    public Rule? RuleBefore { get; init; }

    /// <summary>The rule as it stands, for a change of a rule.</summary>
    public Rule? RuleAfter { get; init; }

    public ImmutableArray<Edit> Edits { get; init; } = [];

    /// <summary>Rules that the change reaches though they were not edited themselves.</summary>
    public ImmutableArray<ReachedRule> Reaches { get; init; } = [];

    /// <summary>What the change does to the logic, the strongest first.</summary>
    public Meaning Meaning =>
        Edits.Any(e => e.Meaning == Meaning.OtherLogic) ? Meaning.OtherLogic
        : Edits.Any(e => e.Meaning == Meaning.NotCompared) ? Meaning.NotCompared
        : Meaning.SameLogic;

    /// <summary>True for anything but the same logic: what is not compared cannot be taken for the same.</summary>
    public bool TouchesLogic => Meaning != Meaning.SameLogic;

    /// <summary>True for a rule whose logic changed while the evidence that it cites did not.</summary>
    public bool LacksEvidence =>
        Subject == ChangeSubject.Rule && Before is not null && After is not null
        && Edits.Any(e => e.Meaning == Meaning.OtherLogic && e.What is not ("order" or "workflow"))
        && !Edits.Any(e => e.Aspect == EditAspect.Evidence);

    /// <summary>The same change, seen from the candidate to the baseline.</summary>
    public Change Turned() => this with
    {
        Kinds = Kinds switch { ChangeKinds.Added => ChangeKinds.Removed, ChangeKinds.Removed => ChangeKinds.Added, var other => other },
        Before = After,
        After = Before,
        RuleBefore = RuleAfter,
        RuleAfter = RuleBefore,
        Edits = [.. Edits.Select(e => e with { Before = e.After, After = e.Before, Gained = e.Lost, Lost = e.Gained })],
    };
}
