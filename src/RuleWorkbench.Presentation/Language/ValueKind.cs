namespace RuleWorkbench.Presentation.Language;

/// <summary>What a part of an expression comes to, as a person would say it.</summary>
public enum ValueKind
{
    /// <summary>Anything, or nothing that is known.</summary>
    Any,
    Number,
    Flag,
    Text,
    Date,

    /// <summary>A span of time: the difference of two dates.</summary>
    Duration,
    List,

    /// <summary>A group of facts.</summary>
    Object,
}
