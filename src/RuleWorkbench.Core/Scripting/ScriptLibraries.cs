using System.Collections.Immutable;
using RuleWorkbench.Model;

namespace RuleWorkbench.Scripting;

/// <summary>The compiled script libraries of a pathway: made, or taken from a cache; then nothing of the compiler is loaded.</summary>
public static class ScriptLibraries
{
    /// <summary>The compiled libraries of a pathway that a cache holds, or null.</summary>
    public static byte[]? Kept(Pathway pathway, DiskCache cache) => cache.Find(Key(pathway));

    /// <summary>Keeps the compiled libraries of a pathway.</summary>
    public static void Keep(Pathway pathway, ScriptImage image, DiskCache cache) => cache.Keep(Key(pathway), image.ToBytes());

    /// <summary>Compiles the libraries of a pathway.</summary>
    /// <param name="kept">What a cache held; it passes the gate of images again, or is not used. Null to compile.</param>
    public static Loaded<ScriptImage> Compile(Pathway pathway, byte[]? kept, CancellationToken cancellation)
    {
        if (kept is not null && ScriptImage.FromBytes(kept) is var known && ImageGate.Check(known.Assembly).IsEmpty)
            return new(known, known.Warnings);

        // The name tells two versions apart in whatever keeps types by name.
        return Compile(pathway.Scripts, Facts(pathway), "Scripts_" + Key(pathway), pathway.ScriptBudget, cancellation);
    }

    /// <summary>The libraries of a pathway and classes for all its facts, as an assembly that runs without the workbench, and
    /// so without budgets.</summary>
    public static Loaded<ScriptImage> CompileForExport(Pathway pathway, string assemblyName, CancellationToken cancellation) =>
        Compile(pathway.Scripts, FactSource.WriteAll(pathway.AllInputs), assemblyName, null, cancellation);

    private static string Facts(Pathway pathway) => FactSource.Write(pathway.AllInputs, pathway.Scripts.Select(s => s.Text));

    private static Loaded<ScriptImage> Compile(ImmutableArray<ScriptLibrary> libraries, string facts, string assemblyName, ScriptBudget? budget, CancellationToken cancellation) =>
        ScriptCompiler.Compile(libraries, facts, assemblyName, budget, cancellation);

    /// <summary>All that the compiled libraries depend on: their text and data, the fact classes that they name, where
    /// their diagnostics point, the runtime that they were compiled against, and the compiler and the gate of this build.
    /// </summary>
    private static string Key(Pathway pathway) => DiskCache.KeyOf(
        pathway.Scripts.SelectMany(l => new[] { l.Name, l.Place.File, l.Text }.Concat(l.Tables.SelectMany(t => new[] { t.File, t.Text })).Append("/"))
            .Append(Facts(pathway))
            .Append(pathway.ScriptBudget.ToString())
            .Append(typeof(object).Assembly.ManifestModule.ModuleVersionId.ToString())
            .Append(typeof(ScriptLibraries).Assembly.ManifestModule.ModuleVersionId.ToString()));
}
