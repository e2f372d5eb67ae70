using RuleWorkbench.Model;

namespace RuleWorkbench.Editing;

/// <summary>Takes a file away.</summary>
public sealed record RemoveFile(string File) : Edit
{
    public override Loaded<Edited> Apply(DocumentSet documents) =>
        documents.Find(File) is not { } document
            ? DoesNotFit(File, "The file is not among those that are edited.")
            : new(new Edited(documents.Without(File), new RestoreFile(document)), []);

    /// <summary>Puts a file back as it was.</summary>
    private sealed record RestoreFile(Document Document) : Edit
    {
        public override Loaded<Edited> Apply(DocumentSet documents) =>
            documents.Find(Document.File) is not null
                ? DoesNotFit(Document.File, "The file is there already.")
                : new(new Edited(documents.With(Document), new RemoveFile(Document.File)), []);
    }
}
