using System.Drawing;
using RuleWorkbench.Presentation.Language;
using RuleWorkbench.Presentation.Lines;
using RuleWorkbench.Tui.Views;
using Terminal.Gui.Drawing;
using Terminal.Gui.Input;
using Terminal.Gui.Text;
using Terminal.Gui.ViewBase;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace RuleWorkbench.Tui.Rules;

/// <summary>The list of proposals over everything else, with the card of the chosen one beside or below it. It never takes
/// the focus.</summary>
internal sealed class CompletionPopup : View
{
    private readonly Theme theme;
    public const int MostRows = 8;

    private const int MostWidth = 46;
    private const int CardWidth = 44;
    private const int MostCardLines = 7;

    private readonly CodeView owner;
    private CodeEditor? shown;
    private int first;

    public CompletionPopup(CodeView owner, Theme theme)
    {
        this.theme = theme;
        this.owner = owner;
        CanFocus = false;
        Visible = false;
    }

    public void Show(CodeEditor editor)
    {
        if (editor.Proposals.IsEmpty || owner.App?.TopRunnableView is not { } top)
        {
            Hide();
            return;
        }

        shown = editor;
        if (SuperView != top)
        {
            SuperView?.Remove(this);
            top.Add(this);
            top.MoveSubViewToEnd(this);
        }

        var items = editor.Proposals.Items;
        var rows = Math.Min(MostRows, items.Length);
        first = Math.Clamp(first, Math.Max(0, editor.Chosen - rows + 1), editor.Chosen);
        first = Math.Min(first, Math.Max(0, items.Length - rows));
        var listWidth = Math.Min(MostWidth, items.Max(i => i.Label.GetColumns() + i.Detail.GetColumns() + 6));
        var card = Card();
        var place = top.ScreenToViewport(owner.ViewportToScreen(owner.PlaceOf(editor.Proposals.Start)));
        var isBeside = card.Count > 0 && listWidth + CardWidth <= top.Viewport.Width;
        var width = Math.Min(top.Viewport.Width, isBeside ? listWidth + CardWidth : listWidth);
        var height = isBeside ? Math.Max(rows, Math.Min(card.Count, MostCardLines)) : rows;
        var y = place.Y + 1 + height <= top.Viewport.Height ? place.Y + 1 : Math.Max(0, place.Y - height);
        var frame = new Rectangle(Math.Clamp(place.X - 2, 0, Math.Max(0, top.Viewport.Width - width)), y, width, height);
        if (Frame != frame || !Visible)
        {
            (X, Y, Width, Height) = (frame.X, frame.Y, frame.Width, frame.Height);
            Visible = true;
            top.MoveSubViewToEnd(this);
        }

        ListWidth = isBeside ? listWidth : width;
        SetNeedsDraw();
    }

    public void Hide()
    {
        if (!Visible)
            return;
        Visible = false;
        first = 0;
        SuperView?.SetNeedsDraw();
    }

    private int ListWidth { get; set; }

    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (shown is null || mouse.Position is not { } at)
            return false;
        if (mouse.Flags.HasFlag(MouseFlags.WheeledDown) || mouse.Flags.HasFlag(MouseFlags.WheeledUp))
            shown.Choose(mouse.Flags.HasFlag(MouseFlags.WheeledDown) ? 1 : -1);
        else if (mouse.Flags.HasFlag(MouseFlags.LeftButtonPressed) && at.Y + first < shown.Proposals.Items.Length && at.X < ListWidth)
        {
            shown.Choose(at.Y + first - shown.Chosen);
            shown.Accept();
        }

        return true;
    }

    protected override bool OnDrawingContent(DrawContext? context)
    {
        if (shown is null || shown.Proposals.IsEmpty)
            return true;
        var items = shown.Proposals.Items;
        var card = Card();
        var normal = theme.Of(Tone.Normal);
        var paper = normal with { Background = theme.Bar };
        var chosen = new Attribute(theme.SelectionText, theme.Selection);
        for (var y = 0; y < Viewport.Height; y++)
        {
            var isItem = y + first < items.Length && y < MostRows;
            var isChosen = isItem && y + first == shown.Chosen;
            var line = isChosen ? chosen : paper;
            SetAttribute(line);
            AddStr(0, y, new string(' ', ListWidth));
            if (isItem)
                DrawItem(items[y + first], y, line);
            if (ListWidth < Viewport.Width)
                DrawCardLine(card, y, paper);
        }

        return true;
    }

    private void DrawItem(CompletionItem item, int y, Attribute line)
    {
        SetAttribute(line with { Foreground = theme.Quiet });
        AddStr(1, y, Glyph(item.Kind));
        var x = 3;
        var room = ListWidth - 4;
        for (var i = 0; i < item.Label.Length && x < ListWidth - 1; i++)
        {
            SetAttribute(item.Letters.Contains(i) ? line with { Style = TextStyle.Bold | TextStyle.Underline } : line);
            AddStr(x++, y, item.Label[i].ToString());
        }

        var left = room - item.Label.GetColumns() - 2;
        if (left < 3)
            return;
        var detail = item.Detail.GetColumns() <= left ? item.Detail : item.Detail[..Math.Min(item.Detail.Length, left - 1)] + "…";
        SetAttribute(line with { Foreground = theme.Quiet });
        AddStr(ListWidth - 1 - detail.GetColumns(), y, detail);
    }

    private void DrawCardLine(List<string> card, int y, Attribute paper)
    {
        SetAttribute(paper with { Foreground = theme.Quiet });
        AddStr(ListWidth, y, "│" + new string(' ', Viewport.Width - ListWidth - 1));
        if (y >= card.Count)
            return;
        SetAttribute(y == 0 ? paper with { Style = TextStyle.Bold } : paper);
        AddStr(ListWidth + 2, y, card[y]);
    }

    /// <summary>The chosen proposal's card in lines that fit.</summary>
    private List<string> Card() =>
        shown?.Proposals.Items[shown.Chosen].Card is not { } card ? []
        : [.. card.Lines.Prepend(card.Title).SelectMany(l => TextFormatter.WordWrapText(l, CardWidth - 3)).Take(MostCardLines)];

    private static string Glyph(CompletionKind kind) => kind switch
    {
        CompletionKind.Input => "▪",
        CompletionKind.Fact => "·",
        CompletionKind.Policy => "§",
        CompletionKind.Parameter => "=",
        CompletionKind.Element => "→",
        CompletionKind.Library => "▫",
        CompletionKind.Function => "ƒ",
        CompletionKind.Value => "\"",
        _ => " ",
    };
}
