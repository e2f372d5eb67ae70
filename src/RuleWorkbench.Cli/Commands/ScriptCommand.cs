using System.CommandLine;
using RuleWorkbench.Cli.Scripts;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using RuleWorkbench.Scripting;
using RuleWorkbench.Simulation;
using Spectre.Console;

namespace RuleWorkbench.Cli.Commands;

/// <summary><c>rulewb script</c>: the functions of script libraries.</summary>
internal static class ScriptCommand
{
    public static Command Create(Terminal terminal) => new("script", "List, show, run and try the functions of script libraries, and their tables.")
    {
        List(terminal), Show(terminal), Run(terminal), Repl(terminal), ScriptTableCommand.Create(terminal),
    };

    private static Command List(Terminal terminal)
    {
        var pathway = PathwayOption();
        var root = PathwayArguments.Root();
        var command = new DocumentedCommand("list", "List the functions that expressions can call.", """
            Examples:
              rulewb script list
              rulewb script list --pathway failed-nerve-block
            """)
        {
            pathway, root,
        };
        command.SetAction((arguments, cancellation) =>
        {
            var compiled = OpenScripts.Open(OpenPathway.FindWorkspace(arguments.GetValue(root)), arguments.GetValue(pathway), terminal, cancellation);
            foreach (var library in compiled.Scripts.Functions.GroupBy(f => f.Library))
            {
                terminal.Out.MarkupLine($"[bold]{Markup.Escape(library.Key)}[/] [grey]{Markup.Escape(library.First().Place.File)}[/]");
                foreach (var function in library)
                    terminal.Out.MarkupLine($"  {Markup.Escape(function.Signature)} [grey]{Markup.Escape(function.Summary ?? "")}[/]");
            }

            return Task.FromResult((int)ExitCode.Clean);
        });
        return command;
    }

    private static Command Show(Terminal terminal)
    {
        var name = new Argument<string>("name") { Description = "A library, or a function as Library.Function." };
        var pathway = PathwayOption();
        var root = PathwayArguments.Root();
        var command = new DocumentedCommand("show", "Show what functions do, with their examples.", """
            Examples:
              rulewb script show Relief
              rulewb script show Relief.Percent
            """)
        {
            name, pathway, root,
        };
        command.SetAction((arguments, cancellation) =>
        {
            var compiled = OpenScripts.Open(OpenPathway.FindWorkspace(arguments.GetValue(root)), arguments.GetValue(pathway), terminal, cancellation);
            var wanted = arguments.GetValue(name)!;
            var all = compiled.Scripts.Functions;
            var found = all.Where(f => f.Library == wanted || f.FullName == wanted).ToList();
            if (found.Count == 0)
                throw new CommandFailure(ExitCode.CouldNotRun, $"There is no library or function `{wanted}`.", NearestName.Hint(wanted, all.Select(f => f.Library).Concat(all.Select(f => f.FullName)).Distinct()));
            foreach (var function in found)
                Print(function, terminal.Out);
            return Task.FromResult((int)ExitCode.Clean);
        });
        return command;
    }

    private static void Print(ScriptFunction function, IAnsiConsole console)
    {
        console.MarkupLine($"[bold]{Markup.Escape(function.Signature)}[/]: {Markup.Escape(function.Returns)} [grey]{Markup.Escape(function.Place.ToString())}[/]");
        if (function.Summary is { } summary)
            console.MarkupLine($"  {Markup.Escape(summary)}");
        console.MarkupLine($"  [grey]With a missing argument: {Markup.Escape(function.HandlesMissing ?? "unknown.")}[/]");
        foreach (var example in function.Examples)
            console.MarkupLine($"    {Markup.Escape(example.Text)}");
    }

    private static Command Run(Terminal terminal)
    {
        var function = new Argument<string>("function") { Description = "A function as Library.Function." };
        var values = new Argument<string[]>("arguments") { Description = "Its arguments, as expressions: 8, \"mg\", block.painAfter.", Arity = ArgumentArity.ZeroOrMore };
        var pathway = PathwayOption();
        var given = new Option<string?>("--case") { Description = "The case that facts are read from; needs --pathway." };
        var root = PathwayArguments.Root();
        var isolate = ScriptPlace.Option();
        var command = new DocumentedCommand("run", "Call a function and print its result.", """
            Examples:
              rulewb script run Relief.Percent 8 4
              rulewb script run Mme.TimesPerDay 2 4 '"h"'
              rulewb script run Relief.Percent block.painBefore block.painAfter --pathway failed-nerve-block --case classify-failure/baseline
            """)
        {
            function, values, pathway, given, root, isolate,
        };
        command.SetAction((arguments, cancellation) =>
        {
            var workspace = OpenPathway.FindWorkspace(arguments.GetValue(root));
            var compiled = OpenScripts.Open(workspace, arguments.GetValue(pathway), terminal, cancellation, arguments.GetValue(isolate));
            var source = FindCase(workspace, arguments.GetValue(pathway), arguments.GetValue(given), compiled.Pathway);
            var call = $"{arguments.GetValue(function)}({string.Join(", ", arguments.GetValue(values) ?? [])})";
            var result = new ExpressionRunner(compiled, source).Evaluate(call, new SourcePlace("arguments", 1, 1));
            ResultPrinter.Print(terminal, result, workspace);
            return Task.FromResult((int)(ResultPrinter.IsSound(result) ? ExitCode.Clean : ExitCode.CouldNotRun));
        });
        return command;
    }

    private static Command Repl(Terminal terminal)
    {
        var pathway = PathwayArguments.Pathway();
        var given = new Option<string?>("--case") { Description = "The case to begin with: its id, or suite/id." };
        var root = PathwayArguments.Root();
        var isolate = ScriptPlace.Option();
        var command = new DocumentedCommand("repl", "Evaluate expressions and calls of functions against a case, line by line. Tab completes, the arrows recall.", """
            Examples:
              rulewb script repl failed-nerve-block --case classify-failure/baseline
              echo 'Relief.Percent(8, 4)' | rulewb script repl failed-nerve-block
            """)
        {
            pathway, given, root, isolate,
        };
        command.SetAction((arguments, cancellation) =>
        {
            var workspace = OpenPathway.FindWorkspace(arguments.GetValue(root));
            var opened = OpenPathway.Open(workspace, OpenPathway.Names(workspace, arguments.GetValue(pathway))[0], terminal, cancellation, arguments.GetValue(isolate));
            Rendering.DiagnosticPrinter.Print(terminal.Error, opened.Diagnostics, workspace);
            var (suites, _) = opened.LoadSuites(terminal);
            new Repl(opened.Compiled, suites, workspace, terminal).Run(arguments.GetValue(given) is { } id ? OpenPathway.FindCase(suites, id) : null);
            return Task.FromResult((int)ExitCode.Clean);
        });
        return command;
    }

    private static Option<string?> PathwayOption() => new("--pathway") { Description = "The pathway whose libraries are meant. Default: all libraries of the workspace.", HelpName = "pathway" };

    private static Case? FindCase(Workspace workspace, string? pathway, string? given, Pathway loaded)
    {
        if (given is null)
            return null;
        if (pathway is null)
            throw new CommandFailure(ExitCode.CouldNotRun, "A case belongs to a pathway.", "Name it with --pathway.");
        return OpenPathway.FindCase(OpenPathway.ReadSuites(workspace, pathway, loaded).Value!, given);
    }
}
