namespace RuleWorkbench.Compilation.Syntax;

/// <summary>The kinds of tokens.</summary>
public enum TokenKind
{
    Name,
    Number,

    /// <summary>In double or single quotes.</summary>
    Text,

    /// <summary>An operator, a bracket, a comma or a dot.</summary>
    Symbol,

    /// <summary>A text without its closing quote.</summary>
    OpenText,
    End,
}
