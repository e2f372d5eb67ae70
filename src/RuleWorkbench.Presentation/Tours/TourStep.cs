namespace RuleWorkbench.Presentation.Tours;

/// <summary>A step of a tour: what to do, and how the workbench sees that it is done.</summary>
/// <param name="Text">What to do, in a sentence or two.</param>
/// <param name="Command">Id of the command that does it; null when <paramref name="IsDone"/> tells.</param>
/// <param name="IsDone">Null when only the command tells.</param>
public sealed record TourStep(string Text, string? Command, Func<Workbench, bool>? IsDone = null);
