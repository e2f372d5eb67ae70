namespace RuleWorkbench.Diffing;

/// <summary>What a node of a canonical tree is, as far as comparing needs to know.</summary>
public enum CanonicalKind
{
    /// <summary><c>&amp;&amp;</c> over any number of parts.</summary>
    And,

    /// <summary><c>||</c> over any number of parts.</summary>
    Or,

    Not,

    /// <summary><c>&lt;</c>, <c>&lt;=</c>, <c>==</c> or <c>!=</c>; <c>&gt;</c> and <c>&gt;=</c> stand the other way round.</summary>
    Comparison,

    Constant,

    /// <summary>A fact or a policy value.</summary>
    Fact,

    /// <summary>A global or local parameter.</summary>
    Parameter,

    /// <summary>A method of a list, a text or a function library.</summary>
    Call,

    /// <summary>Anything else.</summary>
    Other,
}
