using RuleWorkbench.Compilation.Syntax;
using RuleWorkbench.Model;

namespace RuleWorkbench.Presentation.Sheets;

/// <summary>What the expressions of a rule name.</summary>
internal static class RuleTexts
{
    /// <summary>Whether an expression of a rule, or of one in it, names something by the last names of its path.</summary>
    /// <param name="path">Such as <c>patient.age</c>; elements of lists go by their own name only.</param>
    public static bool Names(Rule rule, string path)
    {
        var steps = path[(path.LastIndexOf("[]", StringComparison.Ordinal) is >= 0 and var list ? list + 3 : 0)..].Split('.');
        return Expressions(rule).Any(e => Names(e.Text, steps));
    }

    private static bool Names(string text, string[] steps)
    {
        if (!text.Contains(steps[^1], StringComparison.Ordinal))
            return false;
        var tokens = ExpressionLexer.Read(text);
        return Enumerable.Range(0, tokens.Length).Any(i => steps.Select((step, s) => (step, At: i + (2 * s))).All(x => x.At < tokens.Length && tokens[x.At].Kind == TokenKind.Name && text[tokens[x.At].Start..tokens[x.At].End] == x.step));
    }

    private static IEnumerable<ExpressionText> Expressions(Rule rule) =>
    [
        .. rule.Expression is { } own ? new[] { own } : [],
        .. rule.Locals.Select(l => l.Expression),
        .. rule.OnSuccess?.Expression is { } figures ? new[] { figures } : [],
        .. rule.Rules.SelectMany(Expressions),
    ];
}
