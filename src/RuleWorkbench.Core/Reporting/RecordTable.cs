using System.Collections.Immutable;
using System.Text.Json;
using RuleWorkbench.Model;

namespace RuleWorkbench.Reporting;

/// <summary>The records of a cohort as a table: a row a case; its id, a column a recommendation with its status, and a column a
/// rule with its verdict.</summary>
public sealed class RecordTable
{
    /// <summary>What is said of recommendations and of rules.</summary>
    private static readonly HashSet<string> Words = ["recommended", "held", "undetermined", "vetoed", "met", "error"];

    private readonly Dictionary<string, int> columns = [];
    private readonly ImmutableArray<(bool IsAlways, ImmutableArray<(int Column, bool IsGuard)> Rules)> workflows;
    private readonly Dictionary<string, int> positions;
    private readonly bool[] visited;
    private readonly char[] characters = new char[256];

    public RecordTable(Pathway pathway)
    {
        var codes = pathway.Recommendations.Select(r => r.Code).Concat(pathway.Workflows.SelectMany(w => w.Rules).Select(r => r.SuccessEvent).OfType<string>()).Distinct();
        foreach (var name in codes.Prepend("id"))
            columns.Add(name, columns.Count);
        foreach (var rule in pathway.Workflows.SelectMany(w => w.Rules).Select(r => r.Id).Distinct().Where(r => !columns.ContainsKey(r)))
            columns.Add(rule, columns.Count);
        positions = pathway.Workflows.Select((w, i) => KeyValuePair.Create(w.Name, i)).ToDictionary();
        visited = new bool[pathway.Workflows.Length];
        workflows = [.. pathway.Workflows.Select(w => (pathway.Always.Contains(w.Name), w.Rules.Where(r => r.Enabled).Select(r => (columns[r.Id], r.IsGuard)).ToImmutableArray()))];
        Columns = [.. columns.OrderBy(c => c.Value).Select(c => c.Key)];
    }

    public ImmutableArray<string> Columns { get; }

    /// <summary>Reads a record.</summary>
    /// <param name="cells">Gets one text a column: recommended, held, undetermined or vetoed; met, undetermined, error or not met;
    /// null where nothing is said, or a rule was not evaluated.</param>
    public void Read(ReadOnlySpan<byte> record, string?[] cells)
    {
        Array.Clear(cells);
        Array.Clear(visited);
        var reader = new Utf8JsonReader(record);
        var group = Group.Id;
        string? status = null;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1)
            {
                group = GroupOf(ref reader);
                if (group == Group.Other)
                    reader.Skip();
            }
            else if (reader.TokenType == JsonTokenType.PropertyName)
            {
                status = Words.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(Text(ref reader), out var word) ? word : reader.GetString();
            }
            else if (reader.TokenType == JsonTokenType.String && group == Group.Id)
            {
                cells[0] = reader.GetString();
            }
            else if (reader.TokenType == JsonTokenType.String)
            {
                var names = (group == Group.Walk ? positions : columns).GetAlternateLookup<ReadOnlySpan<char>>();
                if (!names.TryGetValue(Text(ref reader), out var at))
                    continue;
                if (group == Group.Walk)
                    visited[at] = true;
                else
                    cells[at] = status;
            }
        }

        for (var workflow = 0; workflow < workflows.Length; workflow++)
        {
            var (isAlways, rules) = workflows[workflow];
            foreach (var (column, isGuard) in rules)
            {
                if (cells[column] is null && (isAlways || isGuard || visited[workflow]))
                    cells[column] = "not met";
            }
        }
    }

    private static Group GroupOf(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("id"u8) ? Group.Id
        : reader.ValueTextEquals("walk"u8) ? Group.Walk
        : reader.ValueTextEquals("recommendations"u8) || reader.ValueTextEquals("rules"u8) ? Group.Statuses
        : Group.Other;

    /// <summary>The name or text that the reader stands at; names are short.</summary>
    private ReadOnlySpan<char> Text(ref Utf8JsonReader reader) =>
        reader.ValueSpan.Length <= characters.Length ? characters.AsSpan(0, reader.CopyString(characters)) : reader.GetString();

    /// <summary>The members of a record.</summary>
    private enum Group
    {
        Id,
        Statuses,
        Walk,
        Other,
    }
}
