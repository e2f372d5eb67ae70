using System.CommandLine;
using RuleWorkbench.Cli.Rendering;
using RuleWorkbench.Editing;
using RuleWorkbench.Merging;
using Spectre.Console;

namespace RuleWorkbench.Cli.Commands;

/// <summary><c>rulewb merge</c>: git's merge driver for the files of a pathway.</summary>
internal static class MergeCommand
{
    public static Command Create(Terminal terminal)
    {
        var before = new Argument<string>("base") { Description = "The file that both sides began with (git's %O).", HelpName = "base" };
        var ours = new Argument<string>("ours") { Description = "Our file, which gets their changes (git's %A).", HelpName = "ours" };
        var theirs = new Argument<string>("theirs") { Description = "Their file (git's %B).", HelpName = "theirs" };
        var path = new Option<string?>("--path") { Description = "How to name the file in messages (git's %P).", HelpName = "path" };
        var command = new DocumentedCommand(
            "merge",
            "Merge a file of a pathway by rules, facts, policy values and cases, as git's merge driver.",
            """
            What both sides changed, each in its own way, is a conflict: the file keeps ours, and each is named.
            `rulewb git install` makes git use it.

            Example:
              rulewb merge base.json ours.json theirs.json

            Exit code: 0 merged, 1 could not run, 2 conflicts, 3 a side is not sound JSON.
            """)
        {
            before, ours, theirs, path,
        };
        command.SetAction(arguments =>
        {
            var (own, shown) = (Path.GetFullPath(arguments.GetValue(ours)!), arguments.GetValue(path) ?? arguments.GetValue(ours)!);
            foreach (var file in new[] { arguments.GetValue(before)!, own, arguments.GetValue(theirs)! }.Where(f => !File.Exists(f)))
                throw new CommandFailure(ExitCode.CouldNotRun, $"There is no file `{file}`.");
            var folder = Path.GetDirectoryName(own)!;
            var merged = FileMerger.Merge(folder, Path.GetFileName(own), arguments.GetValue(before)!, arguments.GetValue(theirs)!, shown);
            DiagnosticPrinter.PrintAll(terminal.Error, merged.Errors.Concat(merged.Conflicts), folder);
            if (!merged.Errors.IsEmpty)
                throw new CommandFailure(ExitCode.Invalid, $"`{shown}` was not merged, and ours stays as it is.");
            var refused = merged.Documents is null ? [] : new DocumentWriter().Save(merged.Documents);
            if (!refused.IsEmpty)
                throw new CommandFailure(ExitCode.CouldNotRun, refused[0].ToString());
            if (merged.Conflicts.IsEmpty)
                return (int)ExitCode.Clean;
            terminal.Error.MarkupLine($"[red]{Markup.Escape(shown)}: {merged.Conflicts.Length} {(merged.Conflicts.Length == 1 ? "conflict" : "conflicts")}; {(merged.Documents is null ? "ours stays as it is" : "all else is merged")}.[/]");
            return (int)ExitCode.GateFailed;
        });
        return command;
    }
}
