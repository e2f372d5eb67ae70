using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Lines;
using RuleWorkbench.Presentation.Session;
using RuleWorkbench.Presentation.Sheets;
using RuleWorkbench.Presentation.Simulation;
using RuleWorkbench.Reporting;
using RuleWorkbench.Simulation;

namespace RuleWorkbench.Presentation.Outline;

/// <summary>The tree of all that is in the workspace, with the verdicts of the chosen case, problems, outcomes of suites and
/// marks of what is not saved.</summary>
public sealed class OutlineModel
{
    private readonly WorkbenchSession session;
    private readonly CaseRuns runs;
    private readonly Dictionary<string, (Shown Of, TreeNode Node)> made = [];
    private readonly ConditionalWeakTable<Suite, Counted> outcomes = [];
    private int runsSeen;

    public OutlineModel(WorkbenchSession session, CaseRuns runs)
    {
        this.session = session;
        this.runs = runs;
        session.FilesChanged += Refresh;
        session.VersionReady += _ => Refresh();
        session.Chosen.Changed += Refresh;
        runs.Changed += () =>
        {
            runsSeen++;
            Refresh();
        };
        Tree.Placeholder = "Nothing fits the filter.";
        Refresh();
    }

    public TreeList Tree { get; } = new();

    private void Refresh() => Tree.Show([.. session.Pathways.Select(Known), Scripts()]);

    /// <summary>While somebody types nothing of a pathway's node changes until its next version is made: the same node stands.</summary>
    private TreeNode Known(string name)
    {
        var unsaved = string.Join('\n', session.Unsaved.Select(c => c.File).Where(f => WorkspaceFiles.Concerns(f, name)));
        var shown = new Shown(session.States.GetValueOrDefault(name), session.Chosen.Pathway == name ? session.Chosen.Explanation : null, runsSeen, unsaved, session.Documents.Documents.Count());
        if (!made.TryGetValue(name, out var known) || !known.Of.IsSameAs(shown))
            made[name] = known = (shown, Pathway(name));
        return known.Node;
    }

    private TreeNode Pathway(string name)
    {
        var state = session.States.GetValueOrDefault(name);
        var line = Line.Of(name, Tone.Strong).And(state?.Pathway?.Version is { } version ? " " + version : "", Tone.Quiet);
        if (state is null)
            line = line.And(" …", Tone.Quiet);
        var workflows = state?.Pathway?.Workflows.Select(w => Workflow(state, w)) ?? [];
        var header = state?.Problems.Where(d => d.Place.File == state.File) ?? [];
        return new TreeNode(name, Marked(line, header, state?.File), new Target(TargetKind.Pathway, name, name))
        {
            IsOpen = true,
            Children = [.. workflows, .. Group("facts and catalogue", Sheets(name)), .. Group("suites", Suites(name, state), new Target(TargetKind.Suite, name, Pages.SuitePage.All)), .. Group("cohorts", Cohorts(name)), .. Group("releases", Releases(name))],
        };
    }

    private TreeNode Workflow(PathwayState state, Workflow workflow)
    {
        var role = workflow.Name == state.Pathway!.Entry ? " entry" : state.Pathway.Always.Contains(workflow.Name) ? " always" : "";
        var inside = state.Problems.Where(d => d.Place.File == workflow.Place.File);
        return new TreeNode("w:" + workflow.Name, Marked(Line.Of(workflow.Name).And(role, Tone.Quiet), inside, workflow.Place.File), new Target(TargetKind.Workflow, state.Name, workflow.Name))
        {
            Children = [.. workflow.Rules.Select(r => Rule(state, r))],
        };
    }

    private TreeNode Rule(PathwayState state, Rule rule)
    {
        var result = session.Chosen.Pathway == state.Name ? session.Chosen.Explanation?.Rule(rule.Id)?.Result : null;
        var sign = result is null ? Line.Of("· ", Tone.Quiet) : Line.Of(ExplanationWords.Sign(result) + " ", RuleWords.ToneOf(result));
        var line = sign.And(rule.Properties.Id is { } id ? id + " " : "", Tone.Quiet).And(rule.Name, rule.Enabled ? Tone.Normal : Tone.Quiet);
        return new TreeNode("r:" + rule.Id, Marked(line, RuleProblems.Of(state, rule), null), new Target(TargetKind.Rule, state.Name, rule.Id));
    }

    private IEnumerable<TreeNode> Suites(string pathway, PathwayState? state) => (state?.Suites.Suites ?? []).Select(suite =>
    {
        var (results, passed) = Outcomes(pathway, suite);
        var counts = results == 0 ? Line.Of($" {suite.Cases.Length}{(suite.IsFor(state?.Pathway?.Version) ? "" : " of " + string.Join(", ", suite.Versions))}", Tone.Quiet)
            : results > passed ? Line.Of($" ✗ {results - passed} of {suite.Cases.Length}", Tone.Bad)
            : Line.Of($" ✓ {passed}", Tone.Good);
        var problems = state!.Problems.Where(d => d.Place.File == suite.Place.File);
        return new TreeNode(suite.Name, Marked(Line.Of(suite.Name).And(counts), problems, suite.Place.File), new Target(TargetKind.Suite, pathway, suite.Name));
    });

    /// <summary>How many cases have been run and how many passed; counted once for the same cases and results.</summary>
    private (int Run, int Passed) Outcomes(string pathway, Suite suite)
    {
        if (!outcomes.TryGetValue(suite, out var known) || known.RunsSeen != runsSeen)
        {
            var results = suite.Cases.Select(c => runs.Find(pathway, c)).OfType<CaseResult>().ToList();
            known = new Counted(runsSeen, results.Count, results.Count(r => r.Outcome == CaseOutcome.Passed));
            outcomes.AddOrUpdate(suite, known);
        }

        return (known.Run, known.Passed);
    }

    private static IEnumerable<TreeNode> Sheets(string pathway) => SheetCatalogue.Names.Select(n => new TreeNode("sheet:" + n, Line.Of(n), new Target(TargetKind.Sheet, pathway, n)));

    private IEnumerable<TreeNode> Cohorts(string pathway) => session.Documents.Documents
        .Where(d => d.File.StartsWith($"seeds/{pathway}/cohorts/", StringComparison.Ordinal))
        .Select(d => new TreeNode(d.File, Marked(Line.Of(Path.GetFileNameWithoutExtension(d.File)), [], d.File), new Target(TargetKind.Cohort, pathway, d.File)))
        .Concat(WorkspaceFiles.PeopleOf(session.Workspace, pathway).Select(f => new TreeNode(f, Line.Of(Path.GetFileName(f)), new Target(TargetKind.Cohort, pathway, f))));

    private IEnumerable<TreeNode> Releases(string pathway) =>
        session.Workspace.ReleasesOf(pathway).Select(v => new TreeNode(v, Line.Of(v), new Target(TargetKind.Release, pathway, v)));

    private TreeNode Scripts() => new("scripts", Line.Of("scripts", Tone.Strong))
    {
        Children = [.. session.Documents.Documents.Where(d => d.File.EndsWith(".csx", StringComparison.Ordinal)).Select(d => new TreeNode(
            d.File,
            Marked(Line.Of(Path.GetFileNameWithoutExtension(d.File)), session.States.Values.SelectMany(s => s.Problems).Where(p => p.Place.File == d.File).Distinct(), d.File),
            new Target(TargetKind.File, "", d.File)))],
    };

    private static IEnumerable<TreeNode> Group(string name, IEnumerable<TreeNode> children, Target? target = null)
    {
        var all = children.ToImmutableArray();
        return all.IsEmpty ? [] : [new TreeNode(name, Line.Of(name, Tone.Quiet), target) { Children = all }];
    }

    /// <summary>E and W with how many errors and warnings there are, and a bullet for what is not saved.</summary>
    private Line Marked(Line line, IEnumerable<Diagnostic> problems, string? file)
    {
        var found = problems.ToList();
        var errors = found.Count(d => d.Severity == DiagnosticSeverity.Error);
        var warnings = found.Count(d => d.Severity == DiagnosticSeverity.Warning);
        if (errors > 0)
            line = line.And($" E{errors}", Tone.Bad);
        if (warnings > 0)
            line = line.And($" W{warnings}", Tone.Warning);
        return file is not null && session.IsUnsaved(file) ? line.And(" ●", Tone.Warning) : line;
    }

    private sealed record Counted(int RunsSeen, int Run, int Passed);

    /// <summary>All that the node of a pathway depends on.</summary>
    private sealed class Shown(PathwayState? state, Explanation? explanation, int runs, string unsaved, int documents)
    {
        private readonly (int Runs, string Unsaved, int Documents) marks = (runs, unsaved, documents);

        /// <summary>Versions and walks are never changed, so that they need not be looked into.</summary>
        public bool IsSameAs(Shown other) => ReferenceEquals(State, other.State) && ReferenceEquals(Explanation, other.Explanation) && marks == other.marks;

        private PathwayState? State => state;

        private Explanation? Explanation => explanation;
    }
}
