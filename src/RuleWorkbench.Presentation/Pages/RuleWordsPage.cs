using RuleWorkbench.Presentation.Lines;
using RuleWorkbench.Presentation.Session;

namespace RuleWorkbench.Presentation.Pages;

/// <summary>A rule in words, with what the chosen case makes of each criterion.</summary>
public sealed class RuleWordsPage : Page
{
    private readonly WorkbenchSession session;
    private readonly TextList text = new();

    public RuleWordsPage(WorkbenchSession session, Target target)
    {
        this.session = session;
        Target = target;
        session.VersionReady += OnVersion;
        session.Chosen.Changed += Refresh;
        Refresh();
    }

    public override Target Target { get; }

    public override string Title => Target.Name;

    public override LineList Main => text;

    public override bool IsUnsaved => session.States.GetValueOrDefault(Target.Pathway)?.Pathway?.Workflows.FirstOrDefault(w => w.Rules.Any(r => r.Id == Target.Name)) is { } workflow && session.IsUnsaved(workflow.Place.File);

    public override void Dispose()
    {
        session.VersionReady -= OnVersion;
        session.Chosen.Changed -= Refresh;
        base.Dispose();
    }

    private void OnVersion(PathwayState state) => Refresh();

    private void Refresh()
    {
        var pathway = session.States.GetValueOrDefault(Target.Pathway)?.Pathway;
        var workflow = pathway?.Workflows.FirstOrDefault(w => w.Rules.Any(r => r.Id == Target.Name));
        var trace = session.Chosen.Pathway == Target.Pathway ? session.Chosen.Explanation?.Rule(Target.Name) : null;
        text.Show(workflow is null
            ? [Line.Of($"There is no rule {Target.Name} in {Target.Pathway} as its files are now.", Tone.Warning)]
            : RuleWords.Describe(workflow.Rules.First(r => r.Id == Target.Name), workflow, pathway!, trace));
        OnChanged();
    }
}
