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

    /// <summary>The expression that a rule has once a cell of it says something else; null where the text is no cell.</summary>
    /// <param name="expression">As the rule has it now.</param>
    /// <param name="written">Writes a value as expressions have it.</param>
    public static string? Change(string expression, string column, string text, Func<string, string> written)
    {
        if (DecisionCell.Read(column, text, written) is not { } now)
            return null;
        var parts = Parts(expression);
        var own = parts.Where(p => DecisionCell.Of(p).Column == column).ToList();
        var at = own.Count > 0 ? parts.IndexOf(own[0]) : parts.Length;
        var rest = parts.RemoveAll(p => own.Contains(p));
        var changed = rest.InsertRange(at, now);
        return changed.IsEmpty ? "true" : ConditionText.Write(new ConditionGroup(true, changed));
    }

    /// <summary>In DMN's way: a dash where the fact does not matter.</summary>
    private static string Cell(List<(string Column, string Text)> cells, string column)
    {
        var own = cells.Where(c => c.Column == column).Select(c => c.Text).ToList();
        return own.Count == 0 ? DecisionCell.Any : string.Join(column == Other ? " && " : " and ", own);
    }

    private static List<(string Column, string Text)> Cells(Rule rule) =>
        rule.Operator is { } nested ? [(Other, $"{(nested == RuleOperator.And ? "all" : "any")} of {string.Join(", ", rule.Rules.Select(r => r.Name))}")]
        : [.. Parts(rule.Expression?.Text ?? "").Select(DecisionCell.Of)];

    /// <summary>What must all hold; the text itself where it is no expression.</summary>
    private static ImmutableArray<Condition> Parts(string expression) => ConditionText.Read(expression) switch
    {
        null => [new WrittenCondition(expression)],
        ConditionGroup { IsAll: true } all => all.Parts,
        var one => [one],
    };
}
