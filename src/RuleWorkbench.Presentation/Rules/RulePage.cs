using RuleWorkbench.Presentation.Lines;
using RuleWorkbench.Presentation.Pages;
using RuleWorkbench.Presentation.Session;

namespace RuleWorkbench.Presentation.Rules;

/// <summary>The tab of a rule that is edited. Its view is its own; what is shown as a list is the rule in words.</summary>
public sealed class RulePage : Page
{
    private readonly WorkbenchSession session;
    private readonly TextList words = new();

    public RulePage(WorkbenchSession session, Target target, TimeProvider clock)
    {
        this.session = session;
        Target = target;
        var workflow = session.States.GetValueOrDefault(target.Pathway)?.Pathway?.Workflows.FirstOrDefault(w => w.Rules.Any(r => r.Id == target.Name));
        Editor = new RuleEditor(session, target.Pathway, workflow?.Place.File ?? "", target.Name, clock);
        Editor.Changed += Refresh;
        session.Chosen.Changed += Refresh;
        Refresh();
    }

    public override Target Target { get; }

    public RuleEditor Editor { get; }

    public override string Title => Editor.RuleId;

    public override LineList Main => words;

    public override bool IsUnsaved => session.IsUnsaved(Editor.File);

    public override void Dispose()
    {
        Editor.Changed -= Refresh;
        session.Chosen.Changed -= Refresh;
        Editor.Dispose();
        base.Dispose();
    }

    private void Refresh()
    {
        var pathway = session.States.GetValueOrDefault(Target.Pathway)?.Pathway;
        var workflow = pathway?.Workflows.FirstOrDefault(w => w.Rules.Any(r => r.Id == Editor.RuleId));
        var trace = session.Chosen.Pathway == Target.Pathway ? session.Chosen.Explanation?.Rule(Editor.RuleId) : null;
        words.Show(workflow is null
            ? [Line.Of($"There is no rule {Editor.RuleId} in {Target.Pathway} as its files are now.", Tone.Warning)]
            : RuleWords.Describe(workflow.Rules.First(r => r.Id == Editor.RuleId), workflow, pathway!, trace));
        OnChanged();
    }
}
