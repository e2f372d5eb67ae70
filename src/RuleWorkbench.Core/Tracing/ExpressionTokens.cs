namespace RuleWorkbench.Tracing;

/// <summary>The tokens at which expressions are taken apart; everything else is <see cref="Other"/>.</summary>
internal enum TokenKind
{
    Other,
    And,
    Or,
    Not,
    Open,
    Question,
    Coalesce,
    Arrow,
}

/// <summary>A token of an expression.</summary>
/// <param name="Depth">How many brackets are open before it.</param>
internal readonly record struct Token(TokenKind Kind, int Start, int Length, int Depth)
{
    /// <summary>For an opening bracket: where it is closed.</summary>
    public int Closes { get; init; }
}

/// <summary>Reads just as much of the expression language as is needed to find logical operators outside strings.</summary>
internal static class ExpressionTokens
{
    public static List<Token> Read(string text, int start, int end)
    {
        var tokens = new List<Token>();
        var open = new Stack<int>();
        for (var i = start; i < end;)
        {
            var (kind, length) = Next(text, i, end);
            if (kind == TokenKind.Other && length == 1 && text[i] is '(' or '[' or '{')
            {
                open.Push(tokens.Count);
                tokens.Add(new Token(TokenKind.Open, i, 1, open.Count - 1));
            }
            else if (kind == TokenKind.Other && length == 1 && text[i] is ')' or ']' or '}')
            {
                if (open.TryPop(out var at))
                    tokens[at] = tokens[at] with { Closes = i };
            }
            else if (!char.IsWhiteSpace(text[i]))
            {
                tokens.Add(new Token(kind, i, length, open.Count));
            }

            i += length;
        }

        return tokens;
    }

    private static (TokenKind Kind, int Length) Next(string text, int i, int end)
    {
        if (text[i] is '"' or '\'')
            return (TokenKind.Other, StringEnd(text, i, end) - i);
        if (char.IsLetter(text[i]) || text[i] is '_' or '@')
        {
            var last = i + 1;
            while (last < end && (char.IsLetterOrDigit(text[last]) || text[last] == '_'))
                last++;
            return (text[i..last].ToLowerInvariant() switch { "and" => TokenKind.And, "or" => TokenKind.Or, "not" => TokenKind.Not, _ => TokenKind.Other }, last - i);
        }

        var two = i + 1 < end ? text.AsSpan(i, 2) : [];
        return two switch
        {
            "&&" => (TokenKind.And, 2),
            "||" => (TokenKind.Or, 2),
            "??" => (TokenKind.Coalesce, 2),
            "=>" => (TokenKind.Arrow, 2),
            "!=" or "==" or "<=" or ">=" or "<>" => (TokenKind.Other, 2),
            _ => (text[i] switch { '!' => TokenKind.Not, '?' => TokenKind.Question, _ => TokenKind.Other }, 1),
        };
    }

    private static int StringEnd(string text, int i, int end)
    {
        var quote = text[i];
        for (i++; i < end; i++)
        {
            if (text[i] == '\\')
                i++;
            else if (text[i] == quote)
                return i + 1;
        }

        return end;
    }
}
