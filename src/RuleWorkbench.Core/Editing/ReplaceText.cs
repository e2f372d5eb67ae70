using System.Collections.Immutable;
using System.Text;
using RuleWorkbench.Model;

namespace RuleWorkbench.Editing;

/// <summary>Replaces stretches of text. Every edit of a file's content comes down to this one. Positions are those before
/// the edit; stretches may touch but not overlap, and two insertions at one place stand in the order given.</summary>
public sealed record ReplaceText(ImmutableArray<TextEdit> Edits) : Edit
{
    public override Loaded<Edited> Apply(DocumentSet documents)
    {
        var inverse = ImmutableArray.CreateBuilder<TextEdit>();
        foreach (var file in Edits.GroupBy(e => e.File))
        {
            if (documents.Find(file.Key) is not { } document)
                return DoesNotFit(file.Key, "The file is not among those that are edited.");
            var text = new StringBuilder();
            var at = 0;
            foreach (var edit in file.OrderBy(e => e.Start).ThenBy(e => e.End))
            {
                if (edit.Length < 0 || edit.Start < at || edit.End > document.Text.Length)
                    return DoesNotFit(file.Key, "Two edits overlap, or one lies outside the text.");
                text.Append(document.Text, at, edit.Start - at);
                inverse.Add(new TextEdit(file.Key, text.Length, edit.NewText.Length, document.Text[edit.Start..edit.End]));
                text.Append(edit.NewText);
                at = edit.End;
            }

            text.Append(document.Text, at, document.Text.Length - at);
            if (HalfACharacter(text))
                return DoesNotFit(file.Key, "An edit would leave half of a character.");
            documents = documents.With(document.WithText(text.ToString()));
        }

        return new(new Edited(documents, new ReplaceText(inverse.ToImmutable())), []);
    }

    public bool Equals(ReplaceText? other) => other is not null && Edits.SequenceEqual(other.Edits);

    public override int GetHashCode() => Edits.Aggregate(0, HashCode.Combine);

    private static bool HalfACharacter(StringBuilder text)
    {
        var isHigh = false;
        foreach (var chunk in text.GetChunks())
        {
            foreach (var c in chunk.Span)
            {
                if (isHigh != char.IsLowSurrogate(c))
                    return true;
                isHigh = char.IsHighSurrogate(c);
            }
        }

        return isHigh;
    }
}
