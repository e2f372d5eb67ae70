using System.Globalization;

namespace RuleWorkbench.Benchmarks.Peers;

/// <summary>All that are compared.</summary>
internal static class PeerList
{
    public const string Floor = "floor: written for this one workflow and layout";
    public const string Typed = "hand-written C#, System.Text.Json typed";
    public const string RulesEngineTyped = "RulesEngine, typed facts";
    public const string Ours = "rulewb cohort run";
    public const string Duck = "DuckDB, SQL";

    /// <param name="rulewb">The published program.</param>
    public static IReadOnlyList<Peer> All(string rulewb)
    {
        var noDuck = DuckAbsence();
        var noNode = NodeAbsence();
        return
        [
            Own(Floor, "floor", "ndjson", "ndjson"),
            Rulewb(rulewb, "ndjson", "ndjson"),
            Rulewb(rulewb, "ndjson", "parquet"),
            Rulewb(rulewb, "csv", "csv"),
            Rulewb(rulewb, "parquet", "parquet"),
            Own(Duck, "duck", "ndjson", "ndjson") with { Absence = noDuck },
            Own(Duck, "duck", "ndjson", "parquet") with { Absence = noDuck },
            Own(Duck, "duck", "lists", "parquet") with { Absence = noDuck },
            Own(Typed, "typed", "ndjson", "ndjson"),
            Own(RulesEngineTyped, "rulesengine", "ndjson", "ndjson") with { IsSampled = true, UsesCores = false },
            Own("RulesEngine, Expando", "expando", "ndjson", "ndjson") with { IsSampled = true, UsesCores = false },
            Script("GoRules Zen (node)", "zen.mjs", noNode),
            Script("json-rules-engine (node)", "jre.mjs", noNode),
        ];
    }

    private static Peer Own(string name, string mode, string input, string output) =>
        new(name, input, output, (from, to, threads) => [Environment.ProcessPath!, "peer", mode, from, to, threads.ToString(CultureInfo.InvariantCulture)]);

    private static Peer Rulewb(string program, string input, string output) => new(Ours, input, output, (from, to, threads) =>
        [program, "cohort", "run", PeersWorkspace.Pathway, "--root", PeersWorkspace.Root, "--input", from, "--output", to, "--threads", threads.ToString(CultureInfo.InvariantCulture)]);

    private static Peer Script(string name, string script, string? absence) =>
        new(name, "ndjson", "ndjson", (from, to, _) => ["node", Path.Combine(PeersWorkspace.Node, script), from, to]) { IsSampled = true, UsesCores = false, Absence = absence };

    private static string? DuckAbsence()
    {
        try
        {
            DuckPeer.Version();
            return null;
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException or BadImageFormatException)
        {
            return "the native library of the package DuckDB.NET.Data.Full does not load here; `dotnet restore` on a supported platform gets it";
        }
    }

    private static string? NodeAbsence() =>
        PeerProcess.Find("node") is null ? "node is not installed; get it from nodejs.org, then run `npm install --no-save` in tests/RuleWorkbench.Benchmarks/Peers/Node"
        : !Directory.Exists(Path.Combine(PeersWorkspace.Node, "node_modules")) ? "its packages are not installed; run `npm install --no-save` in tests/RuleWorkbench.Benchmarks/Peers/Node"
        : null;
}
