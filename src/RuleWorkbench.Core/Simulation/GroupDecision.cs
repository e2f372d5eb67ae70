using System.Collections.Immutable;
using RuleWorkbench.Model;

namespace RuleWorkbench.Simulation;

/// <summary>What its group leaves of a rule.</summary>
internal enum Standing
{
    /// <summary>The rule counts for what it is.</summary>
    Counts,

    /// <summary>An earlier rule of a <c>first</c> group has decided.</summary>
    Overruled,

    /// <summary>An earlier rule of a <c>first</c> group may yet decide.</summary>
    Held,

    /// <summary>Rules are met that exclude each other.</summary>
    Conflict,
}

/// <summary>A rule and what its group leaves of it.</summary>
/// <param name="Blockers">For a held rule: the earlier rules that may yet decide.</param>
internal sealed record RuleStanding(RuleResult Rule, Standing Standing, ImmutableArray<RuleResult> Blockers);

/// <summary>Applies hit policies to the rules of one workflow.</summary>
internal static class GroupDecision
{
    /// <summary>Every rule's standing, in declared order, and the conflicts.</summary>
    public static (ImmutableArray<RuleStanding> Rules, ImmutableArray<WalkError> Conflicts) Decide(WorkflowResult workflow, Pathway pathway)
    {
        var standings = new Dictionary<RuleResult, RuleStanding>(ReferenceEqualityComparer.Instance);
        var conflicts = ImmutableArray.CreateBuilder<WalkError>();
        foreach (var group in workflow.Rules.Where(r => r.Rule.Properties.Group is not null).GroupBy(r => r.Rule.Properties.Group!))
        {
            var policy = pathway.HitPolicyOf(group.Key);
            if (policy == HitPolicy.First)
            {
                foreach (var standing in DecideFirst(group))
                    standings[standing.Rule] = standing;
                continue;
            }

            var met = group.Where(r => r.IsMet).ToList();
            var conflict = policy switch
            {
                HitPolicy.Unique => met.Count > 1,
                HitPolicy.Any => met.Select(r => r.Rule.SuccessEvent).Distinct().Count() > 1,
                _ => false,
            };
            if (!conflict)
                continue;
            var names = string.Join(", ", met.Select(r => $"`{r.Rule.Id}`"));
            conflicts.Add(new WalkError(
                $"{workflow.Workflow.Name}/{group.Key}",
                policy == HitPolicy.Unique
                    ? $"{names} are all met, but in the group `{group.Key}` only one rule may be."
                    : $"{names} are all met, but the rules of the group `{group.Key}` must recommend the same.",
                met[1].Rule.Place));
            foreach (var rule in met)
                standings[rule] = new RuleStanding(rule, Standing.Conflict, []);
        }

        return ([.. workflow.Rules.Select(r => standings.GetValueOrDefault(r) ?? new RuleStanding(r, Standing.Counts, []))], conflicts.ToImmutable());
    }

    private static IEnumerable<RuleStanding> DecideFirst(IEnumerable<RuleResult> rules)
    {
        var decided = false;
        var blockers = ImmutableArray<RuleResult>.Empty;
        foreach (var rule in rules)
        {
            if (decided)
            {
                yield return new RuleStanding(rule, Standing.Overruled, []);
                continue;
            }

            yield return new RuleStanding(rule, blockers.IsEmpty ? Standing.Counts : Standing.Held, blockers);
            if (rule.IsMet)
                decided = true;
            else if (!rule.IsDetermined || rule.IsError)
                blockers = blockers.Add(rule);
        }
    }
}
