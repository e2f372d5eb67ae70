using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Linq.Expressions;
using RuleWorkbench.Compilation;
using RuleWorkbench.Compilation.Syntax;
using RuleWorkbench.Model;

namespace RuleWorkbench.Tracing;

/// <summary>Takes an expression apart at <c>&amp;&amp;</c>, <c>||</c> and <c>!( )</c> into criteria. RulesEngine's parser
/// does not tell where in the text a node of its tree stands, so the text is split here and each part parsed by itself;
/// the parts are used only if put together again they give the very tree of the whole.</summary>
internal sealed class CriterionSplitter(CompiledPathway compiled)
{
    private readonly ConcurrentDictionary<CompiledRule, Criterion> split = new(ReferenceEqualityComparer.Instance);

    /// <summary>The criteria of a rule with an expression; they are parsed once a rule, not once a case.</summary>
    public Criterion Split(CompiledRule rule) => split.GetOrAdd(rule, SplitExpression);

    private Criterion SplitExpression(CompiledRule rule)
    {
        var expression = rule.Rule.Expression!;
        var whole = new Criterion(CriterionKind.Test, expression.Text.Trim(), 0, expression.PlaceAt(0), rule.Condition!, []);
        var parts = ExpressionReader.Read(expression.Text) is { } root ? Split(expression, root, rule) : null;
        return parts is not null && Recompose(parts).ToString() == rule.Condition!.ToString() ? parts : whole;
    }

    private Criterion? Split(ExpressionText expression, Node node, CompiledRule rule)
    {
        switch (node)
        {
            case { Kind: NodeKind.Group }:
                return Split(expression, node.Parts[0], rule);
            case { Kind: NodeKind.Binary, Word: "&&" or "||" }:
                var parts = Chain(node, node.Word).Select(p => Split(expression, p, rule)).ToList();
                return parts.Contains(null) ? null : Group(node.Word == "&&" ? CriterionKind.And : CriterionKind.Or, expression, node, [.. parts.OfType<Criterion>()]);
            case { Kind: NodeKind.Unary, Word: "!" } when node.Parts[0].Kind == NodeKind.Group:
                return Split(expression, node.Parts[0], rule) is { } inner ? Group(CriterionKind.Not, expression, node, [inner]) : null;
            default:
                return Test(expression, node.Start, node.End, rule);
        }
    }

    /// <summary>The parts of a chain of one operator; what stands in brackets is one part.</summary>
    private static IEnumerable<Node> Chain(Node node, string word) =>
        node.IsBinary(word) ? Chain(node.Parts[0], word).Concat(Chain(node.Parts[1], word)) : [node];

    private Criterion? Test(ExpressionText expression, int start, int end, CompiledRule rule)
    {
        var text = expression.Text[start..end];
        return compiled.TryParse(text, rule.Scope, typeof(bool)) is { } tree
            ? new Criterion(CriterionKind.Test, text, start, expression.PlaceAt(start), tree, [])
            : null;
    }

    private static Criterion Group(CriterionKind kind, ExpressionText expression, Node node, ImmutableArray<Criterion> parts) =>
        new(kind, expression.Text[node.Start..node.End], node.Start, expression.PlaceAt(node.Start), null, parts);

    private static Expression Recompose(Criterion criterion) => criterion.Kind switch
    {
        CriterionKind.And => criterion.Parts.Select(Recompose).Aggregate(Expression.AndAlso),
        CriterionKind.Or => criterion.Parts.Select(Recompose).Aggregate(Expression.OrElse),
        CriterionKind.Not => Expression.Not(Recompose(criterion.Parts[0])),
        _ => criterion.Tree!,
    };
}
