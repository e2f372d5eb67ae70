using RuleWorkbench.Compilation;

namespace RuleWorkbench.Editing;

/// <summary>Calls facts, types and parameters by the names that they have before a rename, whichever version of a pathway
/// they belong to, so that trees of both can be compared.</summary>
internal sealed class FactNames
{
    private readonly Dictionary<System.Reflection.MemberInfo, string> facts = [];
    private readonly Dictionary<Type, string> types = [];
    private readonly Func<string, string, string> oldName;

    /// <param name="oldName">From the path of an object of facts and the name of a member the member's old name.</param>
    /// <param name="oldParameter">The old name of a parameter.</param>
    public FactNames(FactTypes factTypes, Func<string, string, string> oldName, Func<string, string> oldParameter)
    {
        this.oldName = oldName;
        OldParameter = oldParameter;
        foreach (var (input, root) in factTypes.Inputs.Zip(factTypes.Roots))
            Add(root, input.Name);
    }

    public Func<string, string> OldParameter { get; }

    /// <summary>The path of a fact, such as <c>patient.drugs[].name</c>; null for a member that is none.</summary>
    public string? Of(System.Reflection.MemberInfo member) => facts.GetValueOrDefault(member);

    /// <summary>The path of an object of facts; null for a type that is none.</summary>
    public string? Of(Type type) => types.GetValueOrDefault(type);

    private void Add(FactObject owner, string path)
    {
        types[owner.Type] = path;
        foreach (var fact in owner.Properties)
        {
            var name = $"{path}.{oldName(path, fact.Schema.Name)}";
            facts[fact.Property] = name;
            if (fact.Object is not null)
                Add(fact.Object, fact.Schema.Kind == Model.FactKind.List ? name + "[]" : name);
        }
    }
}
