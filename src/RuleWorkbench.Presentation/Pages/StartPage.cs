using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Lines;
using RuleWorkbench.Presentation.Session;

namespace RuleWorkbench.Presentation.Pages;

/// <summary>What is here, and what to do first.</summary>
public sealed class StartPage : Page
{
    /// <summary>Columns of what is named: beside the tree the whole must fit into a terminal of 80.</summary>
    private const int Names = 23;

    private readonly WorkbenchSession session;
    private readonly Func<string, Task> run;
    private readonly TreeList choices = new();

    /// <param name="run">Runs the command of an id.</param>
    public StartPage(WorkbenchSession session, Action<Target> open, Func<string, Task> run)
    {
        this.session = session;
        this.run = run;
        session.VersionReady += OnVersion;
        choices.Entered = row =>
        {
            if (choices.NodeAt(row).Tag is Target target)
                open(target);
            else if (choices.NodeAt(row).Tag is string command)
                Started = run(command);
        };
        Refresh();
    }

    /// <summary>The command that was chosen last.</summary>
    public Task Started { get; private set; } = Task.CompletedTask;

    public override Target Target => new(TargetKind.Start, "", "");

    public override string Title => "Start";

    public override LineList Main => choices;

    public override void Dispose()
    {
        session.VersionReady -= OnVersion;
        base.Dispose();
    }

    private static TreeNode Choice(string title, string about, object tag) => new(title, Line.Of(title, Tone.Accent).Fit(Names).And(about, Tone.Quiet), tag);

    private static TreeNode Text(string key, Line line) => new(key, line);

    private void OnVersion(PathwayState state) => Refresh();

    private void Refresh() => choices.Show(
    [
        Text("t", Line.Of("RuleWorkbench", Tone.Title).And("  edit, simulate, compare pathways", Tone.Quiet)),
        Text("w", Line.Of(session.Workspace.Root, Tone.Quiet)),
        Text("0", Line.Empty),
        .. session.Pathways.Select(Pathway),
        Text("1", Line.Empty),
        Text("do", Line.Of("What to do first", Tone.Title)),
        Choice("Tour for authors", "edit, see a case flip, undo", "tour.author"),
        Choice("Tour for QA engineers", "run, find why, fix a case", "tour.qa"),
        Choice("Tour for reviewers", "compare, witness, approve", "tour.reviewer"),
        Choice("Choose a case", "verdicts beside every rule", "case.choose"),
        Choice("Run all cases", "expected against actual", "run.all"),
        Choice("Compare two versions", "what changed, and for whom", "compare.open"),
        Choice("All commands and keys", "everything by keyboard", "help.keys"),
        Text("2", Line.Empty),
        Text("k", Line.Of("Enter ", Tone.Accent).And("opens  ", Tone.Quiet).And("F6 ", Tone.Accent).And("next pane  ", Tone.Quiet).And("Ctrl+P ", Tone.Accent).And("commands  ", Tone.Quiet).And("F1 ", Tone.Accent).And("help", Tone.Quiet)),
    ]);

    private TreeNode Pathway(string name)
    {
        var state = session.States.GetValueOrDefault(name);
        var target = new Target(TargetKind.Pathway, name, name);
        if (state is null)
            return new TreeNode("p:" + name, Line.Of(name, Tone.Accent).Fit(Names).And("is being read …", Tone.Quiet), target);
        var (rules, cases) = (state.Pathway?.Workflows.Sum(w => w.Rules.Length) ?? 0, state.OwnCases.Count());
        var (errors, warnings) = (state.Problems.Count(d => d.Severity == DiagnosticSeverity.Error), state.Problems.Count(d => d.Severity == DiagnosticSeverity.Warning));
        var line = Line.Of(name, Tone.Accent).Fit(Names).And($"{state.Pathway?.Version,-8} {Count.Of(rules, "rule")}, {Count.Of(cases, "case")}", Tone.Quiet);
        line = errors > 0 ? line.And($", {Count.Of(errors, "error")}", Tone.Bad) : line;
        return new TreeNode("p:" + name, warnings > 0 ? line.And($", {Count.Of(warnings, "warning")}", Tone.Warning) : line, target);
    }
}
