namespace RuleWorkbench.Presentation;

/// <summary>The panes of the window.</summary>
public enum PaneKind
{
    Outline,
    Pages,
    Case,
    Trace,
    Problems,
}
