using System.Globalization;
using System.Text.Json;
using Parquet;
using Parquet.Schema;

namespace RuleWorkbench.Benchmarks.Peers;

/// <summary>The people that are compared on, in the forms that programs read. All are made from one file of lines.</summary>
internal sealed class PeerFiles(string folder, string name)
{
    private static readonly string[] Columns =
    [
        "age", "sex", "weightKg", "heightCm", "bmi", "sbp", "dbp", "heartRate", "ldl", "hba1c", "egfr", "potassium", "painScore", "symptomWeeks", "smoker", "diabetic", "pregnant",
        "priorMi", "primaryDx", "insurance", "medications", "procedures",
    ];

    public string Lines { get; } = Path.Combine(folder, $"{name}.ndjson");

    public string Of(string form) => form switch
    {
        "ndjson" => Lines,
        "lists" => Path.Combine(folder, $"{name}.lists.parquet"),
        _ => Path.Combine(folder, $"{name}.{form}"),
    };

    public string Result(string form) => Path.Combine(folder, $"{name}.result.{form}");

    /// <summary>Takes the first lines of another file.</summary>
    public void TakeFrom(PeerFiles other, int count) => File.WriteAllText(Lines, string.Concat(File.ReadLines(other.Lines).Take(count).Select(l => l + "\n")));

    /// <summary>Makes the other forms; lists are JSON in one cell of CSV and of the workbench's Parquet.</summary>
    public async Task MakeTablesAsync(bool hasDuck)
    {
        await using (var csv = new StreamWriter(Of("csv")))
        {
            await csv.WriteLineAsync("id," + string.Join(',', Columns));
            foreach (var cells in Rows())
                await csv.WriteLineAsync(string.Join(',', cells.Select(c => c.Contains('"', StringComparison.Ordinal) || c.Contains(',', StringComparison.Ordinal) ? $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : c)));
        }

        await WriteParquetAsync();
        if (hasDuck)
            DuckPeer.Convert(Lines, Of("lists"));
    }

    private IEnumerable<string[]> Rows()
    {
        foreach (var line in File.ReadLines(Lines))
        {
            using var document = JsonDocument.Parse(line);
            var patient = document.RootElement.GetProperty("facts").GetProperty("patient");
            yield return [document.RootElement.GetProperty("id").GetString()!, .. Columns.Select(c => patient.GetProperty(c) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : patient.GetProperty(c).GetRawText())];
        }
    }

    private async Task WriteParquetAsync()
    {
        var kinds = Rows().First().Skip(1).Select(c => c is "true" or "false" ? typeof(bool) : double.TryParse(c, CultureInfo.InvariantCulture, out _) ? typeof(double) : typeof(string)).Prepend(typeof(string)).ToArray();
        var fields = kinds.Zip(Columns.Prepend("id"), (k, n) => k == typeof(bool) ? new DataField<bool>(n) : k == typeof(double) ? (DataField)new DataField<double>(n) : new DataField<string>(n)).ToArray();
        await using var file = File.Create(Of("parquet"));
        await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), file);
        foreach (var chunk in Rows().Chunk(100_000))
        {
            using var group = writer.CreateRowGroup();
            for (var i = 0; i < fields.Length; i++)
            {
                var column = chunk.Select(r => r[i]);
                if (kinds[i] == typeof(bool))
                    await group.WriteAsync<bool>(fields[i], column.Select(bool.Parse).ToArray().AsMemory());
                else if (kinds[i] == typeof(double))
                    await group.WriteAsync<double>(fields[i], column.Select(c => double.Parse(c, CultureInfo.InvariantCulture)).ToArray().AsMemory());
                else
                    await group.WriteAsync(fields[i], column.ToList()!);
            }
        }
    }
}
