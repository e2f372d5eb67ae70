using RuleWorkbench.Compilation;
using RuleWorkbench.Compilation.Columns;
using RuleWorkbench.Model;
using RuleWorkbench.Simulation;

namespace RuleWorkbench.Cohorts;

/// <summary>Counts what cases do, those that columns told and those that were walked one by one.</summary>
internal sealed class CohortTally(CompiledPathway compiled, ColumnWalk walk, FactColumns columns)
{
    private readonly FactProperty[] allFacts = [.. compiled.Facts.All];

    public CohortCounts Counts { get; } = CohortSummary.Empty(compiled, walk);

    /// <summary>Adds cases that columns told.</summary>
    /// <param name="live">Which of the batch.</param>
    public void Add(ulong[] live, int count)
    {
        var cases = Mask.Count(live, count);
        Counts.Cases += cases;
        var rule = 0;
        var edge = 0;
        for (var w = 0; w < walk.Workflows.Length; w++)
        {
            var workflow = walk.Workflows[w];
            Counts.Reached[w] += Both(workflow.Reached, live, count);
            foreach (var walked in workflow.Rules)
            {
                AddRule(rule++, workflow, walked, live, count);
            }

            foreach (var passed in workflow.Edges)
                Counts.Passed[edge++] += Both(passed.Passes, live, count);
        }

        AddStratum("", live, count);
    }

    private void AddRule(int position, WalkedWorkflow workflow, WalkedRule rule, ulong[] live, int count)
    {
        if (!rule.Rule.Enabled)
            return;
        long evaluated = 0, met = 0, open = 0;
        for (var i = 0; i < (count + 63) >> 6; i++)
        {
            var here = live[i] & (rule.Rule.IsGuard ? ulong.MaxValue : workflow.Speaks[i]);
            evaluated += System.Numerics.BitOperations.PopCount(here);
            met += System.Numerics.BitOperations.PopCount(here & rule.Met[i]);
            open += System.Numerics.BitOperations.PopCount(here & rule.Open[i]);
        }

        Counts.RuleEvaluated[position] += evaluated;
        Counts.RuleMet[position] += met;
        Counts.RuleOpen[position] += open;
        if (open == 0)
            return;
        for (var f = 0; f < allFacts.Length; f++)
        {
            if (!rule.Compiled.Reads.Contains(allFacts[f].Index) || columns.Find(allFacts[f]) is not { Missing: { } missing } column)
                continue;
            for (var row = 0; row < count; row++)
            {
                if (Mask.Has(live, row) && Mask.Has(rule.Open, row) && (rule.Rule.IsGuard || Mask.Has(workflow.Speaks, row)) && FactColumns.Lacks(column, missing, row))
                    Counts.RuleLacks[position, f]++;
            }
        }
    }

    /// <summary>Adds the cases of a stratum; the empty name stands for everybody.</summary>
    public void AddStratum(string name, ulong[] members, int count)
    {
        var stratum = Counts.Stratum(name);
        stratum.Cases += Mask.Count(members, count);
        for (var code = 0; code < walk.Codes.Length; code++)
        {
            for (var status = 0; status < StratumCounts.Statuses; status++)
                stratum.Counts[(code * StratumCounts.Statuses) + status] += Both(walk.Statuses[code][status], members, count);
        }
    }

    /// <summary>Adds a case that was walked by itself.</summary>
    /// <param name="stratum">The name of its stratum, or null.</param>
    public void Add(WalkResult result, string? stratum)
    {
        Counts.Cases++;
        Counts.WalkedSingly++;
        Counts.InError += result.Errors.IsEmpty ? 0 : 1;
        var byWorkflow = result.Visited.Concat(result.Beside).ToDictionary(w => w.Workflow.Name);
        var visited = result.Path.ToHashSet();
        var rule = 0;
        var edge = 0;
        for (var w = 0; w < walk.Workflows.Length; w++)
        {
            var workflow = walk.Workflows[w];
            Counts.Reached[w] += visited.Contains(workflow.Workflow.Name) ? 1 : 0;
            var results = byWorkflow.GetValueOrDefault(workflow.Workflow.Name)?.Rules.DistinctBy(r => r.Rule.Id).ToDictionary(r => r.Rule.Id);
            foreach (var walked in workflow.Rules)
            {
                if (results?.GetValueOrDefault(walked.Rule.Id) is { } found && found.Verdict != Verdict.Skipped)
                {
                    Counts.RuleEvaluated[rule]++;
                    Counts.RuleMet[rule] += found.IsMet ? 1 : 0;
                    Counts.RuleError[rule] += found.IsError ? 1 : 0;
                    Counts.RuleOpen[rule] += found.IsDetermined ? 0 : 1;
                    foreach (var fact in found.MissingFacts.Select(compiled.Facts.IndexOf).OfType<int>().Distinct())
                        Counts.RuleLacks[rule, Array.FindIndex(allFacts, f => f.Index == fact)]++;
                }

                rule++;
            }

            foreach (var way in workflow.Edges)
                Counts.Passed[edge++] += visited.Contains(workflow.Workflow.Name) && results?.GetValueOrDefault(way.Rule.Rule.Id) is { IsMet: true } && visited.Contains(walk.Workflows[way.Next].Workflow.Name) ? 1 : 0;
        }

        Add(Counts.Everybody, result);
        if (stratum is not null)
            Add(Counts.Stratum(stratum), result);
    }

    private void Add(StratumCounts stratum, WalkResult result)
    {
        stratum.Cases++;
        foreach (var recommendation in result.Recommendations.Where(r => r.Status != RecommendationStatus.None))
            stratum.Counts[(walk.Codes.IndexOf(recommendation.Code) * StratumCounts.Statuses) + StratumCounts.Position(recommendation.Status)]++;
    }

    private static int Both(ulong[] a, ulong[] b, int rows)
    {
        var both = 0;
        for (var i = 0; i < (rows + 63) >> 6; i++)
            both += System.Numerics.BitOperations.PopCount(a[i] & b[i]);
        return both;
    }
}
