using System.Linq.Expressions;
using RuleWorkbench.Compilation.Syntax;
using RuleWorkbench.Model;

namespace RuleWorkbench.Checking.Checks;

/// <summary>An exact comparison of a number that is computed or has a fraction: <c>0.1 + 0.2 == 0.3</c> is false.</summary>
internal sealed class FloatEquality : ExpressionCheck
{
    public override string Id => DiagnosticIds.FloatEquality;

    private protected override IEnumerable<Diagnostic> Look(CheckedExpression expression, CheckContext context)
    {
        foreach (var node in expression.Nodes.Where(n => n.IsBinary("==", "!=")))
        {
            var (left, right) = (node.Parts[0].Inner, node.Parts[1].Inner);
            if (IsNull(left) || IsNull(right) || !(IsFloat(left, right) && (IsInexact(left, right, expression, context) || IsInexact(right, left, expression, context))))
                continue;
            yield return Found(
                $"`{expression.TextOf(node)}` compares numbers exactly, though one of them is computed or has a fraction that no computer holds exactly.",
                expression.PlaceOf(node),
                "Compare with `>=` or `<=`, or with a margin: `Math.Abs(a - b) < 0.001`.");
        }
    }

    private static bool IsNull(Node node) => node.Word.Equals("null", StringComparison.OrdinalIgnoreCase);

    private static bool IsFloat(Node left, Node right) =>
        left.Tree is null || right.Tree is null
            ? IsArithmetic(left) && IsArithmetic(right)
            : new[] { left.Tree.Type, right.Tree.Type }.Any(t => (Nullable.GetUnderlyingType(t) ?? t) is { } type && (type == typeof(double) || type == typeof(float)));

    /// <summary>Without types, only what is made of written numbers is known to be a number.</summary>
    private static bool IsArithmetic(Node node) => node.Inner switch
    {
        { Kind: NodeKind.Number } => !node.Inner.Word.EndsWith('m'),
        { Kind: NodeKind.Binary } inner => inner.IsBinary("+", "-", "*", "/") && inner.Parts.All(IsArithmetic),
        _ => false,
    };

    private static bool IsInexact(Node node, Node other, CheckedExpression expression, CheckContext context)
    {
        // A fact that can be only some values, or only multiples of a step, is compared with them exactly.
        if (context.FactOf(other, expression) is { } fact && (!fact.AllowedValues.IsEmpty || fact.Step is not null))
            return false;
        return HasFraction(node) || node.All.Any(n => n.IsBinary("/") && (n.Tree is null || n.Tree.Type == typeof(double?) || n.Tree.Type == typeof(double)))
            || (node.IsBinary("+", "-", "*") && node.All.Any(HasFraction))
            || (node.Tree is ParameterExpression variable && context.Parameters.TryGetValue(variable, out var value) && DivisionFinder.Finds(value));
    }

    private static bool HasFraction(Node node) =>
        node.Kind == NodeKind.Number && node.Word.Contains('.') && !node.Word.TrimEnd('0', 'd', 'D').EndsWith('.') && !node.Word.EndsWith('m') && !node.Word.EndsWith('M');

    private sealed class DivisionFinder : ExpressionVisitor
    {
        private bool found;

        public static bool Finds(Expression tree)
        {
            var finder = new DivisionFinder();
            finder.Visit(tree);
            return finder.found;
        }

        protected override Expression VisitBinary(BinaryExpression node)
        {
            found |= node.NodeType == ExpressionType.Divide && (Nullable.GetUnderlyingType(node.Type) ?? node.Type) == typeof(double);
            return base.VisitBinary(node);
        }
    }
}
