using System.Runtime.CompilerServices;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Cli.Commands.Cohorts;
using RuleWorkbench.Cohorts.Rows;
using RuleWorkbench.Importing;
using RuleWorkbench.Loading;

namespace RuleWorkbench.Cli.Commands.Cases;

/// <summary>Cases of a foreign file: of a JSON file, of lines of JSON, or rows of a table with one text a column.</summary>
/// <param name="Around">What stands around the cases of a JSON file.</param>
/// <param name="All">The cases; read as they are asked for, but for JSON.</param>
internal sealed record ForeignCases(JObject? Around, IAsyncEnumerable<JToken> All)
{
    public static readonly string[] Formats = ["json", "csv", "ndjson"];

    /// <exception cref="CommandFailure">The file cannot be read, or is not what its format says.</exception>
    public static ForeignCases Open(string file, string format, CaseMapping mapping, CancellationToken cancellation) => format switch
    {
        "json" => OfJson(file, mapping),
        "ndjson" => new ForeignCases(null, Lines(file, cancellation)),
        _ => new ForeignCases(null, Rows(file, cancellation)),
    };

    private static ForeignCases OfJson(string file, CaseMapping mapping)
    {
        using var text = new StreamReader(OpenFile(file), new UTF8Encoding(false));
        var root = Parse(text, file, 0);
        var around = root as JObject;
        var list = mapping.Cases is { Text.Length: > 0 } path
            ? around is null ? null : Step(around, path.Text) as JArray
            : root as JArray;
        return list is null
            ? throw new CommandFailure(ExitCode.CouldNotRun, $"`{file}` has no list of cases {(mapping.Cases is { } at ? $"at `{at.Text}`" : "as its root")}.", "Say in the mapping where it stands: \"cases\": \"path.to.list\".")
            : new ForeignCases(around, Of(list));
    }

    private static JToken? Step(JObject root, string path) => path.Split('.').Aggregate((JToken?)root, (at, name) => (at as JObject)?[name]);

#pragma warning disable CS1998 // A list that is in memory has nothing to wait for.
    private static async IAsyncEnumerable<JToken> Of(JArray list)
    {
        foreach (var item in list)
            yield return item;
    }
#pragma warning restore CS1998

    private static async IAsyncEnumerable<JToken> Lines(string file, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var text = new StreamReader(OpenFile(file), new UTF8Encoding(false));
        for (var number = 1; await text.ReadLineAsync(cancellation) is { } line; number++)
        {
            if (!string.IsNullOrWhiteSpace(line))
                yield return Parse(new StringReader(line), file, number);
        }
    }

    private static async IAsyncEnumerable<JToken> Rows(string file, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var rows = Try(file, () => CsvRows.Open(OpenFile(file)));
        var cells = new RowCells(rows.Columns.Length);
        for (var number = 1; await rows.ReadAsync(cells, cancellation); number++)
        {
            if (rows.Defect is { } defect)
                throw new CommandFailure(ExitCode.CouldNotRun, $"{file}: row {number}: {defect}", "Row 1 is the first below the header.");
            var row = new JObject();
            for (var i = 0; i < cells.Columns; i++)
            {
                if (cells.TextOf(i) is { } cell)
                    row[rows.Columns[i]] = cell;
            }

            yield return row;
        }
    }

    private static FileStream OpenFile(string file) => Try(file, () => File.OpenRead(file));

    private static T Try<T>(string file, Func<T> open)
    {
        try
        {
            return open();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CommandFailure(ExitCode.CouldNotRun, $"The file `{file}` does not exist.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new CommandFailure(ExitCode.CouldNotRun, $"`{file}` cannot be read: {e.Message}");
        }
    }

    /// <param name="line">Number of the line that the text is, or 0 for a whole file.</param>
    private static JToken Parse(TextReader text, string file, int line)
    {
        using var reader = new JsonTextReader(text) { DateParseHandling = DateParseHandling.None, MaxDepth = JsonFile.MostLevels };
        try
        {
            var value = JToken.ReadFrom(reader);
            while (reader.Read())
                throw new JsonReaderException("more than one value", "", reader.LineNumber, reader.LinePosition, null);
            return value;
        }
        catch (JsonReaderException e)
        {
            throw new CommandFailure(ExitCode.CouldNotRun, $"{file}:{(line > 0 ? line : Math.Max(e.LineNumber, 1))}:{Math.Max(e.LinePosition, 1)}: this is no JSON.", "Mend the file, or name another --format.");
        }
    }
}
