using System.CommandLine;
using RuleWorkbench.Checking;
using RuleWorkbench.Loading;
using Spectre.Console;

namespace RuleWorkbench.Cli.Commands;

/// <summary><c>rulewb help</c>: what a check is about.</summary>
internal static class HelpCommand
{
    public static Command Create(Terminal terminal)
    {
        var id = new Argument<string?>("id") { Description = "Id of a check, such as RW006. Default: list all.", Arity = ArgumentArity.ZeroOrOne, HelpName = "id" };
        id.CompletionSources.Add(_ => CheckCatalogue.All.Select(p => new System.CommandLine.Completions.CompletionItem(p.Id)));
        var command = new DocumentedCommand(
            "help",
            "Explain a check: why it hurts, an example that is wrong, the same made right.",
            """
            Examples:
              rulewb help              all checks
              rulewb help RW060
            """)
        {
            id,
        };
        command.SetAction(arguments =>
        {
            if (arguments.GetValue(id) is not { } wanted)
            {
                foreach (var page in CheckCatalogue.All)
                    terminal.Out.MarkupLine($"[bold]{page.Id}[/] {page.Severity.ToString().ToLowerInvariant(),-11} {Markup.Escape(page.Title)}");
                return (int)ExitCode.Clean;
            }

            var found = CheckCatalogue.Find(wanted.ToUpperInvariant())
                ?? throw new CommandFailure(ExitCode.CouldNotRun, $"There is no check `{wanted}`.", NearestName.Find(wanted, CheckCatalogue.All.Select(p => p.Id)) is { } nearest ? $"Did you mean `{nearest}`? `rulewb help` lists all." : "`rulewb help` lists all.");
            terminal.Out.Profile.Out.Writer.Write(found.Text);
            return (int)ExitCode.Clean;
        });
        return command;
    }
}
