using System.Collections.Immutable;
using System.Text;
using RuleWorkbench.Cohorts;
using RuleWorkbench.Compilation;

namespace RuleWorkbench.Presentation.Cohorts;

/// <summary>A cohort that has been run, with its people in memory, so that the cases behind a number can be found.</summary>
public sealed record CohortResult(CohortSummary Summary, ImmutableArray<Person> People)
{
    /// <summary>More people than this are run by `rulewb cohort run`, which keeps none of them in memory.</summary>
    public const long MostBytes = 512L * 1024 * 1024;

    /// <summary>Takes people, one a line, through a pathway.</summary>
    /// <param name="lines">UTF-8.</param>
    /// <param name="strata">Expressions by which numbers are broken down.</param>
    /// <param name="onCases">Told how many have been run.</param>
    public static async Task<CohortResult> RunAsync(CompiledPathway compiled, byte[] lines, string name, ImmutableArray<string> strata, Action<long> onCases, CancellationToken cancellation)
    {
        using var input = new MemoryStream(lines, writable: false);
        using var records = new MemoryStream();
        var options = new CohortOptions(name, null, strata, WritesRecords: true, Math.Max(1, Environment.ProcessorCount));
        var summary = await new CohortRunner(compiled).RunAsync(
            input, records, null, options, null,
            at =>
            {
                onCases(at.Cases);
                return ValueTask.CompletedTask;
            },
            cancellation).ConfigureAwait(false);
        var all = Split(lines);
        var did = Split(records.ToArray());

        // Lines that are no cases have no record; where there are none, lines and records stand side by side.
        var people = all.Length == did.Length
            ? all.Select((l, i) => new Person(i + 1, l, did[i]))
            : Match(all, did);
        return new CohortResult(summary, [.. people]);
    }

    private static string[] Split(byte[] bytes) => Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<Person> Match(string[] lines, string[] records)
    {
        var at = 0;
        for (var i = 0; i < lines.Length && at < records.Length; i++)
        {
            if (IdOf(lines[i]) is { } id && id == IdOf(records[at]))
                yield return new Person(i + 1, lines[i], records[at++]);
        }
    }

    private static string? IdOf(string json)
    {
        try
        {
            using var document = System.Text.Json.JsonDocument.Parse(json);
            return document.RootElement.ValueKind == System.Text.Json.JsonValueKind.Object && document.RootElement.TryGetProperty("id", out var id) ? id.ToString() : null;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
