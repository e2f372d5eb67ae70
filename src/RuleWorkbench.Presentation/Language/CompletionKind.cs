namespace RuleWorkbench.Presentation.Language;

/// <summary>What a proposal is.</summary>
public enum CompletionKind
{
    Input,
    Fact,
    Policy,
    Parameter,
    Element,
    Library,
    Function,
    Value,
    Word,
    Operator,
}
