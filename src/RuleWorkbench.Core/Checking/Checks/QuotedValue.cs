using System.Globalization;
using System.Linq.Expressions;
using RuleWorkbench.Compilation.Syntax;
using RuleWorkbench.Model;

namespace RuleWorkbench.Checking.Checks;

/// <summary>A number or a flag in quotes: RulesEngine reads the text as one, by the language of the computer.</summary>
internal sealed class QuotedValue : ExpressionCheck
{
    public override string Id => DiagnosticIds.QuotedValue;

    private protected override IEnumerable<Diagnostic> Look(CheckedExpression expression, CheckContext context)
    {
        foreach (var node in expression.Nodes.Where(n => n.IsComparison).SelectMany(n => n.Parts).Select(p => p.Inner).Where(p => p.Kind == NodeKind.Text))
        {
            if (node.Tree is not ConstantExpression { Value: bool or int or long or double or float or decimal } constant)
                continue;
            var read = constant.Value is bool flag ? flag ? "true" : "false" : Convert.ToString(constant.Value, CultureInfo.InvariantCulture)!;
            var isSure = node.Word[1..^1].Equals(read, StringComparison.OrdinalIgnoreCase);
            yield return Found(
                $"{node.Word} is a text; RulesEngine reads it as {read}{(isSure ? "" : ", and elsewhere perhaps as something else")}.",
                expression.PlaceOf(node),
                isSure ? $"Write {read} without quotes." : "Write the value that is meant, without quotes.",
                isSure ? Rewrite(context, expression, node.Start, node.End, read, $"Write {read} without quotes") : null);
        }
    }
}
