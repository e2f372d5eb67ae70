using RuleWorkbench.Compilation.Syntax;
using RuleWorkbench.Model;

namespace RuleWorkbench.Checking.Checks;

/// <summary>A division by something that can be 0: the result is infinite, and more than any limit.</summary>
internal sealed class DivisionByZero : ExpressionCheck
{
    public override string Id => DiagnosticIds.DivisionByZero;

    private protected override IEnumerable<Diagnostic> Look(CheckedExpression expression, CheckContext context)
    {
        foreach (var node in expression.Nodes.Where(n => n.IsBinary("/", "%")))
        {
            var divisor = node.Parts[1].Inner;
            var isZero = context.NumberOf(divisor) == 0 || (divisor.Kind == NodeKind.Number && divisor.Word.All(c => c is '0' or '.'));
            var canBeZero = context.FactOf(divisor, expression) is { Range: { Minimum: not null } range } && range.Contains(0) && !IsCompared(divisor, expression);
            if (!isZero && !canBeZero)
                continue;
            yield return Found(
                isZero ? $"`{expression.TextOf(node)}` divides by 0." : $"`{expression.TextOf(divisor)}` can be 0 by its schema; the result is then infinite, and more than any limit.",
                expression.Source.PlaceAt(divisor.Start),
                isZero ? "Divide by something else." : $"Ask for it, `{expression.TextOf(divisor)} > 0`, or make the least value in the schema more than 0.");
        }
    }

    private static bool IsCompared(Node divisor, CheckedExpression expression)
    {
        var name = expression.Normalised(divisor);
        return expression.Nodes.Any(n => n.IsComparison && n.Parts.Any(p => expression.Normalised(p) == name) && !n.Parts.Any(p => p.Inner.Word.Equals("null", StringComparison.OrdinalIgnoreCase)));
    }
}
