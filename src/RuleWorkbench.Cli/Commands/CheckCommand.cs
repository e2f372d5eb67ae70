using System.Collections.Immutable;
using System.CommandLine;
using RuleWorkbench.Cli.Rendering;
using RuleWorkbench.Editing;
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
        var isolate = ScriptPlace.Option();
        var format = new Option<string>("--format") { Description = "What to print: text, json, sarif or github (annotations).", DefaultValueFactory = _ => Text };
        format.AcceptOnlyFromAmong([Text, .. Writers.Keys]);
        var report = new Option<string[]>("--report") { Description = "Also write a report: format=file, e.g. sarif=check.sarif. Repeatable." };
        var strict = new Option<bool>("--strict") { Description = "Exit code 2 when there are warnings." };
        var fix = new Option<bool>("--fix") { Description = "Mend what can be mended safely, then report the rest." };
        var dryRun = new Option<bool>("--dry-run") { Description = "With --fix: show what would be changed, and change nothing." };
        var watch = new Option<bool>("--watch") { Description = "Stay, and check again after each edit of the files." };
        var command = new DocumentedCommand(
            "check",
            "Find mistakes in pathways, or in plain RulesEngine workflows, before anything runs.",
            """
            Examples:
              rulewb check                                  all pathways
              rulewb check failed-nerve-block --strict
              rulewb check failed-nerve-block --fix --dry-run
              rulewb check failed-nerve-block --watch
              rulewb check Discount.json my-workflows/      plain RulesEngine workflows
              rulewb check --report sarif=check.sarif --format github

            Exit code: 0 no error (with --strict: and no warning), 1 could not run, 2 warnings with --strict, 3 errors.
            """)
        {
            what, root, format, report, strict, fix, dryRun, watch, isolate,
        };
        command.SetAction(async (arguments, cancellation) =>
        {
            var reports = (arguments.GetValue(report) ?? []).Select(ParseReport).ToImmutableArray();
            var targets = CheckTargets.Find(arguments.GetValue(what) ?? [], arguments.GetValue(root));
            var chosen = arguments.GetValue(format)!;
            var scripts = ScriptPlace.Of(arguments.GetValue(isolate), terminal);
            if (arguments.GetValue(dryRun) && !arguments.GetValue(fix))
                throw new CommandFailure(ExitCode.CouldNotRun, "--dry-run shows what --fix would do.", "Add --fix.");
            if (arguments.GetValue(fix) && targets.Pathways.FirstOrDefault(p => p.Contains('@')) is { } release)
                throw new CommandFailure(ExitCode.CouldNotRun, $"`{release}` is a release, and releases are never changed.", "Leave out --fix.");
            if (arguments.GetValue(watch))
            {
                if (arguments.GetValue(fix) || reports.Length > 0 || chosen != Text)
                    throw new CommandFailure(ExitCode.CouldNotRun, "--watch writes text only, and mends nothing.", "Leave out --fix, --format and --report.");
                return targets is { Pathways: [var watched], Files: [] }
                    ? (int)await new CheckWatch(new Workspace(targets.Root), watched, scripts, terminal).RunAsync(cancellation)
                    : throw new CommandFailure(ExitCode.CouldNotRun, "--watch works on one pathway.", "Name one.");
            }

            var (found, documents) = targets.Check(scripts, cancellation);
            if (arguments.GetValue(fix))
            {
                var mend = Mend.Of(found);
                var changes = new EditRun(new Workspace(targets.Root), terminal, arguments.GetValue(dryRun)).Apply(documents, mend);
                terminal.Error.MarkupLine(Summary(mend, changes.Length, arguments.GetValue(dryRun)));
                if (arguments.GetValue(dryRun))
                    return (int)ExitOf(found, arguments.GetValue(strict));
                found = targets.Check(scripts, cancellation).Found;
            }

            var result = new CheckReport(found);
            if (chosen == Text)
                CheckPrinter.Print(terminal.Out, result, targets.Description, targets.Root);
            else
                terminal.Out.Profile.Out.Writer.Write(Writers[chosen](result));
            foreach (var (reportFormat, file) in reports)
                await ReportFile.WriteAsync(file, Writers[reportFormat](result), cancellation);
            return (int)ExitOf(found, arguments.GetValue(strict));
        });
        return command;
    }

    private static string Summary(Mend mend, int files, bool isDryRun) =>
        mend.Fixes.Length == 0
            ? "[grey]Nothing can be mended without a person.[/]"
            : $"[green]{mend.Fixes.Length} {(isDryRun ? "would be mended" : "mended")} in {files} {(files == 1 ? "file" : "files")}.[/]";

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
