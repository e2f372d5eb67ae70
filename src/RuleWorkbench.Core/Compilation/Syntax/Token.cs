namespace RuleWorkbench.Compilation.Syntax;

/// <summary>A token of an expression: characters from <paramref name="Start"/> up to <paramref name="End"/>.</summary>
public readonly record struct Token(TokenKind Kind, int Start, int End, string Value)
{
    /// <summary>True for a symbol, or for a word that means one; words are compared without case, as the language does.
    /// </summary>
    public bool Is(string value) => Kind switch
    {
        TokenKind.Symbol => Value == value,
        TokenKind.Name => Value.Equals(value, StringComparison.OrdinalIgnoreCase),
        _ => false,
    };
}
