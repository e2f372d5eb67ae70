using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using RuleWorkbench.Cli.Rendering;
using RuleWorkbench.Cohorts;
using RuleWorkbench.Cohorts.Rows;
using RuleWorkbench.Compilation;
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
        ["svg"] = CohortSvg.Write,
    }.ToImmutableDictionary();

    public static Command Create(Terminal terminal)
    {
        var pathway = PathwayArguments.Pathway();
        var root = PathwayArguments.Root();
        var isolate = ScriptPlace.Option();
        var input = new Option<string>("--input", "-i") { Description = "File of cases, one a line (.ndjson, .jsonl), a folder of such files, a table (.csv, .tsv, .parquet), or - for the standard input; .gz and .zst are decompressed.", HelpName = "file", DefaultValueFactory = _ => CohortInput.StandardInput };
        var output = new Option<string?>("--output", "-o") { Description = "Write what each case did to this file (.ndjson, .csv, .parquet); - for the standard output.", HelpName = "file" };
        var rejects = new Option<string?>("--rejects") { Description = "Write lines that are no cases to this file, with the reason.", HelpName = "file" };
        var most = new Option<long>("--max-rejects") { Description = "Stop once more lines than this are no cases. Default: 0.", HelpName = "n" };
        var by = new Option<string[]>("--by") { Description = "Break the summary down by this expression, e.g. patient.sex or 'patient.age / 10' (rounded down). Repeatable.", HelpName = "expression" };
        var clock = new Option<string?>("--clock") { Description = "Date (YYYY-MM-DD) of cases that give none.", HelpName = "date" };
        var threads = new Option<int>("--threads") { Description = "How many threads work; results do not depend on it. Default: all processors.", HelpName = "n", DefaultValueFactory = _ => Environment.ProcessorCount };
        var format = new Option<string>("--format") { Description = "How to print the summary: text, json, csv or svg (a drawing).", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong(["text", .. Writers.Keys]);
        var report = new Option<string[]>("--report") { Description = "Also write the summary: format=file, e.g. svg=flow.svg. Repeatable." };
        var map = new Option<string?>("--map") { Description = "What the columns of a table are (JSON: { \"column\": \"patient.age\" }). Default: guessed by name.", HelpName = "file" };
        var showMapping = new Option<bool>("--show-mapping") { Description = "Show what the columns of a table are taken for, and end." };
        var verbose = new Option<bool>("--verbose", "-v") { Description = "Show all recommendations." };
        var watch = new Option<bool>("--watch") { Description = "Stay with the cases in memory, and run them again after each edit of the pathway." };
        var resume = new Option<bool>("--resume") { Description = "Go on with a run that was interrupted; the files end as if it had not been." };
        var command = new DocumentedCommand(
            "run",
            "Take many cases through a pathway: who gets which recommendation, and what is missing.",
            """
            Examples:
              rulewb cohort run failed-nerve-block --input people.ndjson.gz
              rulewb cohort run failed-nerve-block -i people.ndjson -o results.ndjson --rejects bad.ndjson --max-rejects 100
              rulewb cohort run failed-nerve-block -i people.ndjson --by patient.sex --by 'patient.age / 10' --format csv
              rulewb cohort run failed-nerve-block -i people.csv --show-mapping
              rulewb cohort run failed-nerve-block -i people.csv -o results.parquet --report svg=flow.svg
              cat people.ndjson | rulewb cohort run failed-nerve-block --output - > results.ndjson

            A case is written as in a suite, without expectation: { "id": "p1", "clock": "2026-03-02", "facts": { "patient": { "age": 54 } } }

            Exit code: 0 run to the end, 1 could not run or too many rejects, 3 the pathway is invalid, 130 interrupted.
            """)
        {
            pathway, root, input, output, rejects, most, by, clock, threads, format, report, map, showMapping, verbose, watch, resume, isolate,
        };
        command.SetAction(async (arguments, cancellation) =>
        {
            var workspace = OpenPathway.FindWorkspace(arguments.GetValue(root));
            var name = OpenPathway.Names(workspace, arguments.GetValue(pathway))[0];
            var loaded = OpenPathway.Load(workspace, name, terminal);

            // Trees that `simulate` has kept need not be parsed again.
            var opened = OpenPathway.Compile(workspace, name, loaded, ScriptPlace.Of(arguments.GetValue(isolate), terminal), cancellation, new PlanCache(DiskCache.OfUser()).Find(loaded.Value!));
            DiagnosticPrinter.Print(terminal.Error, opened.Diagnostics, workspace);
            if (opened.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error))
                throw new CommandFailure(ExitCode.Invalid, $"The pathway `{opened.Name}` cannot be run as it stands.");
            var runner = new CohortRunner(opened.Compiled);
            ImmutableArray<string> strata = [.. arguments.GetValue(by) ?? []];
            if (runner.UnusableStrata(strata) is [var unusable, ..])
                throw new CommandFailure(ExitCode.CouldNotRun, $"--by {unusable} is no expression over the facts of `{opened.Name}`.", "Write e.g. --by patient.age");
            var reports = (arguments.GetValue(report) ?? []).Select(ParseReport).ToImmutableArray();
            var date = ParseDate(arguments.GetValue(clock));
            var source = await CohortInput.OpenAsync(arguments.GetValue(input)!, cancellation);
            var columns = source.Rows is null ? null : TableColumns.Map(source, arguments.GetValue(map), opened, terminal);
            if (arguments.GetValue(showMapping))
            {
                TableColumns.Print(terminal.Out, columns ?? throw new CommandFailure(ExitCode.CouldNotRun, "--show-mapping is for tables.", "Name a .csv or .parquet file as --input."));
                return (int)ExitCode.Clean;
            }

            if (arguments.GetValue(watch))
            {
                if (arguments.GetValue(output) is not null || arguments.GetValue(rejects) is not null || reports.Length > 0 || arguments.GetValue(format) != "text")
                    throw new CommandFailure(ExitCode.CouldNotRun, "--watch shows counts only, and writes no file.", "Leave out --output, --rejects, --report and --format.");
                await using var people = source.Lines ?? new RowsAsLines(source.Rows!, columns!);
                var watched = new CohortOptions(source.DisplayPath, date, strata, WritesRecords: false, Math.Clamp(arguments.GetValue(threads), 1, 256));
                return (int)await new CohortWatch(workspace, opened, watched, terminal).RunAsync(people, cancellation);
            }

            await using var lines = source.Lines ?? new RowsAsLines(source.Rows!, columns!);
            var options = new CohortOptions(source.DisplayPath, date, strata, arguments.GetValue(output) is not null, Math.Clamp(arguments.GetValue(threads), 1, 256));
            var identity = CohortIdentity.Of(workspace, opened, source, columns, options);
            FileSizeLimit.FailInsteadOfEnding();
            await using var files = await CohortFiles.OpenAsync(arguments.GetValue(output), arguments.GetValue(rejects), arguments.GetValue(resume), identity, opened.Pathway, columns);
            var started = Stopwatch.GetTimestamp();
            var summary = await new CohortRun(opened, options, lines, source.Bytes, files, arguments.GetValue(most), terminal).RunAsync(cancellation);
            await files.CompleteAsync();

            // The standard output may already carry the records.
            var console = arguments.GetValue(output) == CohortInput.StandardInput ? terminal.Error : terminal.Out;
            if (arguments.GetValue(format) == "text")
                CohortPrinter.Print(console, summary, strata, Stopwatch.GetElapsedTime(started), arguments.GetValue(verbose));
            else
                console.Profile.Out.Writer.Write(Writers[arguments.GetValue(format)!](summary));
            foreach (var (reportFormat, file) in reports)
                await ReportFile.WriteAsync(file, Writers[reportFormat](summary), cancellation);
            return (int)ExitCode.Clean;
        });
        return command;
    }

    private static (string Format, string File) ParseReport(string text)
    {
        var parts = text.Split('=', 2);
        return parts.Length == 2 && parts[1].Length > 0 && Writers.ContainsKey(parts[0])
            ? (parts[0], parts[1])
            : throw new CommandFailure(ExitCode.CouldNotRun, $"--report {text} is not format=file.", $"Formats: {string.Join(", ", Writers.Keys.Order(StringComparer.Ordinal))}.");
    }

    private static DateOnly? ParseDate(string? text) => text is null ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
        : throw new CommandFailure(ExitCode.CouldNotRun, $"--clock {text} is no date.", "Write YYYY-MM-DD.");
}
