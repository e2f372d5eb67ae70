using RuleWorkbench.Compilation;
using RuleWorkbench.Compilation.Columns;
using RuleWorkbench.Model;

namespace RuleWorkbench.Cohorts;

/// <summary>A rule's part in the walk of a batch.</summary>
/// <param name="column">Null for a rule that columns do not know, or that is disabled.</param>
internal sealed class WalkedRule(CompiledRule compiled, ColumnRule? column)
{
    private ulong[] met = [], overruled = [], held = [], asked = [], none = [];

    public Rule Rule => compiled.Rule;

    public CompiledRule Compiled => compiled;

    public ColumnRule? Column => column;

    /// <summary>Cases on which it is met, and no missing fact could turn that.</summary>
    public ulong[] Met => met;

    /// <summary>Cases on which it is undetermined.</summary>
    public ulong[] Open { get; private set; } = [];

    /// <summary>Cases that only the trees can tell.</summary>
    public ulong[] Asked => asked;

    /// <summary>Cases on which an earlier rule of its group has decided.</summary>
    public ulong[] Overruled => overruled;

    /// <summary>Cases on which an earlier rule of its group may yet decide.</summary>
    public ulong[] Held => held;

    public void Evaluate(int batch, int words, bool isNeeded)
    {
        if (met.Length < words)
            (met, overruled, held, asked, none) = (new ulong[words], new ulong[words], new ulong[words], new ulong[words], new ulong[words]);
        Array.Clear(overruled);
        Array.Clear(held);
        if (column is null || !isNeeded)
        {
            Array.Clear(met);
            Array.Clear(asked);
            Open = none;
            return;
        }

        column.Evaluate(batch, words);
        Open = column.Open;
        Array.Copy(column.Ask, asked, words);
        for (var i = 0; i < words; i++)
            met[i] = column.Met[i] & ~column.Open[i];
    }

    /// <summary>Adds the cases whose figures only the trees can tell, or whose figures fail though no fact is missing.</summary>
    public void AskForFigures(int batch, int words)
    {
        if (column is null || compiled.Rule.OnSuccess is null)
            return;
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
