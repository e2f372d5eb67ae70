using System.Diagnostics;
using System.Globalization;
using RuleWorkbench.Checking;
using RuleWorkbench.Cli.Rendering;
using RuleWorkbench.Compilation;
using RuleWorkbench.Loading;
using RuleWorkbench.Reporting;
using RuleWorkbench.Scripting;
using Spectre.Console;

namespace RuleWorkbench.Cli.Commands;

/// <summary><c>check --watch</c>: checks, then again after each edit. Only the workflows that changed are compiled anew.
/// </summary>
internal sealed class CheckWatch(Workspace workspace, string name, IScriptHost scripts, Terminal terminal)
{
    private CompiledPathway? compiled;

    public Task<ExitCode> RunAsync(CancellationToken cancellation) =>
        new FileWatch(workspace, name, terminal).RunAsync(
            () =>
            {
                Refresh(cancellation);
                return Task.CompletedTask;
            },
            cancellation);

    private void Refresh(CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var result = Checker.Recheck(CheckTargets.Load(workspace, name, FilesOnDisk.Instance) with { Scripts = scripts }, compiled, TimeProvider.System, cancellation);
        compiled = result.Compiled ?? compiled;
        var took = Stopwatch.GetElapsedTime(started);
        CheckPrinter.Print(terminal.Out, new CheckReport(result.Diagnostics), name, workspace.Root);
        terminal.Out.MarkupLine(string.Create(CultureInfo.InvariantCulture, $"[grey]checked in {took.TotalMilliseconds:0} ms[/]"));
    }
}
