using RuleWorkbench.Cli.Rendering;
using RuleWorkbench.Compilation;
using RuleWorkbench.Editing;
using RuleWorkbench.Model;
using RuleWorkbench.Reporting;
using RuleWorkbench.Simulation;
using Spectre.Console;

namespace RuleWorkbench.Cli.Commands;

/// <summary><c>simulate --record</c>: shows what a case does, asks, and only then writes it as the case's expectation.
/// </summary>
internal static class Recording
{
    public static async Task<ExitCode> RunAsync(OpenPathway opened, CaseFilter filter, bool isAgreed, Terminal terminal, CancellationToken cancellation)
    {
        if (filter.ToString().Length == 0)
            throw new CommandFailure(ExitCode.CouldNotRun, "--record wants to know which cases.", "Name them with --case, --suite, --tag or --run.");
        if (opened.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error))
        {
            DiagnosticPrinter.Print(terminal.Error, opened.Diagnostics, opened.Workspace);
            throw new CommandFailure(ExitCode.Invalid, "Nothing is recorded from a pathway that has errors.");
        }

        if (!isAgreed && !Terminal.CanAsk)
            throw new CommandFailure(ExitCode.CouldNotRun, "--record asks before it writes, and there is nobody to ask.", "Add --yes to record without asking.");
        var (suites, isBroken) = opened.LoadSuites(terminal);
        var cases = suites.Cases.Where(filter.Matches).ToList();
        if (cases.Count == 0)
            throw new CommandFailure(ExitCode.CouldNotRun, $"No case matches {filter}.");
        var explainer = new Explainer(new ReferenceEngine(opened.Compiled));
        foreach (var source in cases)
        {
            if (source.Diagnostics.FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error) is { } error)
            {
                DiagnosticPrinter.Print(terminal.Error, [error], opened.Workspace);
                throw new CommandFailure(ExitCode.Invalid, $"The case `{source.FullId}` cannot be recorded as it stands.");
            }

            var explanation = await explainer.ExplainAsync(source, cancellation);
            WalkPrinter.Print(terminal.Out, explanation);
            var expectation = ExpectationJson.Write(explanation.Walk);
            terminal.Out.WriteLine();
            terminal.Out.MarkupLine($"[bold]expect[/] {Markup.Escape(expectation.ToString())}");
            if (!isAgreed && !await terminal.Out.ConfirmAsync($"Write this as the expectation of {Markup.Escape(source.FullId)}?", defaultValue: false, cancellation))
            {
                terminal.Out.MarkupLine("[grey]Not written.[/]");
                continue;
            }

            SuiteEditor.SetExpectation(opened.Workspace, source, expectation);
            terminal.Out.MarkupLine($"[green]Written to {Markup.Escape(source.Place.File)}.[/]");
        }

        return isBroken ? ExitCode.Invalid : ExitCode.Clean;
    }
}
