using RuleWorkbench.Compilation.Columns;

namespace RuleWorkbench.Cohorts;

/// <summary>What columns say of a rule on the cases of a batch.</summary>
internal interface IRuleVerdicts
{
    /// <summary>Cases on which it is met, and no missing fact could turn that.</summary>
    ulong[] Met { get; }

    /// <summary>Cases on which it is undetermined.</summary>
    ulong[] Open { get; }

    /// <summary>Cases that only the trees can tell, its figures included.</summary>
    ulong[] Asked { get; }

    /// <summary>The operations of its figures; null where they are not at hand.</summary>
    IReadOnlyList<ColumnNode>? Figures { get; }

    /// <summary>Figures of cases on which the operations do not tell them, by row: none where a missing fact leaves them open.</summary>
    IReadOnlyDictionary<int, object?[]> FiguresBeside { get; }

    /// <summary>Brings the verdicts of a batch.</summary>
    void Evaluate(int batch, int words);
}
