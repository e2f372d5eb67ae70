using RuleWorkbench.Model;

namespace RuleWorkbench.Editing;

/// <summary>Makes a file that is not there yet.</summary>
public sealed record AddFile(string File, string Text) : Edit
{
    public override Loaded<Edited> Apply(DocumentSet documents) =>
        documents.Find(File) is not null
            ? DoesNotFit(File, "The file is there already.")
            : new(new Edited(documents.With(Document.New(File, Text)), new RemoveFile(File)), []);
}
