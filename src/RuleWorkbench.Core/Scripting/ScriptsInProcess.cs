using RuleWorkbench.Model;

namespace RuleWorkbench.Scripting;

/// <summary>Compiles and runs scripts in this process: for those that somebody trusts who runs the workbench.</summary>
/// <param name="cache">Where compiled libraries are kept; with a warm one nothing of the compiler is loaded.</param>
public sealed class ScriptsInProcess(DiskCache cache) : IScriptHost
{
    public bool IsIsolated => false;

    public LoadedScripts Open(Pathway pathway, CancellationToken cancellation)
    {
        if (pathway.Scripts.IsEmpty)
            return LoadedScripts.None;
        var kept = ScriptLibraries.Kept(pathway, cache);
        var compiled = ScriptLibraries.Compile(pathway, kept, cancellation);
        if (compiled.Value is not { } image)
            return LoadedScripts.Broken(pathway.Scripts, compiled.Diagnostics);
        if (kept is null)
            ScriptLibraries.Keep(pathway, image, cache);
        return LoadedScripts.Load(pathway.Scripts, image);
    }
}
