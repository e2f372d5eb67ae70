namespace RuleWorkbench.Editing;

/// <summary>What a name of a pathway names.</summary>
public enum NameKind
{
    /// <summary>A rule by its id; one without id by its name.</summary>
    Rule,

    /// <summary>A rule's <c>RuleName</c>; which rule is said by its id.</summary>
    RuleName,

    Workflow,

    /// <summary>A policy value.</summary>
    Policy,

    /// <summary>A global or local parameter, wherever it is defined.</summary>
    Parameter,

    /// <summary>A fact with its path, such as <c>patient.anticoagulants.stoppedDaysAgo</c>.</summary>
    Fact,

    /// <summary>A recommendation code.</summary>
    Code,

    /// <summary>A group of rules.</summary>
    Group,
}
