using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using RuleWorkbench.Cli.Rendering;
using RuleWorkbench.Cohorts;
using RuleWorkbench.Model;
using RuleWorkbench.Reporting;
using RuleWorkbench.Scripting;
using Spectre.Console;

namespace RuleWorkbench.Cli.Commands.Cohorts;

/// <summary><c>rulewb cohort run</c>: what a pathway does to many cases.</summary>
internal static class CohortRunCommand
{
    private static readonly ImmutableDictionary<string, Func<CohortSummary, string>> Writers = new Dictionary<string, Func<CohortSummary, string>>
    {
        ["json"] = CohortJson.Write,
        ["csv"] = CohortCsv.Write,
    }.ToImmutableDictionary();

    public static Command Create(Terminal terminal)
    {
        var pathway = PathwayArguments.Pathway();
        var root = PathwayArguments.Root();
        var input = new Option<string>("--input", "-i") { Description = "File of cases, one a line (.ndjson, .jsonl, also .gz and .zst), a folder of such files, or - for the standard input.", HelpName = "file", DefaultValueFactory = _ => CohortInput.StandardInput };
        var output = new Option<string?>("--output", "-o") { Description = "Write what each case did to this file, one a line; - for the standard output.", HelpName = "file" };
        var rejects = new Option<string?>("--rejects") { Description = "Write lines that are no cases to this file, with the reason.", HelpName = "file" };
        var most = new Option<long>("--max-rejects") { Description = "Stop once more lines than this are no cases. Default: 0.", HelpName = "n" };
        var by = new Option<string[]>("--by") { Description = "Break the summary down by this expression, e.g. patient.sex or 'patient.age / 10' (rounded down). Repeatable.", HelpName = "expression" };
        var clock = new Option<string?>("--clock") { Description = "Date (YYYY-MM-DD) of cases that give none.", HelpName = "date" };
        var threads = new Option<int>("--threads") { Description = "How many threads work; results do not depend on it. Default: all processors.", HelpName = "n", DefaultValueFactory = _ => Environment.ProcessorCount };
        var format = new Option<string>("--format") { Description = "How to print the summary: text, json or csv.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong(["text", .. Writers.Keys]);
        var resume = new Option<bool>("--resume") { Description = "Go on with a run that was interrupted; the files end as if it had not been." };
        var command = new DocumentedCommand(
            "run",
            "Take many cases through a pathway: who gets which recommendation, and what is missing.",
            """
            Examples:
              rulewb cohort run failed-nerve-block --input people.ndjson.gz
              rulewb cohort run failed-nerve-block -i people.ndjson -o results.ndjson --rejects bad.ndjson --max-rejects 100
              rulewb cohort run failed-nerve-block -i people.ndjson --by patient.sex --by 'patient.age / 10' --format csv
              cat people.ndjson | rulewb cohort run failed-nerve-block --output - > results.ndjson

            A case is written as in a suite, without expectation: { "id": "p1", "clock": "2026-03-02", "facts": { "patient": { "age": 54 } } }

            Exit code: 0 run to the end, 1 could not run or too many rejects, 3 the pathway is invalid, 130 interrupted.
            """)
        {
            pathway, root, input, output, rejects, most, by, clock, threads, format, resume,
        };
        command.SetAction(async (arguments, cancellation) =>
        {
            var workspace = OpenPathway.FindWorkspace(arguments.GetValue(root));
            var opened = OpenPathway.Open(workspace, OpenPathway.Names(workspace, arguments.GetValue(pathway))[0], terminal, cancellation);
            DiagnosticPrinter.Print(terminal.Error, opened.Diagnostics, workspace);
            if (opened.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error))
                throw new CommandFailure(ExitCode.Invalid, $"The pathway `{opened.Name}` cannot be run as it stands.");
            var from = arguments.GetValue(input)!;
            var (lines, displayPath, bytes) = CohortInput.Open(from);
            await using var closing = lines;
            var options = new CohortOptions(displayPath, ParseDate(arguments.GetValue(clock)), [.. arguments.GetValue(by) ?? []], arguments.GetValue(output) is not null, Math.Clamp(arguments.GetValue(threads), 1, 256));
            var identity = DiskCache.KeyOf([displayPath, bytes?.ToString(CultureInfo.InvariantCulture) ?? "", .. opened.Pathway.Workflows.Select(w => w.ContentHash), .. options.StrataNames, options.Clock?.ToString("O", CultureInfo.InvariantCulture) ?? ""]);
            await using var files = CohortFiles.Open(arguments.GetValue(output), arguments.GetValue(rejects), arguments.GetValue(resume), identity);
            var run = new CohortRun(opened, options, lines, bytes, files, arguments.GetValue(most), terminal);
            var started = Stopwatch.GetTimestamp();
            var summary = await run.RunAsync(cancellation);
            files.Complete();

            // The standard output may already carry the records.
            var console = arguments.GetValue(output) == CohortInput.StandardInput ? terminal.Error : terminal.Out;
            if (arguments.GetValue(format) == "text")
                CohortPrinter.Print(console, summary, Stopwatch.GetElapsedTime(started));
            else
                console.Profile.Out.Writer.Write(Writers[arguments.GetValue(format)!](summary));
            return (int)ExitCode.Clean;
        });
        return command;
    }

    private static DateOnly? ParseDate(string? text) => text is null ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
        : throw new CommandFailure(ExitCode.CouldNotRun, $"--clock {text} is no date.", "Write YYYY-MM-DD.");
}
