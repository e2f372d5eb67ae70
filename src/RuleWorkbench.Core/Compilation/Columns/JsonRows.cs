using System.Buffers.Text;
using System.Text.Json;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Compilation.Columns;

/// <summary>Reads cases in the shape of suites (<c>{ "id": …, "clock": …, "facts": { … }, "policy": { … } }</c>) straight into
/// columns, checking every fact against its schema. It only says whether a line is as it should be; what is wrong with one
/// is for the loader to tell.</summary>
internal sealed class JsonRows
{
    private readonly FactColumns columns;
    private readonly Dictionary<string, JsonObjectRows> inputs;
    private readonly JsonObjectRows? policy;
    private readonly FactColumn? clock;
    private readonly long? defaultClock;
    private readonly bool hasListPolicy;
    private readonly JsonRowTables tables;
    private readonly PlainRows plain;

    /// <param name="columns">Those to read into, with the policy values that cases have unless they say otherwise.</param>
    /// <param name="clock">The date of cases that give none.</param>
    public JsonRows(CompiledPathway pathway, FactColumns columns, DateOnly? clock)
    {
        this.columns = columns;
        var types = pathway.Facts;
        tables = new JsonRowTables(types, columns);
        inputs = types.Roots.Zip(types.Inputs)
            .Where(r => r.Second.Name != pathway.Pathway.Clock && (r.Second.Name != Pathway.PolicyInput || pathway.Pathway.Policy.IsEmpty))
            .ToDictionary(r => r.Second.Name, r => new JsonObjectRows(r.First, columns, tables));
        for (var i = 0; i < types.Roots.Length; i++)
        {
            if (types.Inputs[i].Name == pathway.Pathway.Clock)
                this.clock = columns.Find(types.Roots[i].Properties[0]);
            if (types.Inputs[i].Name != Pathway.PolicyInput || pathway.Pathway.Policy.IsEmpty)
                continue;
            policy = new JsonObjectRows(types.Roots[i], columns, tables);
            hasListPolicy = types.Roots[i].Properties.Any(f => f.Schema.Kind == FactKind.List);
        }

        defaultClock = clock?.ToDateTime(TimeOnly.MinValue).Ticks;
        plain = new PlainRows(
            [.. types.Roots.Zip(types.Inputs).Where(r => inputs.ContainsKey(r.Second.Name)).Select(r => (r.Second.Name, new PlainObject(r.First, columns)))], this.clock);
    }

    /// <summary>Whether the line that was read last has policy values of its own.</summary>
    public bool HasOwnPolicy { get; private set; }

    /// <summary>Adds a row for a line. The row is there in any event; it means something only when the result is true.</summary>
    /// <param name="line">The line, and the line break behind it where there is one.</param>
    /// <param name="id">The case's id as it stands in the line, without quotes; empty when it has none.</param>
    public bool TryAdd(ReadOnlySpan<byte> line, out Range id)
    {
        HasOwnPolicy = false;
        var row = columns.Cases.Add(0);
        if (plain.IsUsable && line.Length > 2 && line[^1] == '\n')
        {
            SetClock(row);
            columns.Note();
            if (plain.TryRead(line, row, out id))
                return true;
            columns.Forget();
        }

        id = default;
        tables.Start(columns.Cases, row);
        SetClock(row);
        try
        {
            var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = JsonFile.MostLevels });
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && ReadCase(ref reader, row, ref id) && !reader.Read();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return false;
        }
    }

    /// <summary>Sets the date that a case has unless it says otherwise.</summary>
    private void SetClock(int row)
    {
        if (clock is null)
            return;
        if (defaultClock is { } date)
            clock.SetDate(row, date);
        else
            clock.SetMissing(row);
    }

    private bool ReadCase(ref Utf8JsonReader reader, int row, ref Range id)
    {
        var (hasId, hasFacts, hasPolicy, hasClock) = (false, false, false, false);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8))
            {
                if (hasId || !reader.Read() || reader.TokenType != JsonTokenType.String || reader.ValueIsEscaped)
                    return false;
                (hasId, id) = (true, (int)(reader.TokenStartIndex + 1)..(int)(reader.TokenStartIndex + 1 + reader.ValueSpan.Length));
            }
            else if (reader.ValueTextEquals("facts"u8))
            {
                if (hasFacts || !reader.Read() || reader.TokenType != JsonTokenType.StartObject || !ReadFacts(ref reader, row))
                    return false;
                hasFacts = true;
            }
            else if (reader.ValueTextEquals("policy"u8))
            {
                // Whose own list would come behind the pathway's.
                if (hasPolicy || policy is null || hasListPolicy || !reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                    return false;
                columns.Give(row + 1);
                columns.Spoil();
                if (!policy.Read(ref reader, row))
                    return false;
                HasOwnPolicy = hasPolicy = true;
            }
            else if (reader.ValueTextEquals("clock"u8))
            {
                if (hasClock || !reader.Read() || reader.TokenType != JsonTokenType.String || !TryReadDate(reader.ValueSpan, out var date))
                    return false;
                clock?.SetDate(row, date);
                hasClock = true;
            }
            else
            {
                return false;
            }
        }

        return reader.TokenType == JsonTokenType.EndObject;
    }

    private bool ReadFacts(ref Utf8JsonReader reader, int row)
    {
        var seen = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var at = 0;
            JsonObjectRows? input = null;
            foreach (var (name, found) in inputs)
            {
                if (reader.ValueTextEquals(name))
                {
                    input = found;
                    break;
                }

                at++;
            }

            // An input that comes twice, or that is null, is for the loader.
            if (input is null || at > 31 || (seen & (1 << at)) != 0 || !reader.Read() || reader.TokenType != JsonTokenType.StartObject || !input.Read(ref reader, row))
                return false;
            seen |= 1 << at;
        }

        return reader.TokenType == JsonTokenType.EndObject;
    }

    /// <summary>A date <c>YYYY-MM-DD</c> within the range that facts may have.</summary>
    public static bool TryReadDate(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text.Length != 10 || text[4] != '-' || text[7] != '-'
            || !Utf8Parser.TryParse(text[..4], out int year, out var read) || read != 4
            || !Utf8Parser.TryParse(text[5..7], out int month, out read) || read != 2 || month is < 1 or > 12
            || !Utf8Parser.TryParse(text[8..], out int day, out read) || read != 2
            || year < FactChecker.Dates.First.Year || year > FactChecker.Dates.Last.Year || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        ticks = new DateTime(year, month, day).Ticks;
        return true;
    }
}

/// <summary>What must be done when a row is added to a table: every fact is missing until it is found, and every list has
/// no elements yet.</summary>
internal sealed class JsonRowTables
{
    private readonly Dictionary<FactTable, (List<FactColumn> Columns, List<FactTable> Lists)> tables = new(ReferenceEqualityComparer.Instance);

    public JsonRowTables(FactTypes types, FactColumns columns)
    {
        foreach (var root in types.Roots)
            Add(root, columns.Cases, columns);
    }

    public void Start(FactTable table, int row)
    {
        if (!tables.TryGetValue(table, out var found))
            return;
        foreach (var column in found.Columns)
            column.SetMissing(row);
        foreach (var list in found.Lists)
            list.Begin(row);
    }

    private void Add(FactObject owner, FactTable table, FactColumns columns)
    {
        if (!tables.TryGetValue(table, out var found))
            tables[table] = found = ([], []);
        foreach (var fact in owner.Properties)
        {
            if (columns.IsGiven(fact))
                continue;
            if (columns.Find(fact) is { } column)
                found.Columns.Add(column);
            var inner = table;
            if (fact.Schema.Kind == FactKind.List)
            {
                inner = columns.ElementsOf(fact);
                found.Lists.Add(inner);
            }

            if (fact.Object is not null)
                Add(fact.Object, inner, columns);
        }
    }
}
