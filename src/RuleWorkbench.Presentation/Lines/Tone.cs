namespace RuleWorkbench.Presentation.Lines;

/// <summary>What a piece of text is, for a theme to colour. No tone is the only sign of anything: words or signs say it too.
/// </summary>
public enum Tone
{
    Normal,

    /// <summary>Less important than what is around it.</summary>
    Quiet,
    Strong,

    /// <summary>A heading.</summary>
    Title,

    /// <summary>Met, passed, recommended.</summary>
    Good,

    /// <summary>Failed, error, vetoed.</summary>
    Bad,

    /// <summary>Undetermined, missing, held, unsaved.</summary>
    Warning,

    /// <summary>A key, or something that can be chosen.</summary>
    Accent,

    /// <summary>The cell that Enter changes.</summary>
    Chosen,

    /// <summary>Text that a candidate has and its baseline has not.</summary>
    Added,

    /// <summary>Text that a baseline has and its candidate has not.</summary>
    Removed,
}
