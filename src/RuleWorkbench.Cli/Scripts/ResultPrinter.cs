using RuleWorkbench.Cli.Rendering;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using RuleWorkbench.Simulation;
using Spectre.Console;

namespace RuleWorkbench.Cli.Scripts;

/// <summary>Prints what an expression comes to.</summary>
internal static class ResultPrinter
{
    public static void Print(Terminal terminal, ExpressionResult result, Workspace workspace)
    {
        if (!result.Diagnostics.IsEmpty)
        {
            DiagnosticPrinter.Print(terminal.Error, result.Diagnostics, workspace);
            return;
        }

        terminal.Out.MarkupLine(result.Error is { } error ? $"[red]error: {Markup.Escape(error)}[/]" : Markup.Escape(Figures.Display(result.Value)));
        if (!result.MissingFacts.IsEmpty)
            terminal.Out.MarkupLine($"[yellow]? open: {Markup.Escape(string.Join(", ", result.MissingFacts))} missing[/]");
    }

    public static bool IsSound(ExpressionResult result) => result.Diagnostics.IsEmpty && result.Error is null;
}
