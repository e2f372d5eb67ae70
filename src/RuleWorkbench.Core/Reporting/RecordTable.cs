using System.Collections.Immutable;
using System.Text.Json;
using RuleWorkbench.Model;

namespace RuleWorkbench.Reporting;

/// <summary>The records of a cohort as a table: a row a case; its id, a column a recommendation with its status, and a column a
/// rule with its verdict.</summary>
public sealed class RecordTable
{
    private readonly Dictionary<string, int> columns = [];
    private readonly ImmutableArray<(string Workflow, bool IsAlways, ImmutableArray<(int Column, bool IsGuard)> Rules)> workflows;

    public RecordTable(Pathway pathway)
    {
        var codes = pathway.Recommendations.Select(r => r.Code).Concat(pathway.Workflows.SelectMany(w => w.Rules).Select(r => r.SuccessEvent).OfType<string>()).Distinct();
        foreach (var name in codes.Prepend("id"))
            columns.Add(name, columns.Count);
        foreach (var rule in pathway.Workflows.SelectMany(w => w.Rules).Select(r => r.Id).Distinct().Where(r => !columns.ContainsKey(r)))
            columns.Add(rule, columns.Count);
        workflows = [.. pathway.Workflows.Select(w => (w.Name, pathway.Always.Contains(w.Name), w.Rules.Where(r => r.Enabled).Select(r => (columns[r.Id], r.IsGuard)).ToImmutableArray()))];
        Columns = [.. columns.OrderBy(c => c.Value).Select(c => c.Key)];
    }

    public ImmutableArray<string> Columns { get; }

    /// <summary>Reads a record.</summary>
    /// <param name="cells">Gets one text a column: recommended, held, undetermined or vetoed; met, undetermined, error or not met;
    /// null where nothing is said, or a rule was not evaluated.</param>
    public void Read(ReadOnlySpan<byte> record, string?[] cells)
    {
        Array.Clear(cells);
        var reader = new Utf8JsonReader(record);
        var group = "";
        string? status = null;
        var visited = new HashSet<string>();
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1)
            {
                group = reader.GetString()!;
                if (group == "figures")
                    reader.Skip();
            }
            else if (reader.TokenType == JsonTokenType.PropertyName)
            {
                status = reader.GetString();
            }
            else if (reader.TokenType == JsonTokenType.String)
            {
                var text = reader.GetString()!;
                if (group == "id")
                    cells[0] = text;
                else if (group == "walk")
                    visited.Add(text);
                else if (group is "recommendations" or "rules" && columns.TryGetValue(text, out var column))
                    cells[column] = status;
            }
        }

        foreach (var (workflow, isAlways, rules) in workflows)
        {
            foreach (var (column, isGuard) in rules)
            {
                if (cells[column] is null && (isAlways || isGuard || visited.Contains(workflow)))
                    cells[column] = "not met";
            }
        }
    }
}
