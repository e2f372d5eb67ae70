using RuleWorkbench.Compilation.Columns;

namespace RuleWorkbench.Cohorts.Live;

/// <summary>Some of the lines of a population. Immutable.</summary>
/// <param name="Columns">Their facts.</param>
/// <param name="Told">The rows whose facts the columns hold.</param>
/// <param name="Odd">The other lines as they are, by row: what is no case, or a case that columns do not take.</param>
/// <param name="Ids">The ids of all cases, one after the other, as they stand in the input; empty for a case without.</param>
/// <param name="IdEnds">Where the id of each row ends.</param>
/// <param name="Lines">The number of each line in the input.</param>
internal sealed record LiveBatch(KeptColumns Columns, ulong[] Told, IReadOnlyDictionary<int, byte[]> Odd, byte[] Ids, int[] IdEnds, long[] Lines)
{
    public int Rows => Lines.Length;

    public long Bytes => Columns.Bytes + (8L * (Told.Length + Lines.Length)) + Ids.Length + (4L * IdEnds.Length) + Odd.Values.Sum(o => o.Length + 64L);

    public ReadOnlySpan<byte> IdOf(int row) => Ids.AsSpan((row == 0 ? 0 : IdEnds[row - 1])..IdEnds[row]);
}
