using RuleWorkbench.Cli.Rendering;
using RuleWorkbench.Compilation;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using RuleWorkbench.Simulation;
using Spectre.Console;

namespace RuleWorkbench.Cli.Scripts;

/// <summary>Evaluates one line after another against a chosen case.</summary>
internal sealed class Repl(CompiledPathway compiled, ImmutableSuites suites, Workspace workspace, Terminal terminal)
{
    private const string Help = """
          EXPRESSION       evaluate it, e.g. Relief.Percent(block.painBefore, block.painAfter) >= 50
          :case ID         choose a case
          :set FACT=VALUE  try a change on it, e.g. :set block.painAfter=3; =null makes the fact missing
          :functions       list the functions of scripts
          :quit            end
        """;

    private static readonly string[] Commands = [":case", ":set", ":functions", ":help", ":quit"];

    private Case? chosen;
    private ExpressionRunner runner = new(compiled, null);

    public void Run(Case? first)
    {
        if (Terminal.CanAsk)
            terminal.Out.MarkupLine($"[grey]{Markup.Escape($"{compiled.Pathway.Name}: an expression a line. `:case ID` chooses a case, Tab completes, `:help` lists the rest.")}[/]");
        Choose(first);
        var reader = new LineReader(new LineEditor(Complete));
        while (reader.Read() is { } line && Take(line.Trim()))
        {
        }
    }

    /// <summary>What could stand for a word: commands, inputs with their facts, and functions.</summary>
    private IReadOnlyList<string> Complete(string word)
    {
        var facts = compiled.Facts.All.Select(f => f.Path).Where(p => !p.Contains('['));
        var functions = compiled.Scripts.Functions.Select(f => f.FullName + "(");
        var known = Commands.Concat(compiled.Inputs.Select(i => i.Name!)).Concat(facts).Concat(functions).Concat(suites.Cases.Select(c => c.Id));
        return [.. known.Where(k => k.StartsWith(word, StringComparison.OrdinalIgnoreCase)).Distinct().Order(StringComparer.Ordinal)];
    }

    private bool Take(string line)
    {
        var parts = line.Split(' ', 2, StringSplitOptions.TrimEntries);
        try
        {
            switch (parts[0])
            {
                case "":
                    break;
                case ":quit":
                    return false;
                case ":help":
                    terminal.Out.WriteLine(Help);
                    break;
                case ":functions":
                    foreach (var function in compiled.Scripts.Functions)
                        terminal.Out.WriteLine(function.Signature);
                    break;
                case ":case" when parts.Length == 2:
                    Choose(OpenPathway.FindCase(suites, parts[1]));
                    break;
                case ":set" when parts.Length == 2 && chosen is not null:
                    Choose(CaseEdits.Apply(chosen, [parts[1]], compiled.Pathway));
                    break;
                case ":set":
                    throw new CommandFailure(ExitCode.CouldNotRun, "A change is tried on a case.", "Choose one with `:case ID`, then `:set FACT=VALUE`.");
                case var command when command.StartsWith(':'):
                    throw new CommandFailure(ExitCode.CouldNotRun, $"There is no command `{line}`.", "`:help` lists what there is.");
                default:
                    ResultPrinter.Print(terminal, runner.Evaluate(line, new SourcePlace("repl", 1, 1)), workspace);
                    break;
            }
        }
        catch (CommandFailure failure)
        {
            terminal.Error.MarkupLine($"[red]{Markup.Escape(failure.Message)}[/] [grey]{Markup.Escape(failure.Fix ?? "")}[/]");
        }

        return true;
    }

    private void Choose(Case? source)
    {
        if (source is not null && source.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error))
        {
            DiagnosticPrinter.Print(terminal.Error, source.Diagnostics, workspace);
            throw new CommandFailure(ExitCode.Invalid, $"The case `{source.FullId}` cannot be used as it stands.");
        }

        chosen = source;
        runner = new ExpressionRunner(compiled, source);
        if (source is not null)
            terminal.Out.MarkupLine($"[grey]{Markup.Escape(source.FullId)}[/]");
    }
}
