using System.Collections.Immutable;
using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Commands;
using RuleWorkbench.Presentation.Outline;
using RuleWorkbench.Presentation.Pages;
using RuleWorkbench.Presentation.Panes;
using RuleWorkbench.Presentation.Rules;
using RuleWorkbench.Presentation.Session;
using RuleWorkbench.Presentation.Simulation;
using RuleWorkbench.Scripting;
using RuleWorkbench.Versions;

namespace RuleWorkbench.Presentation;

/// <summary>All that the window shows and can do, without a screen.</summary>
public sealed class Workbench : IDisposable
{
    private readonly List<Page> pages = [];

    public Workbench(WorkbenchSession session, IDialogs dialogs, IClipboard clipboard, WindowLayout layout)
    {
        Session = session;
        Dialogs = dialogs;
        Clipboard = clipboard;
        Layout = layout;
        Runs = new CaseRuns(session, Jobs);
        Outline = new OutlineModel(session, Runs);
        Case = new CasePane(session, dialogs);
        Trace = new TracePane(session);
        Problems = new ProblemsPane(session);
        WorkbenchPages.AddTo(this);
        WorkbenchCommands.AddTo(this);
        RuleCommands.AddTo(this);
        WorkflowCommands.AddTo(this);
        TableCommands.AddTo(this);
        Connect();
        Open(new Target(TargetKind.Start, "", ""));
    }

    /// <summary>Where the scripts of a version run that is compared with another.</summary>
    public Func<VersionTree, IScriptHost> ScriptsOf { get; init; } = _ => new ScriptsInProcess(DiskCache.OfUser());

    /// <summary>Opens a file of people of a pathway: as lines that are not compressed, unless somebody knows more kinds.</summary>
    public Func<string, Pathway, CancellationToken, Task<Cohorts.PeopleLines>> OpenPeople { get; init; } = (path, _, _) => Task.FromResult(new Cohorts.PeopleLines(File.OpenRead(path), []));

    /// <summary>Hands a file to the program that the desktop has for it; false where there is none.</summary>
    public Func<string, bool> OpenOutside { get; init; } = _ => false;

    /// <summary>Tabs have come or gone, or another one is in front.</summary>
    public event Action? PagesChanged;

    /// <summary>The user is to be taken to a pane.</summary>
    public event Action<PaneKind>? FocusWanted;

    /// <summary>The palette is to be shown.</summary>
    public event Action? PaletteWanted;

    /// <summary>Theme or sizes are to be others.</summary>
    public event Action? LayoutChanged;

    /// <summary>The window is to be closed.</summary>
    public event Action? CloseWanted;

    public WorkbenchSession Session { get; }

    public IDialogs Dialogs { get; }

    public IClipboard Clipboard { get; }

    public CommandRegistry Commands { get; } = new();

    public JobList Jobs => Session.Jobs;

    public CaseRuns Runs { get; }

    /// <summary>The cohorts that are in memory.</summary>
    public Cohorts.LoadedPeople People { get; } = new();

    public OutlineModel Outline { get; }

    public CasePane Case { get; }

    public TracePane Trace { get; }

    public ProblemsPane Problems { get; }

    /// <summary>Makes the page of a target; to be replaced where there is a better one.</summary>
    public Dictionary<TargetKind, Func<Workbench, Target, Page>> MakePage { get; } = [];

    public IReadOnlyList<Page> Pages => pages;

    /// <summary>The page in front.</summary>
    public Page Active { get; private set; } = null!;

    /// <summary>Which of the lower panes is in front.</summary>
    public PaneKind Lower { get; private set; } = PaneKind.Trace;

    /// <summary>Where the user is; set by the view.</summary>
    public PaneKind Focused { get; set; } = PaneKind.Pages;

    public WindowLayout Layout { get; private set; }

    /// <summary>Whether the page in front has the window for itself.</summary>
    public bool IsAlone { get; private set; }

    /// <summary>Who reviews; null until that was asked.</summary>
    public string? Reviewer { get; set; }

    /// <summary>The steps of a tour; null when none is taken.</summary>
    public Tours.TourProgress? Tour { get; private set; }

    /// <summary>Opens something in a tab, or brings its tab to the front.</summary>
    public void Open(Target target)
    {
        if (!MakePage.TryGetValue(target.Kind, out var make))
            return;
        if (pages.FirstOrDefault(p => p.Target == target) is not { } page)
        {
            page = make(this, target);
            pages.Add(page);
        }

        Show(page);
        FocusWanted?.Invoke(PaneKind.Pages);
    }

    /// <summary>Brings a tab to the front.</summary>
    public void Show(Page page)
    {
        Active = page;
        Session.EndGroup();
        Outline.Tree.Select(tag => page.Target.Equals(tag));
        PagesChanged?.Invoke();
        Alone(page.NeedsRoom);
    }

    /// <summary>Closes a tab; the start page takes the place of the last one. Nothing is lost by it: edits are the session's.
    /// </summary>
    public void Close(Page page)
    {
        var at = pages.IndexOf(page);
        pages.Remove(page);
        page.Dispose();
        if (pages.Count == 0)
            Open(new Target(TargetKind.Start, "", ""));
        else
            Show(pages[Math.Clamp(at, 0, pages.Count - 1)]);
    }

    /// <summary>Goes to the next tab, or to the one before.</summary>
    public void Turn(int by) => Show(pages[(pages.IndexOf(Active) + by + pages.Count) % pages.Count]);

    /// <summary>Goes to where a problem is.</summary>
    public void GoTo(string pathway, SourcePlace place)
    {
        if (Session.States.GetValueOrDefault(pathway) is { } state && RuleProblems.RuleAt(state, place) is { } rule)
        {
            Open(new Target(TargetKind.Rule, pathway, rule.Id));
            return;
        }

        Open(new Target(TargetKind.File, "", place.File));
        if (Active is FilePage page && place.Line > 0)
            page.GoTo(place.Line);
    }

    /// <summary>Gives the window to the page in front, or tree and lower panes their place again.</summary>
    public void Alone(bool isAlone)
    {
        if (IsAlone == isAlone)
            return;
        IsAlone = isAlone;
        LayoutChanged?.Invoke();
    }

    /// <summary>Brings one of the lower panes to the front.</summary>
    public void ShowLower(PaneKind pane)
    {
        Lower = pane;
        Alone(false);
        FocusWanted?.Invoke(pane);
    }

    /// <summary>Takes the user to a pane.</summary>
    public void Focus(PaneKind pane)
    {
        if (pane != PaneKind.Pages)
            Alone(false);
        FocusWanted?.Invoke(pane);
    }

    /// <summary>Shows all commands.</summary>
    public void ShowPalette() => PaletteWanted?.Invoke();

    public void Arrange(WindowLayout layout)
    {
        Layout = layout;
        LayoutChanged?.Invoke();
    }

    public void Take(Tours.TourProgress? tour)
    {
        Tour = tour;
        LayoutChanged?.Invoke();
    }

    /// <summary>Runs a command, if it can run; what goes wrong is told and ends nothing else.</summary>
    public async Task RunAsync(string id)
    {
        if (Commands.Find(id) is not { } command)
            return;
        if (!command.CanRun())
        {
            Session.Message = $"{command.Title}: there is nothing for it here.";
            return;
        }

        try
        {
            await command.Run();
            Tour?.Done(id);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Dialogs.TellAsync(command.Title, e.Message);
        }
    }

    /// <summary>Tells why an edit was refused.</summary>
    public Task TellAsync(string title, ImmutableArray<Diagnostic> refused) =>
        refused.IsEmpty ? Task.CompletedTask : Dialogs.TellAsync(title, string.Join("\n", refused.Select(d => d.ToString())));

    /// <summary>Closes the window; what is not saved stays unsaved.</summary>
    public void End() => CloseWanted?.Invoke();

    public void Dispose()
    {
        Jobs.Cancel();
        foreach (var page in pages)
            page.Dispose();
        Session.Dispose();
    }

    private void Connect()
    {
        Outline.Tree.Entered = row =>
        {
            if (Outline.Tree.NodeAt(row).Tag is Target { Kind: TargetKind.Release } release)
                Begin(() => Comparing.CompareCommands.CompareAsync(this, release.Pathway, $"{release.Pathway}@{release.Name}", Comparing.OpenVersion.Here));
            else if (Outline.Tree.NodeAt(row).Tag is Target target)
                Open(target);
            else
                Outline.Tree.Toggle(row);
        };
        Case.List.Entered = row => Begin(() => Case.EditAsync(Case.List.Seen[row]));
        Case.List.Deleted = row => Begin(() => Case.ClearAsync(Case.List.Seen[row]));
        Case.List.Toggled = row => Begin(() => Case.ToggleAsync(Case.List.Seen[row]));
        Trace.List.Entered = Follow;
        Problems.List.Entered = row => GoTo(Problems.List.Seen[row].Pathway, Problems.List.Seen[row].Problem.Place);
    }

    /// <summary>What was begun from a list last.</summary>
    public Task Started { get; private set; } = Task.CompletedTask;

    /// <summary>Begins something from a list; what goes wrong is told.</summary>
    public void Begin(Func<Task> work) => Started = Guarded(work);

    private async Task Guarded(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Dialogs.TellAsync("Not done", e.Message);
        }
    }

    /// <summary>Goes to what a row of the trace is about, or opens it.</summary>
    private void Follow(int row)
    {
        if (Trace.List.NodeAt(row).Tag is Target target)
            Open(target);
        else if (Trace.List.NodeAt(row).Tag is RuleWorkbench.Simulation.Question question)
            AskFor(question.Fact);
        else
            Trace.List.Toggle(row);
    }

    /// <summary>Goes to a fact in the form of the case.</summary>
    private void AskFor(string fact)
    {
        var at = Case.List.Seen.ToList().FindIndex(r => r.Path == fact);
        ShowLower(PaneKind.Case);
        if (at >= 0)
            Case.List.Selected = at;
    }
}
