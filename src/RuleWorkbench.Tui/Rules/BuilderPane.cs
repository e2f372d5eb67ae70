using System.Collections.Immutable;
using RuleWorkbench.Presentation.Language;
using RuleWorkbench.Presentation.Lines;
using RuleWorkbench.Presentation.Rules;
using RuleWorkbench.Presentation.Session;
using RuleWorkbench.Tui.Views;
using Terminal.Gui.Drawing;
using Terminal.Gui.Input;
using Terminal.Gui.Text;
using Terminal.Gui.ViewBase;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace RuleWorkbench.Tui.Rules;

/// <summary>The condition of a rule as lines of fact, operator and value. Enter changes the chosen cell, by picking from what
/// fits there.</summary>
internal sealed class BuilderPane : PaintedView
{
    private const int HelpRows = 2;

    private readonly RuleEditor editor;
    private readonly IDialogs dialogs;
    private int row;
    private int column;
    private int first;

    public BuilderPane(RuleEditor editor, IDialogs dialogs, Theme theme)
        : base(theme)
    {
        this.editor = editor;
        this.dialogs = dialogs;
        CanFocus = true;
        TabStop = TabBehavior.TabStop;
        (Width, Height) = (Dim.Fill(), Dim.Fill());
        Bind(Key.CursorUp, () => Go(row - 1, column));
        Bind(Key.CursorDown, () => Go(row + 1, column));
        Bind(Key.CursorLeft, () => Go(row, column - 1));
        Bind(Key.CursorRight, () => Go(row, column + 1));
        Bind(Key.Enter, () => _ = DoAsync(ChangeAsync));
        Bind(Key.InsertChar, () => _ = DoAsync(() => AddAsync(encloses: false)));
        Bind(Key.G, () => _ = DoAsync(() => AddAsync(encloses: true)));
        Bind(Key.Delete, () => Write(c => ConditionEdits.Remove(c, Current!.Path)));
        Bind(Key.Space, () => Write(c => ConditionEdits.Toggle(c, Current!.Path)));
        Bind(Key.N, () => Write(c => ConditionEdits.Negate(c, Current!.Path)));
        editor.Changed += SetNeedsDraw;
        editor.Live.Changed += SetNeedsDraw;
    }

    private CriteriaBuilder? Builder =>
        editor.Expressions.FirstOrDefault(e => e.Pointer.EndsWith("/Expression", StringComparison.Ordinal) && !e.Pointer.StartsWith("/LocalParams", StringComparison.Ordinal)) is { } condition ? new CriteriaBuilder(condition.Code) : null;

    private ConditionRow? Current => Builder?.Rows is { IsEmpty: false } rows ? rows[Math.Clamp(row, 0, rows.Length - 1)] : null;

    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (mouse.Flags.HasFlag(MouseFlags.WheeledDown) || mouse.Flags.HasFlag(MouseFlags.WheeledUp))
        {
            Go(row + (mouse.Flags.HasFlag(MouseFlags.WheeledDown) ? 1 : -1), column);
            return true;
        }

        if (!mouse.Flags.HasFlag(MouseFlags.LeftButtonPressed) && !mouse.Flags.HasFlag(MouseFlags.LeftButtonDoubleClicked) || mouse.Position is not { } at)
            return false;
        SetFocus();
        var (subject, operation) = Widths();
        Go(first + at.Y, at.X < subject ? 0 : at.X < subject + operation ? 1 : 2);
        if (mouse.Flags.HasFlag(MouseFlags.LeftButtonDoubleClicked))
            _ = DoAsync(ChangeAsync);
        return true;
    }

    protected override void Paint()
    {
        var normal = Theme.Of(Tone.Normal);
        var quiet = normal with { Foreground = Theme.Quiet };
        var rows = Builder?.Rows ?? [];
        var room = Math.Max(1, Viewport.Height - HelpRows);
        row = Math.Clamp(row, 0, Math.Max(0, rows.Length - 1));
        first = Math.Clamp(first, Math.Max(0, row - room + 1), row);
        for (var y = 0; y < room && first + y < rows.Length; y++)
            DrawRow(rows[first + y], y, first + y == row, normal, quiet);
        SetAttribute(quiet);
        AddStr(1, Viewport.Height - 2, CellText.Fit(Builder?.StepsAside ?? "A rule with nested rules: choose one as code (Alt+1).", Viewport.Width - 2));
        AddStr(1, Viewport.Height - 1, CellText.Fit("Enter change  Ins add  Del remove  Space all/any  G group  N not", Viewport.Width - 2));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            editor.Changed -= SetNeedsDraw;
            editor.Live.Changed -= SetNeedsDraw;
        }

        base.Dispose(disposing);
    }

    private (int Subject, int Operator) Widths()
    {
        var rows = Builder?.Rows ?? [];
        var shown = rows.Where(r => r.Operator.Length > 0).ToList();
        var subject = shown.Count == 0 ? 0 : shown.Max(r => 6 + r.Depth * 2 + r.Subject.GetColumns());
        var operation = shown.Count == 0 ? 0 : shown.Max(r => r.Operator.GetColumns()) + 2;
        return (Math.Clamp(subject, 20, Math.Max(20, Viewport.Width / 2)), Math.Clamp(operation, 10, Math.Max(22, Viewport.Width / 4)));
    }

    private void DrawRow(ConditionRow shown, int y, bool isChosen, Attribute normal, Attribute quiet)
    {
        var (subject, operation) = Widths();
        var joint = CellText.Pad(shown.Joint, 4);
        var indent = 1 + shown.Depth * 2;
        SetAttribute(quiet);
        AddStr(indent, y, joint);
        var isWritten = shown.Condition is WrittenCondition;
        var isHeading = shown.Operator.Length == 0 && !isWritten;
        var chosen = (HasFocus ? new Attribute(Theme.SelectionText, Theme.Selection) : Theme.Of(Tone.Normal, Theme.Shade));
        var x = indent + 4;
        SetAttribute(isChosen && (column == 0 || isHeading || isWritten) ? chosen : isHeading ? normal with { Style = TextStyle.Bold } : isWritten ? Theme.Of(Tone.Quiet) : Theme.Of(Tone.Normal));
        AddStr(x, y, CellText.Fit(shown.Subject, isHeading || isWritten ? Viewport.Width - x - 1 : Math.Max(4, subject - x - 1)));
        if (shown.Operator.Length == 0)
            return;
        SetAttribute(isChosen && column == 1 ? chosen : normal);
        AddStr(Math.Max(subject, x + 5), y, CellText.Fit(shown.Operator, operation - 1));
        SetAttribute(isChosen && column == 2 ? chosen : Theme.Of(Tone.Good));
        var at = Math.Max(subject, x + 5) + operation;
        AddStr(at, y, CellText.Fit(shown.Value.Length == 0 && isChosen && column == 2 ? "·" : shown.Value, Viewport.Width - at - 1));
    }

    private void Go(int toRow, int toColumn)
    {
        row = Math.Clamp(toRow, 0, Math.Max(0, (Builder?.Rows.Length ?? 1) - 1));
        column = Math.Clamp(toColumn, 0, 2);
        SetNeedsDraw();
    }

    private void Write(Func<Condition, Condition?> change)
    {
        if (Builder is not { Condition: { } condition } builder || Current is null)
            return;
        builder.Write(change(condition));
        SetNeedsDraw();
    }

    private async Task ChangeAsync()
    {
        if (Builder is not { } builder || Current is not { } current)
        {
            await AddAsync(encloses: false);
            return;
        }

        switch (current.Condition, column)
        {
            case (ConditionGroup, _):
                Write(c => ConditionEdits.Toggle(c, current.Path));
                break;
            case (WrittenCondition, _):
                await dialogs.TellAsync("Written by hand", "The builder cannot show this part:\n" + current.Subject + "\nChange it as code (Alt+1).");
                break;
            case (ComparedCondition or ListCondition, 0):
                if (await PickSubjectAsync(builder, current.Path) is { } subject)
                    Write(c => ConditionEdits.Replace(c, current.Path, builder.Begin(current.Path, subject)));
                break;
            case (ComparedCondition compared, 1):
                await ChangeOperatorAsync(builder, current, compared);
                break;
            case (ComparedCondition compared, _):
                if (await AskValueAsync(builder, current.Path, compared.Subject, compared.Sign, compared.Value) is { } value)
                    Write(c => ConditionEdits.Replace(c, current.Path, compared with { Value = value }));
                break;
            case (ListCondition list, _):
                await ChangeListAsync(builder, current, list);
                break;
        }
    }

    private async Task ChangeOperatorAsync(CriteriaBuilder builder, ConditionRow current, ComparedCondition compared)
    {
        var operators = builder.Operators(current.Path, compared.Subject);
        var words = operators.Select(o => o.Words).Append("is missing").Append("is known").ToList();
        if (await dialogs.PickAsync("Operator", words) is not { } picked)
            return;
        var value = compared.Value == "null" && picked < operators.Length ? ((builder.Begin(current.Path, compared.Subject) as ComparedCondition)?.Value ?? "0") : compared.Value;
        var changed = picked < operators.Length ? compared with { Sign = operators[picked].Sign, Value = value }
            : compared with { Sign = picked == operators.Length ? "==" : "!=", Value = "null" };
        Write(c => ConditionEdits.Replace(c, current.Path, changed));
    }

    private async Task ChangeListAsync(CriteriaBuilder builder, ConditionRow current, ListCondition list)
    {
        if (list.Quantifier is "Count" or "Contains" && column == 2)
        {
            if (await AskValueAsync(builder, current.Path, list.List, list.Sign ?? "==", list.Value ?? "") is { } value)
                Write(c => ConditionEdits.Replace(c, current.Path, list with { Value = value }));
            return;
        }

        string[] words = ["has any", "has none", "all are so", "at least so many", "fewer than so many"];
        var picked = await dialogs.PickAsync("List", words);
        ListCondition? changed = picked switch
        {
            0 => list with { Quantifier = "Any", Sign = null, Value = null },
            1 => list with { Quantifier = "Any", Sign = "==", Value = "false" },
            2 when list.Element is not null => list with { Quantifier = "All", Sign = null, Value = null },
            3 or 4 => list with { Quantifier = "Count", Sign = picked == 3 ? ">=" : "<", Value = list.Quantifier == "Count" ? list.Value : "2" },
            _ => null,
        };
        if (changed is not null && list.Quantifier != "Contains")
            Write(c => ConditionEdits.Replace(c, current.Path, changed));
    }

    private async Task AddAsync(bool encloses)
    {
        if (Builder is not { } builder)
            return;
        if (Current is not { } current)
        {
            if (await PickSubjectAsync(builder, []) is { } only)
                builder.Write(builder.Begin([], only));
            return;
        }

        // Behind the head of a list, what is added is said of its elements.
        var path = current.Condition is ListCondition { Element: null } ? current.Path.Add(0) : current.Path;
        if (await PickSubjectAsync(builder, path) is not { } subject)
            return;
        var added = builder.Begin(path, subject);
        Write(c => current.Condition is ListCondition { Element: null } list && subject.StartsWith("it.", StringComparison.Ordinal)
            ? ConditionEdits.Replace(c, current.Path, list with { Element = added })
            : encloses ? ConditionEdits.Enclose(c, current.Path, added) : ConditionEdits.AddBehind(c, current.Path, added));
        Go(row + 1, 2);
    }

    private async Task<string?> PickSubjectAsync(CriteriaBuilder builder, ImmutableArray<int> path)
    {
        var subjects = builder.Subjects(path);
        return await dialogs.PickAsync("Fact", [.. subjects.Select(s => $"{s.Label}  {s.Detail}")]) is { } picked ? subjects[picked].Insert : null;
    }

    private async Task<string?> AskValueAsync(CriteriaBuilder builder, ImmutableArray<int> path, string subject, string sign, string now)
    {
        var values = builder.Values(path, subject, sign);
        var other = values.Any(v => v.Kind != CompletionKind.Value) || values.IsEmpty;
        if (!values.IsEmpty)
        {
            var shown = values.Select(v => v.Label switch { "true" => "yes", "false" => "no", "null" => "missing", _ => $"{v.Label}  {(v.Kind == CompletionKind.Policy ? v.Detail : "")}".TrimEnd() }).ToList();
            if (other)
                shown.Insert(0, "a value of my own …");
            if (await dialogs.PickAsync("Value", shown) is not { } picked)
                return null;
            if (!other || picked > 0)
                return values[picked - (other ? 1 : 0)].Insert;
        }

        return await dialogs.AskAsync("Value", subject, now.Trim('"')) is { Length: > 0 } typed ? builder.Written(path, subject, typed) : null;
    }

    private async Task DoAsync(Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (OperationCanceledException)
        {
            // The dialog went away with the workbench.
        }
    }
}
