using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using System.Text.RegularExpressions;
using RuleWorkbench.Cli.Rendering;
using RuleWorkbench.Compilation;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using RuleWorkbench.Reporting;
using RuleWorkbench.Scripting;
using RuleWorkbench.Simulation;
using Spectre.Console;

namespace RuleWorkbench.Cli.Commands;

/// <summary><c>rulewb simulate</c>: runs saved cases and compares what they do with what they expect.</summary>
internal static class SimulateCommand
{
    private static readonly ImmutableDictionary<string, Func<SimulationReport, string>> Writers =
        new Dictionary<string, Func<SimulationReport, string>>
        {
            ["json"] = SimulationJson.Write,
            ["junit"] = JUnitXml.Write,
            ["md"] = SimulationMarkdown.Write,
            ["github"] = GitHubAnnotations.Write,
        }.ToImmutableDictionary();

    public static Command Create(Terminal terminal)
    {
        var pathway = PathwayArguments.OptionalPathway();
        var root = PathwayArguments.Root();
        var isolate = ScriptPlace.Option();
        var suite = new Option<string[]>("--suite") { Description = "Only cases of this suite. Repeatable." };
        var cases = new Option<string[]>("--case") { Description = "Only this case: its id, or suite/id. Repeatable." };
        var tag = new Option<string[]>("--tag") { Description = "Only cases with this tag. Repeatable." };
        var run = new Option<string?>("--run") { Description = "Only cases whose suite/id matches this regular expression." };
        var format = new Option<string>("--format") { Description = "What to print: text, json, junit, md (summary) or github (annotations).", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong(["text", .. Writers.Keys]);
        var report = new Option<string[]>("--report") { Description = "Also write a report: format=file, e.g. junit=results.xml. Repeatable." };
        var verbose = new Option<bool>("--verbose", "-v") { Description = "List every case." };
        var watch = new Option<bool>("--watch") { Description = "Stay, and run again what an edit of the files touches." };
        var engine = new Option<EngineChoice>("--engine")
        {
            Description = "Who evaluates the rules: plan (fast; proven against RulesEngine the first time a version is run), reference (RulesEngine), or both, compared.",
            DefaultValueFactory = _ => EngineChoice.Plan,
        };
        var record = new Option<bool>("--record") { Description = "Show what the chosen cases do, ask, and write it as their expectation." };
        var yes = new Option<bool>("--yes") { Description = "With --record: do not ask." };
        var command = new DocumentedCommand(
            "simulate",
            "Run saved cases through a pathway and compare what they do with what they expect.",
            """
            Examples:
              rulewb simulate                                        all pathways, all suites
              rulewb simulate failed-nerve-block --suite refine-injection
              rulewb simulate --tag boundary --run 'scs' --verbose
              rulewb simulate --report junit=results.xml --report md=summary.md
              rulewb simulate failed-nerve-block --watch
              rulewb simulate failed-nerve-block --case my-case --record

            Exit code: 0 all cases passed, 1 could not run, 2 a case failed or errored, 3 the pathway or a suite is invalid, 4 the two engines disagree.
            """)
        {
            pathway, root, suite, cases, tag, run, format, report, verbose, engine, watch, record, yes, isolate,
        };
        command.SetAction(async (arguments, cancellation) =>
        {
            var filter = new CaseFilter(arguments.GetValue(suite) ?? [], arguments.GetValue(cases) ?? [], arguments.GetValue(tag) ?? [], ParseRegex(arguments.GetValue(run)));
            var reports = (arguments.GetValue(report) ?? []).Select(ParseReport).ToImmutableArray();
            var workspace = OpenPathway.FindWorkspace(arguments.GetValue(root));
            var names = OpenPathway.Names(workspace, arguments.GetValue(pathway));
            if (arguments.GetValue(watch) && arguments.GetValue(record))
                throw new CommandFailure(ExitCode.CouldNotRun, "--watch and --record exclude each other.", "Leave one of them out.");
            if ((arguments.GetValue(watch) || arguments.GetValue(record)) && (reports.Length > 0 || arguments.GetValue(format) != "text"))
                throw new CommandFailure(ExitCode.CouldNotRun, "--watch and --record write text only, and no report.", "Leave out --format and --report.");
            if (arguments.GetValue(watch))
            {
                if (names.Length > 1)
                    throw new CommandFailure(ExitCode.CouldNotRun, "--watch works on one pathway.", $"Name one of {string.Join(", ", names.Select(n => $"`{n}`"))}.");
                return (int)await new WatchLoop(workspace, names[0], filter, ScriptPlace.Of(arguments.GetValue(isolate), terminal), terminal).RunAsync(cancellation);
            }

            if (arguments.GetValue(record))
            {
                if (names.Length > 1)
                    throw new CommandFailure(ExitCode.CouldNotRun, "--record works on one pathway.", $"Name one of {string.Join(", ", names.Select(n => $"`{n}`"))}.");
                var opened = OpenPathway.Open(workspace, names[0], terminal, cancellation, arguments.GetValue(isolate));
                return (int)await Recording.RunAsync(opened, filter, arguments.GetValue(yes), terminal, cancellation);
            }

            return (int)await SimulateAsync(workspace, names, filter, arguments.GetValue(format)!, reports, arguments.GetValue(verbose), arguments.GetValue(engine), ScriptPlace.Of(arguments.GetValue(isolate), terminal), terminal, cancellation);
        });
        return command;
    }

    private static async Task<ExitCode> SimulateAsync(
        Workspace workspace,
        ImmutableArray<string> names,
        CaseFilter filter,
        string format,
        ImmutableArray<(string Format, string File)> reports,
        bool verbose,
        EngineChoice choice,
        IScriptHost scripts,
        Terminal terminal,
        CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var priming = choice == EngineChoice.Plan ? null : Task.Run(ReferenceEngine.Prime, cancellation);
        var cache = new PlanCache(DiskCache.OfUser());
        var differ = false;
        var runs = ImmutableArray.CreateBuilder<SuiteRun>();
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        var seen = new HashSet<SourcePlace>();
        foreach (var name in names)
        {
            var pathway = PathwayLoader.Load(workspace.FolderOf(name), workspace.Root);
            if (!pathway.IsUsable)
            {
                // The others still run, and the reports name it.
                OpenPathway.PrintUnusable(terminal, pathway, name, workspace);
                diagnostics.AddRange(pathway.Diagnostics);
                continue;
            }

            // Suites are read while expressions are parsed and RulesEngine compiles them.
            var reading = Task.Run(() => OpenPathway.ReadSuites(workspace, name, pathway.Value!), cancellation);
            var trees = choice == EngineChoice.Plan ? cache.Find(pathway.Value!) : null;
            var isProven = trees is not null;
            if (!isProven)
                await (priming ??= Task.Run(ReferenceEngine.Prime, cancellation));
            var opened = OpenPathway.Compile(workspace, name, pathway, scripts, cancellation, trees ??= new TreeStore());
            isProven &= !trees.HasNews;
            var engine = isProven ? (IEngine)new Plan(opened.Compiled) : Reference(opened.Compiled, cancellation);
            var suites = await reading;
            var found = opened.Diagnostics.AddRange(suites.Diagnostics);
            DiagnosticPrinter.Print(terminal.Error, found, workspace);
            diagnostics.AddRange(found);
            var all = suites.Value!.ThatExpectOf(opened.Pathway).Cases.ToList();
            var chosen = all.Where(filter.Matches).ToList();

            // A library that several pathways use has its examples run once.
            var examples = new ExampleRunner(opened.Compiled);
            var chosenExamples = examples.Cases.Where(filter.Matches).Where(e => seen.Add(e.Place)).ToList();
            if (chosen.Count + chosenExamples.Count == 0)
                continue;

            var runningExamples = Task.Run(() => chosenExamples.Select(examples.Run).ToList(), cancellation);
            var run = await RunAsync(engine, chosen, terminal, cancellation);
            var exampleResults = await runningExamples;
            if (choice != EngineChoice.Reference && !isProven)
            {
                // The plan of a version that has not been run before must agree with RulesEngine on these cases.
                var plan = new Plan(opened.Compiled);
                var differences = EngineComparison.Compare(run, await RunAsync(plan, chosen, terminal, cancellation));
                if (choice == EngineChoice.Both)
                    differences = differences.AddRange(EngineComparison.Compare(run, await RunAsync(plan.CaseByCase, chosen, terminal, cancellation)).Except(differences));
                DifferencePrinter.Print(terminal.Error, opened.Pathway, differences, run, isAsked: choice == EngineChoice.Both);
                differ |= !differences.IsEmpty;
                if (differences.IsEmpty && opened.Compiled.Diagnostics.IsEmpty && chosen.Count == all.Count)
                {
                    LaterTrees.Parse(opened.Compiled);
                    cache.Keep(opened.Pathway, trees);
                }
            }

            run = run with { Cases = run.Cases.AddRange(exampleResults) };
            runs.Add(run);
            if (format == "text")
                SimulationPrinter.Print(terminal.Out, run, await ExplainAsync(engine, run, cancellation), verbose);
        }

        var invalid = diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error);
        if (runs.Count == 0 && !invalid)
        {
            throw filter.ToString() is { Length: > 0 } wanted
                ? new CommandFailure(ExitCode.CouldNotRun, $"No case matches {wanted}.", "`rulewb simulate --verbose` lists the cases.")
                : new CommandFailure(ExitCode.CouldNotRun, "There are no cases to run.", $"Put suites into {string.Join(", ", names.Select(n => workspace.Display(workspace.SuitesOf(n))))}.");
        }

        var report = new SimulationReport(runs.ToImmutable()) { Diagnostics = diagnostics.ToImmutable() };
        if (format == "text")
        {
            SimulationPrinter.PrintSummary(terminal.Out, report, Stopwatch.GetElapsedTime(started));
            if (invalid)
                terminal.Out.MarkupLine("[red]Not all could be run: see the errors above.[/] [grey]Mend them first: a rule that cannot run recommends nothing.[/]");
        }
        else
            terminal.Out.Profile.Out.Writer.Write(Writers[format](report));
        foreach (var (reportFormat, file) in reports)
            await ReportFile.WriteAsync(file, Writers[reportFormat](report), cancellation);
        return differ ? ExitCode.Inconclusive : invalid ? ExitCode.Invalid : report.Runs.All(r => r.IsClean) ? ExitCode.Clean : ExitCode.GateFailed;
    }

    private static ReferenceEngine Reference(CompiledPathway compiled, CancellationToken cancellation)
    {
        var engine = new ReferenceEngine(compiled);
        engine.Warm(compiled.Pathway.Workflows.Select(w => w.Name), cancellation);
        return engine;
    }

    private static Task<SuiteRun> RunAsync(IEngine engine, List<Case> cases, Terminal terminal, CancellationToken cancellation)
    {
        var done = 0;
        var work = new SuiteRunner(engine).RunAsync(cases, new CountingProgress(() => Interlocked.Increment(ref done)), cancellation);
        return DelayedProgress.Show(terminal.Error, $"{engine.Compiled.Pathway.Name}: {cases.Count} cases", cases.Count, () => done, work);
    }

    /// <summary>Explanations of the cases that are not as expected.</summary>
    private static async Task<Dictionary<CaseResult, Explanation>> ExplainAsync(IEngine engine, SuiteRun run, CancellationToken cancellation)
    {
        var explainer = new Explainer(engine);
        var explanations = new Dictionary<CaseResult, Explanation>(ReferenceEqualityComparer.Instance);
        foreach (var result in run.Cases.Where(c => c.IsBroken && c.Walk is not null))
            explanations[result] = await explainer.ExplainAsync(result.Case, cancellation);
        return explanations;
    }

    private static Regex? ParseRegex(string? pattern)
    {
        try
        {
            return pattern is null ? null : new Regex(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (ArgumentException e)
        {
            throw new CommandFailure(ExitCode.CouldNotRun, $"--run is not a regular expression: {e.Message}");
        }
    }

    private static (string Format, string File) ParseReport(string text)
    {
        var parts = text.Split('=', 2);
        return parts.Length == 2 && parts[1].Length > 0 && Writers.ContainsKey(parts[0])
            ? (parts[0], parts[1])
            : throw new CommandFailure(ExitCode.CouldNotRun, $"--report {text} is not format=file.", $"Formats: {string.Join(", ", Writers.Keys.Order(StringComparer.Ordinal))}.");
    }

    private sealed class CountingProgress(Action onCase) : IProgress<CaseResult>
    {
        public void Report(CaseResult value) => onCase();
    }
}
