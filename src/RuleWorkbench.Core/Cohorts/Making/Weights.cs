namespace RuleWorkbench.Cohorts.Making;

/// <summary>Draws one of several, each as likely as its weight says.</summary>
internal sealed class Weights
{
    private readonly double[] upTo;

    public Weights(IEnumerable<double> weights)
    {
        var sum = 0.0;
        upTo = [.. weights.Select(w => sum += w)];
    }

    public int Draw(ref PersonRandom random)
    {
        var at = random.NextShare() * upTo[^1];
        for (var i = 0; i < upTo.Length; i++)
        {
            if (at < upTo[i])
                return i;
        }

        return Array.FindLastIndex(upTo, u => u > 0);
    }
}
