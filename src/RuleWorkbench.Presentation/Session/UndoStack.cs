using System.Collections.Immutable;
using RuleWorkbench.Editing;

namespace RuleWorkbench.Presentation.Session;

/// <summary>What can be taken back and made again, over all files; immutable.</summary>
/// <param name="Done">Newest last.</param>
/// <param name="Undone">Next to be made again last.</param>
public sealed record UndoStack(ImmutableList<UndoStep> Done, ImmutableList<UndoStep> Undone)
{
    /// <summary>Steps that are kept: a day's work, and memory stays flat.</summary>
    public const int Most = 1000;

    /// <summary>Texts of steps in one group that are kept apart at most; then a new step begins.</summary>
    private const int MostInGroup = 200;

    public static readonly UndoStack Empty = new([], []);

    /// <summary>What <see cref="Undo"/> would take back, or null.</summary>
    public string? NextUndo => Done.Count == 0 ? null : Done[^1].Title;

    /// <summary>What <see cref="Redo"/> would make again, or null.</summary>
    public string? NextRedo => Undone.Count == 0 ? null : Undone[^1].Title;

    /// <summary>The stack after an edit.</summary>
    /// <param name="inverse">The edit that takes it back.</param>
    public UndoStack Push(string title, Edit inverse, object? group)
    {
        if (group is not null && Undone.Count == 0 && Done.Count > 0 && Done[^1] is { } last && group.Equals(last.Group))
        {
            ImmutableArray<Edit> before = last.Edit is Several several ? several.Edits : [last.Edit];
            if (before.Length < MostInGroup)
                return this with { Done = Done.SetItem(Done.Count - 1, last with { Edit = new Several(before.Insert(0, inverse)) }) };
        }

        var kept = Done.Count < Most ? Done : Done.RemoveAt(0);
        return new UndoStack(kept.Add(new UndoStep(title, inverse, group)), []);
    }

    /// <summary>The next edit begins a step of its own.</summary>
    public UndoStack EndGroup() => Done.Count == 0 || Done[^1].Group is null ? this : this with { Done = Done.SetItem(Done.Count - 1, Done[^1] with { Group = null }) };

    /// <summary>The files with the last edit taken back, and the stack after it; null when there is none.</summary>
    public (DocumentSet Documents, UndoStack Stack)? Undo(DocumentSet documents)
    {
        if (Done.Count == 0)
            return null;
        var edited = Carry(Done[^1], documents);
        return (edited.Documents, new UndoStack(Done.RemoveAt(Done.Count - 1), Undone.Add(Done[^1] with { Edit = edited.Inverse, Group = null })));
    }

    /// <summary>The files with the last undone edit made again, and the stack after it; null when there is none.</summary>
    public (DocumentSet Documents, UndoStack Stack)? Redo(DocumentSet documents)
    {
        if (Undone.Count == 0)
            return null;
        var edited = Carry(Undone[^1], documents);
        return (edited.Documents, new UndoStack(Done.Add(Undone[^1] with { Edit = edited.Inverse }), Undone.RemoveAt(Undone.Count - 1)));
    }

    private static Edited Carry(UndoStep step, DocumentSet documents) =>
        step.Edit.Apply(documents).Value ?? throw new InvalidOperationException($"`{step.Title}` does not fit the files that it was made for.");
}
