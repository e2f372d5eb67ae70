using System.Collections.Immutable;
using System.Text.RegularExpressions;
using RuleWorkbench.Presentation.Lines;

namespace RuleWorkbench.Presentation.Pages;

/// <summary>Docs, which are written in Markdown, as lines to read: the lines of a paragraph are one, which the screen breaks.</summary>
public static partial class HelpText
{
    private const int WidestKeys = 26;

    public static ImmutableArray<Line> Of(string markdown)
    {
        var lines = ImmutableArray.CreateBuilder<Line>();
        var paragraph = new List<string>();
        var table = new List<string[]>();
        var isCode = false;
        foreach (var line in markdown.ReplaceLineEndings("\n").Split('\n'))
        {
            var isText = !isCode && line.Length > 0 && line[0] is not ('#' or '|' or '`') | (line[0] == '`' && !line.StartsWith("```", StringComparison.Ordinal));
            if (!isText || line.StartsWith("- ", StringComparison.Ordinal))
                Close(lines, paragraph);
            if (isCode || !line.StartsWith('|'))
                Close(lines, table);
            if (line.StartsWith("```", StringComparison.Ordinal))
                isCode = !isCode;
            else if (isCode)
                lines.Add(Line.Of("    " + line, Tone.Accent));
            else if (line.StartsWith('#'))
                lines.Add(Line.Of(line.TrimStart('#').Trim(), Tone.Title));
            else if (line.StartsWith('|'))
                table.Add([.. line.Trim('|', ' ').Split(" | ").Select(c => c.Trim('|', ' '))]);
            else if (isText)
                paragraph.Add(line.Trim());
            else
                lines.Add(Line.Empty);
        }

        Close(lines, paragraph);
        Close(lines, table);
        return lines.ToImmutable();
    }

    private static void Close(ImmutableArray<Line>.Builder lines, List<string> paragraph)
    {
        if (paragraph.Count > 0)
            lines.Add(Inline(Line.Empty, string.Join(' ', paragraph)) with { Hanging = paragraph[0].StartsWith("- ", StringComparison.Ordinal) ? 2 : 0 });
        paragraph.Clear();
    }

    /// <summary>A row of a table: what it is about in the first column, all else behind it.</summary>
    private static void Close(ImmutableArray<Line>.Builder lines, List<string[]> table)
    {
        var rows = table.Skip(table.FindIndex(r => r[0].StartsWith("---", StringComparison.Ordinal)) + 1).Select(r => (Name: Plain(r[0]), Text: string.Join("  ", r.Skip(1)))).ToList();
        var width = rows.Count == 0 ? 0 : Math.Min(WidestKeys, rows.Max(r => r.Name.Length));
        foreach (var (name, text) in rows)
            lines.Add(Inline(Line.Of("  " + name.PadRight(width) + "  ", Tone.Accent), text) with { Hanging = width + 4 });
        table.Clear();
    }

    private static Line Inline(Line line, string text)
    {
        foreach (var (part, i) in Links().Replace(text, "$1").Split('`').Select((p, i) => (p, i)))
            line = line.And(i % 2 == 1 ? part : Plain(part), i % 2 == 1 ? Tone.Accent : Tone.Normal);
        return line;
    }

    private static string Plain(string text) => Emphasis().Replace(Links().Replace(text, "$1"), "$1").Replace("`", "", StringComparison.Ordinal);

    [GeneratedRegex(@"\[([^\]]+)\]\([^)]+\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"\*([^* ][^*]*)\*")]
    private static partial Regex Emphasis();
}
