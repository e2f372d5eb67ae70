using RuleWorkbench.Model;

namespace RuleWorkbench.Checking.Checks;

/// <summary>Numbers of different units compared, added or subtracted.</summary>
internal sealed class UnitsDiffer : ExpressionCheck
{
    public override string Id => DiagnosticIds.UnitsDiffer;

    private protected override IEnumerable<Diagnostic> Look(CheckedExpression expression, CheckContext context)
    {
        foreach (var node in expression.Nodes.Where(n => n.IsComparison || n.IsBinary("+", "-")))
        {
            if (context.FactOf(node.Parts[0], expression)?.Unit is not { } left || context.FactOf(node.Parts[1], expression)?.Unit is not { } right || left == right)
                continue;

            // Units such as {score} and {INR} are names for a number without one.
            if (left.StartsWith('{') && right.StartsWith('{'))
                continue;
            yield return Found(
                $"`{expression.TextOf(node)}` sets {left} against {right}.",
                expression.PlaceOf(node),
                "Convert one of them, or correct the unit in the schema or the policy.");
        }
    }
}
