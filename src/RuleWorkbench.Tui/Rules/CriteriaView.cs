using RuleWorkbench.Presentation.Lines;
using RuleWorkbench.Presentation.Rules;
using RuleWorkbench.Tui.Views;
using Terminal.Gui.Drawing;
using Terminal.Gui.Input;
using Terminal.Gui.Text;
using Terminal.Gui.ViewBase;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace RuleWorkbench.Tui.Rules;

/// <summary>The verdict of the chosen case and each criterion with what it saw.</summary>
internal sealed class CriteriaView : PaintedView
{
    private readonly RuleEditor editor;
    private int first;
    private int chosen;

    public CriteriaView(RuleEditor editor, Theme theme)
        : base(theme)
    {
        this.editor = editor;
        CanFocus = true;
        TabStop = TabBehavior.TabStop;
        editor.Live.Changed += SetNeedsDraw;
        Bind(Key.CursorUp, () => Choose(chosen - 1));
        Bind(Key.CursorDown, () => Choose(chosen + 1));
        Bind(Key.Enter, Accept);
    }

    /// <summary>The user wants to see a criterion in the expression: where it begins, and its length.</summary>
    public event Action<int, int>? CriterionAsked;

    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (mouse.Flags.HasFlag(MouseFlags.WheeledDown) || mouse.Flags.HasFlag(MouseFlags.WheeledUp))
        {
            Choose(chosen + (mouse.Flags.HasFlag(MouseFlags.WheeledDown) ? 1 : -1));
            return true;
        }

        if (!mouse.Flags.HasFlag(MouseFlags.LeftButtonPressed) || mouse.Position is not { } at || at.Y == 0)
            return false;
        SetFocus();
        Choose(first + at.Y - 1);
        if (mouse.Flags.HasFlag(MouseFlags.LeftButtonDoubleClicked))
            Accept();
        return true;
    }

    protected override void Paint()
    {
        var normal = Theme.Of(Tone.Normal);
        var quiet = normal with { Foreground = Theme.Quiet };
        if (editor.Live.Now is not { } now)
        {
            SetAttribute(quiet);
            AddStr(1, 0, CellText.Fit("Choose a case to see what the rule does with it.", Viewport.Width - 2));
            return;
        }

        DrawVerdict(now, normal, quiet);
        var rows = Math.Max(1, Viewport.Height - 1);
        chosen = Math.Clamp(chosen, 0, Math.Max(0, now.Criteria.Length - 1));
        first = Math.Clamp(first, Math.Max(0, chosen - rows + 1), chosen);
        for (var y = 0; y < rows && first + y < now.Criteria.Length; y++)
            DrawCriterion(now.Criteria[first + y], y + 1, HasFocus && first + y == chosen, normal, quiet);
    }

    private void DrawVerdict(RuleOnCase now, Attribute normal, Attribute quiet)
    {
        var flipped = editor.Live.Before is { } before ? $" (was {before.Sign} {Short(before)})" : "";
        var status = now.Status == Model.RecommendationStatus.None ? "" : $", {now.Status.ToString().ToLowerInvariant()}";
        SetAttribute(normal with { Foreground = ColourOf(now.Sign), Style = TextStyle.Bold });
        var words = CellText.Fit($"{now.Sign} {now.Words}{status}{flipped}", Viewport.Width - 2);
        AddStr(1, 0, words);
        SetAttribute(quiet);
        var where = $"  {now.CaseId}{(now.IsReached ? "" : ", not on its walk")}";
        AddStr(1 + words.GetColumns(), 0, CellText.Fit(where, Viewport.Width - 2 - words.GetColumns()));
    }

    private void DrawCriterion(CriterionLine line, int y, bool isChosen, Attribute normal, Attribute quiet)
    {
        var paper = isChosen ? new Attribute(Theme.SelectionText, Theme.Selection) : normal;
        SetAttribute(paper);
        AddStr(0, y, new string(' ', Viewport.Width));
        var x = 1 + line.Depth * 2;
        SetAttribute(isChosen ? paper : normal with { Foreground = ColourOf(line.Sign) });
        AddStr(x, y, line.Sign);
        var seen = line.Seen.Length == 0 ? "" : line.Seen;
        var seenWidth = Math.Min(seen.GetColumns(), Math.Max(0, (Viewport.Width - x - 5) / 2));
        var text = CellText.Fit(line.Text, Viewport.Width - x - 4 - (seenWidth > 0 ? seenWidth + 2 : 0));
        SetAttribute(isChosen ? paper : line.Seen.Length == 0 && line.Length > 0 && line.Text.Length <= 6 ? quiet : normal);
        AddStr(x + 2, y, text);
        SetAttribute(isChosen ? paper : quiet);
        if (seenWidth > 0)
            AddStr(x + 4 + text.GetColumns(), y, CellText.Fit(seen, Viewport.Width - x - 5 - text.GetColumns()));
        if (line.StandsInTheWay)
        {
            SetAttribute(isChosen ? paper : normal with { Foreground = Theme.Warning });
            AddStr(0, y, "▸");
        }
    }

    private Color ColourOf(string sign) => sign switch
    {
        "✓" => Theme.Good,
        "?" => Theme.Warning,
        "!" => Theme.Bad,
        _ => Theme.Quiet,
    };

    private static string Short(RuleOnCase then) => then.Result.Verdict switch
    {
        _ when !then.Result.IsDetermined => "undetermined",
        Model.Verdict.Met => "met",
        Model.Verdict.NotMet => "not met",
        _ => "error",
    };

    private void Choose(int index)
    {
        chosen = Math.Clamp(index, 0, Math.Max(0, (editor.Live.Now?.Criteria.Length ?? 0) - 1));
        SetNeedsDraw();
    }

    private void Accept()
    {
        if (editor.Live.Now is { } now && chosen < now.Criteria.Length && now.Criteria[chosen] is { Start: >= 0 } line)
            CriterionAsked?.Invoke(line.Start, line.Length);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            editor.Live.Changed -= SetNeedsDraw;
        base.Dispose(disposing);
    }
}
