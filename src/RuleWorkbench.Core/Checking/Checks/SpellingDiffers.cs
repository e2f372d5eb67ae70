using System.Linq.Expressions;
using RuleWorkbench.Compilation.Syntax;
using RuleWorkbench.Model;

namespace RuleWorkbench.Checking.Checks;

/// <summary>RulesEngine finds <c>patient.Age</c> where the fact is <c>age</c>; a reader, a search and other tools do not.</summary>
internal sealed class SpellingDiffers : ExpressionCheck
{
    public override string Id => DiagnosticIds.SpellingDiffers;

    private protected override IEnumerable<Diagnostic> Look(CheckedExpression expression, CheckContext context)
    {
        foreach (var node in expression.Nodes.Where(n => n.Kind is NodeKind.Name or NodeKind.Member))
        {
            var name = node.Tree switch
            {
                MemberExpression member => context.Compiled?.Facts.Find(member.Member)?.Schema.Name,
                ParameterExpression variable when expression.Scope.Contains(variable) => variable.Name,
                _ => null,
            };
            if (name is null || name == node.Word || !name.Equals(node.Word, StringComparison.OrdinalIgnoreCase))
                continue;
            yield return Found(
                $"`{node.Word}` is called `{name}`.",
                expression.PlaceOf(node),
                $"Write `{name}`.",
                Rewrite(context, expression, node.At, node.At + node.Word.Length, name, $"Write `{name}`"));
        }
    }
}
