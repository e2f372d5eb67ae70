using System.Collections.Immutable;
using RuleWorkbench.Compilation;
using RuleWorkbench.Diffing;
using RuleWorkbench.Impact;
using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Cohorts;
using RuleWorkbench.Presentation.Lines;
using RuleWorkbench.Presentation.Pages;
using RuleWorkbench.Presentation.Session;
using RuleWorkbench.Presentation.Simulation;
using RuleWorkbench.Reporting;
using RuleWorkbench.Simulation;

namespace RuleWorkbench.Presentation.Comparing;

/// <summary>Two versions of a pathway: what was edited, what it means, what reviewers say of it, and, when asked for, whom it
/// touches.</summary>
public sealed class ComparePage : Page
{
    /// <summary>Effects for which a smallest case is sought: each takes a moment.</summary>
    private const int Witnesses = 12;

    private readonly TreeList tree;
    private readonly CompareText detail = new();
    private readonly WorkbenchSession session;
    private readonly JobList jobs;
    private readonly LoadedPeople loaded;
    private readonly Dictionary<Func<Case>, (Explanation Before, Explanation After)> traced = new(ReferenceEqualityComparer.Instance);
    private Func<CancellationToken, OpenVersion>? baseline;
    private Func<CancellationToken, OpenVersion>? candidate;
    private string problem = "";

    /// <param name="act">What Enter on a change, or on a case, does.</param>
    /// <param name="accept">What Space on a change does.</param>
    /// <param name="takeBack">What Delete on a change does.</param>
    public ComparePage(Target target, WorkbenchSession session, JobList jobs, LoadedPeople loaded, Action<ComparePage> act, Action<ComparePage> accept, Action<ComparePage> takeBack)
    {
        Target = target;
        this.session = session;
        this.jobs = jobs;
        this.loaded = loaded;
        tree = new TreeList { Placeholder = "The versions are being read …" };
        tree.SelectionMoved += ShowDetail;
        tree.Entered = row =>
        {
            if (tree.NodeAt(row) is { Children.IsEmpty: false } || tree.NodeAt(row).Tag is null)
                tree.Toggle(row);
            else
                act(this);
        };
        tree.Toggled = _ => accept(this);
        tree.Deleted = _ => takeBack(this);
        session.FilesChanged += TakeUpRemarks;
    }

    public override Target Target { get; }

    public override string Title => Target.Name;

    public override bool NeedsRoom => true;

    // Two texts beside each other need the room of both.
    public override int BesideFrom => 156;

    public override LineList Main => tree;

    public override LineList Detail => detail;

    /// <summary>The comparison; null until it is there.</summary>
    public Comparison? Comparison { get; private set; }

    /// <summary>The change that is selected.</summary>
    public Change? Change => tree.Current?.Tag as Change;

    /// <summary>The case that is selected, as a witness or as one that an effect touches; null where none is.</summary>
    public Case? Case => tree.Current?.Tag switch
    {
        Effect effect => effect.Witness?.Case,
        TouchedCase touched => touched.Source(),
        _ => null,
    };

    public override string DetailTitle => tree.Current?.Tag switch
    {
        Change change => $"{DiffWords.Subject(change.Subject)} {change.Id}: {Versions}",
        Effect { Witness: not null } => $"the smallest case that shows it: {Versions}",
        TouchedCase touched => $"{touched.Name}: {Versions}",
        _ => "",
    };

    public override ImmutableArray<Line> Head =>
        problem.Length > 0 ? [Line.Of(" " + problem, Tone.Bad)]
        : Comparison is not { Diff: var diff } ? [Line.Of(" reading …", Tone.Quiet)]
        : [
            Line.Of($" {diff.Baseline.Label}", Tone.Strong).And("  →  ", Tone.Quiet).And(diff.Candidate.Label, Tone.Strong).And("   ")
                .And(diff.IsSameLogic ? "✓ " : "▲ ", diff.IsSameLogic ? Tone.Good : Tone.Warning).And(DiffSummary.Of(diff).ToString(), Tone.Quiet),
            ReviewLine.Of(Comparison),
            Line.Of(" Enter", Tone.Accent).And(" more  ", Tone.Quiet).And("Tab", Tone.Accent).And(" texts  ", Tone.Quiet).And("Space", Tone.Accent).And(" accept  ", Tone.Quiet).And("Delete", Tone.Accent).And(" take back  ", Tone.Quiet)
                .And("F7", Tone.Accent).And(" impact  ", Tone.Quiet).And("Ctrl+A", Tone.Accent).And(" sign", Tone.Quiet),
        ];

    /// <summary>Whether the impact is still to be looked for: on saved cases, or on a cohort that has been loaded.</summary>
    public bool CanFindImpact => Comparison is { CanFindImpact: true } shown && (!shown.IsExplained || Unasked(shown) is not null);

    private string Versions => $"{Comparison?.Diff.Baseline.Label} │ {Comparison?.Diff.Candidate.Label}";

    public override void Dispose()
    {
        session.FilesChanged -= TakeUpRemarks;
        base.Dispose();
    }

    /// <summary>Reads both versions and compares them.</summary>
    /// <param name="old">Reads the baseline; called again only where it is what is edited.</param>
    public Task CompareAsync(Func<CancellationToken, OpenVersion> old, Func<CancellationToken, OpenVersion> now)
    {
        (baseline, candidate) = (old, now);
        return CompareAsync(null);
    }

    /// <summary>Compares anew when what is edited is not what was compared.</summary>
    public Task RefreshAsync() =>
        Comparison is { } shown && session.States.GetValueOrDefault(shown.Pathway) is { } state
        && (shown.Baseline.IsOutdated(state.Documents, shown.Pathway) || shown.Candidate.IsOutdated(state.Documents, shown.Pathway)) ? CompareAsync(shown) : Task.CompletedTask;

    /// <summary>Runs the candidate's cases through both versions, and the people of a cohort that is loaded; and then looks for
    /// causes and smallest cases, which takes longer.</summary>
    public async Task FindImpactAsync()
    {
        if (!CanFindImpact)
            return;
        var diff = Comparison!.Diff;
        var cases = diff.Candidate.Suites.Cases.ToList();
        var counted = Comparison.Impact ?? await jobs.RunAsync($"impact on {cases.Count} cases", 0, job => new ImpactRunner(diff).RunAsync(cases, null, job.Cancellation));
        if (counted is null || Comparison?.Diff != diff)
            return;
        if (Comparison.Impact is null)
        {
            Comparison = Comparison with { Impact = counted };
            Refresh();
            tree.Selected = 0;
        }

        if (await CountPeopleAsync(diff) && Comparison?.Diff == diff && !Comparison.IsExplained
            && await jobs.RunAsync("causes", 0, job => ImpactFinder.ExplainAsync(diff, counted, cases, Witnesses, (done, of) => job.Reach(done, of), job.Cancellation)) is { } explained
            && Comparison?.Diff == diff)
        {
            // A newer comparison may have taken the place of the one that this is the impact of.
            Comparison = Comparison with { Impact = explained, IsExplained = true };
            Refresh();
        }
    }

    /// <summary>Traces the selected case in both versions.</summary>
    public async Task TraceAsync()
    {
        if (tree.Current?.Tag is not TouchedCase { Source: var source } touched || Comparison is not { Diff: var diff } || traced.ContainsKey(source))
            return;
        var made = await jobs.RunAsync($"tracing {touched.Name}", 0, async job => Tuple.Create(await ExplainAsync(diff.Baseline, source(), job.Cancellation), await ExplainAsync(diff.Candidate, source(), job.Cancellation)));
        if (made is not null)
            traced[source] = (made.Item1, made.Item2);
        ShowDetail();
    }

    /// <summary>Takes up a sign-off that was written into the files of the candidate.</summary>
    public void Signed(Releases.SignOff signOff)
    {
        if (Comparison is not { Candidate.IsHere: false } shown)
            return;
        Comparison = shown.With(shown.Signatures.List with { All = shown.Signatures.List.All.Add(signOff) });
        Refresh();
    }

    private static async Task<Explanation> ExplainAsync(PathwayVersion version, Case source, CancellationToken cancellation) =>
        await new Explainer(new Plan(version.Compiled!)).ExplainAsync(CaseFit.To(source, version.Pathway!).Case, cancellation);

    private async Task CompareAsync(Comparison? earlier)
    {
        try
        {
            var (old, now) = (earlier is { Baseline: { IsHere: false } kept } ? _ => kept : baseline!, earlier is { Candidate: { IsHere: false } same } ? _ => same : candidate!);
            var made = await jobs.RunAsync($"comparing {Target.Name}", 0, job => Task.FromResult(Comparing.Comparison.Of(Target.Pathway, old(job.Cancellation), now(job.Cancellation))));
            (Comparison, problem) = (made ?? earlier, made is null && earlier is null ? "Stopped." : "");
        }
        catch (IOException e)
        {
            problem = e.Message;
        }

        Refresh();
    }

    private LivePeople? Unasked(Comparison shown) => loaded.Of(Target.Pathway) is { } people && people.Population != shown.People?.People ? people : null;

    /// <returns>False when it was stopped.</returns>
    private async Task<bool> CountPeopleAsync(PathwayDiff diff)
    {
        if (Unasked(Comparison!) is not { } people)
            return true;
        var population = people.Population;
        if (await jobs.RunAsync($"impact on {people.Name}", 0, job => PopulationImpact.OfAsync(diff, population, people.Name, (done, of) => job.Reach(done, of), job.Cancellation)) is not { } impact)
            return false;
        if (Comparison?.Diff == diff)
        {
            Comparison = Comparison with { People = new PeopleImpact(people.Name, population, impact) };
            Refresh();
        }

        return true;
    }

    private void TakeUpRemarks()
    {
        if (Comparison is not { Candidate.IsHere: true } shown)
            return;
        Comparison = shown.With(OpenVersion.SignOffsIn(session.Documents, shown.Pathway));
        Refresh();
    }

    private void Refresh()
    {
        tree.Placeholder = problem.Length > 0 || Comparison is null ? "" : "Nothing differs.";
        tree.Show(Comparison is null ? [] : [.. Comparison.People is { } people ? [PeopleImpactLines.Tree(people)] : Array.Empty<TreeNode>(), .. ImpactLines.Tree(Comparison), .. ChangeLines.Tree(Comparison)]);
        ShowDetail();
    }

    private void ShowDetail()
    {
        detail.Show(Comparison is null ? [] : tree.Current?.Tag switch
        {
            Change change => ChangeLines.Detail(change, Comparison.Signatures.List),
            Effect { Witness: { } witness } effect => TraceLines.Of(Comparison.Diff, effect.Difference, $"made smaller from {witness.From}", witness.Case, witness.Before, witness.After),
            Effect effect => [CompareText.Part.Of($"For example {string.Join(", ", effect.Examples.Select(e => e.Name))}")],
            TouchedCase { Source: var source } touched => traced.TryGetValue(source, out var sides)
                ? TraceLines.Of(Comparison.Diff, touched.Difference, touched.Name, source(), sides.Before, sides.After)
                : [CompareText.Part.Of(ImpactWords.Facts(source())), CompareText.Part.Of("Enter traces it in both versions.", Tone.Quiet)],
            _ => Overview(Comparison),
        });
        OnChanged();
    }

    private static IEnumerable<CompareText.Part> Overview(Comparison comparison) =>
    [
        .. comparison.Diff.NotCompared.Select(d => CompareText.Part.Of(d.ToString(), Tone.Bad)),
        CompareText.Part.Of(comparison.Impact is { } impact ? ImpactWords.Burden(impact.Whole) : "F7 runs the saved cases, and a cohort that is loaded, through both versions and says whom the changes touch.", Tone.Quiet),
        .. comparison.Signatures.List.Current.Select(s => CompareText.Part.Of(s.Meaning == comparison.Signatures.Meaning ? s.Words + (s.Note is null ? "" : ": " + s.Note) : Reporting.Review.Signatures.VoidWords(s), Tone.Quiet)),
    ];
}
