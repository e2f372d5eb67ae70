using System.Globalization;
using System.Linq.Expressions;
using System.Text.RegularExpressions;
using RuleWorkbench.Compilation.Syntax;
using RuleWorkbench.Model;

namespace RuleWorkbench.Checking.Checks;

/// <summary>A date in a text that readers take for another day than RulesEngine does, or that depends on the time zone.</summary>
internal sealed partial class AmbiguousDate : ExpressionCheck
{
    public override string Id => DiagnosticIds.AmbiguousDate;

    private protected override IEnumerable<Diagnostic> Look(CheckedExpression expression, CheckContext context)
    {
        foreach (var node in expression.Nodes.Where(n => n.IsComparison).SelectMany(n => n.Parts).Select(p => p.Inner).Where(p => p.Kind == NodeKind.Text))
        {
            if (node.Tree is not ConstantExpression { Value: DateTime date } || IsIso().IsMatch(node.Word))
                continue;
            var day = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var hasZone = HasZone().IsMatch(node.Word);
            yield return Found(
                hasZone ? $"The day of {node.Word} depends on the time zone of the computer that runs it." : $"RulesEngine reads {node.Word} as {day}: the month comes first.",
                expression.PlaceOf(node),
                $"Write \"{day}\", if this is the day that was meant.",
                hasZone || date.TimeOfDay != TimeSpan.Zero ? null : Rewrite(context, expression, node.Start + 1, node.End - 1, day, $"Write \"{day}\""));
        }
    }

    [GeneratedRegex("^.\\d{4}-\\d{2}-\\d{2}(T00:00(:00)?)?.$")]
    private static partial Regex IsIso();

    [GeneratedRegex("(Z|[+-]\\d{2}:?\\d{2}).$", RegexOptions.IgnoreCase)]
    private static partial Regex HasZone();
}
