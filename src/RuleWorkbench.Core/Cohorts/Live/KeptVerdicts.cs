using RuleWorkbench.Compilation.Columns;

namespace RuleWorkbench.Cohorts.Live;

/// <summary>A rule's verdicts on all batches of a population, once they have been computed.</summary>
internal sealed class KeptVerdicts(int batches)
{
    private readonly ulong[]?[] met = new ulong[batches][], open = new ulong[batches][], asked = new ulong[batches][];

    /// <summary>Cases on which it is met for sure; null where there are none.</summary>
    public ulong[]? Met(int batch) => met[batch];

    public ulong[]? Open(int batch) => open[batch];

    public ulong[]? Asked(int batch) => asked[batch];

    public void Set(int batch, IRuleVerdicts verdicts, int rows)
    {
        met[batch] = Kept(verdicts.Met, rows);
        open[batch] = Kept(verdicts.Open, rows);
        asked[batch] = Kept(verdicts.Asked, rows);
    }

    private static ulong[]? Kept(ulong[] cases, int rows) => Mask.IsEmpty(cases, rows) ? null : cases[..((rows + 63) >> 6)];
}
