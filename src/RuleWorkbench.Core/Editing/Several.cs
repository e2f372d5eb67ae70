using System.Collections.Immutable;
using RuleWorkbench.Model;

namespace RuleWorkbench.Editing;

/// <summary>Edits one after the other, all or none; each meets the files as those before it left them.</summary>
public sealed record Several(ImmutableArray<Edit> Edits) : Edit
{
    public override Loaded<Edited> Apply(DocumentSet documents)
    {
        var inverse = new Stack<Edit>();
        foreach (var edit in Edits)
        {
            var edited = edit.Apply(documents);
            if (edited.Value is null)
                return edited;
            documents = edited.Value.Documents;
            inverse.Push(edited.Value.Inverse);
        }

        return new(new Edited(documents, new Several([.. inverse])), []);
    }

    public bool Equals(Several? other) => other is not null && Edits.SequenceEqual(other.Edits);

    public override int GetHashCode() => Edits.Aggregate(0, HashCode.Combine);
}
