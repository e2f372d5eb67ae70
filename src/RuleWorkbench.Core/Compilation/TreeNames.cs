using System.Reflection;

namespace RuleWorkbench.Compilation;

/// <summary>Members that have been looked up in a <see cref="TreeVocabulary"/>.</summary>
internal sealed class TreeNames(TreeVocabulary vocabulary)
{
    private readonly Dictionary<string, MethodInfo> methods = new(StringComparer.Ordinal);
    private readonly Dictionary<MethodInfo, int> parameters = [];
    private readonly Dictionary<(Type, string), PropertyInfo> properties = [];

    public MethodInfo Method(string name)
    {
        if (!methods.TryGetValue(name, out var method))
            methods[name] = method = vocabulary.MethodOf(name);
        return method;
    }

    public PropertyInfo Property(Type owner, string name)
    {
        if (!properties.TryGetValue((owner, name), out var property))
            properties[(owner, name)] = property = owner.GetProperty(name) ?? throw new InvalidDataException($"There is no property `{name}`.");
        return property;
    }

    public int ParametersOf(MethodInfo method)
    {
        if (!parameters.TryGetValue(method, out var count))
            parameters[method] = count = method.GetParameters().Length;
        return count;
    }
}
