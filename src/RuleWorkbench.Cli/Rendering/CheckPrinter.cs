using RuleWorkbench.Model;
using RuleWorkbench.Reporting;
using Spectre.Console;

namespace RuleWorkbench.Cli.Rendering;

/// <summary>Prints what checks found, and a line that sums it up.</summary>
internal static class CheckPrinter
{
    /// <param name="what">What was checked.</param>
    /// <param name="root">The folder that the files are named from.</param>
    public static void Print(IAnsiConsole console, CheckReport report, string what, string root)
    {
        DiagnosticPrinter.PrintAll(console, report.Diagnostics, root);
        var colour = report.Count(DiagnosticSeverity.Error) > 0 ? "red" : report.Count(DiagnosticSeverity.Warning) > 0 ? "yellow" : "green";
        console.MarkupLine($"[{colour}]{Markup.Escape(what)}: {report.Summary}[/]");
        if (report.Diagnostics.Length > 0)
            console.MarkupLine($"[grey]`rulewb help {report.Diagnostics[0].Id}` explains the first.[/]");
    }
}
