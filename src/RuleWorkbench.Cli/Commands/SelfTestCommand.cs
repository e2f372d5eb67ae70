using System.CommandLine;
using System.Globalization;
using Newtonsoft.Json;
using RuleWorkbench.Cli.Rendering;
using RuleWorkbench.SelfTest;
using Spectre.Console;

namespace RuleWorkbench.Cli.Commands;

/// <summary><c>rulewb selftest</c>: compares the two engines on random rules and cases.</summary>
internal static class SelfTestCommand
{
    public static Command Create(Terminal terminal)
    {
        var engines = new Option<bool>("--engines") { Description = "Compare the plan with RulesEngine on random rules and cases." };
        var count = new Option<long>("--count") { Description = "At least so many comparisons.", HelpName = "n", DefaultValueFactory = _ => 100_000 };
        var seed = new Option<ulong>("--seed") { Description = "Where to start; the same seed makes the same rules and cases.", HelpName = "s", DefaultValueFactory = _ => 1 };
        var command = new DocumentedCommand(
            "selftest",
            "Have the program test itself: what it promises, on random input.",
            """
            Examples:
              rulewb selftest --engines
              rulewb selftest --engines --count 5000000 --seed 42

            Exit code: 0 the engines agree, 4 they do not: the smallest rule and case are shown.
            """)
        {
            engines, count, seed,
        };
        command.SetAction(async (arguments, cancellation) =>
        {
            if (!arguments.GetValue(engines))
                throw new CommandFailure(ExitCode.CouldNotRun, "There is nothing to test.", "Say --engines.");
            var wanted = arguments.GetValue(count);
            long done = 0;
            var work = EngineSelfTest.RunAsync(wanted, arguments.GetValue(seed), new Counting(n => done = n), cancellation);
            var result = await DelayedProgress.Show(terminal.Error, "Comparing", (int)Math.Min(wanted, int.MaxValue), () => (int)Math.Min(done, int.MaxValue), work);
            terminal.Out.MarkupLine(string.Create(CultureInfo.InvariantCulture, $"{result.Comparisons:N0} comparisons, {result.InColumns:N0} of them in columns, {result.ByCode:N0} by code alone"));
            if (result.Disagreement is not { } found)
            {
                terminal.Out.MarkupLine("[green]Both engines agree.[/]");
                return (int)ExitCode.Clean;
            }

            terminal.Out.MarkupLine($"[red]The engines disagree[/] [grey](seed {found.Seed})[/]");
            terminal.Out.WriteLine($"rule         {found.Rule}");
            terminal.Out.WriteLine($"case         {found.Facts.ToString(Formatting.None)}");
            terminal.Out.WriteLine($"RulesEngine  {found.Reference}");
            terminal.Out.WriteLine($"plan         {found.Plan}");
            terminal.Out.WriteLine($"case by case {found.CaseByCase}");
            return (int)ExitCode.Inconclusive;
        });
        return command;
    }

    private sealed class Counting(Action<long> report) : IProgress<long>
    {
        public void Report(long value) => report(value);
    }
}
