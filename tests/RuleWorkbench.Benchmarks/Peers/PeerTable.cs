using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace RuleWorkbench.Benchmarks.Peers;

/// <summary>The results as Markdown.</summary>
internal static class PeerTable
{
    private const string Begin = "<!-- peers: begin -->";
    private const string End = "<!-- peers: end -->";

    private static string File { get; } = Path.Combine(ShippedPathway.Root, "src", "docs", "performance.md");

    public static string Write(ImmutableArray<PeerTimes> times, PlanMeasures plan, int count)
    {
        var text = new StringBuilder();
        var floor = Cpu(times.First(t => t.Peer.Name == PeerList.Floor));
        Line($"{Machine()}, {TimeProvider.System.GetUtcNow():yyyy-MM-dd}. {Versions(times)}.");
        Line($"");
        Line($"## File to result file, {count:N0} cases");
        Line($"");
        Line($"Median of {times[0].One.Count} rounds in turn; seconds of processor time on one core, seconds by the clock on one and two cores. All gave the same verdicts before.{(PeerProcess.CanPin ? "" : " Processes were not kept on cores.")}");
        Line($"");
        Line($"| program | processor, 1 core | beside the floor | clock, 1 core | clock, 2 cores | 2 cores beside 1 |");
        Line($"|---|---|---|---|---|---|");
        foreach (var peer in times)
        {
            var title = peer.Title + (peer.Peer.IsSampled ? " (from a sample of 20,000, extrapolated)" : "");
            if (peer.Peer.Absence is not null)
                Line($"| {title} | not run: {peer.Peer.Absence} | | | | |");
            else if (peer.Two.Count == 0)
                Line($"| {title} | {Cpu(peer):0.00} | {Cpu(peer) / floor:0.00} | {Median(peer.One.Select(t => t.Wall)):0.00} | | |");
            else
                Line($"| {title} | {Cpu(peer):0.00} | {Cpu(peer) / floor:0.00} | {Median(peer.One.Select(t => t.Wall)):0.00} | {Median(peer.Two.Select(t => t.Wall)):0.00} | {Median(peer.One.Zip(peer.Two, (a, b) => a.Wall / b.Wall)):0.00} |");
        }

        Line($"");
        WriteAsked(times, plan, floor);
        return text.ToString();

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

        void WriteAsked(ImmutableArray<PeerTimes> all, PlanMeasures measured, double least)
        {
            var ours = all.First(t => t.Peer is { Name: PeerList.Ours, Input: "ndjson", Output: "ndjson" });
            Line($"## What was asked for");
            Line($"");
            Line($"| figure | asked | measured |");
            Line($"|---|---|---|");
            Line($"| NDJSON to result file, beside the floor, processor time | at most 1.5 | {Cpu(ours) / least:0.00} |");
            var engine = Cpu(all.First(t => t.Peer.Name == PeerList.RulesEngineTyped));
            Line($"| the same, times as fast as RulesEngine with typed facts | at least 50 | {engine / Cpu(ours):0} (the floor itself: {engine / least:0}) |");
            foreach (var duck in all.Where(t => t.Peer is { Name: PeerList.Duck, Input: "ndjson", Absence: null }))
                Line($"| the same, times as fast as {duck.Title} | more than 1 | {Cpu(duck) / Cpu(ours):0.00} |");
            if (ours.Two.Count > 0)
                Line($"| two cores beside one, by the clock | at least 1.7 | {Median(ours.One.Zip(ours.Two, (a, b) => a.Wall / b.Wall)):0.00} |");
            Line($"| evaluation in columns beside hand-written C# | at most 0.5 | {measured.Columns / measured.HandWritten:0.00} ({measured.Columns:0} to {measured.HandWritten:0} ns a case) |");
            Line($"| evaluation case by case beside hand-written C# | at most 1.6 | {measured.Rows / measured.HandWritten:0.00} ({measured.Rows:0} ns a case) |");
            Line($"| lines to summary, ns a case | constant | {string.Join(", ", measured.ByCases.Select(c => FormattableString.Invariant($"{c.Nanoseconds:0} ({c.Cases:N0})")))} |");
            Line($"| evaluation in columns, ns a case and rule | constant | {string.Join(", ", measured.ByRules.Select(c => FormattableString.Invariant($"{c.Nanoseconds:0.00} ({c.Rules:N0} rules)")))} |");
        }
    }

    /// <summary>Puts the results where the document keeps them.</summary>
    public static void Save(string table)
    {
        var text = System.IO.File.ReadAllText(File);
        var (begin, end) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        System.IO.File.WriteAllText(File, $"{text[..begin]}\n{table}{text[end..]}");
    }

    private static double Cpu(PeerTimes peer) => Median(peer.One.Select(t => t.Cpu));

    private static double Median(IEnumerable<double> values) => ColdStart.Median([.. values]);

    private static string Versions(ImmutableArray<PeerTimes> times)
    {
        var engine = typeof(RulesEngine.RulesEngine).Assembly.GetName().Version!.ToString(3);
        var duck = times.Any(t => t.Peer is { Name: PeerList.Duck, Absence: null }) ? $", DuckDB {DuckPeer.Version()}" : "";
        return $"{RuntimeInformation.FrameworkDescription}, RulesEngine {engine}{duck}; the others as in `Peers/Node/package.json`";
    }

    private static string Machine()
    {
        var model = System.IO.File.Exists("/proc/cpuinfo")
            ? System.IO.File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim()
            : null;
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024);
        return FormattableString.Invariant($"{Environment.ProcessorCount} cores ({model ?? RuntimeInformation.ProcessArchitecture.ToString()}), {memory:0} GB, {RuntimeInformation.OSDescription}");
    }
}
