using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using RuleWorkbench.Model;

namespace RuleWorkbench.Compilation.Columns;

/// <summary>Reads objects of one fact type into columns. Members are expected in the order in which they came last.</summary>
internal sealed class JsonObjectRows
{
    private readonly JsonFactRows[] members;
    private readonly int[] seenAt;
    private int stamp;

    public JsonObjectRows(FactObject type, FactColumns columns, JsonRowTables tables)
    {
        members = [.. type.Properties.Select(p => new JsonFactRows(p, columns, tables))];
        seenAt = new int[members.Length];
    }

    /// <summary>Reads the members of an object whose opening bracket has been read; false when one is not as it should be.</summary>
    public bool Read(ref Utf8JsonReader reader, int row)
    {
        var own = ++stamp;
        var next = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var at = Find(ref reader, next);

            // An object inside an element of the same type would need a stamp of its own; facts are not recursive.
            if (at < 0 || seenAt[at] == own || !reader.Read() || !members[at].Read(ref reader, row))
                return false;
            seenAt[at] = own;
            next = at + 1;
        }

        return reader.TokenType == JsonTokenType.EndObject;
    }

    private int Find(ref Utf8JsonReader reader, int expected)
    {
        if (expected < members.Length && reader.ValueTextEquals(members[expected].Name))
            return expected;
        for (var i = 0; i < members.Length; i++)
        {
            if (reader.ValueTextEquals(members[i].Name))
                return i;
        }

        return -1;
    }
}

/// <summary>Reads one fact.</summary>
internal sealed class JsonFactRows
{
    private const int LongText = 256;

    private readonly FactSchema schema;
    private readonly FactColumn? column;
    private readonly TextPool texts;
    private readonly JsonObjectRows? members;
    private readonly FactTable? elements;
    private readonly FactColumn? elementColumn;
    private readonly JsonRowTables tables;
    private readonly HashSet<int>? allowed;

    public JsonFactRows(FactProperty fact, FactColumns columns, JsonRowTables tables)
    {
        Name = Encoding.UTF8.GetBytes(fact.Schema.Name);
        this.tables = tables;
        schema = fact.Schema;
        column = columns.Find(fact);
        texts = columns.Texts;
        if (schema.Kind == FactKind.List)
        {
            elements = columns.ElementsOf(fact);
            elementColumn = columns.FindElements(fact);
        }

        var valued = schema.Element ?? schema;
        if (valued.Kind == FactKind.Text && !valued.AllowedValues.IsEmpty)
            allowed = [.. valued.AllowedValues.Select(v => texts.CodeOf((string)v))];
        if (fact.Object is not null)
            members = new JsonObjectRows(fact.Object, columns, tables);
    }

    public byte[] Name { get; }

    /// <summary>Reads a value whose first token has been read.</summary>
    public bool Read(ref Utf8JsonReader reader, int row)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            // A policy value has been set before.
            column?.SetMissing(row);
            return true;
        }

        switch (schema.Kind)
        {
            case FactKind.Object:
                column?.Found(row);
                return reader.TokenType == JsonTokenType.StartObject && members!.Read(ref reader, row);
            case FactKind.List:
                column?.Found(row);
                return reader.TokenType == JsonTokenType.StartArray && ReadElements(ref reader, row);
            default:
                return ReadValue(ref reader, schema, column, row);
        }
    }

    private bool ReadElements(ref Utf8JsonReader reader, int owner)
    {
        var count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            count++;
            var row = elements!.Add(owner);
            tables.Start(elements, row);
            if (reader.TokenType == JsonTokenType.Null)
                return false;
            if (members is not null ? reader.TokenType != JsonTokenType.StartObject || !members.Read(ref reader, row) : !ReadValue(ref reader, schema.Element!, elementColumn, row))
                return false;
        }

        return !(count < schema.Length.Least || count > schema.Length.Most);
    }

    private bool ReadValue(ref Utf8JsonReader reader, FactSchema value, FactColumn? into, int row)
    {
        switch (value.Kind)
        {
            case FactKind.Number or FactKind.Integer:
                if (reader.TokenType != JsonTokenType.Number || !reader.TryGetDouble(out var number) || !IsAllowed(number, value, reader.ValueSpan))
                    return false;
                into?.Set(row, number);
                return true;
            case FactKind.Flag:
                if (reader.TokenType is not (JsonTokenType.True or JsonTokenType.False))
                    return false;
                into?.Set(row, reader.TokenType == JsonTokenType.True);
                return true;
            case FactKind.Date:
                if (reader.TokenType != JsonTokenType.String || reader.ValueIsEscaped || !JsonRows.TryReadDate(reader.ValueSpan, out var ticks))
                    return false;
                into?.SetDate(row, ticks);
                return true;
            case FactKind.Text:
                if (reader.TokenType != JsonTokenType.String || reader.ValueSpan.Length > LongText)
                    return false;
                Span<char> characters = stackalloc char[LongText];
                var length = reader.CopyString(characters);
                if (value.Length != default && !HasLength(characters[..length], value))
                    return false;
                if (into is null && allowed is null)
                    return true;
                var code = texts.CodeOf(characters[..length]);
                if (allowed is not null && !allowed.Contains(code))
                    return false;
                into?.SetText(row, code);
                return true;
            default:
                return false;
        }
    }

    /// <summary>JSON Schema counts characters, not the halves of surrogate pairs.</summary>
    private static bool HasLength(ReadOnlySpan<char> text, FactSchema schema)
    {
        var count = 0;
        foreach (var rune in text.EnumerateRunes())
            count++;
        return !(count < schema.Length.Least || count > schema.Length.Most);
    }

    /// <summary>Whether a number is what the schema allows; steps are checked in tens, as the number is written.</summary>
    public static bool IsAllowed(double number, FactSchema schema, ReadOnlySpan<byte> written) =>
        double.IsFinite(number)
        && (schema.Kind != FactKind.Integer || number == Math.Truncate(number))
        && (schema.Range is not { } range || range.Contains(number))
        && (schema.Step is not { } step || (step == 1 ? number == Math.Truncate(number) : IsMultiple(written, step)))
        && (schema.AllowedValues.IsEmpty || schema.AllowedValues.Contains(number));

    private static bool IsMultiple(ReadOnlySpan<byte> written, double step) =>
        Utf8Parser.TryParse(written, out decimal number, out var read) && read == written.Length && number % (decimal)step == 0;
}
