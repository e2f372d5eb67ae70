using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using RuleWorkbench.Model;

namespace RuleWorkbench.Compilation;

/// <summary>All that the schemas of facts say, as one text: equal for two pathways whose facts are the same in everything.
/// Written out, since a serializer that looks for members by reflection takes longer than all else that is read.</summary>
internal sealed class FactSignature
{
    private readonly StringBuilder text = new();

    public static string Of(ImmutableArray<Input> inputs)
    {
        var signature = new FactSignature();
        foreach (var input in inputs)
        {
            signature.Add(input.Name);
            signature.Add(input.Facts);
        }

        return signature.text.ToString();
    }

    private void Add(FactSchema? schema)
    {
        Add(schema?.Name);
        if (schema is null)
            return;
        Add((int)schema.Kind);
        Add(schema.Place.File);
        Add(schema.Place.Line);
        Add(schema.Place.Column);
        Add(schema.Place.Path);
        Add(schema.Title);
        Add(schema.Description);
        Add(schema.Unit);
        Add(schema.Code?.System);
        Add(schema.Code?.Code);
        Add(schema.Code?.Display);
        Add(schema.Range?.Minimum);
        Add(schema.Range?.Maximum);
        Add(schema.Range?.ExcludesMinimum);
        Add(schema.Range?.ExcludesMaximum);
        Add(schema.Step);
        Add(schema.AllowedValues.Length);
        foreach (var value in schema.AllowedValues)
        {
            Add(value is string);
            Add(value);
        }

        Add(schema.Length.Least);
        Add(schema.Length.Most);
        Add(schema.Members.Length);
        foreach (var member in schema.Members)
            Add(member);
        Add(schema.Element);
    }

    /// <summary>With its length before it no value can run into the next.</summary>
    private void Add(object? value)
    {
        var written = Convert.ToString(value, CultureInfo.InvariantCulture);
        text.Append(value is null ? -1 : written!.Length).Append(':').Append(written);
    }
}
