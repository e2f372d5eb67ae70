using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Language;
using RuleWorkbench.Presentation.Lines;
using RuleWorkbench.Tui.Views;
using Terminal.Gui.Drawing;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace RuleWorkbench.Tui.Rules;

/// <summary>The look of each character of an editor: names of facts stand out by being plain, what is written out is green,
/// what a name brings from elsewhere has the accent; problems are underlined. Asked for in the order of the text.</summary>
/// <param name="bracket">The pair at the caret; null for none.</param>
internal sealed class CodeColours(CodeEditor editor, Theme theme, BracketPair? bracket)
{
    private readonly Attribute plain = theme.Of(Tone.Normal);
    private readonly Attribute selected = new(theme.SelectionText, theme.Selection);
    private int token = FirstBehind(editor.Colours, 0);

    /// <summary>The look of the character at a position that does not lie before the last one.</summary>
    public Attribute At(int position)
    {
        var colours = editor.Colours;
        if (token < colours.Length && colours[token].End <= position)
            token = FirstBehind(colours, position);
        var attribute = token < colours.Length && colours[token].Start <= position ? Of(colours[token].Class) : plain;
        return position >= editor.State.SelectionStart && position < editor.State.SelectionEnd ? selected
            : bracket is { } pair && (position == pair.Open || position == pair.Close) ? attribute with { Style = attribute.Style | TextStyle.Bold | TextStyle.Underline }
            : WithProblem(attribute, position);
    }

    /// <summary>The first token that ends behind a position.</summary>
    private static int FirstBehind(System.Collections.Immutable.ImmutableArray<ColouredToken> colours, int position)
    {
        var (first, end) = (0, colours.Length);
        while (first < end)
        {
            var middle = (first + end) / 2;
            (first, end) = colours[middle].End <= position ? (middle + 1, end) : (first, middle);
        }

        return first;
    }

    private Attribute WithProblem(Attribute attribute, int position)
    {
        foreach (var problem in editor.Problems)
        {
            if (position >= problem.Start && position < problem.Start + problem.Length)
            {
                var colour = problem.Severity switch { DiagnosticSeverity.Error => theme.Bad, DiagnosticSeverity.Warning => theme.Warning, _ => attribute.Foreground };
                return attribute with { Foreground = colour, Style = TextStyle.Underline };
            }
        }

        return attribute;
    }

    private Attribute Of(TokenClass kind) => kind switch
    {
        TokenClass.Policy or TokenClass.Parameter or TokenClass.Element => theme.Of(Tone.Accent),
        TokenClass.Library or TokenClass.Function or TokenClass.Type => theme.Of(Tone.Accent) with { Style = TextStyle.Italic },
        TokenClass.Number or TokenClass.Text => theme.Of(Tone.Good),
        TokenClass.Keyword => theme.Of(Tone.Good) with { Style = TextStyle.Bold },
        TokenClass.Operator => theme.Of(Tone.Normal) with { Style = TextStyle.Bold },
        TokenClass.Punctuation or TokenClass.Comment => theme.Of(Tone.Quiet),
        _ => plain,
    };
}
