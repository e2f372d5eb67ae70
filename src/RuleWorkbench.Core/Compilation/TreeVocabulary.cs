using System.Linq.Expressions;
using System.Reflection;

namespace RuleWorkbench.Compilation;

/// <summary>The types and members that a stored tree can name: those that facts are made of, the user's functions, and what
/// RulesEngine's parser makes trees from. Whatever is not in it cannot be stored, and cannot be read back.</summary>
internal sealed class TreeVocabulary
{
    private static readonly Type[] Plain =
    [
        typeof(bool), typeof(int), typeof(double), typeof(string), typeof(DateTime), typeof(TimeSpan), typeof(object), typeof(long), typeof(decimal),
        typeof(Math), typeof(Enumerable), typeof(char), typeof(StringComparison),
    ];

    private static readonly Type[] Generic = [typeof(Nullable<>), typeof(List<>), typeof(IEnumerable<>), typeof(IOrderedEnumerable<>), typeof(Func<>), typeof(Func<,>), typeof(Func<,,>)];

    private readonly Dictionary<string, Type> types = new(StringComparer.Ordinal);
    private readonly Dictionary<Type, string> names = [];

    public TreeVocabulary(FactTypes facts, IEnumerable<Type> functions)
    {
        foreach (var type in Plain.Concat(Generic))
            Add(type.FullName!, type);
        foreach (var type in facts.AllTypes)
            Add("fact:" + type.Name, type);
        foreach (var type in functions)
            Add("function:" + type.Name, type);
    }

    /// <summary>Whether a node with two sides is one that the parser makes: no assignment, for one.</summary>
    public static bool IsOperator(ExpressionType type) => type is ExpressionType.Add or ExpressionType.Subtract or ExpressionType.Multiply
        or ExpressionType.Divide or ExpressionType.Modulo or ExpressionType.AndAlso or ExpressionType.OrElse or ExpressionType.And
        or ExpressionType.Or or ExpressionType.Coalesce or ExpressionType.Equal or ExpressionType.NotEqual or ExpressionType.LessThan
        or ExpressionType.LessThanOrEqual or ExpressionType.GreaterThan or ExpressionType.GreaterThanOrEqual;

    /// <summary>A type's name, or null when it is not in the vocabulary.</summary>
    public string? NameOf(Type type)
    {
        if (names.TryGetValue(type, out var name))
            return name;
        if (type.IsGenericType && !type.IsGenericTypeDefinition && NameOf(type.GetGenericTypeDefinition()) is { } generic)
        {
            var arguments = type.GetGenericArguments().Select(NameOf).ToList();
            name = arguments.Contains(null) ? null : $"{generic}<{string.Join("|", arguments)}>";
        }
        else if (type.IsSZArray && NameOf(type.GetElementType()!) is { } element)
        {
            name = $"[]<{element}>";
        }

        if (name is not null)
            Add(name, type);
        return name;
    }

    /// <summary>The type of that name.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public Type TypeOf(string name)
    {
        if (types.TryGetValue(name, out var type))
            return type;
        var open = name.IndexOf('<', StringComparison.Ordinal);
        if (open < 0)
            throw new InvalidDataException($"There is no type `{name}`.");
        var arguments = Split(name[(open + 1)..^1]).Select(TypeOf).ToArray();
        type = name[..open] == "[]" ? arguments[0].MakeArrayType() : TypeOf(name[..open]).MakeGenericType(arguments);
        Add(name, type);
        return type;
    }

    /// <summary>A method's name with the types of its parameters, or null when it is not in the vocabulary.</summary>
    public string? NameOf(MethodInfo method)
    {
        if (method.DeclaringType is null || NameOf(method.DeclaringType) is not { } owner)
            return null;
        var open = method.IsGenericMethod ? method.GetGenericMethodDefinition() : method;
        var generic = method.IsGenericMethod ? method.GetGenericArguments().Select(NameOf).ToList() : [];
        return generic.Contains(null) ? null : $"{owner};{Signature(open)};{string.Join("|", generic)}";
    }

    /// <summary>The method of that name.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public MethodInfo MethodOf(string name)
    {
        var parts = name.Split(';');
        var owner = parts.Length == 3 ? TypeOf(parts[0]) : throw new InvalidDataException($"There is no method `{name}`.");
        var simple = parts[1][..parts[1].IndexOf('(', StringComparison.Ordinal)];
        var open = owner.GetMember(simple, MemberTypes.Method, BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance)
            .Cast<MethodInfo>()
            .FirstOrDefault(m => Signature(m) == parts[1]) ?? throw new InvalidDataException($"There is no method `{name}`.");
        return parts[2].Length == 0 ? open : open.MakeGenericMethod([.. Split(parts[2]).Select(TypeOf)]);
    }

    private static string Signature(MethodInfo method) =>
        $"{method.Name}({string.Join(",", method.GetParameters().Select(p => p.ParameterType.ToString()))})";

    /// <summary>Names between bars that are not inside brackets.</summary>
    private static List<string> Split(string text)
    {
        var (parts, depth, start) = (new List<string>(), 0, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || (text[i] == '|' && depth == 0))
            {
                parts.Add(text[start..i]);
                start = i + 1;
            }
            else
            {
                depth += text[i] switch { '<' => 1, '>' => -1, _ => 0 };
            }
        }

        return parts;
    }

    private void Add(string name, Type type)
    {
        types[name] = type;
        names[type] = name;
    }
}
