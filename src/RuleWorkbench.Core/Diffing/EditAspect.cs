namespace RuleWorkbench.Diffing;

/// <summary>What an edit is about, so that logic can be read apart from the rest.</summary>
public enum EditAspect
{
    /// <summary>What decides: conditions, parameters, values, figures, where a walk goes on, what is forbidden.</summary>
    Logic,

    /// <summary>Sources, strength and rationale.</summary>
    Evidence,

    Severity,

    /// <summary>Names, texts and everything else that decides nothing.</summary>
    Text,

    /// <summary>A case's facts and expectation.</summary>
    Case,
}
