using System.Collections.Immutable;
using RuleWorkbench.Model;
using RuleWorkbench.Reporting;
using RuleWorkbench.Tracing;

namespace RuleWorkbench.Presentation.Rules;

/// <summary>A criterion of a rule with what it saw on the chosen case.</summary>
/// <param name="Depth">How deep it is nested.</param>
/// <param name="Sign">✓ met, ✗ not met, ? open, ! failed.</param>
/// <param name="Seen">The values that it looked at.</param>
/// <param name="Start">Where it stands in its expression's text; -1 for a nested rule.</param>
public sealed record CriterionLine(int Depth, string Sign, string Text, string Seen, int Start, int Length, bool StandsInTheWay)
{
    /// <summary>All criteria of a rule, the nested ones under those that they belong to.</summary>
    public static ImmutableArray<CriterionLine> Of(RuleTrace trace)
    {
        var lines = ImmutableArray.CreateBuilder<CriterionLine>();
        Add(lines, trace, 0);
        return lines.ToImmutable();
    }

    private static void Add(ImmutableArray<CriterionLine>.Builder lines, RuleTrace trace, int depth)
    {
        if (trace.Criteria is { } criteria)
            Add(lines, criteria, depth);
        foreach (var child in trace.Children)
        {
            lines.Add(new CriterionLine(depth, ExplanationWords.Sign(child.Result), child.Rule.Rule.Name, child.Result.Verdict == Verdict.Error ? child.Result.Error ?? "" : "", -1, 0, false));
            Add(lines, child, depth + 1);
        }
    }

    private static void Add(ImmutableArray<CriterionLine>.Builder lines, CriterionTrace trace, int depth)
    {
        var criterion = trace.Criterion;
        var text = criterion.Kind switch
        {
            CriterionKind.And => "all of",
            CriterionKind.Or => "any of",
            CriterionKind.Not => "not",
            _ => criterion.Text,
        };
        var seen = trace.Outcome.IsFailed ? trace.Error ?? trace.Outcome.Error ?? ""
            : string.Join(", ", trace.Quantifiers.Select(ExplanationWords.Found).Concat(trace.Values.Select(v => Value(v, criterion.Text))));
        lines.Add(new CriterionLine(depth, ExplanationWords.Sign(trace.Outcome), text, criterion.Kind == CriterionKind.Test ? seen : "", criterion.Start, criterion.Text.Length, trace.StandsInTheWay));
        foreach (var part in trace.Parts)
            Add(lines, part, depth + 1);
    }

    /// <summary>The value alone where the criterion begins with what has it; else with its name.</summary>
    private static string Value(SeenValue seen, string criterion) =>
        criterion.StartsWith(seen.Name, StringComparison.Ordinal)
            ? $"{Figures.Display(seen.Value)}{(seen.Value is not null && seen.Unit is { } unit ? " " + unit : "")}"
            : ExplanationWords.Seen(seen);
}
