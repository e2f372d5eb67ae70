using System.Linq.Expressions;
using RuleWorkbench.Compilation.Syntax;
using RuleWorkbench.Model;

namespace RuleWorkbench.Checking.Checks;

/// <summary>A condition, or a part of one, that is the same for every case.</summary>
internal sealed class ConstantCondition : ExpressionCheck
{
    public override string Id => DiagnosticIds.ConstantCondition;

    private protected override IEnumerable<Diagnostic> Look(CheckedExpression expression, CheckContext context)
    {
        if (expression.Use == ExpressionUse.Figure || expression.Root is not { } root)
            return [];
        if (expression.Use == ExpressionUse.Condition && Literal(root) is { } always)
            return always ? Always(root, expression, context) : [Found("This is never met.", expression.PlaceOf(root), "Write the condition, or switch the rule off with \"Enabled\": false.")];
        return expression.Nodes.SelectMany(n => n switch
        {
            { IsComparison: true } => Comparison(n, expression),
            { Kind: NodeKind.Binary, Word: "&&" or "||" } => Deciding(n, expression),
            _ => [],
        }).Concat(expression.Nodes.Where(n => n.IsBinary("&&", "||") && !IsWithinChain(n, expression)).SelectMany(n => Contradictions(n, expression, context)));
    }

    /// <summary>The last rule of a decision may be there for all other cases.</summary>
    private IEnumerable<Diagnostic> Always(Node root, CheckedExpression expression, CheckContext context) =>
        context.IsPlain || (expression.Rule?.Properties.Group is { } group && context.Pathway.HitPolicyOf(group) == HitPolicy.First)
            ? []
            : [Found("This is met for every case.", expression.PlaceOf(root), "Write the condition; if every case is meant, leave it.") with { Severity = DiagnosticSeverity.Information }];

    private IEnumerable<Diagnostic> Comparison(Node node, CheckedExpression expression)
    {
        var (left, right) = (node.Parts[0].Inner, node.Parts[1].Inner);
        if (left.Kind == right.Kind && left.Kind is not (NodeKind.Number or NodeKind.Text) && expression.Normalised(left) == expression.Normalised(right))
            yield return Found($"Both sides of `{expression.TextOf(node)}` are the same.", expression.PlaceOf(node), "Compare with what was meant.");
        else if (IsWritten(left) && IsWritten(right))
            yield return Found($"`{expression.TextOf(node)}` is the same for every case: it reads no fact.", expression.PlaceOf(node), "Compare a fact, or remove it.");
    }

    private static bool IsWritten(Node node) => node.Tree is { } tree
        ? !CheckContext.Reads(tree) && node.All.All(n => n.Kind is NodeKind.Number or NodeKind.Text or NodeKind.Binary or NodeKind.Unary or NodeKind.Group)
        : node.All.All(n => n.Kind is NodeKind.Number or NodeKind.Text or NodeKind.Group) || node.All.All(n => n.Kind is NodeKind.Number or NodeKind.Group || n.IsBinary("+", "-", "*", "/"));

    /// <summary><c>… || true</c>, <c>… &amp;&amp; false</c>: the rest does not matter.</summary>
    private IEnumerable<Diagnostic> Deciding(Node node, CheckedExpression expression) =>
        node.Parts.Where(p => Literal(p) == (node.Word == "||")).Select(p => Found(
            $"`{node.Word} {(node.Word == "||" ? "true" : "false")}` decides alone: what stands beside it does not matter.", expression.PlaceOf(p.Inner), "Remove it, or write the condition that was meant."));

    private static bool? Literal(Node node) => node.Inner switch
    {
        { Kind: NodeKind.Name } name when name.Word.Equals("true", StringComparison.OrdinalIgnoreCase) => true,
        { Kind: NodeKind.Name } name when name.Word.Equals("false", StringComparison.OrdinalIgnoreCase) => false,
        _ => null,
    };

    private static bool IsWithinChain(Node node, CheckedExpression expression) =>
        expression.Nodes.Any(n => n.IsBinary(node.Word) && n.Parts.Any(p => ReferenceEquals(p.Inner, node)));

    /// <summary>Conditions of one fact that exclude each other, or one of which always holds.</summary>
    private IEnumerable<Diagnostic> Contradictions(Node chain, CheckedExpression expression, CheckContext context)
    {
        var bounds = new Dictionary<string, ValueSet>();
        foreach (var node in Chain(chain, chain.Word).Select(n => n.Inner).Where(n => n.IsComparison))
        {
            var (fact, word, value) = context.FactOf(node.Parts[0], expression) is not null
                ? (node.Parts[0], node.Word, node.Parts[1])
                : (node.Parts[1], ValueSet.Turned(node.Word), node.Parts[0]);
            if (context.FactOf(fact, expression) is null || ValueOf(value, context) is not { } constant)
                continue;

            // What is met by none of the opposites is met by all.
            var isOr = chain.Word == "||";
            var path = expression.Normalised(fact);
            var before = bounds.GetValueOrDefault(path, ValueSet.All);
            var now = bounds[path] = before.And(isOr ? ValueSet.Opposite(word) : word, constant);
            if (!now.IsEmpty || before.IsEmpty || (isOr && word != "!="))
                continue;
            yield return isOr
                ? Found($"Whatever `{expression.TextOf(fact)}` is, it is different from one of these: this is always true.", expression.PlaceOf(node), "Join them with `&&`.")
                : Found($"`{expression.TextOf(node)}` contradicts what is demanded of `{expression.TextOf(fact)}` before it: this is never true.", expression.PlaceOf(node), "Join them with `||`, or correct one of them.");
        }
    }

    private static object? ValueOf(Node node, CheckContext context) => node.Inner switch
    {
        { Kind: NodeKind.Text, Tree: ConstantExpression { Value: string text } } => text,
        { Kind: NodeKind.Member } => null,
        var other => context.NumberOf(other),
    };
}
