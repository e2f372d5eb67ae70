using System.Buffers;
using System.Globalization;
using System.Text.Json;
using RuleWorkbench.Compilation;
using RuleWorkbench.Compilation.Columns;
using RuleWorkbench.Model;

namespace RuleWorkbench.Cohorts.Live;

/// <summary>Writes cases again, from the columns that they were read into.</summary>
/// <param name="types">The facts that the population was read with.</param>
/// <param name="clock">The input that is the clock, or null.</param>
internal sealed class LiveCaseText(FactTypes types, string? clock, TextPool texts)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The line of a case.</summary>
    public byte[] Write(LiveBatch batch, int row)
    {
        if (batch.Odd.TryGetValue(row, out var line))
            return line;
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output, Options))
        {
            writer.WriteStartObject();
            if (batch.IdOf(row) is { IsEmpty: false } id)
                writer.WriteString("id"u8, id);
            for (var i = 0; i < types.Roots.Length; i++)
            {
                if (types.Inputs[i].Name == clock && batch.Columns.Facts[types.Roots[i].Properties[0].Path] is var dates && !Mask.Has(dates.Missing, row))
                    writer.WriteString("clock"u8, Date(dates, row));
            }

            writer.WriteStartObject("facts"u8);
            for (var i = 0; i < types.Roots.Length; i++)
            {
                if (types.Inputs[i].Name is var name && name != clock && name != Pathway.PolicyInput)
                    WriteObject(writer, name, types.Roots[i], batch.Columns, row);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }

    private void WriteObject(Utf8JsonWriter writer, string? name, FactObject type, KeptColumns columns, int row)
    {
        if (name is not null)
            writer.WritePropertyName(name);
        writer.WriteStartObject();
        foreach (var fact in type.Properties)
        {
            var column = columns.Facts[fact.Path];
            if (Mask.Has(column.Missing, row))
                continue;
            if (fact.Schema.Kind == FactKind.Object)
            {
                WriteObject(writer, fact.Schema.Name, fact.Object!, columns, row);
                continue;
            }

            writer.WritePropertyName(fact.Schema.Name);
            if (fact.Schema.Kind == FactKind.List)
                WriteElements(writer, fact, columns, row);
            else
                WriteValue(writer, column, row);
        }

        writer.WriteEndObject();
    }

    private void WriteElements(Utf8JsonWriter writer, FactProperty list, KeptColumns columns, int row)
    {
        var begins = columns.Lists[list.Path];
        writer.WriteStartArray();
        for (var element = begins[row]; element < begins[row + 1]; element++)
        {
            if (list.Object is not null)
                WriteObject(writer, null, list.Object, columns, element);
            else
                WriteValue(writer, columns.Elements[list.Path], element);
        }

        writer.WriteEndArray();
    }

    private void WriteValue(Utf8JsonWriter writer, KeptColumn column, int row)
    {
        switch (column.Kind)
        {
            case FactKind.Flag:
                writer.WriteBooleanValue(Mask.Has(column.Flags, row));
                break;
            case FactKind.Text:
                writer.WriteStringValue(texts[column.Codes![row]]);
                break;
            case FactKind.Date:
                writer.WriteStringValue(Date(column, row));
                break;
            default:
                writer.WriteNumberValue(column.NumberAt(row));
                break;
        }
    }

    private static string Date(KeptColumn dates, int row) => dates.DateAt(row).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
