using RuleWorkbench.Checking;
using RuleWorkbench.Presentation.Commands;
using RuleWorkbench.Presentation.Pages;
using RuleWorkbench.Presentation.Rules;
using RuleWorkbench.Presentation.Session;
using RuleWorkbench.Presentation.Tours;
using RuleWorkbench.Reporting;
using RuleWorkbench.Reporting.Drawing;

namespace RuleWorkbench.Presentation;

/// <summary>The commands of the workbench.</summary>
internal static class WorkbenchCommands
{
    public static readonly string[] Themes = ["dark", "light", "high contrast", "16 colours"];

    public static void AddTo(Workbench workbench)
    {
        AddFile(workbench);
        AddGo(workbench);
        CaseCommands.AddTo(workbench);
        Cohorts.CohortCommands.AddTo(workbench);
        Comparing.CompareCommands.AddTo(workbench);
        AddView(workbench);
        AddHelp(workbench);
    }

    private static void AddFile(Workbench w)
    {
        var session = w.Session;
        w.Commands.Add(new("file.save", "Save all", "Ctrl+S", "File", async () =>
        {
            var refused = await session.SaveAsync();
            await w.TellAsync("Nothing was saved", refused);
            if (refused.IsEmpty && w.Layout.RunsOnSave)
                await w.RunAsync("run.all");
        })
        { StatusTitle = "Save", Help = "every file, or none" });
        w.Commands.Add(WorkbenchCommand.Of("file.undo", "Undo", "Ctrl+Z", "File", session.Undo) with { TitleNow = () => session.History.NextUndo is { } next ? $"Undo {next}" : "Undo", CanRun = () => session.History.NextUndo is not null, Help = "takes the last edit back, whichever file it was in" });
        w.Commands.Add(WorkbenchCommand.Of("file.redo", "Redo", "Ctrl+Y", "File", session.Redo) with { TitleNow = () => session.History.NextRedo is { } next ? $"Redo {next}" : "Redo", CanRun = () => session.History.NextRedo is not null });
        w.Commands.Add(WorkbenchCommand.Of("file.close-tab", "Close tab", "Ctrl+W", "File", () => w.Close(w.Active)));
        w.Commands.Add(new("file.quit", "Quit", "Ctrl+Q", "File", () => QuitCommand.RunAsync(w)) { StatusTitle = "Quit" });
    }

    private static void AddGo(Workbench w)
    {
        w.Commands.Add(new("go.anything", "Go to a rule, suite or file", "Ctrl+G", "Go", async () =>
        {
            var targets = Targets(w).ToList();
            if (await w.Dialogs.PickAsync("Go to", [.. targets.Select(t => t.Label)]) is { } index)
                w.Open(targets[index].Target);
        })
        { StatusTitle = "Go to" });
        w.Commands.Add(WorkbenchCommand.Of("go.next-pane", "Next pane", "F6", "Go", () => TurnPane(w, 1)) with { StatusTitle = "Pane", Help = "tree, tab, lower pane" });
        w.Commands.Add(WorkbenchCommand.Of("go.previous-pane", "Previous pane", "Shift+F6", "Go", () => TurnPane(w, -1)));
        w.Commands.Add(WorkbenchCommand.Of("go.outline", "Tree", "Ctrl+O", "Go", () => w.Focus(PaneKind.Outline)));
        w.Commands.Add(WorkbenchCommand.Of("go.next-tab", "Next tab", "Ctrl+PageDown", "Go", () => w.Turn(1)));
        w.Commands.Add(WorkbenchCommand.Of("go.previous-tab", "Previous tab", "Ctrl+PageUp", "Go", () => w.Turn(-1)));
        w.Commands.Add(WorkbenchCommand.Of("go.json", "Open the file of this tab as text", null, "Go", () => OpenFile(w)) with { CanRun = () => FileOf(w) is not null });
        w.Commands.Add(new("go.drawing", "Draw the pathway and open the drawing", null, "Go", () => DrawAsync(w)) { CanRun = () => CaseCommands.PathwayInFront(w) is not null, Help = "an SVG, in the program that the desktop has for it; with counts where a cohort is loaded" });
        w.Commands.Add(WorkbenchCommand.Of("go.start", "Start page", null, "Go", () => w.Open(new Target(TargetKind.Start, "", ""))));
    }

    private static void TurnPane(Workbench w, int by)
    {
        var order = (PaneKind[])[PaneKind.Outline, PaneKind.Pages, w.Lower];
        w.Focus(order[(Array.IndexOf(order, w.Focused) + by + order.Length) % order.Length]);
    }

    private static void AddView(Workbench w)
    {
        w.Commands.Add(WorkbenchCommand.Of("view.case", "Case", "F2", "View", () => w.ShowLower(PaneKind.Case)) with { StatusTitle = "Case", Help = "the facts of the chosen case" });
        w.Commands.Add(WorkbenchCommand.Of("view.trace", "Trace", "F3", "View", () => w.ShowLower(PaneKind.Trace)) with { StatusTitle = "Trace", Help = "what the chosen case does, and why" });
        w.Commands.Add(WorkbenchCommand.Of("view.problems", "Problems", "F4", "View", () => w.ShowLower(PaneKind.Problems)) with { StatusTitle = "Problems" });
        w.Commands.Add(WorkbenchCommand.Of("view.wider", "Wider tree", "Alt+CursorRight", "View", () => w.Arrange(w.Layout with { Outline = w.Layout.Outline + 2 })));
        w.Commands.Add(WorkbenchCommand.Of("view.narrower", "Narrower tree", "Alt+CursorLeft", "View", () => w.Arrange(w.Layout with { Outline = Math.Max(12, w.Layout.Outline - 2) })));
        w.Commands.Add(WorkbenchCommand.Of("view.higher", "Higher lower panes", "Alt+CursorUp", "View", () => w.Arrange(w.Layout with { Bottom = w.Layout.Bottom + 1 })));
        w.Commands.Add(WorkbenchCommand.Of("view.lower", "Lower lower panes", "Alt+CursorDown", "View", () => w.Arrange(w.Layout with { Bottom = Math.Max(3, w.Layout.Bottom - 1) })));
        w.Commands.Add(WorkbenchCommand.Of("view.alone", "Only this tab, or all panes", "F11", "View", () => w.Alone(!w.IsAlone)));
        w.Commands.Add(WorkbenchCommand.Of("view.whole", "Tabs in the whole height: on or off", "Alt+Z", "View", () => w.Arrange(w.Layout with { HidesLower = !w.Layout.HidesLower })) with { Help = "F2, F3 and F4 still show the lower panes" });
        foreach (var theme in Themes)
            w.Commands.Add(WorkbenchCommand.Of("theme." + theme.Replace(' ', '-'), $"Theme: {theme}", null, "View", () => w.Arrange(w.Layout with { Theme = theme })));
        w.Commands.Add(WorkbenchCommand.Of("problems.fix", "Fix this problem", "Ctrl+F", "View", () => { }) with
        {
            CanRun = () => w.Problems.List.Current?.Problem.Repair is not null,
            Run = async () => await w.TellAsync("Not fixed", w.Problems.Mend(w.Problems.List.Current!)),
        });
        w.Commands.Add(new("problems.fix-all", "Fix all problems that can be fixed", null, "View", async () => await w.TellAsync("Not fixed", w.Problems.MendAll()))
        {
            CanRun = () => w.Problems.List.Seen.Any(r => r.Problem.Repair is not null),
        });
    }

    private static void AddHelp(Workbench w)
    {
        w.Commands.Add(WorkbenchCommand.Of("help.here", "Help", "F1", "Help", () => w.Open(new Target(TargetKind.Help, "", Topic(w)))) with { StatusTitle = "Help", Help = "about what you are at: a problem, or the tab or pane" });
        w.Commands.Add(WorkbenchCommand.Of("help.palette", "All commands by a few letters", "Ctrl+P", "Help", w.ShowPalette) with { StatusTitle = "Commands", StatusPlace = 0 });
        w.Commands.Add(WorkbenchCommand.Of("help.keys", "All commands and keys", null, "Help", () => w.Open(new Target(TargetKind.Help, "", HelpPage.Keys))));
        foreach (var (id, title, make) in ((string, string, Func<TourProgress>)[])[("tour.author", "Tour for authors", () => TourCatalogue.Author), ("tour.qa", "Tour for QA engineers", () => TourCatalogue.Qa), ("tour.reviewer", "Tour for reviewers", () => TourCatalogue.Reviewer)])
            w.Commands.Add(WorkbenchCommand.Of(id, title, null, "Help", () => w.Take(make())));
        w.Commands.Add(WorkbenchCommand.Of("tour.end", "End the tour", null, "Help", () => w.Take(null)) with { CanRun = () => w.Tour is not null });
    }

    private static string Topic(Workbench w) =>
        w.Focused == PaneKind.Problems && w.Problems.List.Current is { } row && CheckCatalogue.Find(row.Problem.Id) is { } page ? page.Id
        : w.Focused == PaneKind.Pages && RuleCommands.CodeOf(w)?.ProblemAtCaret is { } problem && CheckCatalogue.Find(problem.Diagnostic.Id) is { } check ? check.Id
        : HelpTopics.Of(w);

    private static IEnumerable<(string Label, Target Target)> Targets(Workbench w)
    {
        foreach (var state in w.Session.States.Values)
        {
            foreach (var workflow in state.Pathway?.Workflows ?? [])
            {
                foreach (var rule in workflow.Rules)
                    yield return ($"{rule.Label}  {workflow.Name}", new Target(TargetKind.Rule, state.Name, rule.Id));
                yield return (workflow.Name, new Target(TargetKind.Workflow, state.Name, workflow.Name));
            }

            foreach (var suite in state.Suites.Suites)
                yield return ($"{suite.Name}  suite", new Target(TargetKind.Suite, state.Name, suite.Name));
        }

        foreach (var name in w.Session.Pathways)
        {
            yield return ($"{name}  pathway", new Target(TargetKind.Pathway, name, name));
            foreach (var sheet in Sheets.SheetCatalogue.Names)
                yield return ($"{sheet}  {name}", new Target(TargetKind.Sheet, name, sheet));
            foreach (var cohort in w.Session.Documents.Documents.Select(d => d.File).Where(f => f.StartsWith($"seeds/{name}/cohorts/", StringComparison.Ordinal)).Concat(WorkspaceFiles.PeopleOf(w.Session.Workspace, name)))
                yield return ($"{Path.GetFileNameWithoutExtension(cohort)}  cohort", new Target(TargetKind.Cohort, name, cohort));
        }

        foreach (var document in w.Session.Documents.Documents)
            yield return (document.File, new Target(TargetKind.File, "", document.File));
    }

    /// <summary>Writes the drawing beside other temporary files and hands it to the desktop.</summary>
    private static async Task DrawAsync(Workbench w)
    {
        var name = CaseCommands.PathwayInFront(w)!;
        await w.Session.Settled;
        if (w.Session.States.GetValueOrDefault(name)?.Pathway is not { } pathway)
            return;
        var people = w.People.Of(name)?.Now?.Summary;
        var file = Path.Combine(Directory.CreateTempSubdirectory("rulewb-").FullName, name + ".svg");
        var drawn = await w.Jobs.RunAsync($"drawing {name}", 0, async job =>
        {
            var svg = await Task.Run(() => people is null ? PathwaySvg.Write(pathway) : CohortSvg.Write(people)).WaitAsync(job.Cancellation);
            await File.WriteAllTextAsync(file, svg, job.Cancellation);
            return file;
        });
        if (drawn is not null)
            w.Session.Message = w.OpenOutside(file) ? $"Opened {file}." : $"Nothing here opens drawings; it is in {file}.";
    }

    private static void OpenFile(Workbench w)
    {
        if (FileOf(w) is { } file)
            w.Open(new Target(TargetKind.File, "", file));
    }

    private static string? FileOf(Workbench w)
    {
        var target = w.Active.Target;
        var state = w.Session.States.GetValueOrDefault(target.Pathway);
        return target.Kind switch
        {
            TargetKind.Pathway => state?.File,
            TargetKind.Workflow => state?.Pathway?.Workflow(target.Name)?.Place.File,
            TargetKind.Rule => state?.Pathway?.Workflows.FirstOrDefault(w => w.Rules.Any(r => r.Id == target.Name))?.Place.File,
            TargetKind.Suite => state?.Suites.Suites.FirstOrDefault(s => s.Name == target.Name)?.Place.File,
            TargetKind.Cohort => target.Name,
            _ => null,
        };
    }
}
