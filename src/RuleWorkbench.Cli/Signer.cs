using RuleWorkbench.Loading;
using RuleWorkbench.Releases;
using RuleWorkbench.Versions;
using Spectre.Console;

namespace RuleWorkbench.Cli;

/// <summary>Finds out who releases or signs.</summary>
internal static class Signer
{
    /// <summary>The name given; else the one in git's configuration; else the one that a person at the terminal types.</summary>
    public static string Name(Workspace workspace, string? given, Terminal terminal)
    {
        var name = given ?? FromGit(workspace) ?? Ask(terminal);
        return SignOffList.IsName(name)
            ? name
            : throw new CommandFailure(ExitCode.CouldNotRun, "This cannot be the name of a person.", SignOffList.NameRule);
    }

    private static string? FromGit(Workspace workspace) =>
        GitProgram.Run(workspace.Root, "config", "user.name") is { Length: > 0 } name ? name : null;

    private static string Ask(Terminal terminal) => Terminal.CanAsk
        ? terminal.Out.Prompt(new TextPrompt<string>("Your name:")).Trim()
        : throw new CommandFailure(ExitCode.CouldNotRun, "Nobody says who does this.", "Give a name with --as, or set it with `git config user.name`.");
}
