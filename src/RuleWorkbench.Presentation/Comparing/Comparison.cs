using RuleWorkbench.Diffing;
using RuleWorkbench.Impact;
using RuleWorkbench.Reporting;
using RuleWorkbench.Reporting.Review;

namespace RuleWorkbench.Presentation.Comparing;

/// <summary>Two versions of a pathway, what differs, and what people have said of it; immutable.</summary>
/// <param name="Pathway">Its name in the workspace.</param>
/// <param name="Impact">Whom it touches; null until somebody asks.</param>
public sealed record Comparison(string Pathway, OpenVersion Baseline, OpenVersion Candidate, PathwayDiff Diff, Signatures Signatures, ImpactResult? Impact)
{
    public static Comparison Of(string pathway, OpenVersion baseline, OpenVersion candidate) =>
        new(pathway, baseline, candidate, PathwayDiffer.Compare(baseline.Version, candidate.Version), Signatures.Of(candidate.Version, candidate.SignOffs), null);

    /// <summary>Changes that a reviewer looks at one by one: cases are evidence, and not what is approved.</summary>
    public IEnumerable<Change> Reviewed => Diff.Changes.Where(c => c.Subject != ChangeSubject.Case);

    /// <summary>Whether causes and smallest cases have been looked for too, and not only counted whom it touches.</summary>
    public bool IsExplained { get; init; }

    /// <summary>Whom of a loaded cohort it touches; null until somebody asks, and where none is loaded.</summary>
    public PeopleImpact? People { get; init; }

    public bool CanFindImpact => Diff is { Baseline.Pathway: not null, Candidate.Pathway: not null, NotCompared.IsEmpty: true };

    /// <summary>The same, with what people say by now.</summary>
    public Comparison With(Releases.SignOffList signOffs) => this with { Candidate = Candidate with { SignOffs = signOffs }, Signatures = Signatures with { List = signOffs } };

    /// <summary>The whole of it as a review, with what the checks say of both versions.</summary>
    public ReviewReport Report(TimeProvider clock, CancellationToken cancellation) => new(
        Baseline.Version.Label,
        Candidate.Version.Label,
        DateOnly.FromDateTime(clock.GetLocalNow().DateTime),
        [new ReviewedPathway(new PathwayComparison(Diff, Impact), CheckChanges.Find(Diff, Baseline.Subject, Candidate.Subject, clock, cancellation)) { Signatures = Signatures }]);
}
