using System.Collections.Immutable;
using System.CommandLine;
using RuleWorkbench.Cli.Rendering;
using RuleWorkbench.Diffing;
using RuleWorkbench.Editing;
using RuleWorkbench.Impact;
using RuleWorkbench.Loading;
using RuleWorkbench.Reporting;
using RuleWorkbench.Versions;
using Spectre.Console;

namespace RuleWorkbench.Cli.Commands;

/// <summary><c>rulewb diff</c>: what was edited between two versions, what it means and whom it touches.</summary>
internal static class DiffCommand
{
    private static readonly ImmutableDictionary<string, Func<ComparisonReport, string>> Writers = new Dictionary<string, Func<ComparisonReport, string>>
    {
        ["json"] = DiffJson.Write,
        ["md"] = DiffMarkdown.Write,
        ["github"] = GitHubAnnotations.Write,
    }.ToImmutableDictionary();

    public static Command Create(Terminal terminal)
    {
        var words = VersionArguments.Words();
        var root = PathwayArguments.Root();
        var format = new Option<string>("--format") { Description = "What to print: text, json, md (fits a comment) or github (annotations).", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong(["text", .. Writers.Keys]);
        var sideBySide = new Option<bool>("--side-by-side") { Description = "Texts beside each other instead of one above the other." };
        var unified = new Option<bool>("--unified") { Description = "Texts one above the other (the default)." };
        var stat = new Option<bool>("--stat") { Description = "One line a change." };
        var nameOnly = new Option<bool>("--name-only") { Description = "Only what changed, without how." };
        var only = new Option<string?>("--only") { Description = "Only changes of this kind: logic, evidence, severity, text or case." };
        only.AcceptOnlyFromAmong([.. Enum.GetNames<EditAspect>().Select(n => n.ToLowerInvariant())]);
        var impact = new Option<bool?>("--impact") { Description = "Run the candidate's suites through both versions and say whom it touches. Default: yes, except with --stat, --name-only and --only." };
        var impactOf = new ImpactArguments();
        var failOn = new Option<string[]>("--fail-on") { Description = $"End with exit code 2 on any of: {string.Join(", ", ImpactGate.Names)}. Repeatable, or separated by commas." };
        var writeWitnesses = new Option<string?>("--write-witnesses") { Description = "Add the smallest cases that were found to this suite of the working tree, for you to say what they should expect.", HelpName = "suite" };
        var exitCode = new Option<bool>("--exit-code") { Description = "End with exit code 2 where the logic differs." };
        var isolate = ScriptPlace.VersionsOption();
        var command = new DocumentedCommand(
            "diff",
            "Show what was edited between two versions, what it means and whom it touches.",
            """
            A version is a release (pathway@1.0.0), a pathway, a folder, a file, or a git revision.

            Examples:
              rulewb diff                                               the working tree against HEAD
              rulewb diff failed-nerve-block@1.0..failed-nerve-block    a release against the working tree
              rulewb diff main...HEAD --only logic                      since the branch left main
              rulewb diff HEAD~3.. failed-nerve-block --by patient.age:20
              rulewb diff main.. failed-nerve-block --cohort people.ndjson.gz
              rulewb diff main.. failed-nerve-block --write-witnesses from-review
              rulewb diff main.. --format md --fail-on lost-recommendation,new-error,untested-edit

            Exit code: 0 compared (with --exit-code: no difference in logic), 1 could not run, 2 the logic differs or a gate failed, 3 a version is invalid.
            """)
        {
            words, root, format, unified, sideBySide, stat, nameOnly, only, impact, failOn, exitCode, writeWitnesses, isolate,
        };
        impactOf.AddTo(command);
        command.SetAction(async (arguments, cancellation) =>
        {
            var gates = (arguments.GetValue(failOn) ?? []).SelectMany(g => g.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToImmutableArray();
            if (gates.FirstOrDefault(g => !ImpactGate.Names.Contains(g)) is { } unknown)
                throw new CommandFailure(ExitCode.CouldNotRun, $"There is no gate `{unknown}`.", NearestName.Hint(unknown, ImpactGate.Names));
            var isBrief = arguments.GetValue(stat) || arguments.GetValue(nameOnly) || arguments.GetValue(only) is not null;
            var wantsImpact = arguments.GetValue(impact) ?? (!isBrief || impactOf.IsAskedFor(arguments) || arguments.GetValue(writeWitnesses) is not null || gates.Any(ImpactGate.NeedsCases));
            if (!wantsImpact && gates.FirstOrDefault(ImpactGate.NeedsCases) is { } blind)
                throw new CommandFailure(ExitCode.CouldNotRun, $"The gate `{blind}` needs the impact.", "Leave out `--impact false`.");
            var whom = impactOf.Read(arguments, terminal);
            using var versions = OpenVersions.Find(arguments.GetValue(root), [.. arguments.GetValue(words) ?? []]);
            var isText = arguments.GetValue(format) == "text";
            var scripts = ScriptPlace.OfVersions(arguments.GetValue(isolate), terminal);
            var comparisons = ImmutableArray.CreateBuilder<PathwayComparison>();
            foreach (var (old, now) in whom.Pairs(versions))
            {
                var (baseline, candidate) = (versions.Baseline.Open(old, scripts(versions.Baseline), cancellation), versions.Candidate.Open(now, scripts(versions.Candidate), cancellation));
                DiagnosticPrinter.PrintOf(terminal.Error, baseline);
                DiagnosticPrinter.PrintOf(terminal.Error, candidate);
                var diff = PathwayDiffer.Compare(baseline, candidate);
                var found = wantsImpact ? await whom.FindAsync(diff, cancellation) : null;
                var shown = arguments.GetValue(only) is { } aspect ? diff.Only(Enum.Parse<EditAspect>(aspect, ignoreCase: true)) : diff;
                comparisons.Add(new PathwayComparison(shown, found));
                if (arguments.GetValue(writeWitnesses) is { } suite)
                    WriteWitnesses(terminal, versions.Candidate, now, candidate, found, suite);
                if (isText)
                    Print(terminal.Out, shown, found, arguments.GetValue(nameOnly), arguments.GetValue(stat), arguments.GetValue(sideBySide) && !arguments.GetValue(unified));
            }

            if (comparisons.Count == 0)
                throw new CommandFailure(ExitCode.CouldNotRun, $"Neither `{versions.Baseline.Label}` nor `{versions.Candidate.Label}` has a pathway.");
            var report = new ComparisonReport(comparisons.ToImmutable());
            if (!isText)
                terminal.Out.Profile.Out.Writer.Write(Writers[arguments.GetValue(format)!](report));
            var failed = PrintFailures(terminal.Error, report, gates);
            return (int)(report.IsInvalid ? ExitCode.Invalid : failed || (arguments.GetValue(exitCode) && !report.IsSameLogic) ? ExitCode.GateFailed : ExitCode.Clean);
        });
        return command;
    }

    private static void Print(IAnsiConsole console, PathwayDiff diff, ImpactResult? impact, bool namesOnly, bool stat, bool sideBySide)
    {
        if (namesOnly)
        {
            DiffPrinter.PrintNames(console, diff);
            return;
        }

        DiffPrinter.PrintHeader(console, diff);
        if (stat)
            DiffPrinter.PrintStat(console, diff);
        else
            new DiffPrinter(console, sideBySide).Print(diff);
        if (impact is not null)
            ImpactPrinter.Print(console, diff, impact);
        DiffPrinter.PrintSummary(console, diff);
    }

    private static void WriteWitnesses(Terminal terminal, VersionTree tree, string pathway, PathwayVersion version, ImpactResult? impact, string suite)
    {
        if (tree.WorkspaceOf(pathway) is not { } workspace)
            throw new CommandFailure(ExitCode.CouldNotRun, $"`{tree.Label}` is not the working tree, so no case can be added to its suites.", "Compare with the working tree: leave out what stands behind the dots.");
        var added = impact is null ? [] : WitnessCases.Of(impact, pathway, suite, version.Suites.Cases);
        if (added.IsEmpty)
        {
            terminal.Error.MarkupLine($"[yellow]{Markup.Escape($"No case was added to `{suite}` of `{pathway}`: none was found that it does not have.")}[/]");
            return;
        }

        OpenPathway.Recover(workspace.Root);
        var run = new EditRun(workspace, terminal, IsDryRun: false);
        run.Apply(run.Load(pathway), new Several([.. added]));
        terminal.Error.MarkupLine(Markup.Escape($"{added.Length} cases were added to `{suite}` of `{pathway}`, marked `{WitnessCases.Tag}`. They expect nothing yet: `rulewb simulate {pathway} --record --case {suite}/{added[0].Id}` shows what one does, and asks."));
    }

    private static bool PrintFailures(IAnsiConsole console, ComparisonReport report, ImmutableArray<string> gates)
    {
        var failed = false;
        foreach (var gate in gates)
        {
            foreach (var comparison in report.Pathways)
            {
                var failures = ImpactGate.Failures(gate, comparison.Diff, comparison.Impact);
                failed |= !failures.IsEmpty;
                if (!failures.IsEmpty)
                    console.MarkupLine($"[red]{Markup.Escape($"{gate}: {string.Join(", ", failures)}")}[/]");
            }
        }

        return failed;
    }
}
