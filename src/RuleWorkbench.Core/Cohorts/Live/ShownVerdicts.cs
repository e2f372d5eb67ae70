using RuleWorkbench.Compilation.Columns;

namespace RuleWorkbench.Cohorts.Live;

/// <summary>Verdicts that have been computed, as the walk of a batch takes them.</summary>
/// <param name="none">An empty set as large as any batch.</param>
internal sealed class ShownVerdicts(KeptVerdicts kept, ulong[] none) : IRuleVerdicts
{
    public ulong[] Met { get; private set; } = [];

    public ulong[] Open { get; private set; } = [];

    public ulong[] Asked { get; private set; } = [];

    public IReadOnlyList<ColumnNode>? Figures => null;

    public IReadOnlyDictionary<int, object?[]> FiguresBeside => WalkedRule.NoFigures;

    public void Evaluate(int batch, int words) => (Met, Open, Asked) = (kept.Met(batch) ?? none, kept.Open(batch) ?? none, kept.Asked(batch) ?? none);
}
