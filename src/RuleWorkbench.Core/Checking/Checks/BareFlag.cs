using RuleWorkbench.Compilation.Syntax;
using RuleWorkbench.Model;

namespace RuleWorkbench.Checking.Checks;

/// <summary>A flag that may be missing, used as if it were true or false: RulesEngine refuses such a condition.</summary>
internal sealed class BareFlag : ExpressionCheck
{
    public override string Id => DiagnosticIds.BareFlag;

    public override DiagnosticSeverity Severity => DiagnosticSeverity.Error;

    private protected override IEnumerable<Diagnostic> Look(CheckedExpression expression, CheckContext context)
    {
        if (expression.IsSound || expression.Use != ExpressionUse.Condition || expression.Root?.Tree?.Type != typeof(bool?))
            return [];
        return Operands(expression.Root, isNegated: false).Where(o => o.Node.Inner.Tree?.Type == typeof(bool?) && o.Node.Inner.Kind is NodeKind.Member or NodeKind.Name).Select(o => Found(
            $"`{expression.TextOf(o.Node)}` can be missing, so that it is not just true or false; RulesEngine refuses the condition.",
            expression.Source.PlaceAt(o.Node.Start),
            o.IsNegated ? "Compare it: `== false`; then a missing flag is not taken for false." : "Compare it: `== true`.",
            Mend(o, context, expression)));
    }

    /// <summary>The parts between the logical operators.</summary>
    private static IEnumerable<(Node Node, bool IsNegated, Node Whole)> Operands(Node node, bool isNegated) => node switch
    {
        { Kind: NodeKind.Group } => Operands(node.Parts[0], isNegated),
        { Kind: NodeKind.Binary, Word: "&&" or "||" or "&" or "|" } => node.Parts.SelectMany(p => Operands(p, false)),
        { Kind: NodeKind.Unary, Word: "!" } when node.Parts[0].Inner.Kind is NodeKind.Member or NodeKind.Name => [(node.Parts[0].Inner, true, node)],
        { Kind: NodeKind.Unary, Word: "!" } => Operands(node.Parts[0], true),
        _ => [(node, isNegated, node)],
    };

    private static Fix? Mend((Node Node, bool IsNegated, Node Whole) flag, CheckContext context, CheckedExpression expression)
    {
        var text = $"{expression.TextOf(flag.Node)} == {(flag.IsNegated ? "false" : "true")}";
        return flag.IsNegated && flag.Whole.Kind != NodeKind.Unary ? null : Rewrite(context, expression, flag.Whole.Start, flag.Whole.End, text, $"Write `{text}`");
    }
}
