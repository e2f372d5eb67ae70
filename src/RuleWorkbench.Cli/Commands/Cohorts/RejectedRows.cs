using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Cohorts.Rows;
using RuleWorkbench.Reporting;

namespace RuleWorkbench.Cli.Commands.Cohorts;

/// <summary>Lines that are no cases, told in rows and columns of the table that they come from.</summary>
internal sealed class RejectedRows(ColumnMap map, Stream output) : RecordStream
{
    private const string Facts = "facts.";

    private readonly StringBuilder text = new();

    public override async ValueTask DisposeAsync()
    {
        await output.DisposeAsync();
        await base.DisposeAsync();
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => output.FlushAsync(cancellationToken);

    protected override void Take(ReadOnlySpan<byte> record)
    {
        var rejected = JObject.Parse(Encoding.UTF8.GetString(record));
        var path = (string?)rejected["path"] ?? "";
        var written = (string?)rejected["text"] ?? "";
        var row = new JObject
        {
            ["row"] = rejected["line"],
            ["column"] = path.Length > 0 ? ColumnOf(path) : null,
            ["id"] = rejected["id"],
            ["check"] = rejected["check"],

            // A line that is a text holds nothing but why the row is none.
            ["reason"] = written.StartsWith('"') ? (string?)JToken.Parse(written) : rejected["reason"],
        };
        text.Append(row.ToString(Formatting.None)).Append('\n');
    }

    protected override async Task SendAsync(CancellationToken cancellation)
    {
        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        text.Clear();
        await output.WriteAsync(bytes, CancellationToken.None);
    }

    private string? ColumnOf(string path)
    {
        var target = path.StartsWith(Facts, StringComparison.Ordinal) ? path[Facts.Length..] : path;
        return map.Columns.FirstOrDefault(c => c.Target == target)?.Name
            ?? map.Columns.FirstOrDefault(c => c.Target is { } t && target.StartsWith(t, StringComparison.Ordinal))?.Name;
    }
}
