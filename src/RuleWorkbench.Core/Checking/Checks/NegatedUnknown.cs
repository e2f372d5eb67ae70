using RuleWorkbench.Compilation.Syntax;
using RuleWorkbench.Model;

namespace RuleWorkbench.Checking.Checks;

/// <summary>A negation of something that a missing fact makes false: the missing fact counts as if it were there.</summary>
internal sealed class NegatedUnknown : ExpressionCheck
{
    public override string Id => DiagnosticIds.NegatedUnknown;

    private static readonly string[] Quantifiers = ["Any", "All", "Count", "Where", "Sum", "First", "FirstOrDefault"];

    private static readonly string[] TextTests = ["Contains", "StartsWith", "EndsWith", "Equals"];

    private protected override IEnumerable<Diagnostic> Look(CheckedExpression expression, CheckContext context)
    {
        if (expression.Use == ExpressionUse.Figure)
            yield break;
        foreach (var node in expression.Nodes.Where(n => n is { Kind: NodeKind.Unary, Word: "!" }))
        {
            var unknown = Tests(node.Parts[0]).SelectMany(t => t.All).FirstOrDefault(n => context.FactOf(n, expression) is { Kind: not (FactKind.List or FactKind.Object) } && !IsAskedFor(n, expression));
            if (unknown is null)
                continue;
            var inner = node.Parts[0].Inner;
            var turned = Turned(inner, expression);
            yield return Found(
                inner.Kind == NodeKind.Call
                    ? $"When `{expression.TextOf(unknown)}` is missing, this fails, with the negation and without it; RulesEngine says false both times."
                    : $"When `{expression.TextOf(unknown)}` is missing, RulesEngine takes what is negated here for false, and the whole for true.",
                expression.PlaceOf(node),
                turned is null ? $"Ask for it: `{expression.TextOf(unknown)} != null && …`, or say it without a negation." : $"Write `{turned}`.",
                turned is null ? null : Rewrite(context, expression, node.Start, node.End, turned, $"Write `{turned}`"));
        }
    }

    /// <summary>The comparisons under a negation; what a quantifier makes of its list is a matter of its own.</summary>
    private static IEnumerable<Node> Tests(Node node) => node.Inner switch
    {
        { IsComparison: true } comparison => comparison.Parts.Any(IsNull) ? [] : comparison.Parts.Any(p => p.All.Any(IsQuantifier)) ? [] : [comparison],
        { Kind: NodeKind.Binary, Word: "&&" or "||" } both => both.Parts.SelectMany(Tests),
        { Kind: NodeKind.Call, Target: { } target, Method: { } method } call when TextTests.Contains(method) && target.Inner.Tree?.Type == typeof(string) => [call.Parts[0].Parts[0]],
        _ => [],
    };

    private static bool IsQuantifier(Node node) => node.Method is { } method && Quantifiers.Contains(method);

    private static bool IsNull(Node node) => node.Inner.Word.Equals("null", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the expression says somewhere what is to become of a missing value.</summary>
    private static bool IsAskedFor(Node fact, CheckedExpression expression)
    {
        var name = expression.Normalised(fact);
        return expression.Nodes.Any(n =>
            (n.IsBinary("==", "!=") && n.Parts.Any(IsNull) && n.Parts.Any(p => expression.Normalised(p) == name))
            || (n.IsBinary("??") && expression.Normalised(n.Parts[0]) == name)
            || (n is { Kind: NodeKind.Member, Word: "HasValue" } && expression.Normalised(n.Parts[0]) == name)
            || (n.Kind == NodeKind.Call && n.Method is "np" or "isnull" or "IsNullOrEmpty" or "IsNullOrWhiteSpace" && n.Arguments.ToArray().Any(a => expression.Normalised(a).Contains(name, StringComparison.Ordinal))));
    }

    /// <summary>The same without a negation, so that a missing value makes it false; null where that takes more than a
    /// turned sign: a missing value is unequal to everything.</summary>
    private static string? Turned(Node node, CheckedExpression expression) => node.Word switch
    {
        "<" => Write(node, expression, ">="),
        "<=" => Write(node, expression, ">"),
        ">" => Write(node, expression, "<="),
        ">=" => Write(node, expression, "<"),
        "==" when node.Parts[1].Inner.Word is "true" => Write(node, expression, "==", "false"),
        "==" when node.Parts[1].Inner.Word is "false" => Write(node, expression, "==", "true"),
        _ => null,
    };

    private static string Write(Node node, CheckedExpression expression, string word, string? right = null) =>
        $"{expression.TextOf(node.Parts[0])} {word} {right ?? expression.TextOf(node.Parts[1])}";
}
