using System.Globalization;

namespace RuleWorkbench.Presentation.Language;

/// <summary>A text with caret and selection; immutable. Positions count UTF-16 units, and the caret never stands inside of
/// what a person takes for one character.</summary>
/// <param name="Anchor">Where the selection began; the caret itself when nothing is selected.</param>
public sealed record CodeState(string Text, int Caret, int Anchor)
{
    public static readonly CodeState Empty = new("", 0, 0);

    public int SelectionStart => Math.Min(Caret, Anchor);

    public int SelectionEnd => Math.Max(Caret, Anchor);

    public bool HasSelection => Caret != Anchor;

    public string Selected => Text[SelectionStart..SelectionEnd];

    /// <summary>Another text in place of this one, as after an undo: the caret goes to where they differ. Where they differ in several
    /// lines around it, as after a rename, it stays in its own.</summary>
    public CodeState WithText(string text)
    {
        if (text == Text)
            return this;
        var same = 0;
        while (same < text.Length && same < Text.Length && text[same] == Text[same])
            same++;
        var sameEnd = 0;
        while (sameEnd < text.Length - same && sameEnd < Text.Length - same && text[^(sameEnd + 1)] == Text[^(sameEnd + 1)])
            sameEnd++;
        var other = new CodeState(text, 0, 0);
        var (before, now) = (Text[same..^sameEnd], text[same..^sameEnd]);
        var isAround = same <= Caret && Caret <= Text.Length - sameEnd && before.Contains('\n', StringComparison.Ordinal) && before.AsSpan().Count('\n') == now.AsSpan().Count('\n');
        return isAround ? other.AtLine(Text.AsSpan(0, Caret).Count('\n'), Caret - Text.LastIndexOf('\n', Math.Max(0, Caret - 1)) - 1) : other.At(text.Length - sameEnd);
    }

    /// <summary>At a line and column, both counted from 0, or at the end of a line that is shorter.</summary>
    private CodeState AtLine(int line, int column)
    {
        var start = 0;
        for (; line > 0; line--)
            start = Text.IndexOf('\n', start) + 1;
        var end = Text.IndexOf('\n', start);
        return At(Math.Min(start + Math.Max(0, column), end < 0 ? Text.Length : end));
    }

    /// <summary>Puts a text in place of the selection.</summary>
    public CodeState Insert(string inserted) => Replace(SelectionStart, SelectionEnd - SelectionStart, inserted);

    public CodeState Replace(int start, int length, string inserted, int caretBack = 0) =>
        new CodeState(string.Concat(Text.AsSpan(0, start), inserted, Text.AsSpan(start + length)), 0, 0).At(start + inserted.Length - caretBack);

    public CodeState DeleteBack(bool word = false) =>
        HasSelection ? Insert("") : Replace(word ? WordBefore(Caret) : Before(Caret), Caret - (word ? WordBefore(Caret) : Before(Caret)), "");

    public CodeState DeleteForward(bool word = false) =>
        HasSelection ? Insert("") : Replace(Caret, (word ? WordAfter(Caret) : After(Caret)) - Caret, "");

    /// <param name="extends">Keeps where the selection began.</param>
    public CodeState At(int caret, bool extends = false)
    {
        caret = OnBoundary(Math.Clamp(caret, 0, Text.Length));
        return this with { Caret = caret, Anchor = extends ? Anchor : caret };
    }

    /// <summary>Left and right end a selection at its side.</summary>
    public CodeState Left(bool extends) => HasSelection && !extends ? At(SelectionStart) : At(Before(Caret), extends);

    public CodeState Right(bool extends) => HasSelection && !extends ? At(SelectionEnd) : At(After(Caret), extends);

    public CodeState WordLeft(bool extends) => At(WordBefore(Caret), extends);

    public CodeState WordRight(bool extends) => At(WordAfter(Caret), extends);

    public CodeState SelectAll() => this with { Anchor = 0, Caret = Text.Length };

    /// <summary>Selects the word at a place, or the blanks or signs that stand there.</summary>
    public CodeState SelectWord(int at)
    {
        if (Text.Length == 0)
            return this;
        at = Math.Clamp(at, 0, Text.Length - 1);
        var kind = KindOf(Text[at]);
        var (start, end) = (at, at + 1);
        while (start > 0 && KindOf(Text[start - 1]) == kind)
            start--;
        while (end < Text.Length && KindOf(Text[end]) == kind)
            end++;
        return this with { Anchor = OnBoundary(start), Caret = OnBoundary(end) };
    }

    private int After(int at) => at >= Text.Length ? at : at + StringInfo.GetNextTextElementLength(Text, at);

    private int Before(int at) => at == 0 ? 0 : OnBoundary(at - 1);

    /// <summary>The beginning of the character that a position stands in.</summary>
    private int OnBoundary(int at)
    {
        if (at <= 0 || at >= Text.Length || IsPlain(Text[at]) && IsPlain(Text[at - 1]))
            return at;

        // Characters are told from the beginning of a line only.
        var from = at == 0 ? 0 : Text.LastIndexOf('\n', at - 1) + 1;
        while (from < at)
        {
            var next = from + StringInfo.GetNextTextElementLength(Text, from);
            if (next > at)
                return from;
            from = next;
        }

        return from;

        static bool IsPlain(char c) => c is >= ' ' and < (char)0x300 or '\n';
    }

    private int WordBefore(int at)
    {
        while (at > 0 && char.IsWhiteSpace(Text[at - 1]))
            at--;
        var kind = at > 0 ? KindOf(Text[at - 1]) : 0;
        while (at > 0 && KindOf(Text[at - 1]) == kind)
            at--;
        return OnBoundary(at);
    }

    private int WordAfter(int at)
    {
        var kind = at < Text.Length ? KindOf(Text[at]) : 0;
        while (at < Text.Length && KindOf(Text[at]) == kind)
            at++;
        while (at < Text.Length && char.IsWhiteSpace(Text[at]))
            at++;
        return OnBoundary(at);
    }

    private static int KindOf(char c) => char.IsWhiteSpace(c) ? 0 : char.IsLetterOrDigit(c) || c == '_' || c >= 0x300 ? 1 : 2;
}
