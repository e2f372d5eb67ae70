using System.Text;
using RuleWorkbench.Compilation.Syntax;

namespace RuleWorkbench.Presentation.Language;

/// <summary>Puts the blanks of an expression in order: one around operators, none inside brackets. Nothing else changes.</summary>
public static class ExpressionFormatter
{
    /// <summary>The expression laid out; one that cannot be read is left as it is.</summary>
    public static string Format(string text)
    {
        var tokens = ExpressionLexer.Read(text);
        if (tokens.Any(t => t.Kind == TokenKind.OpenText) || ExpressionReader.Read(text) is null)
            return text;
        var formatted = new StringBuilder();
        for (var i = 0; i < tokens.Length - 1; i++)
        {
            if (i > 0 && HasBlank(tokens[i - 1], tokens[i], i > 1 ? tokens[i - 2] : null))
                formatted.Append(' ');
            formatted.Append(tokens[i].Value);
        }

        return formatted.ToString();
    }

    private static bool HasBlank(Token left, Token right, Token? before)
    {
        if (right.Kind == TokenKind.Symbol && right.Value is ")" or "]" or "," or "." or "?." || left.Is(".") || left.Is("?."))
            return false;
        if (left.Kind == TokenKind.Symbol && left.Value is "(" or "[")
            return false;
        if (left.Is(","))
            return true;
        if (left.Is("!") || (left.Is("-") && IsSign(before)))
            return false;
        if (right.Kind == TokenKind.Symbol && right.Value is "(" or "[")
            return !IsCallee(left);
        return true;
    }

    /// <summary>A minus is a sign unless an operand ends before it.</summary>
    private static bool IsSign(Token? before) => before switch
    {
        null => true,
        { Kind: TokenKind.Number or TokenKind.Text } => false,
        { Kind: TokenKind.Name } name => BuiltIns.OperatorWords.Contains(name.Value),
        { } symbol => symbol.Value is not (")" or "]" or "}"),
    };

    private static bool IsCallee(Token token) => token switch
    {
        { Kind: TokenKind.Name } => !BuiltIns.OperatorWords.Contains(token.Value) && !token.Is("new"),
        _ => token.Value is ")" or "]",
    };
}
