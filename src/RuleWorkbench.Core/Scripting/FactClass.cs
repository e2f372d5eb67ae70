using System.Reflection;
using System.Reflection.Emit;
using RuleWorkbench.Model;

namespace RuleWorkbench.Scripting;

/// <summary>Makes the class of an object of facts: properties only, each of them nullable.</summary>
public static class FactClass
{
    /// <param name="classOf">The class of an object of facts in it, by its schema.</param>
    public static Type Define(ModuleBuilder module, string name, FactSchema schema, Func<FactSchema, Type> classOf)
    {
        var type = module.DefineType(name, TypeAttributes.Public | TypeAttributes.Sealed | TypeAttributes.Class);
        foreach (var member in schema.Members)
            DefineProperty(type, member.Name, TypeOf(member, classOf));
        return type.CreateType();
    }

    /// <summary>The field behind a fact of a class that was made here, for code of the same module.</summary>
    public static FieldInfo FieldOf(PropertyInfo fact) => fact.DeclaringType!.GetField(FieldName(fact.Name), BindingFlags.Instance | BindingFlags.NonPublic)!;

    private static string FieldName(string fact) => "<" + fact + ">";

    private static Type TypeOf(FactSchema schema, Func<FactSchema, Type> classOf) => schema.Kind switch
    {
        FactKind.Number or FactKind.Integer => typeof(double?),
        FactKind.Flag => typeof(bool?),
        FactKind.Text => typeof(string),
        FactKind.Date => typeof(DateTime?),
        FactKind.Object => classOf(schema),
        _ => typeof(List<>).MakeGenericType(TypeOf(schema.Element!, classOf)),
    };

    private static void DefineProperty(TypeBuilder type, string name, Type propertyType)
    {
        var field = type.DefineField(FieldName(name), propertyType, FieldAttributes.Assembly);
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
