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

    /// <summary>The data beside a script library.</summary>
    Table,
    Rule,
    Recommendation,
    Source,
    Case,
}
