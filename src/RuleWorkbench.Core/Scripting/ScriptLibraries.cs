using System.Collections.Immutable;
using RuleWorkbench.Model;

namespace RuleWorkbench.Scripting;

/// <summary>Compiles the script libraries of a pathway, or takes them from the cache; then nothing of the compiler is
/// loaded.</summary>
public static class ScriptLibraries
{
    /// <summary>The libraries of a pathway, ready to be called; broken ones with what is wrong with them.</summary>
    public static LoadedScripts Open(Pathway pathway, DiskCache cache, CancellationToken cancellation)
    {
        if (pathway.Scripts.IsEmpty)
            return LoadedScripts.None;
        var facts = FactSource.Write(pathway.AllInputs, pathway.Scripts.Select(s => s.Text));
        var key = Key(pathway.Scripts, facts, pathway.ScriptBudget);
        if (cache.Find(key) is { } kept && ScriptImage.FromBytes(kept) is var known && ImageGate.Check(known.Assembly).IsEmpty)
            return LoadedScripts.Load(pathway.Scripts, known);

        // The name tells two versions apart in whatever keeps types by name.
        var compiled = Compile(pathway.Scripts, facts, "Scripts_" + key, pathway.ScriptBudget, cancellation);
        if (compiled.Value is not { } image)
            return LoadedScripts.Broken(pathway.Scripts, compiled.Diagnostics);
        cache.Keep(key, image.ToBytes());
        return LoadedScripts.Load(pathway.Scripts, image);
    }

    /// <summary>The libraries of a pathway and classes for all its facts, as an assembly that runs without the workbench, and
    /// so without budgets.</summary>
    public static Loaded<ScriptImage> CompileForExport(Pathway pathway, string assemblyName, CancellationToken cancellation) =>
        Compile(pathway.Scripts, FactSource.WriteAll(pathway.AllInputs), assemblyName, null, cancellation);

    private static Loaded<ScriptImage> Compile(ImmutableArray<ScriptLibrary> libraries, string facts, string assemblyName, ScriptBudget? budget, CancellationToken cancellation) =>
        ScriptCompiler.Compile(libraries, facts, assemblyName, budget, cancellation);

    /// <summary>All that the compiled libraries depend on: their text and data, the fact classes that they name, where
    /// their diagnostics point, the runtime that they were compiled against, and the compiler and the gate of this build.
    /// </summary>
    private static string Key(ImmutableArray<ScriptLibrary> libraries, string facts, ScriptBudget budget) => DiskCache.KeyOf(
        libraries.SelectMany(l => new[] { l.Name, l.Place.File, l.Text }.Concat(l.Tables.SelectMany(t => new[] { t.File, t.Text })).Append("/"))
            .Append(facts)
            .Append(budget.ToString())
            .Append(typeof(object).Assembly.ManifestModule.ModuleVersionId.ToString())
            .Append(typeof(ScriptLibraries).Assembly.ManifestModule.ModuleVersionId.ToString()));
}
