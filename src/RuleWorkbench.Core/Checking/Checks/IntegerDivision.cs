using System.Globalization;
using RuleWorkbench.Compilation.Syntax;
using RuleWorkbench.Model;

namespace RuleWorkbench.Checking.Checks;

/// <summary>A division of whole numbers, which drops the fraction: <c>5 / 2</c> is 2.</summary>
internal sealed class IntegerDivision : ExpressionCheck
{
    public override string Id => DiagnosticIds.IntegerDivision;

    private protected override IEnumerable<Diagnostic> Look(CheckedExpression expression, CheckContext context)
    {
        foreach (var node in expression.Nodes.Where(n => n.IsBinary("/")))
        {
            var (left, right) = (node.Parts[0].Inner, node.Parts[1].Inner);
            if (!IsWhole(left) || !IsWhole(right) || (Literal(left) is { } a && Literal(right) is { } b && b != 0 && a % b == 0))
                continue;
            var literal = Literal(right) is not null ? right : Literal(left) is not null ? left : null;
            yield return Found(
                $"`{expression.TextOf(node)}` divides whole numbers and drops the fraction.",
                expression.PlaceOf(node),
                literal is null ? "Multiply one side by 1.0." : $"Write `{literal.Word}.0`.",
                literal is null ? null : Rewrite(context, expression, literal.End, literal.End, ".0", $"Write `{literal.Word}.0`"));
        }
    }

    private static bool IsWhole(Node node) =>
        node.Tree is { } tree ? tree.Type == typeof(int) || tree.Type == typeof(long) : Literal(node) is not null;

    private static long? Literal(Node node) =>
        node.Kind == NodeKind.Number && long.TryParse(node.Word, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
