using RuleWorkbench.Model;

namespace RuleWorkbench.Editing;

/// <summary>Gives something in a pathway another name, in all files that refer to it: workflows, pathway.json, schemas,
/// suites, and inside expressions by meaning. It is refused where it cannot be shown that all means the same afterwards.
/// </summary>
public sealed record Rename(string Pathway, NameKind Kind, string OldName, string NewName) : Edit
{
    public override Loaded<Edited> Apply(DocumentSet documents)
    {
        var opened = OpenedPathway.Open(documents, Pathway);
        if (opened.Value is null)
            return new(null, opened.Diagnostics);
        if (NewName == OldName && Kind != NameKind.RuleName)
            return new(null, [Diagnostic.Error(DiagnosticIds.DuplicateName, $"`{NewName}` is its name already.", opened.Value.Pathway.Place, "Choose another name.")]);
        var plan = RenamePlan.Of(opened.Value, Kind, OldName, NewName);
        if (plan.Value is null)
            return new(null, plan.Diagnostics);
        var edited = plan.Value.Edit.Apply(documents);
        if (edited.Value is null)
            return edited;
        var renamed = OpenedPathway.Open(edited.Value.Documents, Pathway);
        if (renamed.Value is null)
            return new(null, [.. renamed.Diagnostics.Take(1).Select(d => Refuse(d.Place, $"With the new name the files would be wrong: {d.Message}"))]);
        return plan.Value.Expressions?.FindDifference(renamed.Value) is { } difference
            ? new(null, [Refuse(difference.Place, "With the new name this expression would not mean the same.")])
            : edited;
    }

    private Diagnostic Refuse(SourcePlace place, string why) => Diagnostic.Error(
        DiagnosticIds.RenameNotProven, $"`{OldName}` is not renamed. {why}", place, "Nothing was changed. Choose another name, or change this place first.");
}
