namespace RuleWorkbench.Compilation.Syntax;

/// <summary>The kinds of parts of an expression's text.</summary>
public enum NodeKind
{
    Number,
    Text,

    /// <summary>A name by itself: an input, a parameter, a member of the element at hand, a word such as <c>null</c>.</summary>
    Name,

    /// <summary><c>target.name</c>; one part.</summary>
    Member,

    /// <summary><c>callee(arguments)</c>; the callee, a name or a member, is the first part.</summary>
    Call,

    /// <summary><c>list[index]</c></summary>
    Index,

    /// <summary><c>!x</c>, <c>-x</c></summary>
    Unary,
    Binary,

    /// <summary><c>test ? yes : no</c></summary>
    Conditional,

    /// <summary>Something in brackets; one part.</summary>
    Group,

    /// <summary><c>name => body</c>; the body is the one part.</summary>
    Lambda,

    /// <summary><c>new (…)</c>, <c>new [] {…}</c> or a list behind <c>in</c>.</summary>
    New,
}
