namespace RuleWorkbench.Presentation;

/// <summary>What can be opened.</summary>
public enum TargetKind
{
    Start,
    Pathway,
    Workflow,

    /// <summary>The facts, policy values, recommendations or sources of a pathway.</summary>
    Sheet,
    Rule,
    Suite,
    Cohort,
    Release,
    Comparison,

    /// <summary>A file as text.</summary>
    File,

    /// <summary>The page of docs of a check, or a topic of help.</summary>
    Help,
}

/// <summary>Something that can be opened in a tab.</summary>
/// <param name="Pathway">Name of the pathway; empty where there is none.</param>
/// <param name="Name">Rule id, name of a workflow or suite, path of a file, version, id of a check.</param>
public sealed record Target(TargetKind Kind, string Pathway, string Name);
