using RuleWorkbench.Cli.Rendering;
using RuleWorkbench.Compilation;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Cli.Scripts;

/// <summary>Opens the script libraries that a command works on.</summary>
internal static class OpenScripts
{
    /// <summary>Those of a pathway, or all of the workspace when <paramref name="pathway"/> is null; ends the command when one
    /// is broken.</summary>
    public static CompiledPathway Open(Workspace workspace, string? pathway, Terminal terminal, CancellationToken cancellation, bool isIsolated = false)
    {
        var loaded = pathway is null
            ? ScriptReader.ReadAll(workspace.Root)
            : OpenPathway.Load(workspace, OpenPathway.Names(workspace, pathway)[0], terminal);
        var compiled = CompiledPathway.Compile(loaded.Value!, [], ScriptPlace.Of(isIsolated, terminal), null, cancellation);
        DiagnosticPrinter.Print(terminal.Error, loaded.Diagnostics.AddRange(compiled.Scripts.Diagnostics), workspace);
        if (compiled.Scripts.Diagnostics.Concat(loaded.Diagnostics).Any(d => d.Severity == DiagnosticSeverity.Error))
            throw new CommandFailure(ExitCode.Invalid, "The scripts cannot be used as they stand.");
        return compiled.Scripts.Libraries.Any()
            ? compiled
            : throw new CommandFailure(ExitCode.CouldNotRun, pathway is null ? "There are no script libraries." : $"The pathway `{pathway}` lists no script libraries.", "A library is a file `scripts/<Library>.csx`.");
    }
}
