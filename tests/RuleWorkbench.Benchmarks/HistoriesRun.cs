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

/// <summary>People with medication histories through the CDC pathway: the cohort runner, and RulesEngine alone on the same
/// lines, read with System.Text.Json into the same classes. One thread each; processor time of the fastest of several rounds, so that
/// neither other programs on the machine nor the compiler at run time show: a million people take longer than it does.</summary>
internal static class HistoriesRun
{
    private const string Name = "cdc-opioid";
    private const int Rounds = 4;

    public static async Task<int> RunAsync(int count)
    {
        var workspace = Workspace.Find(AppContext.BaseDirectory)!;
        var pathway = PathwayLoader.Load(workspace.FolderOf(Name), workspace.Root).Value!;
        var compiled = CompiledPathway.Compile(pathway, [], CancellationToken.None);
        var spec = CohortSpecReader.Read(Path.Combine(workspace.Root, "seeds", Name, "cohorts", "histories.json"), "histories.json", pathway).Value!;
        using var people = new MemoryStream();
        await CohortMaker.Create(compiled, spec).Value!.WriteAsync(people, 1, count, 1, null, CancellationToken.None);

        // RulesEngine takes a hundredth of the lines: the rest would take an hour.
        var few = Lines(people, Math.Max(200, count / 100));
        var ours = await BestAsync(() => CohortAsync(compiled, people));
        var alone = await AloneAsync(workspace, compiled, few);
        var (perOurs, perAlone) = (ours / count, alone / few.Length);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"cohort runner {perOurs * 1e6:0.0} µs a person ({count:N0} people), RulesEngine alone {perAlone * 1e6:0.0} µs ({few.Length:N0}), ratio {perAlone / perOurs:0.0}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak working set {Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0:0} MB, {people.Capacity / 1048576.0:0} MB of it the people"));
        return 0;
    }

    /// <summary>The first lines; fewer where there are no more.</summary>
    private static string[] Lines(MemoryStream people, int count)
    {
        using var reader = new StreamReader(new MemoryStream(people.GetBuffer(), 0, (int)people.Length));
        var lines = new List<string>();
        while (lines.Count < count && reader.ReadLine() is { } line)
            lines.Add(line);
        return [.. lines];
    }

    private static async Task<double> BestAsync(Func<Task> run)
    {
        var best = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var started = Environment.CpuUsage.TotalTime;
            await run();
            best = Math.Min(best, (Environment.CpuUsage.TotalTime - started).TotalSeconds);
        }

        return best;
    }

    private static async Task CohortAsync(CompiledPathway compiled, MemoryStream people)
    {
        using var input = new MemoryStream(people.GetBuffer(), 0, (int)people.Length);
        await new CohortRunner(compiled).RunAsync(input, null, null, new CohortOptions("made", null, [], WritesRecords: false, 1), null, null, CancellationToken.None);
    }

    private static async Task<double> AloneAsync(Workspace workspace, CompiledPathway compiled, string[] lines)
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
