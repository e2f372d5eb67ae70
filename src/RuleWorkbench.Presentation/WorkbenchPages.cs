using RuleWorkbench.Presentation.Pages;
using RuleWorkbench.Presentation.Rules;

namespace RuleWorkbench.Presentation;

/// <summary>The tabs of the workbench.</summary>
internal static class WorkbenchPages
{
    public static void AddTo(Workbench workbench)
    {
        workbench.MakePage[TargetKind.Start] = (w, _) => new StartPage(w.Session, w.Open, w.RunAsync);
        workbench.MakePage[TargetKind.Pathway] = (w, t) => new PathwayPage(w.Session, t, w.Open);
        workbench.MakePage[TargetKind.Workflow] = (w, t) => new WorkflowPage(w.Session, t, w.Open, id => w.Begin(() => w.RunAsync(id)));
        workbench.MakePage[TargetKind.Sheet] = (w, t) => Sheets.SheetCatalogue.Open(w.Session, w.Dialogs, w.Open, t);
        workbench.MakePage[TargetKind.Rule] = (w, t) => new RulePage(w.Session, w.People, w.Dialogs, w.Open, t, TimeProvider.System);
        workbench.MakePage[TargetKind.Suite] = (w, t) => new SuitePage(w.Session, w.Runs, t);
        workbench.MakePage[TargetKind.Cohort] = (w, t) => new Cohorts.CohortPage(w.Session, w.Jobs, w.People, new Cohorts.PeopleLoader(w.OpenPeople), t);
        workbench.MakePage[TargetKind.Comparison] = Comparing.CompareCommands.Make;
        workbench.MakePage[TargetKind.File] = (w, t) => new FilePage(w.Session, t);
        workbench.MakePage[TargetKind.Help] = (w, t) => new HelpPage(t, w.Commands);
    }
}
