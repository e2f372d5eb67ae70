using System.Collections.Immutable;
using RuleWorkbench.Model;
using RuleWorkbench.Scripting;

namespace RuleWorkbench.Isolation;

/// <summary>Compiles and runs scripts in workers behind <see cref="Walls"/>, one worker for the libraries of a pathway. This process
/// loads nothing of them: expressions call stubs that ask the worker.</summary>
/// <param name="program">What is run as a worker.</param>
/// <param name="cache">Libraries that were compiled in this process before need not be compiled again; what workers compile is
/// never kept.</param>
/// <param name="patience">How long a call may take; more than the time after which a script ends by itself.</param>
public sealed class IsolatedScripts(WorkerProgram program, DiskCache cache, TimeSpan patience) : IScriptHost, IDisposable
{
    /// <summary>A script ends by itself after 5 seconds.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly Dictionary<string, (IsolatedLibraries Libraries, LoadedScripts Loaded)> opened = [];

    /// <summary>The walls that are not in force around a worker of this host, in words.</summary>
    public ImmutableArray<string> Missing { get; private set; } = [];

    /// <summary>The processes that run now.</summary>
    public ImmutableArray<int> Workers => [.. opened.Values.Select(l => l.Libraries.WorkerId).OfType<int>()];

    public bool IsIsolated => true;

    public LoadedScripts Open(Pathway pathway, CancellationToken cancellation)
    {
        if (pathway.Scripts.IsEmpty)
            return LoadedScripts.None;
        cancellation.ThrowIfCancellationRequested();
        lock (opened)
        {
            // Mixes of two versions and edits of rules have the scripts of others.
            var key = LibraryMessage.KeyOf(pathway);
            if (opened.TryGetValue(key, out var known))
                return known.Loaded;
            var libraries = new IsolatedLibraries(program, pathway, ScriptLibraries.Kept(pathway, cache), patience);
            var loaded = Open(libraries, pathway);
            opened.Add(key, (libraries, loaded));
            return loaded;
        }
    }

    public void Dispose()
    {
        lock (opened)
        {
            foreach (var (libraries, _) in opened.Values)
                libraries.Dispose();
        }
    }

    private LoadedScripts Open(IsolatedLibraries libraries, Pathway pathway)
    {
        try
        {
            var loaded = libraries.Open();
            Missing = [.. Missing.Union(libraries.Missing)];
            return loaded;
        }
        catch (WorkerStoppedException e)
        {
            return LoadedScripts.Broken(pathway.Scripts, [Diagnostic.Error(DiagnosticIds.ScriptDoesNotCompile, $"The scripts could not be compiled. {e.Message}", pathway.Scripts[0].Place, "Look for what makes the compiler run on in the libraries of this pathway.")]);
        }
    }
}
