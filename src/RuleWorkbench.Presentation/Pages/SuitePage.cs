using System.Collections.Immutable;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Lines;
using RuleWorkbench.Presentation.Session;
using RuleWorkbench.Presentation.Simulation;
using RuleWorkbench.Simulation;

namespace RuleWorkbench.Presentation.Pages;

/// <summary>The cases of a suite, or of all suites of a pathway, with their outcomes; below what the selected one expects and does.
/// </summary>
public sealed class SuitePage : Page
{
    /// <summary>The name that stands for all suites of a pathway.</summary>
    public const string All = "*";

    private readonly WorkbenchSession session;
    private readonly CaseRuns runs;
    private readonly GridList<Case> cases;
    private readonly TextList detail = new();
    private ImmutableSuites? shown;
    private string filter = "";
    private bool onlyFailed;
    private ILookup<CaseOutcome?, Case> outcomes = Array.Empty<Case>().ToLookup(_ => (CaseOutcome?)null);

    public SuitePage(WorkbenchSession session, CaseRuns runs, Target target)
    {
        this.session = session;
        this.runs = runs;
        Target = target;
        cases = new GridList<Case>(
        [
            new("outcome", 10, Outcome) { SortBy = c => Rank(c) },
            new("case", 0, c => new Piece(IsAll ? c.FullId : c.Id, IsChosen(c) ? Tone.Strong : Tone.Normal)),
            new("why", 0, c => new Piece(Why(c), Tone.Quiet)),
            new("tags", 14, c => new Piece(string.Join(" ", c.Tags), Tone.Quiet)) { From = 90 },
        ])
        {
            Entered = _ => session.Chosen.Choose(target.Pathway, cases!.Current!.FullId),
        };
        cases.SelectionMoved += ShowDetail;
        session.VersionReady += OnVersion;
        session.Chosen.Changed += cases.Refresh;
        runs.Changed += Refresh;
        Refresh();
    }

    public override Target Target { get; }

    public override string Title => IsAll ? $"{Target.Pathway} cases" : Target.Name;

    public override LineList Main => cases;

    public override LineList Detail => detail;

    public override string DetailTitle => cases.Current is { } current ? $"{current.Id}: expected and actual" : "";

    public override bool IsUnsaved => Files.Any(session.IsUnsaved);

    public override ImmutableArray<Line> Head
    {
        get
        {
            int Count(CaseOutcome outcome) => outcomes[outcome].Count();
            var line = Line.Of($" {cases.Total} cases", Tone.Strong).And("   ").And($"✓ {Count(CaseOutcome.Passed)} passed", Count(CaseOutcome.Passed) > 0 ? Tone.Good : Tone.Quiet)
                .And($"   ✗ {Count(CaseOutcome.Failed)} failed", Count(CaseOutcome.Failed) > 0 ? Tone.Bad : Tone.Quiet)
                .And($"   ! {Count(CaseOutcome.Errored)} errored", Count(CaseOutcome.Errored) > 0 ? Tone.Bad : Tone.Quiet)
                .And($"   · {outcomes[null].Count()} not run", Tone.Quiet);
            var seen = filter.Length > 0 || onlyFailed ? $"   only {(onlyFailed ? "failed" : "")}{(filter.Length > 0 ? $" with \"{filter}\"" : "")}: {cases.Count}" : "";
            var version = session.States.GetValueOrDefault(Target.Pathway)?.Pathway?.Version;
            var others = Suites.Where(s => !s.IsFor(version)).ToList();
            return [line.And(seen, Tone.Accent), .. others.Count == 0 ? [] : new[] { Line.Of($" {string.Join(", ", others.Select(s => s.Name))} {(others.Count == 1 ? "expects" : "expect")} what version {string.Join(", ", others.SelectMany(s => s.Versions).Distinct())} does, and {(others.Count == 1 ? "is" : "are")} not run here.", Tone.Quiet) }];
        }
    }

    /// <summary>Only cases with a text in id, why or tags are seen; empty for all.</summary>
    public string Filter
    {
        get => filter;
        set
        {
            filter = value.Trim();
            Narrow();
        }
    }

    /// <summary>Only cases that did not pass are seen.</summary>
    public bool OnlyFailed
    {
        get => onlyFailed;
        set
        {
            onlyFailed = value;
            Narrow();
        }
    }

    /// <summary>The case that is selected; null when there is none.</summary>
    public Case? Selected => cases.Current;

    public void SortByNext() => cases.SortByNext();

    private bool IsAll => Target.Name == All;

    private IEnumerable<Suite> Suites => session.States.GetValueOrDefault(Target.Pathway)?.Suites.Suites.Where(s => IsAll || s.Name == Target.Name) ?? [];

    private IEnumerable<Case> Cases => Suites.SelectMany(s => s.Cases);

    private IEnumerable<string> Files => Suites.Select(s => s.Place.File);

    public override void Dispose()
    {
        session.VersionReady -= OnVersion;
        session.Chosen.Changed -= cases.Refresh;
        runs.Changed -= Refresh;
        base.Dispose();
    }

    /// <summary>Where cases are those that are shown already, only their marks are others: those are made when they are drawn.
    /// </summary>
    private void OnVersion(PathwayState state)
    {
        if (state.Name != Target.Pathway)
            return;
        if (ReferenceEquals(state.Suites, shown))
            cases.Refresh();
        else
            Refresh();
    }

    private void Refresh()
    {
        cases.Placeholder = cases.Total == 0 ? "There are no cases here. Ctrl+N makes one." : "No case fits the filter.";
        shown = session.States.GetValueOrDefault(Target.Pathway)?.Suites;
        ImmutableArray<Case> now = [.. Cases];
        outcomes = now.ToLookup(c => runs.Find(Target.Pathway, c)?.Outcome);
        cases.Show(now, (a, b) => a.Id == b.Id && a.Suite == b.Suite);
        ShowDetail();
    }

    private void Narrow()
    {
        cases.Where(filter.Length == 0 && !onlyFailed ? null : c => (!onlyFailed || runs.Find(Target.Pathway, c) is { Outcome: not CaseOutcome.Passed }) && Fits(c));
        ShowDetail();
    }

    private bool Fits(Case source) =>
        source.FullId.Contains(filter, StringComparison.OrdinalIgnoreCase) || source.Why?.Contains(filter, StringComparison.OrdinalIgnoreCase) == true || source.Tags.Any(t => t.Contains(filter, StringComparison.OrdinalIgnoreCase));

    private bool IsChosen(Case source) => session.Chosen.Pathway == Target.Pathway && session.Chosen.FullId == source.FullId;

    private Piece Outcome(Case source)
    {
        var old = runs.IsOutdated(Target.Pathway, source) ? "~" : "";
        return runs.Find(Target.Pathway, source)?.Outcome switch
        {
            CaseOutcome.Passed => new Piece($"✓ passed{old}", old.Length > 0 ? Tone.Quiet : Tone.Good),
            CaseOutcome.Failed => new Piece($"✗ failed{old}", Tone.Bad),
            CaseOutcome.Errored => new Piece($"! errored{old}", Tone.Bad),
            _ => new Piece(source.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error) ? "! broken" : "· not run", source.Diagnostics.IsEmpty ? Tone.Quiet : Tone.Bad),
        };
    }

    private int Rank(Case source) => runs.Find(Target.Pathway, source)?.Outcome switch { CaseOutcome.Failed => 0, CaseOutcome.Errored => 1, null => 2, _ => 3 };

    private string Why(Case source) => runs.Find(Target.Pathway, source) is { Mismatches: [var first, ..] } ? $"{first.What}: {first.Expected}, is {first.Actual}" : source.Why ?? "";

    private void ShowDetail()
    {
        detail.Placeholder = "";
        detail.Show(cases.Current is { } current ? ExpectationWords.Of(current, runs.Find(Target.Pathway, current)) : []);
        OnChanged();
    }
}
