using System.Text;
using RuleWorkbench.Scripting;

namespace RuleWorkbench.Isolation;

/// <summary>Workers of the program of tests that does what kills its process.</summary>
internal static class Workers
{
    /// <summary>Longer than anything here takes.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static WorkerProgram Program(string what) =>
        new(Path.Combine(AppContext.BaseDirectory, "RuleWorkbench.Core.Tests.Crash" + (OperatingSystem.IsWindows() ? ".exe" : "")), [what]);

    public static WorkerProcess Hostile() => WorkerProcess.Start(Program("hostile"));

    public static IsolatedScripts Scripts(DiskCache cache, TimeSpan? patience = null) => new(Program("scripts"), cache, patience ?? Patience);

    public static string Try(this WorkerProcess worker, string what) => Encoding.UTF8.GetString(worker.Ask(Encoding.UTF8.GetBytes(what), Patience));
}
