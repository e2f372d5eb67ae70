namespace RuleWorkbench.Presentation.Language;

/// <summary>What a stretch of code is, for its colour.</summary>
public enum TokenClass
{
    /// <summary>A name that nothing is known by.</summary>
    Unknown,
    Input,
    Fact,
    Policy,
    Parameter,
    Element,
    Library,
    Function,
    Operator,
    Punctuation,
    Number,
    Text,

    /// <summary><c>true</c>, <c>false</c>, <c>null</c>; in scripts a keyword.</summary>
    Keyword,

    Type,
    Comment,
}
