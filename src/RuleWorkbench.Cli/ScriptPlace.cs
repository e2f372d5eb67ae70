using System.CommandLine;
using RuleWorkbench.Isolation;
using RuleWorkbench.Model;
using RuleWorkbench.Scripting;
using RuleWorkbench.Versions;
using Spectre.Console;

namespace RuleWorkbench.Cli;

/// <summary>Where a command has scripts run: in this process, or in a locked worker. Workers end with this process.</summary>
/// <param name="terminal">Is told when a worker is not locked as it should be.</param>
internal sealed class ScriptPlace(Terminal terminal) : IScriptHost
{
    private readonly IsolatedScripts isolated = new(WorkerProgram.Own(WorkerProgram.Command), DiskCache.OfUser(), IsolatedScripts.Patience);
    private bool isSaid;

    public static Option<bool> Option() => new("--isolate") { Description = "Compile and run scripts in a locked process that can neither write, nor reach the network, nor start programs." };

    /// <summary>The host that a command was asked for.</summary>
    public static IScriptHost Of(bool isIsolated, Terminal terminal) =>
        isIsolated ? new ScriptPlace(terminal) : new ScriptsInProcess(DiskCache.OfUser());

    public static Option<bool?> VersionsOption() => new("--isolate") { Description = "Compile and run scripts in a locked process. Default: those of git revisions, since anybody may have written them." };

    /// <summary>The host of each of two versions that are compared.</summary>
    /// <param name="isIsolated">Null to isolate what is foreign.</param>
    public static Func<VersionTree, IScriptHost> OfVersions(bool? isIsolated, Terminal terminal)
    {
        var (trusted, isolated) = (Of(false, terminal), Of(true, terminal));
        return version => isIsolated ?? version.IsForeign ? isolated : trusted;
    }

    public bool IsIsolated => true;

    public LoadedScripts Open(Pathway pathway, CancellationToken cancellation)
    {
        var loaded = isolated.Open(pathway, cancellation);
        if (!isSaid && isolated.Missing is [_, ..] missing)
        {
            isSaid = true;
            terminal.Error.MarkupLine($"[yellow]{Markup.Escape($"The scripts run in a process of their own, but not all walls are up: {string.Join("; ", missing)}.")}[/]");
        }

        return loaded;
    }
}
