using System.Text;
using RuleWorkbench.Simulation;
using RuleWorkbench.Tracing;

namespace RuleWorkbench.Reporting;

/// <summary>Writes an explanation as Markdown: what is recommended first, then why.</summary>
public static class ExplanationMarkdown
{
    public static string Write(Explanation explanation)
    {
        var text = new StringBuilder();
        text.Append($"# {MarkdownText.Escape(explanation.Case.FullId)}\n\n");
        if (explanation.Case.Why is { } why)
            text.Append(MarkdownText.Escape(why)).Append("\n\n");
        text.Append($"Pathway {MarkdownText.Escape(explanation.Pathway.Title ?? explanation.Pathway.Name)} {MarkdownText.Escape(explanation.Pathway.Version ?? "")}");
        text.Append($" · walk: {MarkdownText.Escape(string.Join(" > ", explanation.Walk.Path))}\n\n## Recommendations\n\n");
        if (explanation.Walk.Recommendations.IsEmpty)
            text.Append("None.\n");
        foreach (var recommendation in explanation.Walk.Recommendations)
        {
            text.Append($"- {ExplanationWords.Sign(recommendation.Status)} **{recommendation.Status}: {MarkdownText.Escape(recommendation.Code)}**");
            if (explanation.Pathway.Recommendation(recommendation.Code) is { } entry)
                text.Append($" {MarkdownText.Escape(entry.Text)}");
            text.Append('\n');
            foreach (var reason in recommendation.Reasons)
                text.Append($"  - {MarkdownText.Escape(ExplanationWords.Reason(reason))}{Figures(reason)}\n");
        }

        if (!explanation.Walk.Questions.IsEmpty)
        {
            text.Append("\n## Ask for\n\n");
            foreach (var question in explanation.Walk.Questions)
                text.Append($"- {MarkdownText.Code(question.Fact)}, which could settle {MarkdownText.Escape(string.Join(", ", question.Settles))}\n");
        }

        if (!explanation.Walk.Errors.IsEmpty)
        {
            text.Append("\n## Errors\n\n");
            foreach (var error in explanation.Walk.Errors)
                text.Append($"- {MarkdownText.Escape(error.Where)}: {MarkdownText.Escape(error.Message)} ({error.Place})\n");
        }

        foreach (var workflow in explanation.Workflows)
        {
            text.Append($"\n## {MarkdownText.Escape(workflow.Workflow.Name)}{(workflow.OnWalk ? "" : " (beside the walk)")}\n\n");
            foreach (var rule in workflow.Rules)
                Rule(text, rule, "");
        }

        return text.ToString();
    }

    private static string Figures(RecommendationReason reason) =>
        reason.Rule.Figures is { } figures ? $" ({MarkdownText.Escape(figures.ToString())})" : "";

    /// <summary>The sign of a rule; a bare - would begin a list of its own.</summary>
    private static string Sign(RuleTrace trace) => ExplanationWords.Sign(trace.Result).Replace("-", "\\-", StringComparison.Ordinal);

    private static void Rule(StringBuilder text, RuleTrace trace, string indent)
    {
        text.Append($"{indent}- {Sign(trace)} **{MarkdownText.Escape(trace.Rule.Rule.Label)}**: {MarkdownText.Escape(ExplanationWords.VerdictOf(trace.Result))}\n");
        if (trace.Criteria is { } criteria)
            Criterion(text, criteria, indent + "  ");
        foreach (var figure in trace.Figures)
            text.Append($"{indent}  - {MarkdownText.Escape(ExplanationWords.Figure(figure))}\n");
        foreach (var child in trace.Children)
            Rule(text, child, indent + "  ");
    }

    private static void Criterion(StringBuilder text, CriterionTrace trace, string indent)
    {
        var seen = ExplanationWords.SeenBy(trace);
        var label = trace.Criterion.Kind == CriterionKind.Test ? MarkdownText.Code(trace.Criterion.Text) : trace.Criterion.Kind switch { CriterionKind.And => "all of", CriterionKind.Or => "any of", _ => "not" };
        text.Append($"{indent}- {ExplanationWords.Sign(trace.Outcome)} {label}");
        if (seen.Length > 0)
            text.Append($" — {MarkdownText.Escape(seen)}");
        if (trace.StandsInTheWay)
            text.Append(" ← stands in the way");
        text.Append('\n');
        foreach (var list in trace.Quantifiers)
            text.Append($"{indent}  - {MarkdownText.Escape(ExplanationWords.Found(list))}\n");
        foreach (var part in trace.Parts)
            Criterion(text, part, indent + "  ");
    }
}
