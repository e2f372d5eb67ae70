namespace RuleWorkbench.Compilation.Rows;

/// <summary>What three-valued logic knows of the variables of a workflow on one case. It is used for one case after another,
/// by one thread.</summary>
internal sealed class RowScope(int variables)
{
    private readonly RowValue[] values = new RowValue[variables];
    private readonly bool[] isSet = new bool[variables];

    /// <summary>True once something was met that only <see cref="KleeneEvaluator"/> tells: then nothing that was found since
    /// counts.</summary>
    public bool Asks { get; set; }

    /// <summary>Forgets the case before.</summary>
    public void Clear()
    {
        Array.Clear(isSet);
        Asks = false;
    }

    public void Set(int variable, RowValue value) => (values[variable], isSet[variable]) = (value, true);

    public bool TryGet(int variable, out RowValue value)
    {
        value = values[variable];
        return isSet[variable];
    }
}
