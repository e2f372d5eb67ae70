using System.Linq.Expressions;
using RuleWorkbench.Compilation.Syntax;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Checking.Checks;

/// <summary>A comparison with a text that the fact, by its schema, can never be.</summary>
internal sealed class NotAnAllowedText : ExpressionCheck
{
    public override string Id => DiagnosticIds.NotAnAllowedText;

    public override DiagnosticSeverity Severity => DiagnosticSeverity.Error;

    private protected override IEnumerable<Diagnostic> Look(CheckedExpression expression, CheckContext context)
    {
        foreach (var (compared, texts) in expression.Nodes.Select(n => Compared(n, expression, context)))
        {
            if (compared is not { Kind: FactKind.Text, AllowedValues.IsEmpty: false })
                continue;
            foreach (var node in texts.Where(t => t.Kind == NodeKind.Text))
            {
                if (node.Tree is not ConstantExpression { Value: string text } || compared.AllowedValues.Contains(text))
                    continue;
                var nearest = NearestName.Find(text, compared.AllowedValues.Cast<string>());
                yield return Found(
                    $"\"{text}\" is not an allowed value of `{compared.Name}`: this is never so.",
                    expression.PlaceOf(node),
                    nearest is null ? $"Allowed are {string.Join(", ", compared.AllowedValues.Select(Figures.Display))}." : $"Did you mean \"{nearest}\"?",
                    nearest is not null && nearest.Equals(text, StringComparison.OrdinalIgnoreCase) ? Rewrite(context, expression, node.Start + 1, node.End - 1, nearest, $"Write \"{nearest}\"") : null);
            }
        }
    }

    /// <summary>What a node compares, and the texts that it compares it with.</summary>
    private static (FactSchema? Fact, IEnumerable<Node> Texts) Compared(Node node, CheckedExpression expression, CheckContext context)
    {
        if (node.IsBinary("==", "!="))
            return context.FactOf(node.Parts[0], expression) is { } left ? (left, [node.Parts[1].Inner]) : (context.FactOf(node.Parts[1], expression), [node.Parts[0].Inner]);
        if (node.IsBinary("in"))
            return (context.FactOf(node.Parts[0], expression), node.Parts[1].Parts);
        if (node.Target is not { } target || node.Arguments.Length != 1 || node.Method is not ("Contains" or "Equals"))
            return (null, []);
        var fact = context.FactOf(target, expression);
        return fact switch
        {
            { Kind: FactKind.List } when node.Method == "Contains" => (fact.Element, [node.Arguments[0].Inner]),
            { Kind: FactKind.Text } when node.Method == "Equals" => (fact, [node.Arguments[0].Inner]),
            null when node.Method == "Contains" => (context.FactOf(node.Arguments[0], expression), target.Inner.Parts),
            _ => (null, []),
        };
    }
}
