using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Emit;
using RuleWorkbench.Model;

namespace RuleWorkbench.Scripting;

/// <summary>Classes that look like compiled libraries and hold nothing of them: each function hands its arguments to where the
/// script runs. Expressions bind to them as they would to the libraries themselves.</summary>
internal static class StubLibraries
{
    private static readonly MethodInfo Call = typeof(IScriptCalls).GetMethod(nameof(IScriptCalls.Call))!;

    /// <param name="functions">What is declared elsewhere; nothing of it is believed but names and types that scripts can have.</param>
    /// <exception cref="InvalidDataException">No library could declare such functions.</exception>
    public static (ImmutableArray<Type> Libraries, ImmutableArray<Type> Facts) Define(
        ImmutableArray<ScriptLibrary> libraries, ImmutableArray<Input> inputs, ImmutableArray<ScriptFunction> functions, IScriptCalls calls)
    {
        var module = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("RuleWorkbench.Stubs"), AssemblyBuilderAccess.RunAndCollect).DefineDynamicModule("stubs");
        var names = FactTypeNames.Of(inputs);
        var facts = new Dictionary<FactSchema, Type>(ReferenceEqualityComparer.Instance);
        var classes = libraries.ToDictionary(l => l.Name, l => module.DefineType(l.Name, TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed));
        var targets = classes.ToDictionary(c => c.Key, c => c.Value.DefineField("calls", typeof(IScriptCalls), FieldAttributes.Assembly | FieldAttributes.Static));
        for (var i = 0; i < functions.Length; i++)
        {
            var function = functions[i];
            if (!classes.TryGetValue(function.Library, out var type) || !IsName(function.Name) || !function.Arguments.All(a => IsName(a.Name)))
                throw new InvalidDataException($"There can be no function `{function.FullName}`.");
            Define(type, targets[function.Library], function, i, ScriptTypes.Parse(function.Returns, FactNamed), [.. function.Arguments.Select(a => ScriptTypes.Parse(a.Type, FactNamed))]);
        }

        ImmutableArray<Type> made = [.. libraries.Select(l => classes[l.Name].CreateType())];
        foreach (var type in made)
            type.GetField("calls", BindingFlags.NonPublic | BindingFlags.Static)!.SetValue(null, calls);
        return (made, [.. facts.Values]);

        Type? FactNamed(string name) => names.FirstOrDefault(n => n.Value == name).Key is { } schema ? FactOf(schema) : null;

        Type FactOf(FactSchema schema) => facts.TryGetValue(schema, out var known) ? known : facts[schema] = FactClass.Define(module, names[schema], schema, FactOf);
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= 500 && (char.IsLetter(name[0]) || name[0] == '_') && name.All(c => char.IsLetterOrDigit(c) || c == '_');

    private static void Define(TypeBuilder type, FieldInfo target, ScriptFunction function, int position, Type returns, Type[] arguments)
    {
        var method = type.DefineMethod(function.Name, MethodAttributes.Public | MethodAttributes.Static | MethodAttributes.HideBySig, returns, arguments);
        for (var i = 0; i < arguments.Length; i++)
            method.DefineParameter(i + 1, ParameterAttributes.None, function.Arguments[i].Name);
        var il = method.GetILGenerator();
        il.Emit(OpCodes.Ldsfld, target);
        il.Emit(OpCodes.Ldc_I4, position);
        il.Emit(OpCodes.Ldc_I4, arguments.Length);
        il.Emit(OpCodes.Newarr, typeof(object));
        for (var i = 0; i < arguments.Length; i++)
        {
            il.Emit(OpCodes.Dup);
            il.Emit(OpCodes.Ldc_I4, i);
            il.Emit(OpCodes.Ldarg, (short)i);
            il.Emit(OpCodes.Box, arguments[i]);
            il.Emit(OpCodes.Stelem_Ref);
        }

        il.Emit(OpCodes.Callvirt, Call);
        il.Emit(OpCodes.Unbox_Any, returns);
        il.Emit(OpCodes.Ret);
    }
}
