using System.Runtime.CompilerServices;
using RuleWorkbench.Loading;
using RuleWorkbench.Scripting;

namespace RuleWorkbench.Benchmarks;

/// <summary>The shipped libraries loaded, run and let go of again and again, from a warm cache: what stays alive, and what the process
/// holds.</summary>
internal static class ReloadRun
{
    private const int Rounds = 5;

    public static int Run(int cycles)
    {
        var folder = Directory.CreateTempSubdirectory("rulewb-reload-");
        try
        {
            var host = new ScriptsInProcess(new DiskCache(Path.Combine(folder.FullName, "cache"), 64 * 1024 * 1024));
            var pathway = ShippedPathway.Load(new Workspace(ShippedPathway.Root));
            var assemblies = new List<WeakReference>();
            for (var round = 0; round < Rounds; round++)
            {
                for (var i = 0; i < cycles / Rounds; i++)
                    assemblies.Add(LoadRunUnload(host, pathway));
                for (var i = 0; i < 20 && assemblies.Exists(a => a.IsAlive); i++)
                {
                    GC.Collect();
                    GC.WaitForPendingFinalizers();
                }

                Console.WriteLine($"{assemblies.Count,5} cycles: {assemblies.Count(a => a.IsAlive)} alive, managed {GC.GetTotalMemory(true) / 1024:N0} KB, working set {Environment.WorkingSet / 1024:N0} KB");
            }

            return assemblies.Exists(a => a.IsAlive) ? 1 : 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference LoadRunUnload(ScriptsInProcess host, Model.Pathway pathway)
    {
        var scripts = host.Open(pathway, CancellationToken.None);
        var relief = scripts.Classes.Single(c => c.Name == "Relief").GetMethod("Best")!.Invoke(null, [8.0, new List<double?> { 6, 2, null }]);
        scripts.Unload();
        return relief is 75.0 ? new WeakReference(scripts.Classes[0].Assembly) : throw new InvalidOperationException($"Relief.Best gave {relief}.");
    }
}
