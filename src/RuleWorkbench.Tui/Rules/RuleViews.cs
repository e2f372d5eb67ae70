using RuleWorkbench.Presentation;
using RuleWorkbench.Presentation.Rules;
using RuleWorkbench.Tui.Views;
using Terminal.Gui.ViewBase;

namespace RuleWorkbench.Tui.Rules;

/// <summary>Puts the views of rules into the workbench.</summary>
public static class RuleViews
{
    public static View Make(Workbench workbench, RulePage page, Theme theme)
    {
        var view = new RuleView(page, workbench.Clipboard, workbench.Dialogs, theme);
        view.RuleAsked += rule => workbench.Open(new Target(TargetKind.Rule, page.Target.Pathway, rule));
        return view;
    }
}
