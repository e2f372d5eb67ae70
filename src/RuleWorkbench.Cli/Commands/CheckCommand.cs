using System.Collections.Immutable;
using System.CommandLine;
using RuleWorkbench.Cli.Rendering;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using RuleWorkbench.Reporting;
using Spectre.Console;

namespace RuleWorkbench.Cli.Commands;

/// <summary><c>rulewb check</c>: finds mistakes before anything runs, and mends those that it can.</summary>
internal static class CheckCommand
{
    private const string Text = "text";

    private static readonly ImmutableDictionary<string, Func<CheckReport, string>> Writers = new Dictionary<string, Func<CheckReport, string>>
    {
        ["json"] = CheckJson.Write,
        ["sarif"] = CheckSarif.Write,
        ["github"] = report => GitHubAnnotations.Write(report.Diagnostics) + $"::notice title=rulewb check::{report.Summary}\n",
    }.ToImmutableDictionary();

    public static Command Create(Terminal terminal)
    {
        var what = new Argument<string[]>("pathway")
        {
            Description = "Names of pathways; or files of plain RulesEngine workflows, or folders of them. Default: all pathways.",
            Arity = ArgumentArity.ZeroOrMore,
            HelpName = "pathway",
        };
        what.CompletionSources.Add(_ => (Workspace.Find(Directory.GetCurrentDirectory())?.Pathways ?? []).Select(n => new System.CommandLine.Completions.CompletionItem(n)));
        PathwayArguments.RefuseOptions(what);
        var root = PathwayArguments.Root();
        var format = new Option<string>("--format") { Description = "What to print: text, json, sarif or github (annotations).", DefaultValueFactory = _ => Text };
        format.AcceptOnlyFromAmong([Text, .. Writers.Keys]);
        var report = new Option<string[]>("--report") { Description = "Also write a report: format=file, e.g. sarif=check.sarif. Repeatable." };
        var strict = new Option<bool>("--strict") { Description = "Exit code 2 when there are warnings." };
        var fix = new Option<bool>("--fix") { Description = "Mend what can be mended safely, then report the rest." };
        var dryRun = new Option<bool>("--dry-run") { Description = "With --fix: show what would be changed, and change nothing." };
        var command = new DocumentedCommand(
            "check",
            "Find mistakes in pathways, or in plain RulesEngine workflows, before anything runs.",
            """
            Examples:
              rulewb check                                  all pathways
              rulewb check failed-nerve-block --strict
              rulewb check failed-nerve-block --fix --dry-run
              rulewb check Discount.json my-workflows/      plain RulesEngine workflows
              rulewb check --report sarif=check.sarif --format github

            Exit code: 0 no error (with --strict: and no warning), 1 could not run, 2 warnings with --strict, 3 errors.
            """)
        {
            what, root, format, report, strict, fix, dryRun,
        };
        command.SetAction(async (arguments, cancellation) =>
        {
            var reports = (arguments.GetValue(report) ?? []).Select(ParseReport).ToImmutableArray();
            var targets = CheckTargets.Find(arguments.GetValue(what) ?? [], arguments.GetValue(root));
            var chosen = arguments.GetValue(format)!;
            if (arguments.GetValue(dryRun) && !arguments.GetValue(fix))
                throw new CommandFailure(ExitCode.CouldNotRun, "--dry-run shows what --fix would do.", "Add --fix.");
            var found = targets.Check(cancellation);
            if (arguments.GetValue(fix))
            {
                var fixes = Fixes.Of(found, targets.Root);
                if (arguments.GetValue(dryRun))
                {
                    terminal.Out.Profile.Out.Writer.Write(fixes.Diff());
                    terminal.Error.MarkupLine($"[grey]{Markup.Escape(fixes.Summary("would be mended"))}[/]");
                    return (int)ExitOf(found, arguments.GetValue(strict));
                }

                fixes.Write();
                terminal.Error.MarkupLine($"[green]{Markup.Escape(fixes.Summary("mended"))}[/]");
                found = targets.Check(cancellation);
            }

            var result = new CheckReport(found);
            if (chosen == Text)
                Print(terminal, result, targets);
            else
                terminal.Out.Profile.Out.Writer.Write(Writers[chosen](result));
            foreach (var (reportFormat, file) in reports)
                await ReportFile.WriteAsync(file, Writers[reportFormat](result), cancellation);
            return (int)ExitOf(found, arguments.GetValue(strict));
        });
        return command;
    }

    private static void Print(Terminal terminal, CheckReport report, CheckTargets targets)
    {
        DiagnosticPrinter.PrintAll(terminal.Out, report.Diagnostics, targets.Root);
        var colour = report.Count(DiagnosticSeverity.Error) > 0 ? "red" : report.Count(DiagnosticSeverity.Warning) > 0 ? "yellow" : "green";
        terminal.Out.MarkupLine($"[{colour}]{Markup.Escape(targets.Description)}: {report.Summary}[/]");
        if (report.Diagnostics.Length > 0)
            terminal.Out.MarkupLine($"[grey]`rulewb help {report.Diagnostics[0].Id}` explains the first.[/]");
    }

    private static ExitCode ExitOf(ImmutableArray<Diagnostic> found, bool isStrict) =>
        found.Any(d => d.Severity == DiagnosticSeverity.Error) ? ExitCode.Invalid
        : isStrict && found.Any(d => d.Severity == DiagnosticSeverity.Warning) ? ExitCode.GateFailed
        : ExitCode.Clean;

    private static (string Format, string File) ParseReport(string text)
    {
        var parts = text.Split('=', 2);
        return parts.Length == 2 && parts[1].Length > 0 && Writers.ContainsKey(parts[0])
            ? (parts[0], parts[1])
            : throw new CommandFailure(ExitCode.CouldNotRun, $"--report {text} is not format=file.", $"Formats: {string.Join(", ", Writers.Keys.Order(StringComparer.Ordinal))}.");
    }
}
