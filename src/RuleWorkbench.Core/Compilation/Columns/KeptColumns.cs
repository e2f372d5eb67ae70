namespace RuleWorkbench.Compilation.Columns;

/// <summary>A batch of cases that stays in memory: all that the columns held of it. Immutable.</summary>
/// <param name="Cases">How many cases there are.</param>
/// <param name="Lists">By path of the list, for each row of its parent where its elements begin; one entry more than rows.</param>
/// <param name="Facts">By path of the fact.</param>
/// <param name="Elements">By path of the list, for lists of values.</param>
internal sealed record KeptColumns(
    int Cases, IReadOnlyDictionary<string, int[]> Lists, IReadOnlyDictionary<string, KeptColumn> Facts, IReadOnlyDictionary<string, KeptColumn> Elements)
{
    public long Bytes => Lists.Values.Sum(l => 4L * l.Length) + Facts.Values.Concat(Elements.Values).Sum(c => c.Bytes);
}
