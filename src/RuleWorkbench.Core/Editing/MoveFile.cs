using RuleWorkbench.Model;

namespace RuleWorkbench.Editing;

/// <summary>Gives a file another name.</summary>
public sealed record MoveFile(string File, string NewFile) : Edit
{
    public override Loaded<Edited> Apply(DocumentSet documents)
    {
        if (documents.Find(File) is not { } document)
            return DoesNotFit(File, "The file is not among those that are edited.");
        return documents.Find(NewFile) is not null
            ? DoesNotFit(NewFile, "The file is there already.")
            : new(new Edited(documents.Without(File).With(document.At(NewFile)), new MoveFile(NewFile, File)), []);
    }
}
