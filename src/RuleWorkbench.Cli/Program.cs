using System.CommandLine;
using RuleWorkbench.Cli;
using RuleWorkbench.Cli.Commands;
using RuleWorkbench.Cli.Commands.Cohorts;
using Spectre.Console;

var terminal = Terminal.Create();
var root = new RootCommand("Edit, simulate and compare clinical pathways written as Microsoft RulesEngine workflows.")
{
    CheckCommand.Create(terminal),
    SimulateCommand.Create(terminal),
    ExplainCommand.Create(terminal),
    ShowCommand.Create(terminal),
    DiffCommand.Create(terminal),
    ReviewCommand.Create(terminal),
    new Command("cohort", "Many cases at once.") { CohortMakeCommand.Create(terminal), CohortRunCommand.Create(terminal) },
    NewCommand.Create(terminal),
    RenameCommand.Create(terminal),
    FmtCommand.Create(terminal),
    SchemaCommand.Create(terminal),
    HelpCommand.Create(terminal),
    ScriptCommand.Create(terminal),
    ExportCommand.Create(terminal),
    SelfTestCommand.Create(terminal),
    CompletionCommand.Create(terminal),
};
DocumentedCommand.ShowExamplesInHelp(root);
try
{
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (CommandFailure failure)
{
    terminal.Error.MarkupLine($"[red]{Markup.Escape(failure.Message)}[/]");
    if (failure.Fix is not null)
        terminal.Error.MarkupLine($"[grey]{Markup.Escape(failure.Fix)}[/]");
    return (int)failure.Code;
}
catch (OperationCanceledException)
{
    terminal.Error.MarkupLine("[yellow]Cancelled. Nothing was written.[/]");
    return (int)ExitCode.Cancelled;
}
catch (IOException e) when (StandardOutput.HasNoReader(e))
{
    // Who reads the pipe has enough (`| head -1`): nothing to say, but the command did not come to its end.
    return (int)ExitCode.CouldNotRun;
}
catch (Exception e) when (e is IOException or UnauthorizedAccessException)
{
    terminal.Error.MarkupLine($"[red]{Markup.Escape(e.Message)}[/]");
    return (int)ExitCode.CouldNotRun;
}
catch (Exception e) when (FileSizeLimit.IsReached(e))
{
    terminal.Error.MarkupLine("[red]A file would get longer than the system allows.[/]");
    return (int)ExitCode.CouldNotRun;
}
catch (Exception e) when (Environment.GetEnvironmentVariable("RULEWB_STACK") is null)
{
    terminal.Error.MarkupLine($"[red]This is a fault in rulewb: {Markup.Escape(e.Message)}[/]");
    terminal.Error.MarkupLine("[grey]Please report it with the output of the same command under RULEWB_STACK=1.[/]");
    return (int)ExitCode.CouldNotRun;
}
