using RuleWorkbench.Model;

namespace RuleWorkbench.Loading;

/// <summary>The facts of a pathway by path: <c>patient.age</c>, a list <c>patient.drugs</c>, a fact of its elements
/// <c>patient.drugs[].dose</c>, and <c>patient.allergies[]</c> for elements that are values.</summary>
public static class FactPaths
{
    /// <summary>All of them in the order of the schemas; objects do not count as facts.</summary>
    public static IEnumerable<(string Path, FactSchema Schema)> Of(Pathway pathway) =>
        pathway.Inputs.SelectMany(input => Of(input.Name, input.Facts));

    private static IEnumerable<(string Path, FactSchema Schema)> Of(string path, FactSchema schema) => schema.Kind switch
    {
        FactKind.Object => schema.Members.SelectMany(m => Of($"{path}.{m.Name}", m)),
        FactKind.List => Of(path + "[]", schema.Element!).Prepend((path, schema)),
        _ => [(path, schema)],
    };
}
