using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using Diagnostic = RuleWorkbench.Model.Diagnostic;

namespace RuleWorkbench.Scripting;

/// <summary>Tables of a library: a field <c>static readonly IReadOnlyList&lt;R&gt; Rows;</c> whose documentation comment names
/// a file with <c>&lt;table&gt;</c>, or <c>static readonly ILookup&lt;string, R&gt; Rows;</c> where the rows are looked up by
/// their first column. The host reads the file, checks every cell against the record <c>R</c>, and writes the data into the
/// assembly; a script reads no file.</summary>
internal sealed class LibraryTables(ScriptLibrary library, CompilationUnitSyntax script, ImmutableArray<Diagnostic>.Builder diagnostics)
{
    /// <summary>How a cell of a type is checked, and read again from the normalised text in the assembly.</summary>
    private static readonly ImmutableDictionary<string, (string InWords, Func<string, bool> IsCell, string Read)> Cells =
        new Dictionary<string, (string InWords, Func<string, bool> IsCell, string Read)>
        {
            ["string"] = ("a text", _ => true, "{0}"),
            ["double"] = ("a number", t => double.TryParse(t, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) && double.IsFinite(n), "double.Parse({0}, global::System.Globalization.CultureInfo.InvariantCulture)"),
            ["int"] = ("a whole number", t => int.TryParse(t, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _), "int.Parse({0}, global::System.Globalization.CultureInfo.InvariantCulture)"),
            ["bool"] = ("true or false", t => t is "true" or "false", "({0} == \"true\")"),
        }.ToImmutableDictionary();

    /// <summary>The initializers of the fields that stand for tables.</summary>
    public IReadOnlyDictionary<FieldDeclarationSyntax, string> Read()
    {
        var initializers = new Dictionary<FieldDeclarationSyntax, string>();
        var used = new HashSet<string>();
        foreach (var field in script.Members.OfType<FieldDeclarationSyntax>())
        {
            if (LibraryComments.Table(field) is not { } file)
                continue;
            used.Add(file);
            if (Read(field, file) is { } initializer)
                initializers[field] = initializer;
        }

        foreach (var table in library.Tables.Where(t => !used.Contains(t.File)))
            diagnostics.Add(Diagnostic.Warning(DiagnosticIds.ScriptTable, $"No field of `{library.Name}` stands for this table.", table.Place, $"Declare one with `/// <table>{table.File}</table>`, or delete the file."));
        return initializers;
    }

    private string? Read(FieldDeclarationSyntax field, string file)
    {
        var place = LibraryText.AuthorsPlace(new SourceFile(library.Place.File, library.Text, ""), field.SpanStart);
        if (library.Tables.FirstOrDefault(t => t.File == file) is not { } table)
            return Fail(DiagnosticIds.ScriptTable, $"There is no table `{file}` beside the script.", place, NearestName.Hint(file, library.Tables.Select(t => t.File)) ?? $"It would be `scripts/{library.Name}/{file}`.");
        var (row, isLookup) = field.Declaration.Type switch
        {
            GenericNameSyntax { Identifier.Text: "IReadOnlyList", TypeArgumentList.Arguments: [IdentifierNameSyntax name] } => (name.Identifier.Text, false),
            GenericNameSyntax { Identifier.Text: "ILookup", TypeArgumentList.Arguments: [PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.StringKeyword }, IdentifierNameSyntax name] } => (name.Identifier.Text, true),
            _ => (null, false),
        };
        var record = script.Members.OfType<RecordDeclarationSyntax>().FirstOrDefault(r => r.Identifier.Text == row);
        if (record?.ParameterList is not { } parameters || field.Declaration.Variables is not [{ Initializer: null }] || !field.Modifiers.Any(SyntaxKind.StaticKeyword) || !field.Modifiers.Any(SyntaxKind.ReadOnlyKeyword))
            return Fail(DiagnosticIds.ScriptTable, "A table is declared as `static readonly IReadOnlyList<R> Name;`, or `ILookup<string, R>`, with a record `R(…)` of this script.", place, null);
        foreach (var column in parameters.Parameters.Where(p => !Cells.ContainsKey(TypeOf(p).TrimEnd('?'))))
            return Fail(DiagnosticIds.ScriptTable, $"A column of a table cannot be `{TypeOf(column)}`.", place, $"Columns are {string.Join(", ", Cells.Keys.Order(StringComparer.Ordinal))}, each also with ?.");
        var columns = new TableColumns([.. parameters.Parameters.Select(p => p.Identifier.Text)], [.. parameters.Parameters.Select(TypeOf)]);
        if (isLookup && columns.Types is not ["string", ..])
            return Fail(DiagnosticIds.ScriptTable, "Rows are looked up by their first column, which is a text that is always there.", place, $"Make the first column of `{record.Identifier.Text}` a `string`.");
        return Rows(table, columns) is { } rows ? Initializer(record.Identifier.Text, columns, rows, isLookup) : null;
    }

    private static string TypeOf(ParameterSyntax column) => column.Type?.ToString() ?? "";

    /// <summary>The rows with tabs between cells, or null with errors.</summary>
    private string? Rows(ScriptTable table, TableColumns columns)
    {
        var before = diagnostics.Count;
        var csv = CsvText.Read(table, diagnostics);
        if (csv.Count == 0)
            return Fail(DiagnosticIds.ScriptTable, "The table is empty.", table.Place, "Its first line names the columns.");
        var names = columns.Names;
        if (!csv[0].Select(c => c.Text).SequenceEqual(names, StringComparer.OrdinalIgnoreCase))
            return Fail(DiagnosticIds.ScriptTable, $"The columns are {string.Join(", ", csv[0].Select(c => $"`{c.Text}`"))}; the record has {string.Join(", ", names.Select(n => $"`{n}`"))}.", csv[0][0].Place, "Give both the same columns in the same order.");
        var text = new StringBuilder();
        foreach (var row in csv.Skip(1))
        {
            if (row.Count != names.Length)
            {
                Fail(DiagnosticIds.ScriptTable, $"The row has {row.Count} cells; there are {names.Length} columns.", row[0].Place, null);
                continue;
            }

            foreach (var (cell, type) in row.Zip(columns.Types))
            {
                var (inWords, isCell, _) = Cells[type.TrimEnd('?')];
                if (cell.Text.Length == 0 ? !type.EndsWith('?') : !isCell(cell.Text))
                    Fail(DiagnosticIds.ScriptTable, $"The cell is `{cell.Text}`; {inWords} is expected.", cell.Place, null);
            }

            text.Append(text.Length == 0 ? "" : "\n").AppendJoin('\t', row.Select(c => c.Text));
        }

        return diagnostics.Count == before ? text.ToString() : null;
    }

    private static string Initializer(string record, TableColumns columns, string rows, bool isLookup)
    {
        var list = rows.Length == 0 ? $"new {record}[0]" : Filled(record, columns, rows);
        return isLookup ? $"global::System.Linq.Enumerable.ToLookup({list}, r => r.{columns.Names[0]})" : $"global::System.Array.AsReadOnly({list})";
    }

    private static string Filled(string record, TableColumns columns, string rows)
    {
        var cells = columns.Types.Select((type, i) =>
        {
            var cell = string.Format(CultureInfo.InvariantCulture, Cells[type.TrimEnd('?')].Read, $"c[{i}]");
            return type.EndsWith('?') ? $"c[{i}].Length == 0 ? null : {cell}" : cell;
        });
        return "global::System.Linq.Enumerable.ToArray(global::System.Linq.Enumerable.Select("
            + $"{SymbolDisplay.FormatLiteral(rows, quote: true)}.Split('\\n'), r => {{ var c = r.Split('\\t'); return new {record}({string.Join(", ", cells)}); }}))";
    }

    private string? Fail(string id, string message, SourcePlace place, string? fix)
    {
        diagnostics.Add(Diagnostic.Error(id, message, place, fix));
        return null;
    }

    private sealed record TableColumns(ImmutableArray<string> Names, ImmutableArray<string> Types);
}
