using System.Collections.Immutable;
using RuleWorkbench.Presentation.Lines;

namespace RuleWorkbench.Presentation.Pages;

/// <summary>What a tab shows: a few lines that stand still, a list, and where there is one a second list that belongs to what is
/// selected in the first.</summary>
public abstract class Page : IDisposable
{
    /// <summary>Title or head have changed.</summary>
    public event Action? Changed;

    /// <summary>What it shows; a target is open in one tab at most.</summary>
    public abstract Target Target { get; }

    /// <summary>The label of the tab.</summary>
    public abstract string Title { get; }

    /// <summary>Lines above the lists.</summary>
    public virtual ImmutableArray<Line> Head => [];

    public abstract LineList Main { get; }

    public virtual LineList? Detail => null;

    /// <summary>The line between the two lists.</summary>
    public virtual string DetailTitle => "";

    /// <summary>Whether a file that it shows has edits that are not saved.</summary>
    public virtual bool IsUnsaved => false;

    /// <summary>Whether it is read alone in the window, without tree and lower panes, until these are asked for.</summary>
    public virtual bool NeedsRoom => false;

    /// <summary>From this width on the second list stands beside the first one; below that, under it.</summary>
    public virtual int BesideFrom => 110;

    public virtual void Dispose() => GC.SuppressFinalize(this);

    protected void OnChanged() => Changed?.Invoke();
}
