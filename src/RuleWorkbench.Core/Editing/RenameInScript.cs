using System.Collections.Immutable;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Editing;

/// <summary>Gives what a script declares another name: in the script, in other scripts, in the expressions and examples that call
/// it, of all pathways that use the library. It is refused where it cannot be shown that all means the same afterwards.</summary>
/// <param name="File">The script.</param>
/// <param name="Position">Where the name stands in the file's text.</param>
public sealed record RenameInScript(string File, int Position, string NewName) : Edit
{
    public override Loaded<Edited> Apply(DocumentSet documents)
    {
        var before = Open(documents);
        if (before.Value is not { } opened)
            return new(null, before.Diagnostics);
        var place = new SourcePlace(File);
        if (opened.Count == 0)
            return Refused("No pathway uses the library yet, so that nobody can tell what its names mean.", place);
        if (ScriptUses.Find(Pathways(opened), documents, File, Position) is not { } uses)
            return Refused("The script declares nothing of that name.", place);
        if (!FactSchemaReader.Identifier().IsMatch(NewName))
            return new(null, [Diagnostic.Error(DiagnosticIds.UnusableName, $"`{NewName}` cannot be a name.", place, "Use letters, digits and _, beginning with a letter.")]);
        var edited = new ReplaceText([.. uses.Places.Select(p => new TextEdit(p.File, p.Start, p.Length, NewName))]).Apply(documents);
        return edited.Value is null ? edited : FindDifference(edited.Value.Documents, uses.Places) is { } refused ? refused : edited;
    }

    /// <summary>Why the renamed files do not mean the same: the new name must be found where the old one stood, and nowhere else.</summary>
    private Loaded<Edited>? FindDifference(DocumentSet renamed, ImmutableArray<ScriptUse> before)
    {
        var after = Open(renamed);
        if (after.Value is not { } opened)
            return Refused($"With the new name the files would be wrong: {after.Diagnostics[0].Message}", after.Diagnostics[0].Place);
        var expected = before.GroupBy(u => u.File).SelectMany(f => f.Select((u, i) => new ScriptUse(u.File, u.Start + (i * (NewName.Length - u.Length)), NewName.Length))).ToList();
        var at = before.IndexOf(before.First(u => u.File == File && u.Start <= Position && Position <= u.Start + u.Length));
        var found = ScriptUses.Find(Pathways(opened), renamed, File, expected[at].Start)?.Places ?? [];
        return expected.Except(found).Concat(found.Except(expected)).FirstOrDefault() is { } other ? Refused("With the new name something else would be meant.", new SourcePlace(other.File)) : null;
    }

    /// <summary>The pathways that use the script.</summary>
    private Loaded<IReadOnlyList<OpenedPathway>> Open(DocumentSet documents)
    {
        var all = new List<OpenedPathway>();
        var workspace = new Workspace(documents.Root);
        foreach (var name in documents.Documents.Select(d => d.File.Split('/')).Where(f => f is ["workflows", _, PathwayLoader.FileName]).Select(f => f[1]))
        {
            if (PathwayLoader.Load(workspace.FolderOf(name), documents.Root, documents).Value?.Scripts.Any(s => s.Place.File == File) != true)
                continue;
            var opened = OpenedPathway.Open(documents, name);
            if (opened.Value is null)
                return new(null, opened.Diagnostics);
            all.Add(opened.Value);
        }

        return new(all, []);
    }

    private static ImmutableArray<Pathway> Pathways(IReadOnlyList<OpenedPathway> opened) => [.. opened.Select(o => o.Pathway)];

    private static Loaded<Edited> Refused(string why, SourcePlace place) => new(null, [Diagnostic.Error(
        DiagnosticIds.RenameNotProven, $"It is not renamed. {why}", place, "Nothing was changed. Choose another name, or change this place first.")]);
}
