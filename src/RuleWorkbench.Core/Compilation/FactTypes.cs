using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Emit;
using RuleWorkbench.Model;
using RuleWorkbench.Scripting;

namespace RuleWorkbench.Compilation;

/// <summary>The CLR types of a pathway's inputs, made from their schemas: classes with properties only, each of them
/// nullable, so that a missing fact is null and nothing else (traps T8 to T11). Every object in a schema gets a type of
/// its own with a name that no other has (traps T18, T19).</summary>
public sealed class FactTypes
{
    private readonly Dictionary<PropertyInfo, FactProperty> properties = [];
    private readonly IReadOnlyDictionary<FactSchema, string> typeNames;
    private readonly Dictionary<string, Type> compiled;
    private readonly Dictionary<Type, FactObject> objects = [];
    private readonly Dictionary<FactSchema, FactObject> made = new(ReferenceEqualityComparer.Instance);

    private FactTypes(ImmutableArray<Input> inputs, ImmutableArray<Type> classes)
    {
        Inputs = inputs;
        typeNames = FactTypeNames.Of(inputs);
        compiled = classes.ToDictionary(c => c.Name);

        // What refers to classes that can be unloaded must be able to go with them.
        var access = classes.IsEmpty ? AssemblyBuilderAccess.Run : AssemblyBuilderAccess.RunAndCollect;
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("RuleWorkbench.Facts"), access);
        var module = assembly.DefineDynamicModule("facts");
        Roots = [.. inputs.Select(i => DefineObject(module, i.Facts, i.Name))];
        Signature = Describe(inputs);
    }

    /// <summary>All inputs that expressions can name, policy and clock included.</summary>
    public ImmutableArray<Input> Inputs { get; }

    /// <summary>One a input, in the same order.</summary>
    public ImmutableArray<FactObject> Roots { get; }

    /// <summary>Equal for two pathways whose facts are the same in everything.</summary>
    public string Signature { get; }

    /// <summary>How many different facts there are (an element's member counts once for its list).</summary>
    public int Count => properties.Count;

    /// <summary>All facts, in the order of their index.</summary>
    public IEnumerable<FactProperty> All => properties.Values.OrderBy(p => p.Index);

    /// <summary>All types, for RulesEngine to know before its first use (trap T7).</summary>
    public ImmutableArray<Type> AllTypes { get; private set; } = [];

    public static FactTypes Create(Pathway pathway) => Create(pathway, []);

    /// <param name="classes">Classes that scripts were compiled with; they stand for the facts of their name.</param>
    public static FactTypes Create(Pathway pathway, ImmutableArray<Type> classes) =>
        TypeScan.Making(() => new FactTypes(pathway.AllInputs, classes));

    /// <summary>The index of the fact at a path of a case, such as <c>patient.drugs[2].dose</c>; null when it is none.</summary>
    public int? IndexOf(string path)
    {
        var general = System.Text.RegularExpressions.Regex.Replace(path, @"\[\d+\]", "[]");
        return All.FirstOrDefault(f => f.Path == general)?.Index;
    }

    /// <summary>The fact that a property stands for, or null when it is not one of ours.</summary>
    public FactProperty? Find(MemberInfo member) =>
        member is PropertyInfo property ? properties.GetValueOrDefault(property) : null;

    /// <summary>The fact object that a type stands for, or null.</summary>
    public FactObject? Find(Type type) => objects.GetValueOrDefault(type);

    /// <summary>The fact object that a type stands for, or that a list of that type holds; or null.</summary>
    public FactObject? Holds(Type type) => Find(type.IsGenericType ? type.GetGenericArguments()[0] : type);

    /// <summary>The fact object whose type has that name, or null.</summary>
    public FactObject? FindType(string name) => objects.Values.FirstOrDefault(o => o.Type.Name == name);

    /// <summary>All that the schemas of facts say: checks look at ranges and units too.</summary>
    public static string Describe(ImmutableArray<Input> inputs) => FactSignature.Of(inputs);

    /// <summary>A schema that stands in two places, as while a fact is renamed, is one class.</summary>
    private FactObject DefineObject(ModuleBuilder module, FactSchema schema, string path) =>
        made.TryGetValue(schema, out var known) ? known : made[schema] = DefineNew(module, schema, path);

    private FactObject DefineNew(ModuleBuilder module, FactSchema schema, string path)
    {
        var nested = new Dictionary<string, FactObject>();
        var classes = new Dictionary<FactSchema, Type>(ReferenceEqualityComparer.Instance);
        foreach (var member in schema.Members)
        {
            var inner = member.Kind == FactKind.List ? member.Element! : member;
            if (inner.Kind == FactKind.Object)
                classes[inner] = (nested[member.Name] = DefineObject(module, inner, $"{path}.{member.Name}{(member.Kind == FactKind.List ? "[]" : "")}")).Type;
        }

        var known = compiled.GetValueOrDefault(typeNames[schema]);
        var type = known ?? FactClass.Define(module, typeNames[schema], schema, inner => classes[inner]);
        var found = ImmutableArray.CreateBuilder<FactProperty>();
        foreach (var member in schema.Members)
        {
            var property = type.GetProperty(member.Name)!;
            var fact = new FactProperty(properties.Count, found.Count, $"{path}.{member.Name}", member, property, nested.GetValueOrDefault(member.Name));
            properties.Add(property, fact);
            found.Add(fact);
        }

        AllTypes = AllTypes.Add(type);
        return objects[type] = new FactObject(type, path, found.ToImmutable(), DefineAccess(module, type, [.. found.Select(f => known is null ? FactClass.FieldOf(f.Property) : (MemberInfo)f.Property)]));
    }

    /// <summary>Compiled access to a type's facts by position: one method to compile for all of them, where reflection
    /// would compile one for each, and accessors another. It is a class of its own so that expressions cannot call it.</summary>
    /// <param name="facts">The fields of a class of this module; the properties of a class that a script was compiled with.</param>
    private static FactAccess DefineAccess(ModuleBuilder module, Type type, List<MemberInfo> facts)
    {
        var access = module.DefineType(type.Name + "<access>", TypeAttributes.Public | TypeAttributes.Sealed, typeof(FactAccess));
        const MethodAttributes overriding = MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.HideBySig;
        var create = access.DefineMethod(nameof(FactAccess.Create), overriding, typeof(object), Type.EmptyTypes).GetILGenerator();
        create.Emit(OpCodes.Newobj, type.GetConstructor(Type.EmptyTypes)!);
        create.Emit(OpCodes.Ret);

        var get = access.DefineMethod(nameof(FactAccess.Get), overriding, typeof(object), [typeof(object), typeof(int)]).GetILGenerator();
        EmitSwitch(get, facts, fact =>
        {
            get.Emit(OpCodes.Ldarg_1);
            get.Emit(OpCodes.Castclass, type);
            if (fact is FieldInfo field)
                get.Emit(OpCodes.Ldfld, field);
            else
                get.Emit(OpCodes.Call, ((PropertyInfo)fact).GetMethod!);
            get.Emit(OpCodes.Box, TypeOf(fact));
        });
        get.Emit(OpCodes.Ldnull);
        get.Emit(OpCodes.Ret);

        var set = access.DefineMethod(nameof(FactAccess.Set), overriding, null, [typeof(object), typeof(int), typeof(object)]).GetILGenerator();
        EmitSwitch(set, facts, fact =>
        {
            set.Emit(OpCodes.Ldarg_1);
            set.Emit(OpCodes.Castclass, type);
            set.Emit(OpCodes.Ldarg_3);
            set.Emit(OpCodes.Unbox_Any, TypeOf(fact));
            if (fact is FieldInfo field)
                set.Emit(OpCodes.Stfld, field);
            else
                set.Emit(OpCodes.Call, ((PropertyInfo)fact).SetMethod!);
        });
        set.Emit(OpCodes.Ret);
        return (FactAccess)Activator.CreateInstance(access.CreateType())!;
    }

    private static Type TypeOf(MemberInfo fact) => fact is FieldInfo field ? field.FieldType : ((PropertyInfo)fact).PropertyType;

    private static void EmitSwitch(ILGenerator il, List<MemberInfo> facts, Action<MemberInfo> emitCase)
    {
        var labels = facts.Select(_ => il.DefineLabel()).ToArray();
        var none = il.DefineLabel();
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(OpCodes.Switch, labels);
        il.Emit(OpCodes.Br, none);
        for (var i = 0; i < labels.Length; i++)
        {
            il.MarkLabel(labels[i]);
            emitCase(facts[i]);
            il.Emit(OpCodes.Ret);
        }

        il.MarkLabel(none);
    }
}

/// <summary>A fact as a property of a CLR type.</summary>
/// <param name="Index">Position in a <see cref="FactSet"/>.</param>
/// <param name="Slot">Position for <see cref="FactAccess"/>.</param>
/// <param name="Path">Such as <c>patient.anticoagulants[].stoppedDaysAgo</c>.</param>
/// <param name="Object">What it holds when it is an object or a list of objects.</param>
public sealed record FactProperty(int Index, int Slot, string Path, FactSchema Schema, PropertyInfo Property, FactObject? Object);

/// <summary>An object of facts as a CLR type.</summary>
public sealed record FactObject(Type Type, string Path, ImmutableArray<FactProperty> Properties, FactAccess Access);

/// <summary>Makes objects of one fact type, and reads and writes their facts by position.</summary>
public abstract class FactAccess
{
    public abstract object Create();

    public abstract object? Get(object facts, int slot);

    public abstract void Set(object facts, int slot, object? value);
}
