using RuleWorkbench.Compilation;
using RuleWorkbench.Compilation.Columns;
using RuleWorkbench.Model;

namespace RuleWorkbench.Cohorts;

/// <summary>A rule's part in the walk of a batch.</summary>
/// <param name="verdicts">Null for a rule that columns do not know, or that is disabled.</param>
internal sealed class WalkedRule(CompiledRule compiled, IRuleVerdicts? verdicts)
{
    /// <summary>What stands for <see cref="FiguresBeside"/> where there are none.</summary>
    public static readonly IReadOnlyDictionary<int, object?[]> NoFigures = new Dictionary<int, object?[]>();

    private ulong[] overruled = [], held = [], none = [];

    public Rule Rule => compiled.Rule;

    public CompiledRule Compiled => compiled;

    /// <summary>True where columns say something of it.</summary>
    public bool IsTold => verdicts is not null;

    /// <summary>The operations of its figures; null where columns do not tell them.</summary>
    public IReadOnlyList<ColumnNode>? Figures => verdicts?.Figures;

    /// <summary>Figures of cases on which the operations do not tell them.</summary>
    public IReadOnlyDictionary<int, object?[]> FiguresBeside => verdicts?.FiguresBeside ?? NoFigures;

    /// <summary>Cases on which it is met, and no missing fact could turn that.</summary>
    public ulong[] Met { get; private set; } = [];

    /// <summary>Cases on which it is undetermined.</summary>
    public ulong[] Open { get; private set; } = [];

    /// <summary>Cases that only the trees can tell.</summary>
    public ulong[] Asked { get; private set; } = [];

    /// <summary>Cases on which an earlier rule of its group has decided.</summary>
    public ulong[] Overruled => overruled;

    /// <summary>Cases on which an earlier rule of its group may yet decide.</summary>
    public ulong[] Held => held;

    public void Evaluate(int batch, int words, bool isNeeded)
    {
        if (none.Length < words)
            (overruled, held, none) = (new ulong[words], new ulong[words], new ulong[words]);
        Array.Clear(overruled);
        Array.Clear(held);
        if (verdicts is null || !isNeeded)
        {
            (Met, Open, Asked) = (none, none, none);
            return;
        }

        verdicts.Evaluate(batch, words);
        (Met, Open, Asked) = (verdicts.Met, verdicts.Open, verdicts.Asked);
    }
}
