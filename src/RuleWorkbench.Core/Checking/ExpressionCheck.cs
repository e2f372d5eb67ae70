using RuleWorkbench.Compilation.Syntax;
using RuleWorkbench.Model;

namespace RuleWorkbench.Checking;

/// <summary>A check that looks at one expression at a time.</summary>
public abstract class ExpressionCheck : Check
{
    public override IEnumerable<Diagnostic> Run(CheckContext context) =>
        context.Expressions.Where(e => e.Root is not null).SelectMany(e => Look(e, context));

    private protected abstract IEnumerable<Diagnostic> Look(CheckedExpression expression, CheckContext context);

    /// <summary>A fix that puts another text in place of a part of the expression; null where the file is not known.</summary>
    private protected static Fix? Rewrite(CheckContext context, CheckedExpression expression, int start, int end, string text, string title) =>
        context.Files.Replace(expression.Source, start, end, text) is { } edit ? new Fix(title, [edit]) : null;

    /// <summary>The parts of a chain of one logical operator, brackets around it taken off.</summary>
    private protected static IEnumerable<Node> Chain(Node node, string word) =>
        node.Inner.IsBinary(word) ? Chain(node.Inner.Parts[0], word).Concat(Chain(node.Inner.Parts[1], word)) : [node];
}
