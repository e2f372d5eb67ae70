using System.Collections.Immutable;
using RuleWorkbench.Compilation;
using RuleWorkbench.Compilation.Columns;
using RuleWorkbench.Model;

namespace RuleWorkbench.Cohorts;

/// <summary>A workflow's part in the walk of a batch.</summary>
internal sealed class WalkedWorkflow
{
    private readonly bool isAlways;

    /// <summary>Whether no case that comes here can be told by columns.</summary>
    private readonly bool needsWalker;
    private readonly ImmutableArray<(HitPolicy Policy, ImmutableArray<WalkedRule> Rules)> groups;
    private ulong[] reached = [], speaks = [], decided = [], blocked = [], once = [], twice = [];

    /// <param name="verdicts">What columns say of each rule; null for a rule that they do not know.</param>
    public WalkedWorkflow(Pathway pathway, CompiledWorkflow workflow, IEnumerable<IRuleVerdicts?> verdicts, Dictionary<string, int> positions)
    {
        Workflow = workflow.Workflow;
        isAlways = pathway.Always.Contains(Workflow.Name);
        Rules = [.. workflow.Rules.Zip(verdicts, (rule, own) => new WalkedRule(rule, own))];
        needsWalker = Plan.CallsAnother(workflow) || Rules.Any(r => r.Rule.Enabled && !r.IsTold);
        groups = [.. Rules.Where(r => r.Rule.Enabled && r.Rule.Properties.Group is not null)
            .GroupBy(r => r.Rule.Properties.Group!)
            .Select(g => (pathway.HitPolicyOf(g.Key), g.ToImmutableArray()))];
        Edges = [.. Rules.Where(r => r.Rule.Enabled).SelectMany(r => r.Rule.Properties.Next.Where(positions.ContainsKey).Select(n => new WalkedEdge(r, positions[n])))];
    }

    public Workflow Workflow { get; }

    public ImmutableArray<WalkedRule> Rules { get; }

    /// <summary>Where each rule leads.</summary>
    public ImmutableArray<WalkedEdge> Edges { get; }

    /// <summary>Cases whose walk comes here.</summary>
    public ulong[] Reached => reached;

    /// <summary>Cases on which its rules recommend: those that it reached, or all.</summary>
    public ulong[] Speaks => speaks;

    public void Begin(int words)
    {
        if (reached.Length < words)
        {
            (reached, speaks) = (new ulong[words], new ulong[words]);
            (decided, blocked, once, twice) = (new ulong[words], new ulong[words], new ulong[words], new ulong[words]);
        }

        Array.Clear(reached);
    }

    /// <summary>Evaluates the rules that any case needs, and the groups.</summary>
    /// <param name="asked">Gets the cases that only the walker can tell.</param>
    public void Evaluate(int batch, int rows, int words, ulong[] asked)
    {
        var isReached = !Mask.IsEmpty(reached, rows);
        for (var i = 0; i < words; i++)
            speaks[i] = isAlways ? ulong.MaxValue : reached[i];
        foreach (var rule in Rules)
        {
            // Guards are evaluated wherever they stand.
            var isNeeded = isReached || isAlways || rule.Rule.IsGuard;
            rule.Evaluate(batch, words, isNeeded);
            if (!isNeeded || !rule.Rule.Enabled)
                continue;
            for (var i = 0; i < words; i++)
                asked[i] |= rule.Asked[i] & (rule.Rule.IsGuard ? ulong.MaxValue : speaks[i]);
        }

        for (var i = 0; needsWalker && i < words; i++)
            asked[i] |= Rules.Any(r => r.Rule.IsGuard) ? ulong.MaxValue : speaks[i];
        if (isReached || isAlways)
        {
            foreach (var (policy, rules) in groups)
                Decide(policy, rules, words, asked);
        }

        foreach (var edge in Edges)
            edge.Evaluate(reached, words);
    }

    private void Decide(HitPolicy policy, ImmutableArray<WalkedRule> rules, int words, ulong[] asked)
    {
        switch (policy)
        {
            case HitPolicy.First:
                Array.Clear(decided);
                Array.Clear(blocked);
                foreach (var rule in rules)
                {
                    for (var i = 0; i < words; i++)
                    {
                        rule.Overruled[i] = decided[i];
                        rule.Held[i] = ~decided[i] & blocked[i];
                        blocked[i] |= rule.Open[i] & ~decided[i];
                        decided[i] |= rule.Met[i];
                    }
                }

                break;
            case HitPolicy.Unique or HitPolicy.Any:
                Array.Clear(once);
                Array.Clear(twice);

                // Under `any`, rules that recommend the same are one.
                foreach (var same in policy == HitPolicy.Unique ? rules.Select(r => new[] { r }) : rules.GroupBy(r => r.Rule.SuccessEvent).Select(g => g.ToArray()))
                {
                    for (var i = 0; i < words; i++)
                    {
                        var met = 0UL;
                        foreach (var rule in same)
                            met |= rule.Met[i];
                        twice[i] |= once[i] & met;
                        once[i] |= met;
                    }
                }

                // What the walk says of a conflict is for the walker.
                for (var i = 0; i < words; i++)
                    asked[i] |= twice[i] & speaks[i];
                break;
        }
    }
}
