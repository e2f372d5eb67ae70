using RuleWorkbench.Model;

namespace RuleWorkbench.Checking.Checks;

/// <summary>The same condition twice: one of them was to be another.</summary>
internal sealed class RepeatedCriterion : ExpressionCheck
{
    public override string Id => DiagnosticIds.RepeatedCriterion;

    private protected override IEnumerable<Diagnostic> Look(CheckedExpression expression, CheckContext context)
    {
        foreach (var chain in expression.Nodes.Where(n => n.IsBinary("&&", "||")))
        {
            // A longer chain holds the shorter ones: only the last condition is new.
            var parts = Chain(chain, chain.Word).ToList();
            var last = expression.Normalised(parts[^1]);
            if (parts.SkipLast(1).Any(p => expression.Normalised(p) == last))
                yield return Found($"`{expression.TextOf(parts[^1])}` stands here twice.", expression.Source.PlaceAt(parts[^1].Start), "Remove one, or write what was meant.");
        }
    }
}
