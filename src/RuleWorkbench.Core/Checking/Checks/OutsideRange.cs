using RuleWorkbench.Compilation.Syntax;
using RuleWorkbench.Model;

namespace RuleWorkbench.Checking.Checks;

/// <summary>A comparison with a number that the fact, by its schema, can never be on the other side of.</summary>
internal sealed class OutsideRange : ExpressionCheck
{
    public override string Id => DiagnosticIds.OutsideRange;

    private protected override IEnumerable<Diagnostic> Look(CheckedExpression expression, CheckContext context)
    {
        foreach (var node in expression.Nodes.Where(n => n.IsComparison))
        {
            if ((Judge(node.Parts[0], node.Word, node.Parts[1]) ?? Judge(node.Parts[1], Turned(node.Word), node.Parts[0])) is { } found)
                yield return found;
        }

        Diagnostic? Judge(Node left, string word, Node right)
        {
            if (context.FactOf(left, expression) is not { Kind: FactKind.Number or FactKind.Integer } fact || context.NumberOf(right) is not { } number)
                return null;
            if (Outcome(fact, word, number) is not { } outcome)
                return null;
            return Found(
                $"`{expression.TextOf(left)} {word} {expression.TextOf(right)}` is {(outcome ? "true whatever the value is" : "never true")}: `{expression.TextOf(left)}` is {Allowed(fact)}{(right.Inner.Kind == NodeKind.Member ? $", and the policy has {Figures.Number(number)}" : "")}.",
                expression.Source.PlaceAt(right.Start),
                "Correct the number (is it in the right unit?), or the range in the schema.");
        }
    }

    private static string Turned(string word) => word switch { "<" => ">", "<=" => ">=", ">" => "<", ">=" => "<=", _ => word };

    /// <summary>The outcome that a comparison has for every allowed value, or null when it depends on the value. That a
    /// number is the end of the range is no mistake, unless nothing can be beyond it.</summary>
    private static bool? Outcome(FactSchema fact, string word, double number)
    {
        var isPossible = fact.Range?.Contains(number) != false
            && (fact.AllowedValues.IsEmpty || fact.AllowedValues.Contains(number))
            && (fact.Kind != FactKind.Integer || number == Math.Truncate(number));
        if (word is "==" or "!=")
            return isPossible ? null : word == "!=";
        if (fact.Range is not { } range)
            return null;
        var (isBelow, isAbove) = (range.Minimum is { } low && number < low, range.Maximum is { } high && number > high);
        var (isLeast, isMost) = (range.Minimum == number, range.Maximum == number);
        return word switch
        {
            "<" => isBelow || isLeast ? false : isAbove ? true : null,
            "<=" => isBelow || (isLeast && range.ExcludesMinimum) ? false : isAbove ? true : null,
            ">" => isAbove || isMost ? false : isBelow ? true : null,
            _ => isAbove || (isMost && range.ExcludesMaximum) ? false : isBelow ? true : null,
        };
    }

    private static string Allowed(FactSchema fact) =>
        !fact.AllowedValues.IsEmpty ? $"one of {string.Join(", ", fact.AllowedValues.Select(Figures.Display))}"
        : fact.Range is { } range ? $"{(fact.Kind == FactKind.Integer ? "a whole number, " : "")}{range}{(fact.Unit is { } unit ? " " + unit : "")}"
        : "a whole number";
}
