namespace RuleWorkbench.Cohorts;

/// <summary>A way from a rule to a workflow.</summary>
/// <param name="next">Position of the workflow.</param>
internal sealed class WalkedEdge(WalkedRule rule, int next)
{
    private ulong[] passes = [];

    public WalkedRule Rule => rule;

    public int Next => next;

    /// <summary>Cases that go this way.</summary>
    public ulong[] Passes => passes;

    public void Evaluate(ulong[] reached, int words)
    {
        if (passes.Length < words)
            passes = new ulong[words];
        for (var i = 0; i < words; i++)
            passes[i] = rule.Met[i] & reached[i] & ~(rule.Overruled[i] | rule.Held[i]);
    }
}
