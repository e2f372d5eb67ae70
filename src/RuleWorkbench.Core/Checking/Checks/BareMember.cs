using System.Linq.Expressions;
using RuleWorkbench.Compilation.Syntax;
using RuleWorkbench.Model;

namespace RuleWorkbench.Checking.Checks;

/// <summary>A fact without the name of its input, which works only as long as there is one input and no parameter.</summary>
internal sealed class BareMember : ExpressionCheck
{
    public override string Id => DiagnosticIds.BareMember;

    private protected override IEnumerable<Diagnostic> Look(CheckedExpression expression, CheckContext context)
    {
        if (expression.Scope is not [{ Name: { } input } variable])
            yield break;
        foreach (var node in expression.Nodes.Where(n => n.Kind == NodeKind.Name))
        {
            var isIt = node.Tree == variable && node.Word.Equals("it", StringComparison.OrdinalIgnoreCase);
            if (!isIt && !(node.Tree is MemberExpression { Expression: ParameterExpression owner } && owner == variable))
                continue;
            var full = isIt ? input : $"{input}.{node.Word}";
            yield return Found(
                $"`{node.Word}` is found only because there is one input and no parameter; with a second one the rule fails.",
                expression.PlaceOf(node),
                $"Write `{full}`.",
                Rewrite(context, expression, node.Start, node.End, full, $"Write `{full}`"));
        }
    }
}
