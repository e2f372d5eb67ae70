using System.Collections.Immutable;
using System.Text;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Scripting;

/// <summary>A cell of a table and where it stands.</summary>
internal sealed record CsvCell(string Text, SourcePlace Place);

/// <summary>Reads comma-separated values (RFC 4180): cells may be quoted, a quote in them is doubled. Empty lines do not
/// count. A cell holds neither a tab nor a line break.</summary>
public static class CsvText
{
    /// <summary>The texts of the cells of a table, line by line, whatever is wrong with them.</summary>
    public static ImmutableArray<ImmutableArray<string>> Cells(string text) =>
        [.. Read(new ScriptTable("", new SourcePlace(""), text), ImmutableArray.CreateBuilder<Diagnostic>()).Select(r => r.Select(c => c.Text).ToImmutableArray())];

    internal static IReadOnlyList<IReadOnlyList<CsvCell>> Read(ScriptTable table, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        var file = new SourceFile(table.Place.File, table.Text, "");
        var rows = new List<IReadOnlyList<CsvCell>>();
        var at = 0;
        foreach (var line in table.Text.Split('\n'))
        {
            var content = line.TrimEnd('\r');
            if (content.Length > 0)
                rows.Add(Cells(content, at, file, diagnostics));
            at += line.Length + 1;
        }

        return rows;
    }

    private static List<CsvCell> Cells(string line, int lineStart, SourceFile file, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        var cells = new List<CsvCell>();
        var i = 0;
        while (i <= line.Length)
        {
            var place = LibraryText.AuthorsPlace(file, lineStart + i);
            var text = new StringBuilder();
            if (i < line.Length && line[i] == '"')
            {
                for (i++; i < line.Length && (line[i] != '"' || (i + 1 < line.Length && line[i + 1] == '"')); i++)
                {
                    text.Append(line[i]);
                    i += line[i] == '"' ? 1 : 0;
                }

                if (i >= line.Length)
                    diagnostics.Add(Diagnostic.Error(DiagnosticIds.ScriptTable, "The quote is not closed in this line.", place, "Close it; a cell cannot hold a line break."));
                i++;
            }

            var end = line.IndexOf(',', Math.Min(i, line.Length));
            end = end < 0 ? line.Length : end;
            text.Append(line, Math.Min(i, line.Length), end - Math.Min(i, line.Length));
            if (text.ToString().Contains('\t', StringComparison.Ordinal))
                diagnostics.Add(Diagnostic.Error(DiagnosticIds.ScriptTable, "A cell cannot hold a tab.", place, "Put spaces instead."));
            cells.Add(new CsvCell(text.ToString().Trim(), place));
            i = end + 1;
        }

        return cells;
    }
}
