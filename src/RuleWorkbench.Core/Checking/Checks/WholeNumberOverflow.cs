using System.Globalization;
using RuleWorkbench.Compilation.Syntax;
using RuleWorkbench.Model;

namespace RuleWorkbench.Checking.Checks;

/// <summary>Arithmetic on whole numbers whose result is too large for one: <c>100000 * 100000</c> is 1410065408.</summary>
internal sealed class WholeNumberOverflow : ExpressionCheck
{
    public override string Id => DiagnosticIds.WholeNumberOverflow;

    private protected override IEnumerable<Diagnostic> Look(CheckedExpression expression, CheckContext context) =>
        expression.Nodes.Where(n => n.IsBinary("+", "-", "*") && Value(n) is null && Value(n.Parts[0]) is not null && Value(n.Parts[1]) is not null).Select(n => Found(
            $"`{expression.TextOf(n)}` is more than a whole number can hold, and becomes another number.",
            expression.PlaceOf(n),
            "Write one of them with a fraction, such as 1000.0.",
            n.Parts[0].Kind == NodeKind.Number ? Rewrite(context, expression, n.Parts[0].End, n.Parts[0].End, ".0", $"Write `{n.Parts[0].Word}.0`") : null));

    /// <summary>The value of whole numbers as written; null when it is not known, or does not fit.</summary>
    private static int? Value(Node node)
    {
        node = node.Inner;
        if (node.Kind == NodeKind.Number)
            return int.TryParse(node.Word, NumberStyles.None, CultureInfo.InvariantCulture, out var literal) ? literal : null;
        if (!node.IsBinary("+", "-", "*") || Value(node.Parts[0]) is not { } left || Value(node.Parts[1]) is not { } right)
            return null;
        var value = node.Word switch { "+" => (long)left + right, "-" => (long)left - right, _ => (long)left * right };
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : null;
    }
}
