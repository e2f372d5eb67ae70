using System.Collections.Immutable;
using RuleWorkbench.Compilation;
using RuleWorkbench.Model;

namespace RuleWorkbench.Simulation;

/// <summary>Takes a case through a pathway: from the entry along <c>next</c>, then groups and guards, to the status of
/// every recommendation. What could be vetoed is never recommended.</summary>
public sealed class Walker(IEngine engine)
{
    private readonly Pathway pathway = engine.Compiled.Pathway;

    /// <summary>Code to position in the catalogue, which is the order in which recommendations are shown.</summary>
    private readonly Dictionary<string, int> catalogue = engine.Compiled.Pathway.Recommendations.Select((r, i) => KeyValuePair.Create(r.Code, i)).ToDictionary();

    private readonly HashSet<Rule> defects = new(
        engine.Compiled.Workflows.Values.SelectMany(w => w.Rules.Where(r => ReferenceEngine.FirstDefect(w, r) is not null)).Select(r => r.Rule),
        ReferenceEqualityComparer.Instance);

    public async ValueTask<WalkResult> WalkAsync(BoundCase facts, CancellationToken cancellation)
    {
        var visited = ImmutableArray.CreateBuilder<WorkflowResult>();
        var standings = new List<(string Workflow, RuleStanding Standing)>();
        var taken = ImmutableArray.CreateBuilder<TakenBranch>();
        var possible = ImmutableArray.CreateBuilder<PossibleBranch>();
        var errors = ImmutableArray.CreateBuilder<WalkError>();
        var reached = new HashSet<string> { pathway.Entry };
        var queue = new Queue<string>(reached);

        // Each workflow is visited once, so the walk ends even where a circle was not reported at load.
        while (queue.TryDequeue(out var name))
        {
            var result = await engine.EvaluateAsync(name, facts, cancellation).ConfigureAwait(false);
            visited.Add(result);
            foreach (var standing in Decide(result))
            {
                foreach (var next in standing.Rule.Rule.Properties.Next)
                {
                    if (standing.Rule.IsMet && standing.Standing == Standing.Counts)
                    {
                        taken.Add(new TakenBranch(standing.Rule.Rule, next));
                        if (reached.Add(next))
                            queue.Enqueue(next);
                    }
                    else if (IsPossible(standing))
                    {
                        possible.Add(new PossibleBranch(standing.Rule.Rule, next, BranchFacts(standing)));
                    }
                }
            }
        }

        var beside = ImmutableArray.CreateBuilder<WorkflowResult>();
        foreach (var workflow in pathway.Workflows.Where(w => !reached.Contains(w.Name)))
        {
            var always = pathway.Always.Contains(workflow.Name);
            if (!always && !engine.Compiled.Workflows[workflow.Name].Rules.Any(r => r.Rule.IsGuard))
                continue;
            var result = await engine.EvaluateAsync(workflow.Name, facts, cancellation).ConfigureAwait(false);

            // Of a workflow that the walk did not reach, only the guards speak.
            result = always ? result : result with { Rules = [.. result.Rules.Where(r => r.Rule.IsGuard)] };
            beside.Add(result);
            if (always)
                Decide(result);
        }

        foreach (var rule in visited.Concat(beside).SelectMany(w => w.Rules))
        {
            if (rule.IsError)
                errors.Add(new WalkError(rule.Rule.Id, $"`{rule.Rule.Name}` fails: {rule.Error}", rule.Rule.Place) { IsDefect = defects.Contains(rule.Rule) });
            else if (rule.Figures?.Error is { } figureError)
                errors.Add(new WalkError(rule.Rule.Id, $"The figures of `{rule.Rule.Name}` fail: {figureError}", rule.Rule.Place));
        }

        var guards = visited.Concat(beside).SelectMany(w => w.Rules).Where(r => r.Rule.IsGuard && r.Verdict != Verdict.Skipped).ToList();
        var recommendations = Recommend(standings, guards);
        return new WalkResult(
            visited.ToImmutable(),
            beside.ToImmutable(),
            taken.ToImmutable(),
            [.. possible.Where(p => !reached.Contains(p.Workflow))],
            recommendations,
            Ask(recommendations),
            errors.ToImmutable());

        ImmutableArray<RuleStanding> Decide(WorkflowResult result)
        {
            var (rules, conflicts) = GroupDecision.Decide(result, pathway);
            standings.AddRange(rules.Select(r => (result.Workflow.Name, r)));
            errors.AddRange(conflicts);
            return rules;
        }
    }

    private static bool IsPossible(RuleStanding standing) =>
        standing.Standing != Standing.Overruled && (!standing.Rule.IsDetermined || standing.Rule.IsMet);

    private static ImmutableArray<string> BranchFacts(RuleStanding standing) =>
        [.. standing.Rule.MissingFacts.Concat(standing.Blockers.SelectMany(b => b.MissingFacts)).Distinct()];

    private ImmutableArray<RecommendationResult> Recommend(List<(string Workflow, RuleStanding Standing)> standings, List<RuleResult> guards)
    {
        var reasons = new Dictionary<string, List<RecommendationReason>>();
        foreach (var (workflow, standing) in standings)
        {
            if (standing.Rule.Rule.SuccessEvent is not { } code || !IsPossible(standing))
                continue;
            if (!reasons.TryGetValue(code, out var own))
                reasons[code] = own = [];
            own.Add(Reason(workflow, standing, guards));
        }

        return [.. reasons
            .OrderBy(r => catalogue.GetValueOrDefault(r.Key, int.MaxValue))
            .Select(r => new RecommendationResult(r.Key, r.Value.Max(x => x.Status), [.. r.Value.OrderByDescending(x => x.Status)]))];
    }

    private static RecommendationReason Reason(string workflow, RuleStanding standing, List<RuleResult> guards)
    {
        var rule = standing.Rule;
        var own = guards.Where(g => g.Rule.Properties.Veto.Contains(rule.Rule.SuccessEvent!) || g.Rule.Properties.Veto.Contains(rule.Rule.Id)).ToList();
        var vetoes = own.Where(g => g.IsMet).ToImmutableArray();
        var holds = standing.Blockers.AddRange(own.Where(g => !g.IsDetermined || g.IsError));
        var isOpen = !rule.IsDetermined;
        var status = !rule.IsMet && !isOpen ? RecommendationStatus.None
            : !vetoes.IsEmpty ? RecommendationStatus.Vetoed
            : isOpen ? RecommendationStatus.Undetermined
            : standing.Standing == Standing.Conflict || !holds.IsEmpty ? RecommendationStatus.Held
            : RecommendationStatus.Recommended;
        var conflict = standing.Standing == Standing.Conflict ? $"{workflow}/{rule.Rule.Properties.Group}" : null;
        return new RecommendationReason(rule, workflow, status, vetoes, holds, conflict);
    }

    private static ImmutableArray<Question> Ask(ImmutableArray<RecommendationResult> recommendations)
    {
        var open = recommendations
            .Where(r => r.Status is RecommendationStatus.Undetermined or RecommendationStatus.Held)
            .SelectMany(r => r.Reasons.SelectMany(x => x.MissingFacts).Distinct().Select(f => (Fact: f, r.Code)));
        return [.. open.GroupBy(o => o.Fact)
            .Select(g => new Question(g.Key, [.. g.Select(o => o.Code).Distinct()]))
            .OrderByDescending(q => q.Settles.Length)
            .ThenBy(q => q.Fact, StringComparer.Ordinal)];
    }
}
