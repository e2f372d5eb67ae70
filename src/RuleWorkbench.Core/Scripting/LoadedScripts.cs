using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using RuleWorkbench.Model;

namespace RuleWorkbench.Scripting;

/// <summary>Script libraries, compiled and loaded so that they can be unloaded again: once nothing refers to it or to a
/// type of it any more.</summary>
public sealed class LoadedScripts
{
    /// <summary>No libraries at all.</summary>
    public static readonly LoadedScripts None = new([], []);

    private readonly ScriptContext? context;
    private readonly Dictionary<string, ScriptFunction> byKey = [];
    private readonly HashSet<string> libraries = [];

    private LoadedScripts(ImmutableArray<ScriptFunction> functions, ImmutableArray<Diagnostic> diagnostics)
    {
        Functions = functions;
        Diagnostics = diagnostics;
    }

    private LoadedScripts(ImmutableArray<ScriptLibrary> sources, ScriptImage image)
        : this(image.Functions, image.Warnings)
    {
        context = new ScriptContext();
        var assembly = context.LoadFromStream(new MemoryStream(image.Assembly.ToArray()));
        libraries = [.. sources.Select(l => l.Name)];
        Classes = [.. sources.Select(l => assembly.GetType(l.Name)!)];
        FactClasses = [.. assembly.GetExportedTypes().Where(t => !t.IsNested && !libraries.Contains(t.Name))];
        Index();
    }

    private LoadedScripts(Pathway pathway, ImmutableArray<ScriptFunction> functions, ImmutableArray<Diagnostic> warnings, IScriptCalls calls)
        : this(functions, warnings)
    {
        libraries = [.. pathway.Scripts.Select(l => l.Name)];
        (Classes, FactClasses) = TypeScan.Making(() => StubLibraries.Define(pathway.Scripts, pathway.AllInputs, functions, calls));
        Index();
    }

    /// <summary>The functions that expressions can call.</summary>
    public ImmutableArray<ScriptFunction> Functions { get; }

    /// <summary>What the compiler said of them.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    /// <summary>One static class a library; none when a library is broken.</summary>
    public ImmutableArray<Type> Classes { get; } = [];

    /// <summary>The classes of facts that the libraries name.</summary>
    public ImmutableArray<Type> FactClasses { get; } = [];

    /// <summary>Loads compiled libraries.</summary>
    public static LoadedScripts Load(ImmutableArray<ScriptLibrary> sources, ScriptImage image) => new(sources, image);

    /// <summary>Libraries that run elsewhere: nothing of them is loaded but what their functions are called and take.</summary>
    /// <exception cref="InvalidDataException">No library could declare such functions.</exception>
    public static LoadedScripts Elsewhere(Pathway pathway, ImmutableArray<ScriptFunction> functions, ImmutableArray<Diagnostic> warnings, IScriptCalls calls) =>
        new(pathway, functions, warnings, calls);

    /// <summary>What is left of libraries that do not compile: their names, and what is wrong with them.</summary>
    public static LoadedScripts Broken(ImmutableArray<ScriptLibrary> sources, ImmutableArray<Diagnostic> diagnostics)
    {
        var broken = new LoadedScripts([], diagnostics);
        broken.libraries.UnionWith(sources.Select(l => l.Name));
        return broken;
    }

    /// <summary>The names of the libraries, broken ones included.</summary>
    public IEnumerable<string> Libraries => libraries;

    /// <summary>True for the name of a library that does not compile.</summary>
    public bool IsBroken(string library) => Classes.IsEmpty && libraries.Contains(library);

    /// <summary>The function that a method is, or null for a method of something else.</summary>
    public ScriptFunction? Find(MethodInfo method) =>
        method.DeclaringType is { } type && libraries.Contains(type.Name)
            ? byKey.GetValueOrDefault(ScriptFunction.Key(type.Name, method.Name, method.GetParameters().Select(p => ScriptTypes.Name(p.ParameterType))))
            : null;

    /// <summary>The method of a function, or null when its class has none of its name and types.</summary>
    public MethodInfo? MethodOf(ScriptFunction function) => Classes.FirstOrDefault(c => c.Name == function.Library)?.GetMethods(BindingFlags.Public | BindingFlags.Static)
        .FirstOrDefault(m => ReferenceEquals(Find(m), function));

    /// <summary>Lets go of the assembly; its functions must not be called any more.</summary>
    public void Unload() => context?.Unload();

    private void Index()
    {
        foreach (var function in Functions)
            byKey[ScriptFunction.Key(function.Library, function.Name, function.Arguments.Select(a => a.Type))] = function;
    }

    private sealed class ScriptContext() : AssemblyLoadContext("scripts", isCollectible: true);
}
