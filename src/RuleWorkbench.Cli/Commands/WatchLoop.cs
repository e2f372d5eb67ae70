using System.Collections.Immutable;
using System.Diagnostics;
using RuleWorkbench.Cli.Rendering;
using RuleWorkbench.Compilation;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using RuleWorkbench.Reporting;
using RuleWorkbench.Scripting;
using RuleWorkbench.Simulation;
using Spectre.Console;

namespace RuleWorkbench.Cli.Commands;

/// <summary><c>simulate --watch</c>: runs the cases, then again what an edit of the files touches. Only the workflows
/// that changed are compiled anew, and only the cases run again that reached one of them, or that changed themselves.</summary>
internal sealed class WatchLoop(Workspace workspace, string name, CaseFilter filter, IScriptHost scripts, Terminal terminal)
{
    private ReferenceEngine? engine;
    private Dictionary<string, CaseResult> results = [];

    public Task<ExitCode> RunAsync(CancellationToken cancellation) =>
        new FileWatch(workspace, name, terminal).RunAsync(() => RefreshAsync(cancellation), cancellation);

    private async Task RefreshAsync(CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var loaded = PathwayLoader.Load(workspace.FolderOf(name), workspace.Root);
        DiagnosticPrinter.Print(terminal.Error, loaded.Diagnostics, workspace);
        if (!loaded.IsUsable)
        {
            terminal.Out.MarkupLine("[red]The pathway cannot be run as it stands.[/] [grey]Waiting for the next edit.[/]");
            return;
        }

        var edited = engine is null
            ? CompiledPathway.Compile(loaded.Value!, [], scripts, null, cancellation)
            : engine.Compiled.Recompile(loaded.Value!, cancellation);
        DiagnosticPrinter.Print(terminal.Error, edited.Diagnostics, workspace);
        var changed = Changed(edited);
        engine = engine is null ? new ReferenceEngine(edited) : engine.For(edited);

        var suites = OpenPathway.ReadSuites(workspace, name, loaded.Value!);
        DiagnosticPrinter.Print(terminal.Error, suites.Diagnostics, workspace);
        var cases = suites.Value!.ThatExpectOf(loaded.Value!).Cases.Where(filter.Matches).ToList();
        var touched = cases.Where(c => changed is null || IsTouched(c, changed)).ToList();
        var run = await new SuiteRunner(engine).RunAsync(touched, null, cancellation);
        var fresh = new Dictionary<Case, CaseResult>(run.Cases.Select(r => KeyValuePair.Create(r.Case, r)), ReferenceEqualityComparer.Instance);
        var examples = new ExampleRunner(engine.Compiled);
        var exampleResults = examples.Cases.Where(filter.Matches).Select(examples.Run).ToList();
        var all = new SuiteRun(loaded.Value!, [.. cases.Select(c => fresh.GetValueOrDefault(c) ?? results[c.FullId]), .. exampleResults], run.Duration);

        // Two cases of one name are an error, and said to be one; they are not kept, so that both run again each time.
        results = all.Cases.GroupBy(r => r.Case.FullId).Where(g => g.Count() == 1).ToDictionary(g => g.Key, g => g.First());
        foreach (var result in run.Cases.Concat(exampleResults).Where(c => c.IsBroken))
            PrintShort(result);
        terminal.Out.MarkupLine($"[grey]{touched.Count} of {cases.Count} run again.[/]");
        SimulationPrinter.PrintSummary(terminal.Out, new SimulationReport([all]), Stopwatch.GetElapsedTime(started));
    }

    /// <summary>Names of the workflows that an edit changed; null when everything may have.</summary>
    private HashSet<string>? Changed(CompiledPathway edited)
    {
        if (engine is null || engine.Compiled.Facts != edited.Facts || !SameApartFromWorkflows(engine.Compiled.Pathway, edited.Pathway))
            return null;
        return [.. edited.Workflows.Where(w => engine.Compiled.Workflows.GetValueOrDefault(w.Key) != w.Value).Select(w => w.Key)];
    }

    private static bool SameApartFromWorkflows(Pathway old, Pathway now) =>
        old.Entry == now.Entry
        && old.Always.SequenceEqual(now.Always)
        && old.Groups.OrderBy(g => g.Key, StringComparer.Ordinal).SequenceEqual(now.Groups.OrderBy(g => g.Key, StringComparer.Ordinal))
        && old.Workflows.Select(w => w.Name).SequenceEqual(now.Workflows.Select(w => w.Name))
        && old.Policy.Select(p => (p.Name, Show(p.Value))).SequenceEqual(now.Policy.Select(p => (p.Name, Show(p.Value))))
        && old.Recommendations.Select(r => r.Code).SequenceEqual(now.Recommendations.Select(r => r.Code));

    private static string Show(object value) => value is System.Collections.IEnumerable list and not string
        ? string.Join(',', list.Cast<object>().Select(Figures.Display))
        : Figures.Display(value);

    private bool IsTouched(Case source, HashSet<string> changed)
    {
        if (!results.TryGetValue(source.FullId, out var last) || last.Walk is null || source.Content != last.Case.Content || !source.Diagnostics.SequenceEqual(last.Case.Diagnostics))
            return true;
        var evaluated = last.Walk.Visited.Concat(last.Walk.Beside).Select(w => w.Workflow.Name);

        // A workflow that the walk did not reach can have got its first guard.
        return evaluated.Any(changed.Contains)
            || changed.Any(w => engine!.Compiled.Workflows[w].Rules.Any(r => r.Rule.IsGuard));
    }

    private void PrintShort(CaseResult result)
    {
        terminal.Out.MarkupLine($"[red]✗ {Markup.Escape(result.Case.FullId)}[/] [grey]{Markup.Escape(result.Case.Place.ToString())}[/]");
        foreach (var m in result.Mismatches.Take(SimulationPrinter.MostMismatches))
            terminal.Out.MarkupLine($"    {Markup.Escape(m.What)}: expected [green]{Markup.Escape(m.Expected)}[/], was [red]{Markup.Escape(m.Actual)}[/]");
    }
}
