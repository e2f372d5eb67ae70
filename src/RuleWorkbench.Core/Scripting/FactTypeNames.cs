using System.Collections.Immutable;
using RuleWorkbench.Model;

namespace RuleWorkbench.Scripting;

/// <summary>The names of the classes that stand for objects of facts: <c>Facts_patient_anticoagulants</c> for the elements
/// of <c>patient.anticoagulants</c>.</summary>
public static class FactTypeNames
{
    public const string Prefix = "Facts_";

    /// <summary>The name of every object of facts, by reference; no two are the same, whatever their case (trap T18).</summary>
    public static IReadOnlyDictionary<FactSchema, string> Of(ImmutableArray<Input> inputs)
    {
        var names = new Dictionary<FactSchema, string>(ReferenceEqualityComparer.Instance);
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var input in inputs)
            Add(input.Facts, Prefix + input.Name);
        return names;

        void Add(FactSchema schema, string name)
        {
            // One schema that stands in two places is one class.
            if (names.ContainsKey(schema))
                return;

            // `a.b` and `a_b` would get the same name.
            while (!taken.Add(name))
                name += "_";
            names[schema] = name;
            foreach (var member in schema.Members)
            {
                var inner = member.Kind == FactKind.List ? member.Element! : member;
                if (inner.Kind == FactKind.Object)
                    Add(inner, $"{name}_{member.Name}");
            }
        }
    }
}
