using System.Collections.Immutable;
using RuleWorkbench.Cohorts;
using RuleWorkbench.Cohorts.Live;
using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Lines;
using RuleWorkbench.Presentation.Pages;

namespace RuleWorkbench.Presentation.Cohorts;

/// <summary>The counts of a cohort as a tree: recommendations, the pathway with counts along its arrows, rules, strata.</summary>
internal static class CohortTree
{
    private static readonly RecommendationStatus[] Others = [RecommendationStatus.Held, RecommendationStatus.Undetermined, RecommendationStatus.Vetoed];

    public static ImmutableArray<TreeNode> Of(LiveResult now, ImmutableArray<LiveChange> changes)
    {
        var summary = now.Summary;
        var (cases, everybody) = (summary.Cases, summary.Everybody.Recommendations);
        return
        [
            new TreeNode("recommendations", Line.Of("recommendations", Tone.Strong).And(changes.IsEmpty ? "" : "   + and − since the last save", Tone.Quiet))
            {
                IsOpen = true,
                Children = [.. everybody.Where(r => r.Any > 0 || changes.Any(c => c.Code == r.Code)).OrderByDescending(r => r.Recommended).Select(r => Recommendation(r, now, changes))],
            },
            new TreeNode("ways", Line.Of("ways through the pathway", Tone.Strong)) { IsOpen = true, Children = Ways(now) },
            new TreeNode("rules", Line.Of("rules that are met", Tone.Strong))
            {
                Children = [.. summary.Rules.Where(r => r.Met > 0).OrderByDescending(r => r.Met).Select(r => new TreeNode(r.Workflow + r.Rule.Id, Count(r.Met, cases).And(r.Rule.Label), new CohortNumber(now, $"{r.Rule.Id} met", n => n.With(r, RuleNumber.Met))))],
            },
            new TreeNode("open", Line.Of("rules that a missing fact leaves open", Tone.Strong))
            {
                Children = [.. summary.Rules.Where(r => r.Undetermined > 0).OrderByDescending(r => r.Undetermined).Select(r => new TreeNode(
                    r.Workflow + r.Rule.Id,
                    Count(r.Undetermined, cases).And(r.Rule.Label).And("  lack " + string.Join(", ", r.Lacking.Take(3).Select(l => l.Fact)), Tone.Quiet),
                    new CohortNumber(now, $"{r.Rule.Id} undetermined", n => n.With(r, RuleNumber.Undetermined))))],
            },
            .. summary.InError == 0 ? [] : new[] { new TreeNode("errors", Count(summary.InError, cases).And("in error", Tone.Bad), new CohortNumber(now, "in error", n => n.InError)) },
            .. summary.Strata.Select(s => Part(s, now)),
        ];
    }

    private static TreeNode Recommendation(RecommendationCounts counts, LiveResult now, ImmutableArray<LiveChange> changes)
    {
        var (code, cases) = (counts.Code, now.Summary.Cases);
        var own = changes.Where(c => c.Code == code).ToList();
        var line = Count(counts.Recommended, cases).And(code);
        if (own.FirstOrDefault(c => c.Status == RecommendationStatus.Recommended) is { } turned)
            line = line.And("  ").And(PeopleWords.Turned(turned));
        return new TreeNode(code, line, Number(now, code, RecommendationStatus.Recommended))
        {
            IsOpen = own.Count > 0,
            Children =
            [
                .. own.Where(c => c.Gained.Count > 0).Select(c => new TreeNode($"+{c.Status}", Count(c.Gained.Count, cases).And($"come to be {Word(c.Status)}", Tone.Good), new CohortNumber(now, $"{code}: come to be {Word(c.Status)}", _ => c.Gained))),
                .. own.Where(c => c.Lost.Count > 0).Select(c => new TreeNode($"-{c.Status}", Count(c.Lost.Count, cases).And($"are no longer {Word(c.Status)}", Tone.Bad), new CohortNumber(now, $"{code}: no longer {Word(c.Status)}", _ => c.Lost))),
                .. Others.Select(s => (Status: s, Cases: Of(counts, s))).Where(s => s.Cases > 0)
                    .Select(s => new TreeNode(Word(s.Status), Count(s.Cases, cases).And(Word(s.Status), RuleWords.ToneOf(s.Status)), Number(now, code, s.Status))),
            ],
        };
    }

    /// <summary>The pathway with how many came to each workflow, and along each arrow.</summary>
    private static ImmutableArray<TreeNode> Ways(LiveResult now)
    {
        var summary = now.Summary;
        return new PathwayMap(
            summary.Pathway,
            workflow => (Count(summary.Reached.FirstOrDefault(r => r.Workflow == workflow.Name).Cases, summary.Cases), new CohortNumber(now, $"come to {workflow.Name}", n => n.Reaching(workflow.Name))),
            (workflow, rule, next) => summary.Edges.FirstOrDefault(e => e.From == workflow.Name && e.Rule.Id == rule.Id && e.To == next) is { } edge
                ? (Count(edge.Cases, summary.Cases), new CohortNumber(now, $"{rule.Id} to {next}", n => n.Along(edge)))
                : (Count(0, summary.Cases), null)).Nodes;
    }

    private static TreeNode Part(Stratum stratum, LiveResult now) =>
        new("s:" + stratum.Name, Line.Of($"{stratum.Name}  ", Tone.Strong).And($"{PeopleWords.Number(stratum.Cases)} people, {stratum.AlertBurden:0} recommendations per 100", Tone.Quiet))
        {
            Children =
            [
                new TreeNode("*", Count(stratum.Cases, now.Summary.Cases).And("all of them", Tone.Quiet), new CohortNumber(now, stratum.Name, n => n.In(stratum))),
                .. stratum.Recommendations.Where(r => r.Recommended > 0).OrderByDescending(r => r.Recommended).Select(r => new TreeNode(
                    r.Code,
                    Count(r.Recommended, stratum.Cases).And(r.Code),
                    new CohortNumber(now, $"{r.Code} recommended, {stratum.Name}", n => n.With(r.Code, RecommendationStatus.Recommended).Within(n.In(stratum))))),
            ],
        };

    private static CohortNumber Number(LiveResult now, string code, RecommendationStatus status) => new(now, $"{code} {Word(status)}", n => n.With(code, status));

    private static Line Count(long count, long of) => Line.Of($"{PeopleWords.Number(count),9} {(of == 0 ? 0 : 100.0 * count / of),5:0.0} %  ");

    private static long Of(RecommendationCounts counts, RecommendationStatus status) => status switch
    {
        RecommendationStatus.Held => counts.Held,
        RecommendationStatus.Undetermined => counts.Undetermined,
        _ => counts.Vetoed,
    };

    private static string Word(RecommendationStatus status) => status.ToString().ToLowerInvariant();
}
