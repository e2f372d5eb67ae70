using System.Collections.Immutable;
using System.ComponentModel;
using RuleWorkbench.Presentation.Cohorts;
using RuleWorkbench.Presentation.Lines;
using RuleWorkbench.Presentation.Pages;
using RuleWorkbench.Presentation.Session;
using RuleWorkbench.Presentation.Sheets;

namespace RuleWorkbench.Presentation.Rules;

/// <summary>The tab of a rule that is edited. Its view is its own; what is shown as a list is the rule in words.</summary>
public sealed class RulePage : Page
{
    private readonly WorkbenchSession session;
    private readonly LoadedPeople people;
    private readonly TextList words = new();

    /// <param name="people">Cohorts in memory, to show what an edit does to people.</param>
    public RulePage(WorkbenchSession session, LoadedPeople people, IDialogs dialogs, Action<Target> open, Target target, TimeProvider clock)
    {
        this.people = people;
        this.session = session;
        Target = target;
        var workflow = session.States.GetValueOrDefault(target.Pathway)?.Pathway?.Workflows.FirstOrDefault(w => w.Rules.Any(r => r.Id == target.Name));
        Editor = new RuleEditor(session, target.Pathway, workflow?.Place.File ?? "", target.Name, clock);
        Sheet = new TableSheet(session, Editor);
        Table = new SheetPage(session, dialogs, open, target, "Table", Sheet);
        Table.Choose(target.Name);
        Editor.Changed += Refresh;
        session.Chosen.Changed += Refresh;
        Editor.Suites.Changed += OnChanged;
        people.Changed += OnChanged;
        session.PropertyChanged += OnBusy;
        Refresh();
    }

    public override Target Target { get; }

    public RuleEditor Editor { get; }

    /// <summary>What the edits since the last save do to the saved cases and, with a cohort in memory, to people.</summary>
    public ImmutableArray<Line> Effects =>
    [
        Pending(Line.Of(" Suites: ", Tone.Quiet).And(Editor.Suites.Line), Editor.Suites.IsRunning),
        .. people.Of(Target.Pathway) is { } loaded ? new[] { Pending(Line.Of(" People: ", Tone.Quiet).And(PeopleWords.Of(loaded)), loaded.IsRunning) } : [],
    ];

    /// <summary>The rules of its group as a decision table.</summary>
    public SheetPage Table { get; }

    internal TableSheet Sheet { get; }

    public override string Title => Editor.RuleId;

    public override LineList Main => words;

    public override bool IsUnsaved => session.IsUnsaved(Editor.File);

    public override void Dispose()
    {
        Editor.Changed -= Refresh;
        session.Chosen.Changed -= Refresh;
        Editor.Suites.Changed -= OnChanged;
        people.Changed -= OnChanged;
        session.PropertyChanged -= OnBusy;
        Table.Dispose();
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

    /// <summary>What is shown is of an earlier version as long as a newer one is on its way.</summary>
    private Line Pending(Line line, bool isRunning) => isRunning || session.IsBusy ? line.And(" …", Tone.Quiet) : line;

    private void OnBusy(object? sender, PropertyChangedEventArgs changed)
    {
        if (changed.PropertyName == nameof(WorkbenchSession.IsBusy))
            OnChanged();
    }
}
