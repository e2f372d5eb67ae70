using RuleWorkbench.Compilation;
using RuleWorkbench.Compilation.Columns;
using RuleWorkbench.Model;

namespace RuleWorkbench.Cohorts.Live;

/// <summary>Reads lines into batches that stay; each thread has its own.</summary>
internal sealed class LiveReader
{
    /// <summary>The texts of the population; readers take turns at it.</summary>
    private readonly TextPool pool;
    private readonly FactColumns columns;
    private readonly JsonRows rows;

    private readonly Dictionary<int, byte[]> odd = [];
    private readonly List<int> idEnds = [];
    private readonly List<long> lines = [];
    private readonly List<byte> ids = [];
    private readonly List<int> told = [];
    private int[] codes = [];

    public LiveReader(CompiledPathway compiled, DateOnly? clock, TextPool pool)
    {
        this.pool = pool;
        columns = new FactColumns(new FactColumns(compiled.Facts), compiled.Pathway);
        for (var i = 0; i < compiled.Facts.Roots.Length; i++)
        {
            // Policy values are those of the version that is looked at.
            if (compiled.Facts.Inputs[i].Name != Pathway.PolicyInput || compiled.Pathway.Policy.IsEmpty)
                columns.AskFor(compiled.Facts.Roots[i]);
        }

        rows = new JsonRows(compiled, columns, clock);
        columns.Begin();
    }

    /// <summary>How many lines there are since the last batch.</summary>
    public int Count => lines.Count;

    /// <summary>Adds a line that is not blank, with or without the line break behind it.</summary>
    /// <param name="number">Its number in the input.</param>
    public void Add(ReadOnlySpan<byte> line, long number)
    {
        // A case with policy values of its own must be told from one that has those of the pathway.
        if (rows.TryAdd(line, out var id) && !rows.HasOwnPolicy)
        {
            ids.AddRange(line[id]);
            told.Add(lines.Count);
        }
        else
        {
            odd.Add(lines.Count, line.TrimEnd((byte)'\n').ToArray());
        }

        idEnds.Add(ids.Count);
        lines.Add(number);
    }

    /// <summary>The lines since the last batch.</summary>
    public LiveBatch Take()
    {
        columns.End();
        NumberTexts();
        var readable = new ulong[Math.Max(columns.Cases.Words, 1)];
        foreach (var row in told)
            Mask.Add(readable, row);
        var batch = new LiveBatch(columns.Keep(codes), readable, new Dictionary<int, byte[]>(odd), [.. ids], [.. idEnds], [.. lines]);
        odd.Clear();
        ids.Clear();
        idEnds.Clear();
        lines.Clear();
        told.Clear();
        columns.Begin();
        return batch;
    }

    private void NumberTexts()
    {
        var known = codes.Length;
        if (known == columns.Texts.Count)
            return;
        Array.Resize(ref codes, columns.Texts.Count);
        lock (pool)
        {
            for (var i = known; i < codes.Length; i++)
                codes[i] = pool.CodeOf(columns.Texts[i]);
        }
    }
}
