using System.Collections.Immutable;
using RuleWorkbench.Presentation.Lines;

namespace RuleWorkbench.Presentation.Pages;

/// <summary>Docs, which are written in Markdown, as lines to read.</summary>
public static class HelpText
{
    public static ImmutableArray<Line> Of(string markdown)
    {
        var lines = ImmutableArray.CreateBuilder<Line>();
        var isCode = false;
        foreach (var line in markdown.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
                isCode = !isCode;
            else if (isCode)
                lines.Add(Line.Of("    " + line, Tone.Accent));
            else if (line.StartsWith('#'))
                lines.Add(Line.Of(line.TrimStart('#').Trim(), Tone.Title));
            else
                lines.Add(Inline(line));
        }

        return lines.ToImmutable();
    }

    private static Line Inline(string text)
    {
        var line = Line.Empty;
        foreach (var (part, i) in text.Split('`').Select((p, i) => (p, i)))
            line = line.And(part, i % 2 == 1 ? Tone.Accent : Tone.Normal);
        return line;
    }
}
