using System.Diagnostics;
using System.Globalization;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Benchmarks.Peers;
using RuleWorkbench.Checking;
using RuleWorkbench.Cohorts;
using RuleWorkbench.Compilation;
using RuleWorkbench.Diffing;
using RuleWorkbench.Impact;
using RuleWorkbench.Loading;
using RuleWorkbench.Scripting;

namespace RuleWorkbench.Benchmarks;

/// <summary>Comparing beside what it is compared with, in one run: the diff of two versions of 200 rules beside loading and
/// checking them, and the impact on a million people beside taking them through one version.</summary>
internal static class DiffBenchmark
{
    private const int Rules = 200;
    private const int Rounds = 7;

    /// <param name="people">How many.</param>
    public static async Task<int> RunAsync(int people)
    {
        var folder = Directory.CreateTempSubdirectory("rulewb-diff").FullName;
        try
        {
            Compare(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        await RunCohortAsync(people);
        return 0;
    }

    private static void Compare(string root)
    {
        Write(root, "before", 18);
        Write(root, "after", 21);
        var (loads, diffs) = (new List<double>(), new List<double>());
        for (var i = 0; i <= Rounds; i++)
        {
            var start = Stopwatch.GetTimestamp();
            var versions = new[] { "before", "after" }.Select(v => Open(root, v)).ToList();
            foreach (var (version, subject) in versions)
                Checker.Recheck(subject, version.Compiled, TimeProvider.System, CancellationToken.None);
            var load = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            start = Stopwatch.GetTimestamp();
            var (before, after) = (PathwayVersion.Open("before", Folder(root, "before"), "", root, new ScriptsInProcess(DiskCache.OfUser()), CancellationToken.None), PathwayVersion.Open("after", Folder(root, "after"), "", root, new ScriptsInProcess(DiskCache.OfUser()), CancellationToken.None));
            var changes = PathwayDiffer.Compare(before, after).Changes.Length;
            var diff = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            if (changes != Rules)
                throw new InvalidOperationException($"{changes} changes were found.");
            if (i == 0)
                continue; // the first round warms up
            loads.Add(load);
            diffs.Add(diff);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"two versions of {Rules} rules: load and check {ColdStart.Median(loads):0} ms, load and diff {ColdStart.Median(diffs):0} ms: {ColdStart.Ratio(diffs, loads):0.00} times (goal: below 3)"));
    }

    private static (PathwayVersion Version, CheckSubject Subject) Open(string root, string version) =>
        (PathwayVersion.Open(version, Folder(root, version), "", root, new ScriptsInProcess(DiskCache.OfUser()), CancellationToken.None), new CheckSubject(PathwayLoader.LoadWithFiles(Folder(root, version), root, FilesOnDisk.Instance), null, []));

    private static string Folder(string root, string version) => Path.Combine(root, "workflows", version);

    private static void Write(string root, string version, int threshold)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder(root, version), "facts")).Parent!.FullName;
        File.WriteAllText(Path.Combine(folder, "facts", "patient.schema.json"), """{ "type": "object", "properties": { "age": { "type": "number" }, "doses": { "type": "array", "items": { "type": "number" } } } }""");
        File.WriteAllText(Path.Combine(folder, "pathway.json"), """{ "pathway": "many", "inputs": { "patient": "facts/patient.schema.json" }, "workflows": [ "main" ], "entry": "main" }""");
        var rules = Enumerable.Range(1, Rules).Select(i => new JObject { ["RuleName"] = $"Rule {i}", ["Expression"] = $"patient.age > {threshold} && (patient.doses.Any(it > {i}) || patient.age < {i + 40})", ["Properties"] = new JObject { ["id"] = $"R{i}" } });
        File.WriteAllText(Path.Combine(folder, "main.json"), new JObject { ["WorkflowName"] = "main", ["Rules"] = new JArray(rules) }.ToString());
    }

    private static async Task RunCohortAsync(int people)
    {
        var workspace = new Workspace(ShippedPathway.Root);
        var after = PathwayVersion.Open("after", workspace.FolderOf(ShippedPathway.Name), workspace.SuitesOf(ShippedPathway.Name), workspace.Root, new ScriptsInProcess(DiskCache.OfUser()), CancellationToken.None);
        var pathway = after.Pathway!;
        var edited = pathway with { Policy = [.. pathway.Policy.Select(p => p.Value is double number ? p with { Value = number * 1.1 } : p)] };
        var before = after with { Label = "before", Compiled = CompiledPathway.Compile(edited, [], CancellationToken.None) };
        var diff = PathwayDiffer.Compare(before, after);
        var lines = string.Concat(ShippedPathway.LoadCases(workspace, pathway).Select(c => new JObject { ["id"] = c.Id, ["clock"] = c.Clock?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), ["facts"] = c.Facts }).Where(c => c["clock"]!.Type != JTokenType.Null).Select(c => c.ToString(Formatting.None) + "\n"));
        var bytes = Encoding.UTF8.GetBytes(lines);
        var times = people / lines.Count(c => c == '\n');
        var options = new CohortOptions("people", null, [], WritesRecords: false, Environment.ProcessorCount);
        var (runs, impacts) = (new List<PeerTime>(), new List<PeerTime>());
        for (var i = 0; i <= 3; i++)
        {
            var run = await TakeAsync(() => new CohortRunner(after.Compiled!).RunAsync(new Repeated(bytes, times), null, null, options, null, null, CancellationToken.None));
            var impact = await TakeAsync(() => new CohortImpact(diff).RunAsync(new Repeated(bytes, times), options, null, CancellationToken.None));
            if (i == 0)
                continue;
            runs.Add(run);
            impacts.Add(impact);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{people:N0} people: one version {1000 * ColdStart.Median([.. runs.Select(r => r.Wall)]):0} ms, impact {1000 * ColdStart.Median([.. impacts.Select(r => r.Wall)]):0} ms: {Ratio(r => r.Wall):0.00} times by the clock, {Ratio(r => r.Cpu):0.00} by processor time (goal: below 2.5)"));

        double Ratio(Func<PeerTime, double> of) => ColdStart.Ratio([.. impacts.Select(of)], [.. runs.Select(of)]);
    }

    private static async Task<PeerTime> TakeAsync(Func<Task> run)
    {
        using var process = Process.GetCurrentProcess();
        var (clock, cpu) = (Stopwatch.GetTimestamp(), process.TotalProcessorTime);
        await run();
        process.Refresh();
        return new PeerTime(Stopwatch.GetElapsedTime(clock).TotalSeconds, (process.TotalProcessorTime - cpu).TotalSeconds);
    }

    /// <summary>The same bytes again and again.</summary>
    private sealed class Repeated(byte[] bytes, int times) : Stream
    {
        private long at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => (long)bytes.Length * times;

        public override long Position { get => at; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (at >= Length)
                return 0;
            var from = (int)(at % bytes.Length);
            var length = Math.Min(count, bytes.Length - from);
            Array.Copy(bytes, from, buffer, offset, length);
            at += length;
            return length;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
