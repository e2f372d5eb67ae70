namespace RuleWorkbench.Diffing;

/// <summary>What a change is of.</summary>
public enum ChangeSubject
{
    Pathway,
    Fact,
    PolicyValue,
    Group,
    Workflow,
    Parameter,
    Function,
    Rule,
    Recommendation,
    Source,
    Case,
}
