using RuleWorkbench.Compilation;
using RuleWorkbench.Model;
using RuleWorkbench.Simulation;
using RuleWorkbench.Tracing;

namespace RuleWorkbench.Reporting;

/// <summary>The words and signs in which every rendering of an explanation says the same things. Signs are single-width
/// and never stand without a word or a place of their own.</summary>
public static class ExplanationWords
{
    /// <summary>✓ met, ✗ not met, ? undetermined, ! error, - skipped.</summary>
    public static string Sign(RuleResult result) => result switch
    {
        { Verdict: Verdict.Skipped } => "-",
        { IsDetermined: false } => "?",
        { Verdict: Verdict.Met } => "✓",
        { Verdict: Verdict.NotMet } => "✗",
        _ => "!",
    };

    public static string Sign(Kleene value) => value.IsUnknown ? "?" : value.IsFailed ? "!" : value.IsTrue ? "✓" : "✗";

    public static string Sign(RecommendationStatus status) => status switch
    {
        RecommendationStatus.Recommended => "✓",
        RecommendationStatus.Vetoed => "✗",
        RecommendationStatus.Held => "=",
        RecommendationStatus.Undetermined => "?",
        _ => " ",
    };

    /// <summary>A verdict with what leaves it open.</summary>
    public static string VerdictOf(RuleResult result) => result switch
    {
        { Verdict: Model.Verdict.Skipped } => "skipped (disabled)",
        { IsDetermined: false } => $"undetermined: missing {string.Join(", ", result.MissingFacts)}{EngineSays(result)}",
        { Verdict: Model.Verdict.Met } => "met",
        { Verdict: Model.Verdict.NotMet } => "not met",
        _ => $"error: {result.Error}",
    };

    /// <summary>A value seen, with its unit: <c>patient.age = 54 a</c>.</summary>
    public static string Seen(SeenValue seen) =>
        $"{seen.Name} = {Figures.Display(seen.Value)}{(seen.Value is not null && seen.Unit is { } unit ? " " + unit : "")}";

    /// <summary>A figure with what it was reckoned from, in one line.</summary>
    public static string Figure(FigureTrace figure) =>
        $"figure {(figure.Name is { } name ? $"{name} = " : "")}{Figures.Display(figure.Value)}{(figure.Values.IsEmpty ? "" : $" ({string.Join(", ", figure.Values.Select(Seen))})")}";

    /// <summary>All that a criterion saw, in one line; empty when it read nothing.</summary>
    public static string SeenBy(CriterionTrace trace) => string.Join(", ", trace.Values.Select(Seen));

    /// <summary>What a quantifier found, in one line.</summary>
    public static string Found(QuantifierTrace trace)
    {
        if (trace.Elements is not { } elements)
            return $"{trace.List} is missing";
        if (elements.IsEmpty)
            return $"{trace.List} is empty";
        var (yes, open) = (elements.Count(e => e.Outcome.IsTrue), elements.Count(e => e.Outcome.IsUnknown));
        return $"{yes} of {elements.Length} in {trace.List}{(open > 0 ? $", {open} open" : "")}";
    }

    /// <summary>Why a recommendation has its status, in one line per reason.</summary>
    public static string Reason(RecommendationReason reason)
    {
        var rule = reason.Rule.Rule.Label;
        return reason.Status switch
        {
            RecommendationStatus.Recommended => $"from {rule}",
            RecommendationStatus.Vetoed => $"from {rule}; vetoed by {Names(reason.Vetoes)}",
            RecommendationStatus.Held when reason.Conflict is not null => $"from {rule}; held by the conflict in {reason.Conflict}",
            RecommendationStatus.Held => $"from {rule}; held by {Names(reason.Holds)}{Missing(reason)}",
            _ => $"{rule} is open{Missing(reason)}",
        };
    }

    private static string EngineSays(RuleResult result) => result.Verdict switch
    {
        Model.Verdict.Met => " (RulesEngine alone says met)",
        Model.Verdict.NotMet => " (RulesEngine alone says not met)",
        _ => "",
    };

    private static string Names(IEnumerable<RuleResult> rules) =>
        string.Join(", ", rules.DistinctBy(r => r.Rule.Id).Select(r => r.Rule.Label));

    private static string Missing(RecommendationReason reason) =>
        reason.MissingFacts.IsEmpty ? "" : $" (missing {string.Join(", ", reason.MissingFacts)})";
}
