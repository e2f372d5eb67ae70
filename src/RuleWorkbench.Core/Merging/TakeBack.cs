using RuleWorkbench.Diffing;
using RuleWorkbench.Editing;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using Edit = RuleWorkbench.Editing.Edit;

namespace RuleWorkbench.Merging;

/// <summary>Takes one change of a diff back: the edit that makes our files, the candidate's, as the baseline has them where this
/// change is concerned, and nowhere else.</summary>
/// <param name="pathway">Name of the pathway among our files.</param>
/// <param name="theirs">The baseline's files, under the names that ours have.</param>
public sealed class TakeBack(string pathway, DocumentSet ours, DocumentSet theirs)
{
    private static readonly Dictionary<string, string> Members = new()
    {
        ["entry"] = "entry",
        ["always"] = "always",
        ["clock"] = "clock",
        ["title"] = "title",
        ["version"] = "version",
        ["description"] = "description",
        ["disclaimer"] = "disclaimer",
        ["owner"] = "owner",
        ["review by"] = "reviewBy",
    };

    private readonly string folder = $"workflows/{pathway}/";

    private string Header => folder + PathwayLoader.FileName;

    /// <summary>The edit, or why the change cannot be taken back by itself.</summary>
    public Loaded<Edit> Of(Change change) => change.Subject switch
    {
        ChangeSubject.Rule => OfRule(change),
        ChangeSubject.PolicyValue => InHeader("policy", change),
        ChangeSubject.Recommendation => InHeader("recommendations", change),
        ChangeSubject.Source => InHeader("sources", change),
        ChangeSubject.Group => InHeader("groups", change),
        ChangeSubject.Pathway => OfPathway(change),
        ChangeSubject.Parameter => InFiles(change, Named("GlobalParams", change.Id)),
        ChangeSubject.Case => InFiles(change, Named("cases", change.Id[(change.Id.IndexOf('/', StringComparison.Ordinal) + 1)..])),
        ChangeSubject.Fact => OfFact(change),
        ChangeSubject.Workflow => OfWorkflow(change),
        _ => Refused(change, "A function is text of a script, which has more than one function.", "Edit the script."),
    };

    private Loaded<Edit> InHeader(string member, Change change) => Bring(change, Header, Header, [MergePath.Root.Member(member).Member(change.Id)], _ => true);

    private Loaded<Edit> OfPathway(Change change) => change.Edits.All(e => Members.ContainsKey(e.What))
        ? Bring(change, Header, Header, change.Edits.Select(e => MergePath.Root.Member(Members[e.What])), _ => true)
        : Refused(change, "The pathway as a whole was added, removed or renamed.", "Do that with its folder.");

    private Loaded<Edit> InFiles(Change change, MergePath at)
    {
        var their = TheirFile(change.Before);
        return Bring(change, change.After?.File ?? their, their ?? change.After!.File, [at], _ => true);
    }

    private Loaded<Edit> OfRule(Change change)
    {
        var their = TheirFile(change.Before);
        var (own, isMoved) = (change.After?.File ?? their!, change.Edits.Any(e => e is { What: "workflow", Before: not null, After: not null }));
        if (change is not { RuleBefore: { } before, RuleAfter: { } after })
            return Bring(change, own, their ?? own, [Named("Rules", change.Id)], _ => true);
        if (isMoved)
            return Both(Bring(change, own, own, [Named("Rules", after.Id)], _ => true), Bring(change, their!, their!, [Named("Rules", before.Id)], _ => true));
        if (ours.Find(own) is null || theirs.Find(their!)?.Json.Value is not { } file)
            return NoFile(change, own);
        var merge = new JsonMerge(own, ours, file);
        if (before.Id != after.Id)
            merge.Replace(Named("Rules", after.Id), Named("Rules", before.Id));
        else
            merge.Bring(Named("Rules", after.Id), _ => true);
        if (change.Edits.Any(e => e.What == "order"))
            merge.MoveAsTheirs(MergePath.Root.Member("Rules"), before.Id, KeyOf("Rules"));
        return Made(change, merge);
    }

    /// <summary>A fact without those that are in it: they have changes of their own.</summary>
    private Loaded<Edit> OfFact(Change change)
    {
        var at = MergePath.Root;
        foreach (var step in change.Id.Split('.').Skip(1))
            at = Element(at.Member("properties").Member(step.Replace("[]", "", StringComparison.Ordinal)), step);
        var isWhole = change.Before is null || change.After is null;
        var file = change.After?.File ?? TheirFile(change.Before)!;
        return Bring(change, file, TheirFile(change.Before) ?? file, [at], path => isWhole || !path.Steps[at.Steps.Length..].Any(s => s.Name == "properties"));

        static MergePath Element(MergePath at, string step) => step.EndsWith("[]", StringComparison.Ordinal) ? at.Member("items") : at;
    }

    private Loaded<Edit> OfWorkflow(Change change)
    {
        var listed = Bring(change, Header, Header, [Named("workflows", change.Id), Named("always", change.Id)], _ => true);
        return change.Kinds switch
        {
            ChangeKinds.Added => Both(listed, new(new RemoveFile(change.After!.File), [])),
            ChangeKinds.Removed when theirs.Find(TheirFile(change.Before)!) is { } document => Both(listed, new(new AddFile(document.File, document.Text), [])),
            ChangeKinds.Modified => Bring(change, change.After!.File, TheirFile(change.Before)!, [MergePath.Root.Member("WorkflowsToInject")], _ => true),
            _ => Refused(change, "A renamed workflow is named by others.", "Rename it back: `rulewb rename workflow`."),
        };
    }

    /// <summary>Makes what stands at paths as it is in their file.</summary>
    private Loaded<Edit> Bring(Change change, string? own, string their, IEnumerable<MergePath> paths, Func<MergePath, bool> mayEdit)
    {
        if (own is null || ours.Find(own)?.Json.Value is null || theirs.Find(their)?.Json.Value is not { } file)
            return NoFile(change, own ?? their);
        var merge = new JsonMerge(own, ours, file);
        foreach (var path in paths)
        {
            if (!merge.Bring(path, mayEdit))
                return Refused(change, "What it stands in is gone.", "Take that change back first.");
        }

        return Made(change, merge);
    }

    private static Loaded<Edit> Both(Loaded<Edit> one, Loaded<Edit> other) =>
        one.Value is { } first && other.Value is { } second ? new(new Several([first, second]), []) : one.Value is null ? one : other;

    private static Loaded<Edit> Made(Change change, JsonMerge merge) => merge.Edits.Count > 0
        ? new(new Several([.. merge.Edits]), [])
        : Refused(change, "The files say the same of it: the change comes from something else.", "Look at what it reads and names.");

    private static Loaded<Edit> NoFile(Change change, string file) => Refused(change, $"One of the versions has no file `{file}`.", "Take the change of its workflow or suite back first.");

    private static Loaded<Edit> Refused(Change change, string message, string fix) =>
        new(null, [Diagnostic.Error(DiagnosticIds.EditDoesNotFit, message, change.After ?? change.Before ?? new SourcePlace(""), fix)]);

    /// <summary>Their file under the name that ours has: a release stands in a folder of its own.</summary>
    private string? TheirFile(SourcePlace? before)
    {
        if (before is null)
            return null;
        var name = Path.GetFileName(before.File);
        return new[] { folder + name, $"{folder}facts/{name}", $"seeds/{pathway}/suites/{name}" }.FirstOrDefault(f => theirs.Find(f) is not null) ?? folder + name;
    }

    private static MergePath Named(string list, string name) => MergePath.Root.Member(list).Item(name, KeyOf(list));

    private static Func<Newtonsoft.Json.Linq.JToken, string?> KeyOf(string list) => MergeKinds.KeyOf(MergePath.Root.Member(list))!;
}
