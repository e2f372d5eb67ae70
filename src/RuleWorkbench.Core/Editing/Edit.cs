using RuleWorkbench.Model;

namespace RuleWorkbench.Editing;

/// <summary>A change of files, as a value. Applied, it gives the changed files and the edit that undoes it to the byte.
/// </summary>
public abstract record Edit
{
    /// <summary>Applies the edit as a whole, or says why it cannot be: then there is no value.</summary>
    public abstract Loaded<Edited> Apply(DocumentSet documents);

    /// <summary>An edit that does not fit the files as they are.</summary>
    private protected static Loaded<Edited> DoesNotFit(string file, string message) =>
        new(null, [Diagnostic.Error(DiagnosticIds.EditDoesNotFit, message, new SourcePlace(file), "Load the files again, and make the edit anew.")]);
}
