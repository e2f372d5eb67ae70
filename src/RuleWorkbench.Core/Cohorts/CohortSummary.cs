using System.Collections.Immutable;
using RuleWorkbench.Compilation;
using RuleWorkbench.Model;

namespace RuleWorkbench.Cohorts;

/// <summary>What a rule did in a cohort, in cases.</summary>
/// <param name="Lacking">Of the cases on which it is undetermined, those that lack a fact which it reads: most first.</param>
public sealed record RuleCounts(
    string Workflow, Rule Rule, long Evaluated, long Met, long Undetermined, long Errors, ImmutableArray<(string Fact, long Cases)> Lacking);

/// <summary>How many cases ended with each status of a recommendation.</summary>
public sealed record RecommendationCounts(string Code, long Recommended, long Held, long Undetermined, long Vetoed)
{
    /// <summary>Cases in which anything is said of it.</summary>
    public long Any => Recommended + Held + Undetermined + Vetoed;
}

/// <summary>Cases that went from a rule of one workflow to another workflow.</summary>
public sealed record EdgeCounts(string From, Rule Rule, string To, long Cases);

/// <summary>A part of the cohort and its recommendations.</summary>
public sealed record Stratum(string Name, long Cases, ImmutableArray<RecommendationCounts> Recommendations)
{
    /// <summary>Recommendations per 100 cases: what a clinic would be alerted to.</summary>
    public double AlertBurden => Cases == 0 ? 0 : 100.0 * Recommendations.Sum(r => r.Recommended) / Cases;
}

/// <summary>What a pathway does to a cohort.</summary>
/// <param name="Cases">Cases that were run.</param>
/// <param name="Rejected">Lines that are no cases.</param>
/// <param name="InError">Cases whose walk has an error.</param>
/// <param name="WalkedSingly">Cases that had to be walked one by one.</param>
public sealed record CohortSummary(
    Pathway Pathway,
    long Cases,
    long Rejected,
    long InError,
    long WalkedSingly,
    ImmutableArray<RuleCounts> Rules,
    ImmutableArray<(string Workflow, long Cases)> Reached,
    ImmutableArray<EdgeCounts> Edges,
    Stratum Everybody,
    ImmutableArray<Stratum> Strata)
{
    internal static CohortCounts Empty(CompiledPathway compiled, ColumnWalk walk)
    {
        var numbers = new WalkNumbers(walk);
        return new CohortCounts(numbers.Count, numbers.Rules, walk.Codes.Length, compiled.Facts.Count);
    }

    internal static CohortSummary Of(CompiledPathway compiled, ColumnWalk walk, CohortCounts counts)
    {
        var rules = ImmutableArray.CreateBuilder<RuleCounts>();
        var reached = ImmutableArray.CreateBuilder<(string, long)>();
        var edges = ImmutableArray.CreateBuilder<EdgeCounts>();
        var facts = compiled.Facts.All.ToList();
        var (numbers, of) = (new WalkNumbers(walk), counts.Numbers);
        for (var w = 0; w < walk.Workflows.Length; w++)
        {
            var workflow = walk.Workflows[w];
            reached.Add((workflow.Workflow.Name, of[numbers.Reached(w)]));
            foreach (var rule in workflow.Rules)
            {
                var at = rules.Count;
                rules.Add(new RuleCounts(
                    workflow.Workflow.Name, rule.Rule, of[WalkNumbers.Evaluated(at)], of[WalkNumbers.Met(at)], of[WalkNumbers.Open(at)], of[WalkNumbers.Error(at)],
                    [.. facts.Select((f, i) => (f.Path, counts.RuleLacks[at, i])).Where(f => f.Item2 > 0).OrderByDescending(f => f.Item2).ThenBy(f => f.Path, StringComparer.Ordinal)]));
            }

            foreach (var edge in workflow.Edges)
                edges.Add(new EdgeCounts(workflow.Workflow.Name, edge.Rule.Rule, walk.Workflows[edge.Next].Workflow.Name, of[numbers.Passed(edges.Count)]));
        }

        return new CohortSummary(
            compiled.Pathway, counts.Cases, counts.Rejected, of[WalkNumbers.InError], counts.WalkedSingly, rules.ToImmutable(), reached.ToImmutable(), edges.ToImmutable(),
            Of(walk, "", counts.Everybody),
            [.. counts.Strata.Select(s => Of(walk, s.Key, s.Value))]);
    }

    private static Stratum Of(ColumnWalk walk, string name, StratumCounts counts) => new(
        name,
        counts.Cases,
        [.. walk.Codes.Select((code, i) => new RecommendationCounts(
            code,
            Status(counts, i, RecommendationStatus.Recommended),
            Status(counts, i, RecommendationStatus.Held),
            Status(counts, i, RecommendationStatus.Undetermined),
            Status(counts, i, RecommendationStatus.Vetoed)))]);

    private static long Status(StratumCounts counts, int code, RecommendationStatus status) =>
        counts.Counts[(code * StratumCounts.Statuses) + StratumCounts.Position(status)];
}
