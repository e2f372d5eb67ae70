using System.CommandLine;
using System.Globalization;
using RuleWorkbench.Cli.Rendering;
using RuleWorkbench.Cohorts.Making;
using RuleWorkbench.Compilation;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Cli.Commands.Cohorts;

/// <summary><c>rulewb cohort make</c>: synthetic people.</summary>
internal static class CohortMakeCommand
{
    private const int ProgressSteps = 10_000;

    public static Command Create(Terminal terminal)
    {
        var pathway = PathwayArguments.Pathway();
        var root = PathwayArguments.Root();
        var spec = new Option<string>("--spec") { Description = "What the people are like (JSON).", HelpName = "file", Required = true };
        var count = new Option<long>("--count", "-n") { Description = "How many people.", HelpName = "n", Required = true };
        var seed = new Option<ulong>("--seed") { Description = "The same seed gives the same people. Default: 1.", HelpName = "n", DefaultValueFactory = _ => 1UL };
        var output = new Option<string>("--output", "-o") { Description = "File to write (.ndjson, also .gz and .zst), or - for the standard output.", HelpName = "file", DefaultValueFactory = _ => CohortInput.StandardInput };
        var threads = new Option<int>("--threads") { Description = "How many threads work; the people do not depend on it. Default: all processors.", HelpName = "n", DefaultValueFactory = _ => Environment.ProcessorCount };
        var command = new DocumentedCommand(
            "make",
            "Make synthetic people from the fact schemas and a small spec.",
            """
            Examples:
              rulewb cohort make failed-nerve-block --spec seeds/failed-nerve-block/cohorts/pain-clinic.json --count 10000 --output people.ndjson.gz
              rulewb cohort make failed-nerve-block --spec pain-clinic.json -n 1000000 --seed 7 | rulewb cohort run failed-nerve-block

            A spec: { "cohort": "small", "pathway": "…", "clock": "2026-03-02", "missing": 0.02, "facts": {
              "patient.age": { "normal": { "mean": 58, "deviation": 14 } },
              "patient.pregnant": [ { "when": "patient.age >= 50", "value": false }, { "chance": 0.02 } ] } }
            docs/cohorts.md tells all of it.

            Exit code: 0 made, 1 could not run, 3 the pathway or the spec is invalid, 130 interrupted.
            """)
        {
            pathway, root, spec, count, seed, output, threads,
        };
        command.SetAction(async (arguments, cancellation) =>
        {
            var workspace = OpenPathway.FindWorkspace(arguments.GetValue(root));
            var opened = OpenPathway.Open(workspace, OpenPathway.Names(workspace, arguments.GetValue(pathway))[0], terminal, cancellation);
            var maker = Load(workspace, opened.Compiled, arguments.GetValue(spec)!, terminal);
            var people = arguments.GetValue(count);
            if (people < 0)
                throw new CommandFailure(ExitCode.CouldNotRun, $"--count {people} is no number of people.", "Write 0 or more.");
            FileSizeLimit.FailInsteadOfEnding();
            await using var stream = CohortOutput.Create(arguments.GetValue(output)!);
            long done = 0;
            var work = maker.WriteAsync(stream, arguments.GetValue(seed), people, Math.Clamp(arguments.GetValue(threads), 1, 256), d => Interlocked.Exchange(ref done, d), cancellation);
            try
            {
                await DelayedProgress.Show(
                    terminal.Error, $"{people.ToString("N0", CultureInfo.InvariantCulture)} people", ProgressSteps, () => (int)(Interlocked.Read(ref done) * ProgressSteps / Math.Max(1, people)), Done(work));
            }
            catch (OperationCanceledException)
            {
                throw new CommandFailure(ExitCode.Cancelled, $"Cancelled after {Interlocked.Read(ref done).ToString("N0", CultureInfo.InvariantCulture)} people. What was written is whole lines.");
            }

            return (int)ExitCode.Clean;
        });
        return command;
    }

    private static async Task<bool> Done(Task work)
    {
        await work;
        return true;
    }

    private static CohortMaker Load(Workspace workspace, CompiledPathway compiled, string file, Terminal terminal)
    {
        var path = Path.GetFullPath(file);
        var display = Path.GetRelativePath(workspace.Root, path) is var relative && relative.StartsWith("..", StringComparison.Ordinal) ? file : relative.Replace('\\', '/');
        var loaded = CohortSpecReader.Read(path, display, compiled.Pathway);
        var made = loaded.Value is { } spec ? CohortMaker.Create(compiled, spec) : null;
        var found = loaded.Diagnostics.AddRange(made?.Diagnostics ?? []);
        DiagnosticPrinter.Print(terminal.Error, found, workspace);
        return made?.Value is { } maker && !found.Any(d => d.Severity == DiagnosticSeverity.Error)
            ? maker
            : throw new CommandFailure(ExitCode.Invalid, $"People cannot be made by `{file}` as it stands.");
    }
}
