using System.Collections.Immutable;

namespace RuleWorkbench.Compilation.Syntax;

/// <summary>Takes an expression apart into tokens, by the rules of RulesEngine's parser.</summary>
public static class ExpressionLexer
{
    private const string EscapedCharacters = "\\abfnrtv\"'";

    private static readonly string[] LongSymbols = ["&&", "||", "??", "=>", "!=", "==", "<=", ">=", "<>", "<<", ">>", "?."];

    /// <summary>The tokens, the last of kind <see cref="TokenKind.End"/>.</summary>
    public static ImmutableArray<Token> Read(string text)
    {
        var tokens = ImmutableArray.CreateBuilder<Token>();
        for (var i = 0; i < text.Length;)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
                continue;
            }

            var (kind, end) = Next(text, i);
            tokens.Add(new Token(kind, i, end, text[i..end]));
            i = end;
        }

        tokens.Add(new Token(TokenKind.End, text.Length, text.Length, ""));
        return tokens.ToImmutable();
    }

    /// <summary>Where a name is first used as one: not inside a string, and not as a member of something.</summary>
    public static int? FirstUse(string text, string name)
    {
        var tokens = Read(text);
        for (var i = 0; i < tokens.Length; i++)
        {
            if (tokens[i] is { Kind: TokenKind.Name } token && token.Value == name && (i == 0 || tokens[i - 1].Value is not ("." or "?.")))
                return token.Start;
        }

        return null;
    }

    private static (TokenKind Kind, int End) Next(string text, int i)
    {
        if (text[i] is '"' or '\'')
            return TextEnd(text, i);
        if (char.IsLetter(text[i]) || text[i] is '_' or '@' or '$')
            return (TokenKind.Name, WhileAt(text, i + 1, c => char.IsLetterOrDigit(c) || c == '_'));
        if (char.IsAsciiDigit(text[i]))
            return (TokenKind.Number, NumberEnd(text, i));
        return (TokenKind.Symbol, i + (LongSymbols.Any(s => text.AsSpan(i).StartsWith(s, StringComparison.Ordinal)) ? 2 : 1));
    }

    private static (TokenKind Kind, int End) TextEnd(string text, int start)
    {
        var i = start + 1;
        while (i < text.Length && text[i] != text[start])
            i += text[i] == '\\' && i + 1 < text.Length && EscapedCharacters.Contains(text[i + 1]) ? 2 : 1;
        return i < text.Length ? (TokenKind.Text, i + 1) : (TokenKind.OpenText, text.Length);
    }

    private static int NumberEnd(string text, int start)
    {
        var i = WhileAt(text, start, char.IsAsciiLetterOrDigit);

        // 0x1F, 5L and 1.5m are numbers; 5.ToString() is a call of a method of one.
        if (i + 1 < text.Length && text[i] == '.' && char.IsAsciiDigit(text[i + 1]))
            i = WhileAt(text, i + 1, char.IsAsciiLetterOrDigit);
        if (i + 1 < text.Length && text[i - 1] is 'e' or 'E' && text[i] is '+' or '-')
            i = WhileAt(text, i + 1, char.IsAsciiLetterOrDigit);
        return i;
    }

    private static int WhileAt(string text, int i, Func<char, bool> belongs)
    {
        while (i < text.Length && belongs(text[i]))
            i++;
        return i;
    }
}
