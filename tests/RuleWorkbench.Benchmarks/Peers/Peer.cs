namespace RuleWorkbench.Benchmarks.Peers;

/// <summary>A program that evaluates the rules from file to result file.</summary>
/// <param name="Name">As the table names it.</param>
/// <param name="Input">What it reads: <c>ndjson</c>, <c>csv</c>, <c>parquet</c>, or <c>lists</c> (Parquet with lists).</param>
/// <param name="Output">What it writes: <c>ndjson</c>, <c>csv</c> or <c>parquet</c>.</param>
/// <param name="Command">From input file, result file and number of threads.</param>
internal sealed record Peer(string Name, string Input, string Output, Func<string, string, int, string[]> Command)
{
    /// <summary>True for one that is too slow for all people: it gets the first of them, and its time is extrapolated.</summary>
    public bool IsSampled { get; init; }

    /// <summary>False for one that knows one thread only.</summary>
    public bool UsesCores { get; init; } = true;

    /// <summary>Why it cannot be run here and how to get it, or null.</summary>
    public string? Absence { get; init; }
}
