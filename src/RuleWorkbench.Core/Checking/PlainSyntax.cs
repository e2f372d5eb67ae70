using System.Collections.Immutable;
using RuleWorkbench.Compilation.Syntax;
using RuleWorkbench.Model;

namespace RuleWorkbench.Checking;

/// <summary>What is wrong with an expression whatever its inputs are: brackets and quotes that do not match, <c>?.</c>, and
/// an operator with nothing behind it. Everything else depends on types that nobody knows here.</summary>
internal static class PlainSyntax
{
    private static readonly ImmutableDictionary<string, string> Brackets = new Dictionary<string, string> { [")"] = "(", ["]"] = "[", ["}"] = "{" }.ToImmutableDictionary();

    private static readonly string[] Operators = ["&&", "||", "==", "=", "!=", "<>", "<", "<=", ">", ">=", "+", "-", "*", "/", "%", "!", "."];

    public static IEnumerable<Diagnostic> Check(Pathway workflows)
    {
        var rules = workflows.Workflows.SelectMany(w => w.Rules).SelectMany(CheckContext.WithNested).ToList();
        var expressions = workflows.Workflows.SelectMany(w => w.Globals).Concat(rules.SelectMany(r => r.Locals)).Select(p => p.Expression)
            .Concat(rules.Where(r => r.Operator is null).Select(r => r.Expression).OfType<ExpressionText>());
        return expressions.Where(e => !string.IsNullOrWhiteSpace(e.Text)).Select(Check).OfType<Diagnostic>();
    }

    private static Diagnostic? Check(ExpressionText expression)
    {
        var tokens = ExpressionLexer.Read(expression.Text);
        var open = new Stack<Token>();
        foreach (var token in tokens)
        {
            if (token.Kind == TokenKind.OpenText)
                return Broken("The text that begins here has no closing quote.", token);
            if (token.Kind != TokenKind.Symbol)
                continue;
            if (token.Value == "?.")
                return Broken("RulesEngine's expressions have no `?.`.", token) with { Fix = "Write `np(a.b.c)`." };
            if (token.Value is "(" or "[" or "{")
                open.Push(token);
            else if (Brackets.TryGetValue(token.Value, out var opening) && (!open.TryPop(out var last) || last.Value != opening))
                return Broken($"This `{token.Value}` closes nothing.", token);
        }

        if (open.TryPop(out var unclosed))
            return Broken($"This `{unclosed.Value}` is never closed.", unclosed);
        return tokens.Length > 1 && tokens[^2] is { Kind: TokenKind.Symbol } end && Operators.Contains(end.Value) ? Broken($"Nothing stands behind `{end.Value}`.", end) : null;

        Diagnostic Broken(string message, Token at) =>
            Diagnostic.Error(DiagnosticIds.ExpressionDoesNotParse, message, expression.PlaceAt(at.Start), "Mend the expression at this place.");
    }
}
