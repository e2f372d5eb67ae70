using RuleWorkbench.Presentation.Language;
using RuleWorkbench.Presentation.Lines;
using RuleWorkbench.Tui.Views;
using Terminal.Gui.Drawing;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace RuleWorkbench.Tui.Rules;

/// <summary>The theme's colours for classes of tokens: names of facts stand out by being plain, what is written out is green,
/// what a name brings from elsewhere has the accent.</summary>
internal static class CodeColours
{
    public static Attribute Of(Theme theme, TokenClass kind) => kind switch
    {
        TokenClass.Policy or TokenClass.Parameter or TokenClass.Element => theme.Of(Tone.Accent),
        TokenClass.Library or TokenClass.Function or TokenClass.Type => theme.Of(Tone.Accent) with { Style = TextStyle.Italic },
        TokenClass.Number or TokenClass.Text => theme.Of(Tone.Good),
        TokenClass.Keyword => theme.Of(Tone.Good) with { Style = TextStyle.Bold },
        TokenClass.Operator => theme.Of(Tone.Normal) with { Style = TextStyle.Bold },
        TokenClass.Punctuation or TokenClass.Comment => theme.Of(Tone.Quiet),
        _ => theme.Of(Tone.Normal),
    };
}
