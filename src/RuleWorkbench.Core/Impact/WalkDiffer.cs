using System.Collections.Immutable;
using RuleWorkbench.Diffing;
using RuleWorkbench.Model;
using RuleWorkbench.Simulation;

namespace RuleWorkbench.Impact;

/// <summary>Compares what a case does in two versions. Rules and workflows that were renamed are the same.</summary>
public sealed class WalkDiffer(PathwayDiff diff)
{
    public ImmutableArray<Difference> Compare(WalkResult before, WalkResult after)
    {
        var found = ImmutableArray.CreateBuilder<Difference>();
        foreach (var code in before.Recommendations.Concat(after.Recommendations).Select(r => r.Code).Distinct())
            Add(DifferenceKind.Recommendation, code, Difference.Word(before.StatusOf(code)), Difference.Word(after.StatusOf(code)));

        var (olds, news) = (Rules(before, Now), Rules(after, id => id));
        foreach (var id in news.Keys.Union(olds.Keys))
        {
            var (old, now) = (olds.GetValueOrDefault(id), news.GetValueOrDefault(id));
            if (!IsIdle(old) || !IsIdle(now))
                Add(DifferenceKind.Rule, id, Word(old), Word(now));
            if (old?.Figures?.ToString() is { } was && now?.Figures?.ToString() is { } stands && was != stands)
                found.Add(new Difference(DifferenceKind.Figures, id, "", ""));
        }

        // What does not compile is said once for the version; it is nothing that a case brings about.
        var (failed, fails) = (before.Errors.Where(e => !e.IsDefect).Select(e => Where(e.Where)).ToHashSet(), after.Errors.Where(e => !e.IsDefect).Select(e => e.Where).ToHashSet());
        foreach (var place in failed.Union(fails))
            Add(DifferenceKind.Error, place, failed.Contains(place) ? "error" : "", fails.Contains(place) ? "error" : "");
        Add(DifferenceKind.Walk, "", string.Join(" > ", before.Path.Select(Workflow)), string.Join(" > ", after.Path));
        return found.ToImmutable();

        void Add(DifferenceKind kind, string what, string old, string now)
        {
            if (old != now)
                found.Add(new Difference(kind, what, old, now));
        }
    }

    /// <summary>The results of all rules by what the candidate calls them.</summary>
    private static Dictionary<string, RuleResult> Rules(WalkResult walk, Func<string, string> name)
    {
        var rules = new Dictionary<string, RuleResult>();
        foreach (var rule in walk.Visited.Concat(walk.Beside).SelectMany(w => w.Rules))
            rules.TryAdd(name(rule.Rule.Id), rule);
        return rules;
    }

    /// <summary>A rule that does nothing for a case: whether it was looked at is no matter.</summary>
    private static bool IsIdle(RuleResult? result) => result is null or { Verdict: Verdict.Skipped } or { Verdict: Verdict.NotMet, IsDetermined: true };

    private static string Word(RuleResult? result) => result switch
    {
        null => "not evaluated",
        { Verdict: Verdict.Skipped } => "skipped",
        { IsDetermined: false } => "undetermined",
        { Verdict: Verdict.Met } => "met",
        { Verdict: Verdict.NotMet } => "not met",
        _ => "error",
    };

    private string Now(string rule) => diff.RuleIds.GetValueOrDefault(rule, rule);

    private string Workflow(string name) => diff.Workflows.GetValueOrDefault(name, name);

    private string Where(string place) => place.Split('/', 2) is [var workflow, var group] ? $"{Workflow(workflow)}/{group}" : Now(place);
}
