using System.Collections.Immutable;
using System.Text;
using RuleWorkbench.Model;

namespace RuleWorkbench.Scripting;

/// <summary>C# for the classes of facts that scripts name, so that a function can take a list of them. A library that
/// names none is the same for every pathway.</summary>
internal static class FactSource
{
    /// <summary>Classes for the objects that occur in <paramref name="scripts"/>, and for all that these hold; empty when
    /// there are none.</summary>
    public static string Write(ImmutableArray<Input> inputs, IEnumerable<string> scripts)
    {
        var names = FactTypeNames.Of(inputs);
        var text = string.Concat(scripts);
        if (!text.Contains(FactTypeNames.Prefix, StringComparison.Ordinal))
            return "";
        var source = new StringBuilder();
        var written = new HashSet<FactSchema>(ReferenceEqualityComparer.Instance);
        foreach (var (schema, name) in names)
        {
            if (text.Contains(name, StringComparison.Ordinal))
                Append(schema);
        }

        return source.ToString();

        void Append(FactSchema schema)
        {
            if (!written.Add(schema))
                return;
            source.Append("public sealed class ").Append(names[schema]).Append(" {");
            foreach (var member in schema.Members)
                source.Append(" public ").Append(TypeOf(member, names)).Append(" @").Append(member.Name).Append(" { get; set; }");
            source.Append(" }\n");
            foreach (var member in schema.Members)
            {
                var inner = member.Kind == FactKind.List ? member.Element! : member;
                if (inner.Kind == FactKind.Object)
                    Append(inner);
            }
        }
    }

    /// <summary>Classes for all inputs.</summary>
    public static string WriteAll(ImmutableArray<Input> inputs) => Write(inputs, FactTypeNames.Of(inputs).Values);

    private static string TypeOf(FactSchema schema, IReadOnlyDictionary<FactSchema, string> names) => schema.Kind switch
    {
        FactKind.Number or FactKind.Integer => "double?",
        FactKind.Flag => "bool?",
        FactKind.Text => "string?",
        FactKind.Date => "System.DateTime?",
        FactKind.Object => names[schema] + "?",
        _ => $"System.Collections.Generic.List<{TypeOf(schema.Element!, names).TrimEnd(schema.Element!.Kind is FactKind.Object or FactKind.Text ? '?' : ' ')}>?",
    };
}
