using System.Diagnostics;
using System.Globalization;
using RuleWorkbench.Cohorts;
using RuleWorkbench.Cohorts.Live;
using RuleWorkbench.Compilation;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Benchmarks;

/// <summary>New counts after an edited rule over a population in memory, beside a run of the edited pathway from file: the ratio
/// in one run, and whether both count the same.</summary>
internal static class LiveEdit
{
    private const int Edits = 7;

    /// <param name="file">Cases, one a line, as <c>rulewb cohort make</c> writes them.</param>
    public static async Task<int> RunAsync(string file)
    {
        var workspace = new Workspace(ShippedPathway.Root);
        var pathway = ShippedPathway.Load(workspace);
        var compiled = CompiledPathway.Compile(pathway, [], CancellationToken.None);
        var options = new CohortOptions(file, null, [], WritesRecords: false, 1);
        var loading = Stopwatch.GetTimestamp();
        await using var lines = File.OpenRead(file);
        var people = await LivePopulation.LoadAsync(compiled, lines, options, LivePopulation.MostBytesByDefault, null, CancellationToken.None);
        Tell($"{people.Count:N0} cases in {people.Bytes >> 20:N0} MB, read in {Stopwatch.GetElapsedTime(loading).TotalMilliseconds:N0} ms");
        var first = Stopwatch.GetTimestamp();
        var result = await people.EvaluateAsync(compiled, null, (_, _) => { }, CancellationToken.None);
        Tell($"first counts {Stopwatch.GetElapsedTime(first).TotalMilliseconds:N0} ms");
        var (live, fromFile) = (new List<double>(), new List<double>());
        for (var i = 0; i < Edits; i++)
        {
            var started = Stopwatch.GetTimestamp();
            compiled = compiled.Recompile(Edited(pathway, i), CancellationToken.None);
            result = await people.EvaluateAsync(compiled, result, (_, _) => { }, CancellationToken.None);
            live.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            if (i % 3 != 0)
                continue;
            var running = Stopwatch.GetTimestamp();
            await using var again = File.OpenRead(file);
            var summary = await new CohortRunner(compiled).RunAsync(again, null, null, options, null, null, CancellationToken.None);
            fromFile.Add(Stopwatch.GetElapsedTime(running).TotalMilliseconds);
            if (!summary.Everybody.Recommendations.SequenceEqual(result.Summary.Everybody.Recommendations))
            {
                Tell("The counts differ.");
                return 1;
            }
        }

        Tell($"after an edited rule {Median(live):N0} ms, from file {Median(fromFile):N0} ms, ratio {Median(live) / Median(fromFile):0.000}");
        return 0;
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    /// <summary>The pathway with another rule of its entry asking for one thing more each time.</summary>
    private static Pathway Edited(Pathway pathway, int edit)
    {
        var at = pathway.Workflows.IndexOf(pathway.Workflow(pathway.Entry)!);
        var workflow = pathway.Workflows[at];
        var r = Enumerable.Range(0, workflow.Rules.Length).Where(i => workflow.Rules[i].Expression is not null).ElementAt(edit % workflow.Rules.Count(x => x.Expression is not null));
        var rule = workflow.Rules[r];
        var text = string.Create(CultureInfo.InvariantCulture, $"({rule.Expression!.Text}) && patient.age > {20 + edit}");
        var changed = workflow with
        {
            ContentHash = $"edit {edit}",
            Rules = workflow.Rules.SetItem(r, rule with { Expression = new ExpressionText(text, rule.Expression.Place, text) }),
        };
        return pathway with { Workflows = pathway.Workflows.SetItem(at, changed) };
    }

    private static void Tell(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private static void Tell(string text) => Console.WriteLine(text);
}
