namespace RuleWorkbench.Compilation.Columns;

/// <summary>A list of facts, filtered or mapped or neither.</summary>
/// <param name="Elements">The table of its elements.</param>
/// <param name="List">Null where the list is.</param>
/// <param name="Belongs">Which elements belong to it; null for all of them.</param>
/// <param name="Element">What an element is: its facts, or its value.</param>
internal sealed record ListSource(FactTable Elements, ColumnNode List, FlagNode? Belongs, ColumnNode Element)
{
    /// <summary>True when the elements are made by a lambda: whoever only counts them must make them too, so that all but
    /// calls of scripts leave such a list alone.</summary>
    public bool IsMapped { get; init; }
}
