using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Emit;
using System.Text;
using RuleWorkbench.Model;

namespace RuleWorkbench.Compilation;

/// <summary>The CLR types of a pathway's inputs, made from their schemas: classes with properties only, each of them
/// nullable, so that a missing fact is null and nothing else (traps T8 to T11). Every object in a schema gets a type of
/// its own with a name that no other has (traps T18, T19).</summary>
public sealed class FactTypes
{
    private readonly Dictionary<PropertyInfo, FactProperty> properties = [];
    private readonly HashSet<string> typeNames = new(StringComparer.OrdinalIgnoreCase);

    private FactTypes(ImmutableArray<Input> inputs)
    {
        Inputs = inputs;
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("RuleWorkbench.Facts"), AssemblyBuilderAccess.Run);
        var module = assembly.DefineDynamicModule("facts");
        Roots = [.. inputs.Select(i => DefineObject(module, i.Facts, i.Name, "Facts_" + i.Name))];
        Signature = Describe(inputs);
    }

    /// <summary>All inputs that expressions can name, policy and clock included.</summary>
    public ImmutableArray<Input> Inputs { get; }

    /// <summary>One a input, in the same order.</summary>
    public ImmutableArray<FactObject> Roots { get; }

    /// <summary>Equal for two pathways whose facts have the same names and types.</summary>
    public string Signature { get; }

    /// <summary>How many different facts there are (an element's member counts once for its list).</summary>
    public int Count => properties.Count;

    /// <summary>All types, for RulesEngine to know before its first use (trap T7).</summary>
    public ImmutableArray<Type> AllTypes { get; private set; } = [];

    public static FactTypes Create(Pathway pathway) => new(pathway.AllInputs);

    /// <summary>The fact that a property stands for, or null when it is not one of ours.</summary>
    public FactProperty? Find(MemberInfo member) =>
        member is PropertyInfo property ? properties.GetValueOrDefault(property) : null;

    /// <summary>The fact object that a type stands for, or null.</summary>
    public FactObject? Find(Type type) => Roots.SelectMany(Descendants).FirstOrDefault(o => o.Type == type);

    /// <summary>The fact object whose type has that name, or null.</summary>
    public FactObject? FindType(string name) => Roots.SelectMany(Descendants).FirstOrDefault(o => o.Type.Name == name);

    /// <summary>The names and types of facts, without texts, ranges or units.</summary>
    public static string Describe(ImmutableArray<Input> inputs)
    {
        var text = new StringBuilder();
        foreach (var input in inputs)
            Append(input.Facts);
        return text.ToString();

        void Append(FactSchema schema)
        {
            text.Append(schema.Name).Append(':').Append(schema.Kind);
            if (schema.Element is { } element)
                Append(element);
            if (!schema.Members.IsEmpty)
            {
                text.Append('{');
                foreach (var member in schema.Members)
                    Append(member);
                text.Append('}');
            }

            text.Append(';');
        }
    }

    private static IEnumerable<FactObject> Descendants(FactObject at) =>
        at.Properties.Select(p => p.Object).OfType<FactObject>().SelectMany(Descendants).Prepend(at);

    private FactObject DefineObject(ModuleBuilder module, FactSchema schema, string path, string typeName)
    {
        // `a.b` and `a_b` would get the same name.
        while (!typeNames.Add(typeName))
            typeName += "_";
        var type = module.DefineType(typeName, TypeAttributes.Public | TypeAttributes.Sealed | TypeAttributes.Class);
        var nested = new Dictionary<string, FactObject>();
        foreach (var member in schema.Members)
        {
            var inner = member.Kind == FactKind.List ? member.Element! : member;
            if (inner.Kind == FactKind.Object)
            {
                var suffix = member.Kind == FactKind.List ? "[]" : "";
                nested[member.Name] = DefineObject(module, inner, $"{path}.{member.Name}{suffix}", $"{typeName}_{member.Name}");
            }

            DefineProperty(type, member.Name, ClrType(member, nested.GetValueOrDefault(member.Name)?.Type));
        }

        var made = type.CreateType();
        var found = ImmutableArray.CreateBuilder<FactProperty>();
        foreach (var member in schema.Members)
        {
            var property = made.GetProperty(member.Name)!;
            var fact = new FactProperty(properties.Count, $"{path}.{member.Name}", member, property, nested.GetValueOrDefault(member.Name));
            properties.Add(property, fact);
            found.Add(fact);
        }

        AllTypes = AllTypes.Add(made);
        return new FactObject(made, path, found.ToImmutable());
    }

    private static Type ClrType(FactSchema schema, Type? nested) => schema.Kind switch
    {
        FactKind.Number or FactKind.Integer => typeof(double?),
        FactKind.Flag => typeof(bool?),
        FactKind.Text => typeof(string),
        FactKind.Date => typeof(DateTime?),
        FactKind.Object => nested!,
        _ => typeof(List<>).MakeGenericType(schema.Element!.Kind == FactKind.Object ? nested! : ClrType(schema.Element, null)),
    };

    private static void DefineProperty(TypeBuilder type, string name, Type propertyType)
    {
        var field = type.DefineField("<" + name + ">", propertyType, FieldAttributes.Private);
        var property = type.DefineProperty(name, PropertyAttributes.None, propertyType, null);
        const MethodAttributes accessor = MethodAttributes.Public | MethodAttributes.SpecialName | MethodAttributes.HideBySig;

        var getter = type.DefineMethod("get_" + name, accessor, propertyType, Type.EmptyTypes);
        var il = getter.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldfld, field);
        il.Emit(OpCodes.Ret);
        property.SetGetMethod(getter);

        var setter = type.DefineMethod("set_" + name, accessor, null, [propertyType]);
        il = setter.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Stfld, field);
        il.Emit(OpCodes.Ret);
        property.SetSetMethod(setter);
    }
}

/// <summary>A fact as a property of a CLR type.</summary>
/// <param name="Index">Position in a <see cref="FactSet"/>.</param>
/// <param name="Path">Such as <c>patient.anticoagulants[].stoppedDaysAgo</c>.</param>
/// <param name="Object">What it holds when it is an object or a list of objects.</param>
public sealed record FactProperty(int Index, string Path, FactSchema Schema, PropertyInfo Property, FactObject? Object);

/// <summary>An object of facts as a CLR type.</summary>
public sealed record FactObject(Type Type, string Path, ImmutableArray<FactProperty> Properties);
