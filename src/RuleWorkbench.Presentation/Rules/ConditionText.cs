using RuleWorkbench.Compilation.Syntax;

namespace RuleWorkbench.Presentation.Rules;

/// <summary>Reads an expression into a condition and writes it again. What is read and written again means the same.</summary>
public static class ConditionText
{
    private static readonly Dictionary<string, string> Turned = new() { ["<"] = ">", ["<="] = ">=", [">"] = "<", [">="] = "<=", ["=="] = "==", ["!="] = "!=" };

    /// <summary>Null for a text that is no expression.</summary>
    public static Condition? Read(string text) => ExpressionReader.Read(text) is { } root ? Read(root, text) : null;

    public static string Write(Condition condition) => condition switch
    {
        ConditionGroup { Parts: [var only] } => Write(only),
        ConditionGroup group => string.Join(group.IsAll ? " && " : " || ", group.Parts.Select(p => p is ConditionGroup { Parts.Length: > 1 } || NeedsBrackets(p) ? $"({Write(p)})" : Write(p))),
        NegatedCondition negated => $"!({Write(negated.Inner)})",
        ComparedCondition compared => $"{compared.Subject} {compared.Sign} {compared.Value}",
        ListCondition { Quantifier: "Contains" } contains => $"{contains.List}.Contains({contains.Value})",
        ListCondition list => $"{list.List}.{list.Quantifier}({(list.Variable is null ? "" : list.Variable + " => ")}{(list.Element is null ? "" : Write(list.Element))}){(list.Sign is null ? "" : $" {list.Sign} {list.Value}")}",
        WrittenCondition written => written.Text,
        _ => throw new InvalidOperationException($"A condition of no known kind: {condition}"),
    };

    /// <summary>What of an expression the builder cannot show, each part as it is written.</summary>
    public static IEnumerable<string> NotShown(Condition condition) => condition switch
    {
        ConditionGroup group => group.Parts.SelectMany(NotShown),
        NegatedCondition negated => NotShown(negated.Inner),
        ListCondition { Element: { } element } => NotShown(element),
        WrittenCondition written => [written.Text],
        _ => [],
    };

    /// <summary>A part that is written by hand keeps to itself, whatever operators it holds.</summary>
    private static bool NeedsBrackets(Condition part) => part is WrittenCondition written && ExpressionReader.Read(written.Text) is { Kind: NodeKind.Binary or NodeKind.Conditional or NodeKind.Lambda };

    private static Condition Read(Node node, string text)
    {
        switch (node)
        {
            case { Kind: NodeKind.Group }:
                return Read(node.Parts[0], text);
            case { Kind: NodeKind.Binary, Word: "&&" or "||" }:
                return new ConditionGroup(node.Word == "&&", [.. Chain(node, node.Word).Select(p => Read(p, text))]);
            case { Kind: NodeKind.Unary, Word: "!" }:
                return new NegatedCondition(Read(node.Parts[0], text));
            case { IsComparison: true }:
                return Compared(node, text) ?? Written(node, text);
            case { Kind: NodeKind.Call }:
                return (Condition?)List(node, null, null, text) ?? Written(node, text);
            default:
                return Written(node, text);
        }
    }

    private static Condition? Compared(Node node, string text)
    {
        var (left, right) = (node.Parts[0].Inner, node.Parts[1].Inner);
        if (left.Kind == NodeKind.Call && Value(right, text) is { } counted)
            return List(left, node.Word, counted, text);
        if (IsPath(left) && Value(right, text) is { } value)
            return new ComparedCondition(Text(left, text), node.Word, value);
        return IsPath(right) && Value(left, text) is { } turned ? new ComparedCondition(Text(right, text), Turned[node.Word], turned) : null;
    }

    private static ListCondition? List(Node call, string? sign, string? value, string text)
    {
        if (call.Target is not { } target || !IsPath(target.Inner) || call.Method is not { } method || call.Arguments.Length > 1)
            return null;
        var argument = call.Arguments.Length == 0 ? null : call.Arguments[0].Inner;
        switch (method)
        {
            case "Contains" when argument is not null && sign is null && Value(argument, text) is { } part:
                return new ListCondition(Text(target, text), method, null, null, null, part);
            case "Any" or "All" when sign is null or "==" or "!=" && value is null or "true" or "false" && (argument is not null || method == "Any"):
            case "Count" when sign is not null:
                var isLambda = argument?.Kind == NodeKind.Lambda;
                var element = argument is null ? null : Read(isLambda ? argument.Parts[0] : argument, text);
                return new ListCondition(Text(target, text), method, isLambda ? argument!.Word : null, element, sign, value);
            default:
                return null;
        }
    }

    private static IEnumerable<Node> Chain(Node node, string word) =>
        node.Inner.IsBinary(word) ? Chain(node.Inner.Parts[0], word).Concat(Chain(node.Inner.Parts[1], word)) : [node];

    private static bool IsPath(Node node) => node switch
    {
        { Kind: NodeKind.Name } => node.Word is not ("null" or "true" or "false"),
        { Kind: NodeKind.Member } => IsPath(node.Parts[0]),
        _ => false,
    };

    /// <summary>A literal or the name of something, as it is written; null for anything else.</summary>
    private static string? Value(Node node, string text) => node switch
    {
        { Kind: NodeKind.Number or NodeKind.Text or NodeKind.Name } => Text(node, text),
        { Kind: NodeKind.Unary, Word: "-", Parts: [{ Kind: NodeKind.Number }] } => Text(node, text),
        _ => IsPath(node) ? Text(node, text) : null,
    };

    private static string Text(Node node, string text) => text[node.Inner.Start..node.Inner.End];

    private static WrittenCondition Written(Node node, string text) => new(text[node.Start..node.End]);
}
