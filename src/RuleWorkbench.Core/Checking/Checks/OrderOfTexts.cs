using RuleWorkbench.Compilation.Syntax;
using RuleWorkbench.Model;

namespace RuleWorkbench.Checking.Checks;

/// <summary>Texts put in order as words are: 10 comes before 9.</summary>
internal sealed class OrderOfTexts : ExpressionCheck
{
    public override string Id => DiagnosticIds.OrderOfTexts;

    private protected override IEnumerable<Diagnostic> Look(CheckedExpression expression, CheckContext context) =>
        expression.Nodes.Where(n => n.IsBinary("<", "<=", ">", ">=") && n.Parts.All(IsText)).Select(n => Found(
            $"`{expression.TextOf(n)}` compares texts as words, so that \"10\" comes before \"9\".",
            expression.PlaceOf(n),
            "Make it a number or a date in the schema, and compare without quotes."));

    private static bool IsText(Node node) => node.Inner is { } inner && (inner.Tree is { } tree ? tree.Type == typeof(string) : inner.Kind == NodeKind.Text);
}
