using System.Globalization;
using System.Text;
using Terminal.Gui.Text;

namespace RuleWorkbench.Tui.Rules;

/// <summary>Text for a given number of columns.</summary>
internal static class CellText
{
    /// <summary>The text, cut with an ellipsis where it is too long.</summary>
    public static string Fit(string text, int width)
    {
        if (width <= 0)
            return "";
        if (text.GetColumns() <= width)
            return text;
        var kept = new StringBuilder();
        var columns = 0;
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            columns += element.GetColumns();
            if (columns > width - 1)
                break;
            kept.Append(element);
        }

        return kept.ToString().TrimEnd() + "…";
    }

    /// <summary>The text with blanks behind it up to a width.</summary>
    public static string Pad(string text, int width)
    {
        var fitted = Fit(text, width);
        return fitted + new string(' ', Math.Max(0, width - fitted.GetColumns()));
    }
}
