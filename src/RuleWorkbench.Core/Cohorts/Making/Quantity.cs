namespace RuleWorkbench.Cohorts.Making;

/// <summary>A number that a spec gives, or computes from facts.</summary>
internal sealed class Quantity(double constant, Func<object[], object?, double?>? compute)
{
    /// <summary>Null where it cannot be computed: a fact is missing.</summary>
    public double? Of(PersonFacts facts)
    {
        if (compute is null)
            return constant;
        try
        {
            return compute(facts.Inputs, facts.Element) is { } number && double.IsFinite(number) ? number : null;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // As in rules: what an expression throws for a missing list is no number.
            return null;
        }
    }
}
