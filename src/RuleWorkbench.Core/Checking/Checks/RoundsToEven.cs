using RuleWorkbench.Compilation.Syntax;
using RuleWorkbench.Model;

namespace RuleWorkbench.Checking.Checks;

/// <summary><c>Math.Round(2.5)</c> is 2 and <c>Math.Round(3.5)</c> is 4: halves go to the even number.</summary>
internal sealed class RoundsToEven : ExpressionCheck
{
    public override string Id => DiagnosticIds.RoundsToEven;

    private protected override IEnumerable<Diagnostic> Look(CheckedExpression expression, CheckContext context) =>
        expression.Nodes.Where(n => n.Method == "Round" && n.Target is { Kind: NodeKind.Name, Word: "Math" } && n.Arguments.Length is 1 or 2).Select(n => Found(
            $"`{expression.TextOf(n)}` rounds a half to the even number: 2.5 to 2, but 3.5 to 4.",
            expression.Source.PlaceAt(n.Start),
            "Compare the number as it is, or round up from a half with `Math.Floor(x + 0.5)`.") with
        {
            // In a figure it is what people call rounding, nearly always.
            Severity = expression.Use == ExpressionUse.Figure ? DiagnosticSeverity.Information : Severity,
        });
}
