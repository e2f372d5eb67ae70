using RuleWorkbench.Diffing;
using RuleWorkbench.Impact;
using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Lines;
using RuleWorkbench.Reporting;
using RuleWorkbench.Simulation;
using RuleWorkbench.Tracing;

namespace RuleWorkbench.Presentation.Comparing;

/// <summary>What both versions make of one case, beside each other: statuses, walk, and the traces of the rules that say
/// otherwise.</summary>
internal static class TraceLines
{
    private const int ShortFacts = 240;

    /// <param name="from">Where the case comes from: <c>made smaller from …</c>.</param>
    public static IEnumerable<CompareText.Part> Of(PathwayDiff diff, Difference difference, string from, Case source, Explanation before, Explanation after)
    {
        // A smallest case is told by its few facts; those of a whole one would push away what both versions say.
        var (facts, isSmall) = (ImpactWords.Facts(source), ImpactWords.Facts(source).Length <= ShortFacts);
        yield return CompareText.Part.Of(from, Tone.Quiet);
        if (isSmall)
            yield return CompareText.Part.Of(facts);
        yield return CompareText.Part.Of(ImpactWords.Effect(difference), Tone.Title);
        yield return new CompareText.Part(null, ImpactWords.Says(before, difference, ImpactWords.OldName(diff, difference)), ImpactWords.Says(after, difference, difference.What));
        foreach (var part in Statuses(before, after).Concat(Walk(before, after)).Concat(Rules(diff, before, after)))
            yield return part;
        if (!isSmall)
            yield return CompareText.Part.Of(facts, Tone.Quiet);
    }

    private static IEnumerable<CompareText.Part> Statuses(Explanation before, Explanation after)
    {
        var codes = before.Walk.Recommendations.Concat(after.Walk.Recommendations).Select(r => r.Code).Distinct().Where(c => before.Walk.StatusOf(c) != after.Walk.StatusOf(c)).ToList();
        if (codes.Count > 0)
            yield return CompareText.Part.Of("recommendations", Tone.Strong);
        foreach (var code in codes)
            yield return CompareText.Part.Beside(Status(before.Walk.StatusOf(code), code), Status(after.Walk.StatusOf(code), code));
    }

    private static Line Status(RecommendationStatus status, string code) =>
        Line.Of($"{ExplanationWords.Sign(status)} {Difference.Word(status),-12} ", RuleWords.ToneOf(status)).And(code);

    private static IEnumerable<CompareText.Part> Walk(Explanation before, Explanation after)
    {
        if (before.Walk.Path.SequenceEqual(after.Walk.Path))
            yield break;
        yield return CompareText.Part.Of("walk", Tone.Strong);
        yield return new CompareText.Part(null, string.Join(" > ", before.Walk.Path), string.Join(" > ", after.Walk.Path));
    }

    private static IEnumerable<CompareText.Part> Rules(PathwayDiff diff, Explanation before, Explanation after)
    {
        var pairs = Pairs(diff, before, after).ToList();
        var other = pairs.Where(p => Verdict(p.Before) != Verdict(p.After)).ToList();
        if (other.Count > 0)
            yield return CompareText.Part.Of("rules", Tone.Strong);
        foreach (var (old, now) in other)
        {
            yield return CompareText.Part.Of((now ?? old)!.Rule.Rule.Label, Tone.Accent);
            yield return CompareText.Part.Beside(Head(old), Head(now));
            foreach (var (left, right) in Aligned(Criteria(old), Criteria(now)))
                yield return CompareText.Part.Beside(left?.Line, right?.Line);
        }

        if (pairs.Count > other.Count)
            yield return CompareText.Part.Of($"{pairs.Count - other.Count} rules say the same in both versions", Tone.Quiet);
    }

    /// <summary>Rules of both versions, those of the baseline that are gone last.</summary>
    private static IEnumerable<(RuleTrace? Before, RuleTrace? After)> Pairs(PathwayDiff diff, Explanation before, Explanation after)
    {
        var now = after.Workflows.SelectMany(w => w.Rules).ToList();
        var seen = new HashSet<RuleTrace>(ReferenceEqualityComparer.Instance);
        foreach (var rule in now)
        {
            var old = before.Rule(diff.RuleIds.FirstOrDefault(r => r.Value == rule.Rule.Rule.Id).Key ?? rule.Rule.Rule.Id);
            if (old is not null)
                seen.Add(old);
            yield return (old, rule);
        }

        foreach (var gone in before.Workflows.SelectMany(w => w.Rules).Where(r => !seen.Contains(r)))
            yield return (gone, null);
    }

    private static string Verdict(RuleTrace? rule) => rule is null ? "not reached" : ExplanationWords.VerdictOf(rule.Result);

    private static Line Head(RuleTrace? rule) => rule is null
        ? Line.Of("· not reached", Tone.Quiet)
        : Line.Of($"{ExplanationWords.Sign(rule.Result)} {ExplanationWords.VerdictOf(rule.Result)}", RuleWords.ToneOf(rule.Result));

    /// <summary>The criteria of a rule, each with the text that it is known by.</summary>
    private static List<(string Key, Line Line)> Criteria(RuleTrace? rule) => rule is null ? [] :
    [
        .. rule.Criteria is { } criteria ? Criteria(criteria, 1) : [],
        .. rule.Children.SelectMany(c => Criteria(c).Prepend((c.Rule.Rule.Name, Line.Of("  ").And(Head(c)).And(" " + c.Rule.Rule.Name)))),
    ];

    private static IEnumerable<(string Key, Line Line)> Criteria(CriterionTrace trace, int depth)
    {
        var line = Line.Of(new string(' ', depth * 2)).And(RuleWords.Criterion(trace)) with { Hanging = (depth * 2) + 2 };
        return trace.Parts.SelectMany(p => Criteria(p, depth + 1)).Prepend(($"{trace.Criterion.Kind} {(trace.Parts.IsEmpty ? RuleWords.Flat(trace.Criterion.Text) : "")}", line));
    }

    /// <summary>The same criteria beside each other; one that only one version has stands alone.</summary>
    private static IEnumerable<((string Key, Line Line)? Left, (string Key, Line Line)? Right)> Aligned(List<(string Key, Line Line)> left, List<(string Key, Line Line)> right)
    {
        var at = 0;
        foreach (var own in left)
        {
            var found = right.FindIndex(at, r => r.Key == own.Key);
            for (; found >= 0 && at < found; at++)
                yield return (null, right[at]);
            yield return (own, found >= 0 ? right[at++] : null);
        }

        for (; at < right.Count; at++)
            yield return (null, right[at]);
    }
}
