using System.Text;
using RuleWorkbench.Model;

namespace RuleWorkbench.Loading;

/// <summary>Edits of one text.</summary>
public static class TextEdits
{
    /// <summary>The fixes that can be made together, in the order given: one that touches what another has touched is left
    /// for the next time.</summary>
    public static IReadOnlyList<Fix> Compatible(IEnumerable<Fix> fixes)
    {
        var chosen = new List<Fix>();
        foreach (var fix in fixes)
        {
            if (!fix.Edits.Any(e => chosen.SelectMany(f => f.Edits).Any(other => Touch(e, other))))
                chosen.Add(fix);
        }

        return chosen;
    }

    /// <summary>The text with all edits made.</summary>
    /// <param name="edits">Of one file, none of which touches another.</param>
    public static string Apply(string text, IEnumerable<TextEdit> edits)
    {
        var edited = new StringBuilder();
        var at = 0;
        foreach (var edit in edits.OrderBy(e => e.Start))
        {
            edited.Append(text, at, edit.Start - at).Append(edit.NewText);
            at = edit.Start + edit.Length;
        }

        return edited.Append(text, at, text.Length - at).ToString();
    }

    private static bool Touch(TextEdit a, TextEdit b) =>
        a.File == b.File && a.Start <= b.Start + b.Length && b.Start <= a.Start + a.Length;
}
