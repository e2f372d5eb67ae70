using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Lines;
using RuleWorkbench.Presentation.Session;
using RuleWorkbench.Reporting;

namespace RuleWorkbench.Presentation.Pages;

/// <summary>The rules of a workflow as a table: verdict, what each recommends and where it leads.</summary>
public sealed class WorkflowPage : Page
{
    private readonly WorkbenchSession session;
    private readonly GridList<Rule> rules;

    /// <param name="run">Runs the command of an id.</param>
    public WorkflowPage(WorkbenchSession session, Target target, Action<Target> open, Action<string> run)
    {
        this.session = session;
        Target = target;
        rules = new GridList<Rule>(
        [
            new("", 14, r => Verdict(r)),
            new("id", 10, r => new Piece(r.Id, Tone.Quiet)),
            new("rule", 0, r => new Piece(r.Name, r.Enabled ? Tone.Normal : Tone.Quiet)),
            new("recommends", 22, r => new Piece(r.SuccessEvent ?? (r.IsGuard ? "forbids " + string.Join(", ", r.Properties.Veto) : ""), r.IsGuard ? Tone.Warning : Tone.Normal)) { From = 66 },
            new("go on", 18, r => new Piece(string.Join(", ", r.Properties.Next), Tone.Quiet)) { From = 90 },
        ])
        {
            Entered = row => open(new Target(TargetKind.Rule, target.Pathway, rules!.Seen[row].Id)),
            Inserted = () => run("rule.new"),
            Deleted = _ => run("rule.remove"),
        };
        session.VersionReady += OnVersion;
        session.Chosen.Changed += Refresh;
        Refresh();
    }

    public override Target Target { get; }

    /// <summary>The rule that is selected; null when there is none.</summary>
    public Rule? Selected => rules.Current;

    public override string Title => Target.Name;

    public override LineList Main => rules;

    public override bool IsUnsaved => session.IsUnsaved($"workflows/{Target.Pathway}/{Target.Name}.json");

    public override void Dispose()
    {
        session.VersionReady -= OnVersion;
        session.Chosen.Changed -= Refresh;
        base.Dispose();
    }

    private Piece Verdict(Rule rule)
    {
        var result = session.Chosen.Pathway == Target.Pathway ? session.Chosen.Explanation?.Rule(rule.Id)?.Result : null;
        return result is null ? new Piece("·", Tone.Quiet) : new Piece($"{ExplanationWords.Sign(result)} {ExplanationWords.VerdictOf(result).Split(':')[0]}", RuleWords.ToneOf(result));
    }

    private void OnVersion(PathwayState state) => Refresh();

    private void Refresh()
    {
        rules.Placeholder = $"There is no workflow {Target.Name} in {Target.Pathway} as its files are now, or it has no rules.";
        rules.Show(session.States.GetValueOrDefault(Target.Pathway)?.Pathway?.Workflow(Target.Name)?.Rules ?? [], (a, b) => a.Id == b.Id);
        OnChanged();
    }
}
