using System.Collections.Immutable;
using RuleWorkbench.Model;

namespace RuleWorkbench.Presentation.Rules;

/// <summary>The rules of a group as DMN would show them: a row a rule, a column a fact.</summary>
/// <param name="Columns">What is compared, in the order of first use; the last one may be <see cref="Other"/>.</param>
public sealed record DecisionTable(string Group, HitPolicy HitPolicy, ImmutableArray<string> Columns, ImmutableArray<DecisionRow> Rows)
{
    /// <summary>The column of what is no comparison of one fact.</summary>
    public const string Other = "otherwise";

    /// <summary>DMN's letter of the hit policy.</summary>
    public char Letter => HitPolicy switch { HitPolicy.Unique => 'U', HitPolicy.Any => 'A', HitPolicy.First => 'F', _ => 'C' };

    /// <summary>The table of a group in a workflow; null when no rule of it belongs to the group.</summary>
    public static DecisionTable? Of(Pathway pathway, Workflow workflow, string group)
    {
        var rules = workflow.Rules.Where(r => r.Properties.Group == group).ToList();
        if (rules.Count == 0)
            return null;
        var cells = rules.Select(r => (Rule: r, Cells: Cells(r))).ToList();
        var columns = cells.SelectMany(c => c.Cells.Select(x => x.Column)).Distinct().OrderBy(c => c == Other).ToImmutableArray();
        return new DecisionTable(
            group,
            pathway.HitPolicyOf(group),
            columns,
            [.. cells.Select(c => new DecisionRow(c.Rule.Id, c.Rule.Name, [.. columns.Select(column => Cell(c.Cells, column))], c.Rule.SuccessEvent ?? ""))]);
    }

    /// <summary>In DMN's way: a dash where the fact does not matter.</summary>
    private static string Cell(List<(string Column, string Text)> cells, string column)
    {
        var own = cells.Where(c => c.Column == column).Select(c => c.Text).ToList();
        return own.Count == 0 ? "-" : string.Join(column == Other ? " && " : " and ", own);
    }

    private static List<(string Column, string Text)> Cells(Rule rule)
    {
        if (rule.Operator is not null || rule.Expression is not { } expression || ConditionText.Read(expression.Text) is not { } condition)
            return [(Other, rule.Operator is { } nested ? $"{(nested == RuleOperator.And ? "all" : "any")} of {string.Join(", ", rule.Rules.Select(r => r.Name))}" : rule.Expression?.Text ?? "")];
        return [.. (condition is ConditionGroup { IsAll: true } all ? all.Parts : [condition]).Select(Cell)];
    }

    private static (string Column, string Text) Cell(Condition part) => part switch
    {
        ComparedCondition compared => (compared.Subject, Test(compared)),
        ConditionGroup { IsAll: false } any when any.Parts.All(p => p is ComparedCondition) && any.Parts.Cast<ComparedCondition>().Select(p => p.Subject).Distinct().Count() == 1 =>
            (((ComparedCondition)any.Parts[0]).Subject, string.Join(", ", any.Parts.Cast<ComparedCondition>().Select(Test))),
        ListCondition { Quantifier: "Contains" } contains => (contains.List, $"contains {contains.Value}"),
        ListCondition { Quantifier: "Any", Element: null } list => (list.List, list is { Sign: null } or { Sign: "==", Value: "true" } ? "not empty" : "empty"),
        _ => (Other, ConditionText.Write(part)),
    };

    private static string Test(ComparedCondition compared) => compared switch
    {
        { Value: "null" } => compared.Sign == "==" ? "missing" : "known",
        { Sign: "==" } => compared.Value,
        { Sign: "!=" } => $"not({compared.Value})",
        _ => $"{compared.Sign} {compared.Value}",
    };
}
