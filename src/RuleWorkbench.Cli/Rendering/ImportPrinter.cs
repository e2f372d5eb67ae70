using System.Collections.Immutable;
using RuleWorkbench.Importing;
using Spectre.Console;

namespace RuleWorkbench.Cli.Rendering;

/// <summary>Prints what an import made, and what it could not use.</summary>
internal static class ImportPrinter
{
    public static void Print(IAnsiConsole console, ImportReport report, CaseMapping mapping)
    {
        console.MarkupLine($"[bold]{report.Cases}[/] {(report.Cases == 1 ? "case" : "cases")}, {report.Expecting} of them with an expectation");
        Print(console, "not mapped", report.NotMapped);
        Print(console, "not used", report.NotUsed);
        foreach (var (path, reason) in mapping.Ignored)
            console.MarkupLine($"[grey]left out on purpose: {Markup.Escape(path.Text)}{Markup.Escape(reason.Length == 0 ? "" : $" ({reason})")}[/]");
    }

    private static void Print(IAnsiConsole console, string heading, ImmutableArray<ImportFinding> findings)
    {
        foreach (var finding in findings)
            console.MarkupLine($"[yellow]{heading}[/] {Markup.Escape(finding.Where)}: {Markup.Escape(finding.Why)} [grey]({finding.Count}x, such as {Markup.Escape(finding.Example)})[/]");
    }
}
