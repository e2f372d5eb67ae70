namespace RuleWorkbench.Presentation.Cohorts;

/// <summary>A case of a cohort.</summary>
/// <param name="Line">As it stands in the cohort.</param>
/// <param name="Record">What it did, as the runner wrote it.</param>
public sealed record Person(long Number, string Line, string Record);
