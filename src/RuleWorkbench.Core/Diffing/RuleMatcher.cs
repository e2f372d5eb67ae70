using System.Collections.Immutable;
using RuleWorkbench.Model;

namespace RuleWorkbench.Diffing;

/// <summary>Finds which rule of the candidate is which of the baseline: by id, then by name, then by what it decides.</summary>
internal static class RuleMatcher
{
    /// <summary>Rules with less of their conditions in common are not taken for the same rule.</summary>
    private const double LeastLikeness = 0.6;

    /// <summary>Matches in the order of the candidate; what is gone comes last.</summary>
    public static ImmutableArray<RuleMatch> Match(PathwayVersion baseline, PathwayVersion candidate)
    {
        var olds = Rules(baseline);
        var news = Rules(candidate);
        var found = new Dictionary<PlacedRule, PlacedRule>(ReferenceEqualityComparer.Instance);
        MatchBy(r => r.Rule.Properties.Id);
        MatchBy(r => $"{r.Workflow}/{r.Rule.Name}");
        MatchBy(r => r.Rule.Name);
        MatchByLikeness();
        return [.. news.Select(n => new RuleMatch(found.GetValueOrDefault(n), n)), .. Left().Select(o => new RuleMatch(o, null))];

        List<PlacedRule> Left() => [.. olds.Where(o => !found.Values.Contains(o, ReferenceEqualityComparer.Instance))];
        List<PlacedRule> Right() => [.. news.Where(n => !found.ContainsKey(n))];

        void MatchBy(Func<PlacedRule, string?> name)
        {
            // A name that two rules have tells neither of them.
            var named = Left().Where(o => name(o) is not null).GroupBy(o => name(o)!).Where(g => g.Count() == 1).ToDictionary(g => g.Key, g => g.First());
            foreach (var group in Right().Where(n => name(n) is not null).GroupBy(n => name(n)!).Where(g => g.Count() == 1).ToList())
            {
                if (named.TryGetValue(group.Key, out var old))
                    found[group.First()] = old;
            }
        }

        void MatchByLikeness()
        {
            var pairs = Left().SelectMany(o => Right().Select(n => (Old: o, New: n, Likeness: Likeness(o, n)))).Where(p => p.Likeness >= LeastLikeness).OrderByDescending(p => p.Likeness);
            var taken = new HashSet<PlacedRule>(ReferenceEqualityComparer.Instance);
            foreach (var (old, now, _) in pairs)
            {
                if (!found.ContainsKey(now) && taken.Add(old))
                    found[now] = old;
            }
        }

        double Likeness(PlacedRule old, PlacedRule now) =>
            old.Rule.SuccessEvent == now.Rule.SuccessEvent && baseline.Trees.Of(old.Rule)?.Condition is { } b && candidate.Trees.Of(now.Rule)?.Condition is { } a ? TreeDiffer.Likeness(b, a) : 0;
    }

    /// <summary>Workflow names of the baseline to what the candidate calls them: by name, then by the rules in them.</summary>
    public static Dictionary<string, string> MatchWorkflows(Pathway before, Pathway after, ImmutableArray<RuleMatch> rules)
    {
        var names = before.Workflows.Select(w => w.Name).Where(n => after.Workflow(n) is not null).ToDictionary(n => n);
        foreach (var old in before.Workflows.Where(w => !names.ContainsKey(w.Name)))
        {
            var most = rules.Where(r => r.Before?.Workflow == old.Name && r.After is { } now && before.Workflow(now.Workflow) is null && !names.ContainsValue(now.Workflow))
                .GroupBy(r => r.After!.Workflow).OrderByDescending(g => g.Count()).FirstOrDefault();
            if (most is not null && most.Count() * 2 > old.Rules.Length)
                names[old.Name] = most.Key;
        }

        return names;
    }

    private static List<PlacedRule> Rules(PathwayVersion version) =>
        [.. version.Pathway?.Workflows.SelectMany(w => w.Rules.Select(r => new PlacedRule(w.Name, r))) ?? []];
}
