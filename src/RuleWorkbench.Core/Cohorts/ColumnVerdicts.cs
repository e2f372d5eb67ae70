using RuleWorkbench.Compilation.Columns;

namespace RuleWorkbench.Cohorts;

/// <summary>A rule's verdicts, computed from the columns of the batch.</summary>
internal sealed class ColumnVerdicts(ColumnRule column) : IRuleVerdicts
{
    private ulong[] met = [], asked = [];

    public ulong[] Met => met;

    public ulong[] Open => column.Open;

    public ulong[] Asked => asked;

    public IReadOnlyList<ColumnNode>? Figures => column.Figures;

    public IReadOnlyDictionary<int, object?[]> FiguresBeside => WalkedRule.NoFigures;

    public void Evaluate(int batch, int words)
    {
        if (met.Length < words)
            (met, asked) = (new ulong[words], new ulong[words]);
        column.Evaluate(batch, words);
        for (var i = 0; i < words; i++)
        {
            met[i] = column.Met[i] & ~column.Open[i];
            asked[i] = column.Ask[i];
        }

        if (column.Rule.Rule.OnSuccess is not null)
            AskForFigures(batch, words);
    }

    /// <summary>Adds the cases whose figures only the trees can tell, or whose figures fail though no fact is missing.</summary>
    private void AskForFigures(int batch, int words)
    {
        if (column.Figures is null)
        {
            for (var i = 0; i < words; i++)
                asked[i] |= column.Met[i];
            return;
        }

        foreach (var figure in column.Figures)
        {
            figure.Run(batch);
            for (var i = 0; i < words; i++)
                asked[i] |= column.Met[i] & ((figure.Ask?[i] ?? 0) | ((figure.Error?[i] ?? 0) & ~(figure.Unknown?[i] ?? 0)));
        }
    }
}
