using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Newtonsoft.Json.Linq;
using RulesEngine.Models;
using RuleWorkbench.Cohorts;
using RuleWorkbench.Cohorts.Making;
using RuleWorkbench.Compilation;
using RuleWorkbench.Loading;

namespace RuleWorkbench.Benchmarks;

/// <summary>A file of people with medication histories through the CDC pathway: the cohort runner, and RulesEngine alone in a loop over the
/// same lines, read with System.Text.Json into the same classes. Once by the clock, each as it is used (the runner takes all processors),
/// and once in processor time, both on one thread; the fastest of several rounds, so that neither other programs on the machine nor
/// the compiler at run time show.</summary>
internal static class HistoriesRun
{
    private const string Name = "cdc-opioid";
    private const int Rounds = 3;

    public static async Task<int> RunAsync(int count)
    {
        var workspace = Workspace.Find(AppContext.BaseDirectory)!;
        var pathway = PathwayLoader.Load(workspace.FolderOf(Name), workspace.Root).Value!;
        var compiled = CompiledPathway.Compile(pathway, [], CancellationToken.None);
        var spec = CohortSpecReader.Read(Path.Combine(workspace.Root, "seeds", Name, "cohorts", "histories.json"), "histories.json", pathway).Value!;
        var file = Path.GetTempFileName();
        try
        {
            await using (var people = File.Create(file))
                await CohortMaker.Create(compiled, spec).Value!.WriteAsync(people, 1, count, Environment.ProcessorCount, null, CancellationToken.None);

            // RulesEngine takes a hundredth of the lines: the rest would take an hour.
            var few = File.ReadLines(file).Take(Math.Max(200, count / 100)).ToArray();
            var (_, ours) = await BestAsync(() => CohortAsync(compiled, file, 1));
            var (together, _) = await BestAsync(() => CohortAsync(compiled, file, Environment.ProcessorCount));
            var peak = Process.GetCurrentProcess().PeakWorkingSet64;
            var (clock, alone) = await AloneAsync(workspace, compiled, few);
            Print("by the clock", together / count, $"{Environment.ProcessorCount} threads", clock / few.Length);
            Print("processor time", ours / count, "1 thread", alone / few.Length);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count:N0} people in {new FileInfo(file).Length / 1048576.0:N0} MB, {few.Length:N0} of them by RulesEngine; peak working set of the runner {peak / 1048576.0:0} MB"));
        }
        finally
        {
            File.Delete(file);
        }

        return 0;
    }

    private static void Print(string measure, double ours, string threads, double alone) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{measure}: cohort runner {ours * 1e6:0.0} µs a person ({threads}), RulesEngine alone {alone * 1e6:0.0} µs, ratio {alone / ours:0.0}"));

    /// <summary>The least seconds by the clock, and of processor time.</summary>
    private static async Task<(double Clock, double Processor)> BestAsync(Func<Task> run)
    {
        var best = (Clock: double.MaxValue, Processor: double.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            var (clock, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            await run();
            best = (Math.Min(best.Clock, Stopwatch.GetElapsedTime(clock).TotalSeconds), Math.Min(best.Processor, (Environment.CpuUsage.TotalTime - processor).TotalSeconds));
        }

        return best;
    }

    private static async Task CohortAsync(CompiledPathway compiled, string file, int threads)
    {
        await using var input = File.OpenRead(file);
        await new CohortRunner(compiled).RunAsync(input, null, null, new CohortOptions("made", null, [], WritesRecords: false, threads), null, null, CancellationToken.None);
    }

    private static async Task<(double Clock, double Processor)> AloneAsync(Workspace workspace, CompiledPathway compiled, string[] lines)
    {
        var types = compiled.Facts;
        var engine = new RulesEngine.RulesEngine(
            [File.ReadAllText(Path.Combine(workspace.FolderOf(Name), "recommendations.json"))], new ReSettings { CustomTypes = [.. types.AllTypes, .. compiled.Functions] });
        var fixedInputs = BoundCase.Bind(types, compiled.Pathway, new JObject(), new JObject(), null);
        return await BestAsync(async () =>
        {
            foreach (var line in lines)
                await engine.ExecuteAllRulesAsync("recommendations", Inputs(types, fixedInputs, line));
        });
    }

    private static RuleParameter[] Inputs(FactTypes types, BoundCase fixedInputs, string line)
    {
        using var document = JsonDocument.Parse(line);
        var facts = document.RootElement.GetProperty("facts");
        return [.. types.Inputs.Select((input, i) => new RuleParameter(
            input.Name,
            facts.TryGetProperty(input.Name, out var given) ? given.Deserialize(types.Roots[i].Type)!
            : input.Name == "now" ? JsonSerializer.Deserialize($"{{\"date\":{document.RootElement.GetProperty("clock").GetRawText()}}}", types.Roots[i].Type)!
            : fixedInputs.Values[i]))];
    }
}
