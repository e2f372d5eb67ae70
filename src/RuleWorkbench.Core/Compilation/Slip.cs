using System.Collections.Immutable;
using RuleWorkbench.Compilation.Syntax;

namespace RuleWorkbench.Compilation;

/// <summary>What to do about the slips of people who write text and spreadsheets more than code.</summary>
internal static class Slip
{
    /// <summary>A sentence, or null when the slip is none of the usual ones.</summary>
    /// <param name="position">Where the parser gave up, from the start of the expression.</param>
    public static string? WhatToDo(string expression, int position)
    {
        var tokens = ExpressionLexer.Read(expression);
        return tokens.Select(OfToken).FirstOrDefault(s => s is not null)
            ?? Enumerable.Range(0, tokens.Length - 1).Where(i => tokens[i].Start <= position && position <= tokens[i + 1].End).Select(i => OfNeighbours(tokens, i)).FirstOrDefault(s => s is not null)
            ?? (IsChain(tokens) ? "Two limits are two comparisons: `1 < x && x < 5`." : null);
    }

    /// <summary>Whether a comparison is compared, as in <c>1 &lt; x &lt; 5</c>.</summary>
    private static bool IsChain(ImmutableArray<Token> tokens)
    {
        var hasOne = false;
        foreach (var token in tokens)
        {
            if (hasOne && token.Value is "<" or "<=" or ">" or ">=")
                return true;
            hasOne = token.Value is "<" or "<=" or ">" or ">=" || (hasOne && (token.Kind is TokenKind.Number or TokenKind.Text || token.Value == "." || (token.Kind == TokenKind.Name && !IsWord(token))));
        }

        return false;
    }

    private static string? OfToken(Token token) => token.Value switch
    {
        "≥" => "Write `>=`.",
        "≤" => "Write `<=`.",
        "≠" => "Write `!=`.",
        "×" or "·" => "Write `*`.",
        "÷" => "Write `/`.",
        "–" or "—" or "−" => "Write the plain minus `-`.",
        "“" or "”" or "„" or "‟" or "«" or "»" or "‘" or "’" => "Write straight double quotes: `\"…\"`.",
        ";" => "An expression ends without a semicolon.",
        ['\'', _, _, ..] when token.Kind == TokenKind.Text && token.Value[1] != '\\' => $"A text stands in double quotes: `\"{token.Value[1..^1]}\"`.",
        _ when token.Kind == TokenKind.OpenText => "The text that begins here has no closing quote.",
        _ => null,
    };

    private static string? OfNeighbours(ImmutableArray<Token> tokens, int i)
    {
        var (left, right) = (tokens[i], tokens[i + 1]);
        var touches = left.End == right.Start;
        if (left.Value == "/" && right.Value is "/" or "*" && touches)
            return "An expression has no comments; say it in the `rationale`.";
        if (left.Kind == TokenKind.Number && right.Value == "%" && (i + 2 >= tokens.Length - 1 || !BeginsValue(tokens[i + 2])))
            return $"Write `{left.Value}` alone: the unit stands in the schema.";
        if (left.Kind == TokenKind.Number && right.Value == "," && touches && i + 2 < tokens.Length && tokens[i + 2].Kind == TokenKind.Number && right.End == tokens[i + 2].Start)
            return $"A decimal point is a point: `{left.Value}.{tokens[i + 2].Value}`.";
        if (left.Value is "=" or ">" or "<" && right.Value is "<" or ">" or "=" && !(left.Value != "=" && right.Value == "=" && touches))
            return "A comparison is one of `==`, `!=`, `<`, `<=`, `>`, `>=`.";
        return EndsValue(left) && BeginsValue(right) && (right.Value != "(" || left.Kind != TokenKind.Name)
            ? $"Join `{left.Value}` and `{right.Value}`: with `&&` (and), `||` (or) or a comparison."
            : null;
    }

    private static bool EndsValue(Token token) => token.Kind is TokenKind.Number or TokenKind.Text || token.Value is ")" or "]" || (token.Kind == TokenKind.Name && !IsWord(token));

    private static bool BeginsValue(Token token) => token.Kind is TokenKind.Number or TokenKind.Text || token.Value == "(" || (token.Kind == TokenKind.Name && !IsWord(token));

    private static bool IsWord(Token token) => token.Is("and") || token.Is("or") || token.Is("not") || token.Is("in") || token.Is("mod");
}
