using System.Collections.Immutable;
using RuleWorkbench.Model;

namespace RuleWorkbench.Diffing;

/// <summary>Where the order of rules decides something: in a group with the hit policy <c>first</c>, and among rules that
/// go on with other workflows, since a walk takes those in declared order.</summary>
internal static class RuleOrder
{
    /// <summary>The rules of a workflow that stand elsewhere in such an order than they did.</summary>
    public static IEnumerable<Rule> Moved(Workflow after, ImmutableArray<RuleMatch> matches, Pathway pathway)
    {
        var own = matches.Where(m => m.Before is not null && m.After?.Workflow == after.Name).ToList();
        var ordered = after.Rules.Select(r => own.Find(m => ReferenceEquals(m.After!.Rule, r))).OfType<RuleMatch>().ToList();
        var chains = ordered.Where(m => m.After!.Rule.Properties.Group is { } g && pathway.HitPolicyOf(g) == HitPolicy.First).GroupBy(m => m.After!.Rule.Properties.Group).Select(g => g.ToList())
            .Append([.. ordered.Where(m => !m.After!.Rule.Properties.Next.IsEmpty)]);
        return chains.SelectMany(c => OutOfOrder(c)).Select(m => m.After!.Rule);
    }

    /// <summary>Where a rule stands among the others.</summary>
    public static string Position(Workflow workflow, Rule rule)
    {
        var index = workflow.Rules.IndexOf(rule, 0, workflow.Rules.Length, ReferenceEqualityComparer.Instance);
        return index <= 0 ? "first" : $"after {workflow.Rules[index - 1].Id}";
    }

    /// <summary>The fewest matches to take out so that the rest is in the order of the baseline.</summary>
    private static IEnumerable<RuleMatch> OutOfOrder(List<RuleMatch> chain)
    {
        // Places in files give the earlier order; rules of different workflows have none in common.
        var positions = chain.ConvertAll(m => (m.Before!.Workflow, m.Before.Rule.Place.Line, m.Before.Rule.Place.Column));
        var (length, previous) = (new int[chain.Count], new int[chain.Count]);
        for (var i = 0; i < chain.Count; i++)
        {
            (length[i], previous[i]) = (1, -1);
            for (var j = 0; j < i; j++)
            {
                if (positions[j].Workflow == positions[i].Workflow && (positions[j].Line, positions[j].Column).CompareTo((positions[i].Line, positions[i].Column)) < 0 && length[j] + 1 > length[i])
                    (length[i], previous[i]) = (length[j] + 1, j);
            }
        }

        var kept = new HashSet<int>();
        for (var at = Array.IndexOf(length, length.DefaultIfEmpty().Max()); at >= 0; at = previous[at])
            kept.Add(at);
        return chain.Where((m, i) => !kept.Contains(i) && positions[i].Workflow == positions[kept.First()].Workflow);
    }
}
