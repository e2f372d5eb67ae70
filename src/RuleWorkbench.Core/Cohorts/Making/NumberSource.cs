namespace RuleWorkbench.Cohorts.Making;

/// <summary>Draws positions on a grid.</summary>
internal abstract class NumberSource
{
    /// <summary>Null where a fact that it needs is missing.</summary>
    public abstract long? Draw(ref PersonRandom random, PersonFacts facts, NumberGrid grid);
}

internal sealed class UniformSource(Quantity from, Quantity to) : NumberSource
{
    public override long? Draw(ref PersonRandom random, PersonFacts facts, NumberGrid grid)
    {
        if (from.Of(facts) is not { } low || to.Of(facts) is not { } high)
            return null;
        var (first, last) = (grid.AtLeast(low), grid.AtMost(high));
        return last <= first ? first : first + random.NextBelow(last - first + 1);
    }
}

internal sealed class NormalSource(Quantity mean, Quantity deviation) : NumberSource
{
    public override long? Draw(ref PersonRandom random, PersonFacts facts, NumberGrid grid) =>
        mean.Of(facts) is { } middle && deviation.Of(facts) is { } width ? grid.Nearest(middle + (width * random.NextNormal())) : null;
}

internal sealed class ChosenSource(Weights weights, double[] values) : NumberSource
{
    public override long? Draw(ref PersonRandom random, PersonFacts facts, NumberGrid grid) => grid.Nearest(values[weights.Draw(ref random)]);
}
