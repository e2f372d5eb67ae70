using System.CommandLine;
using RuleWorkbench.Cli;
using RuleWorkbench.Cli.Commands;
using RuleWorkbench.Cli.Commands.Cases;
using RuleWorkbench.Cli.Commands.Cohorts;
using RuleWorkbench.Isolation;
using Spectre.Console;

// The locked worker that other commands start: nothing else is loaded into it.
if (args is [WorkerProgram.Command, ..])
{
    WorkerEntry.Run(args, ScriptWorker.Serve);
    return (int)ExitCode.Clean;
}

var terminal = RuleWorkbench.Cli.Terminal.Create();

// Only the command that is asked for is made; all of them for help, completion and what is no command.
(string Name, Func<Command> Make)[] commands =
[
    ("open", OpenCommand.Create),
    ("check", () => CheckCommand.Create(terminal)),
    ("simulate", () => SimulateCommand.Create(terminal)),
    ("explain", () => ExplainCommand.Create(terminal)),
    ("show", () => ShowCommand.Create(terminal)),
    ("diff", () => DiffCommand.Create(terminal)),
    ("review", () => ReviewCommand.Create(terminal)),
    ("release", () => ReleaseCommand.Create(terminal)),
    ("verify", () => VerifyCommand.Create(terminal)),
    ("approve", () => ApproveCommand.Create(terminal)),
    ("merge", () => MergeCommand.Create(terminal)),
    ("git", () => GitInstallCommand.Create(terminal)),
    ("cohort", () => new Command("cohort", "Many cases at once.") { CohortMakeCommand.Create(terminal), CohortRunCommand.Create(terminal) }),
    ("cases", () => new Command("cases", "Saved cases.") { CasesImportCommand.Create(terminal) }),
    ("new", () => NewCommand.Create(terminal)),
    ("rename", () => RenameCommand.Create(terminal)),
    ("fmt", () => FmtCommand.Create(terminal)),
    ("schema", () => SchemaCommand.Create(terminal)),
    ("help", () => HelpCommand.Create(terminal)),
    ("script", () => ScriptCommand.Create(terminal)),
    ("export", () => ExportCommand.Create(terminal)),
    ("selftest", () => SelfTestCommand.Create(terminal)),
    ("completion", () => CompletionCommand.Create(terminal)),
];
var asked = commands.Where(c => c.Name == args.FirstOrDefault()).ToArray();
var root = new RootCommand("Edit, simulate and compare clinical pathways written as Microsoft RulesEngine workflows.");
foreach (var (_, make) in asked.Length > 0 ? asked : commands)
    root.Add(make());
root.SetAction(_ => OpenCommand.Run(null));
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
