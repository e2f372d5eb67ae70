using RuleWorkbench.Diffing;
using RuleWorkbench.Editing;
using RuleWorkbench.Loading;
using RuleWorkbench.Shipped;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Merging;

/// <summary>A change that is taken back is gone, and every other one is still there.</summary>
public sealed class TakeBackTests
{
    private const string Name = "failed-nerve-block";
    private const string Guards = "workflows/failed-nerve-block/safety-guards.json";
    private const string Header = "workflows/failed-nerve-block/pathway.json";

    private static readonly DocumentSet Now = PathwayDocuments.Load(ShippedPathway.Workspace, Name).Value!;

    [Fact]
    public void Of_ChangesSinceTheRelease_AreGoneAndNoOtherOneIs()
    {
        var theirs = Release();
        var diff = Compare(theirs, Now);
        var refused = new List<Change>();

        // Two of each kind: every one needs two compilations.
        foreach (var change in diff.Changes.GroupBy(c => (c.Subject, c.Kinds)).SelectMany(g => g.Take(2)))
        {
            var edit = new TakeBack(Name, Now, theirs).Of(change);
            if (edit.Value is null)
            {
                refused.Add(change);
                continue;
            }

            // What names a thing that is gone now cannot be compared, so only what is edited is looked at further.
            var edited = edit.Value.Apply(Now).Value.ShouldNotBeNull();
            var left = Compare(theirs, edited.Documents);
            left.Changes.ShouldNotContain(c => c.Subject == change.Subject && c.Id == change.Id && c.Workflow == change.Workflow, $"{change.Subject} {change.Id} is still there");
            if (left.NotCompared.IsEmpty && change.Kinds == ChangeKinds.Modified)
                left.Changes.Select(c => (c.Subject, c.Workflow, c.Id)).ShouldBe(diff.Changes.Where(c => c != change).Select(c => (c.Subject, c.Workflow, c.Id)), ignoreOrder: true, $"taking {change.Id} back");
            edited.Inverse.Apply(edited.Documents).Value.ShouldNotBeNull().Documents.Documents.Select(d => d.Text).ShouldBe(Now.Documents.Select(d => d.Text));
        }

        diff.Changes.Count(c => c.Subject == ChangeSubject.Rule).ShouldBeGreaterThan(10);
        refused.ShouldAllBe(c => c.Subject == ChangeSubject.Function || c.Subject == ChangeSubject.Workflow || c.Kinds == ChangeKinds.Removed);
    }

    [Fact]
    public void Of_EveryKindOfEdit_GivesBackWhatWasThere()
    {
        var edited = new Several(
        [
            new SetValue(Header, "/policy/failedReliefBelow/value", "45"),
            new AddMember(Header, "/policy", "somethingNew", """{ "value": 3, "unit": "d", "description": "New." }"""),
            new Remove(Header, "/recommendations/REPEAT_ULTRASOUND/category"),
            new SetValue(Header, "/title", "\"Another title\""),
            new SetValue("workflows/failed-nerve-block/facts/patient.schema.json", "/properties/age/maximum", "110"),
            new SetValue(Guards, "/Rules/0/Expression", "\"patient.age   > 3\""),
            new SetValue(Guards, "/Rules/1/Properties/id", "\"FNB-NEW\""),
            new Remove(Guards, "/Rules/2"),
            new AddItem(Guards, "/Rules", """{ "RuleName": "Another", "Expression": "patient.age > 90", "SuccessEvent": "REPEAT_ULTRASOUND", "Properties": { "id": "FNB-999" } }"""),
        ]).Apply(Now).Value.ShouldNotBeNull().Documents;
        var diff = Compare(Now, edited);
        diff.Changes.Select(c => (c.Subject, c.Id)).ShouldBe(
        [
            (ChangeSubject.Pathway, Name), (ChangeSubject.Fact, "patient.age"), (ChangeSubject.PolicyValue, "failedReliefBelow"), (ChangeSubject.PolicyValue, "somethingNew"),
            (ChangeSubject.Rule, RuleId(0)), (ChangeSubject.Rule, "FNB-NEW"), (ChangeSubject.Rule, RuleId(2)), (ChangeSubject.Rule, "FNB-999"), (ChangeSubject.Recommendation, "REPEAT_ULTRASOUND"),
        ], ignoreOrder: true);

        var all = edited;
        foreach (var change in diff.Changes)
            all = new TakeBack(Name, all, Now).Of(change).Value.ShouldNotBeNull($"{change.Subject} {change.Id}").Apply(all).Value.ShouldNotBeNull().Documents;
        Compare(Now, all).Changes.ShouldBeEmpty();
        all.Find(Guards)!.Text.ShouldBe(Now.Find(Guards)!.Text);

        static string RuleId(int index) => (string)Now.Find(Guards)!.Json.Value!.Root["Rules"]![index]!["Properties"]!["id"]!;
    }

    [Fact]
    public void Turned_ChangeOfTheCandidate_IsTakenOverFromIt()
    {
        var theirs = new SetValue(Header, "/policy/failedReliefBelow/value", "45").Apply(Now).Value.ShouldNotBeNull().Documents;
        var change = Compare(Now, theirs).Changes.ShouldHaveSingleItem();

        new TakeBack(Name, Now, theirs).Of(change.Turned()).Value.ShouldNotBeNull().Apply(Now).Value.ShouldNotBeNull().Documents.Find(Header)!.Text.ShouldBe(theirs.Find(Header)!.Text);
    }

    private static DocumentSet Release()
    {
        var folder = ShippedPathway.Workspace.FolderOf(ShippedPathway.Earlier);
        var sources = Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) != "manifest.json")
            .Select(f => SourceFile.Read(f, $"workflows/{Name}/{Path.GetRelativePath(folder, f).Replace('\\', '/')}").Value!);
        return DocumentSet.Of(ShippedPathway.Workspace.Root, sources);
    }

    private static PathwayDiff Compare(DocumentSet before, DocumentSet after) => PathwayDiffer.Compare(Open("before", before), Open("after", after));

    private static PathwayVersion Open(string label, DocumentSet documents)
    {
        var loaded = PathwayLoader.LoadWithFiles(ShippedPathway.Workspace.FolderOf(Name), ShippedPathway.Workspace.Root, documents);
        var compiled = Compilation.CompiledPathway.Compile(loaded.Pathway!, [], TestContext.Current.CancellationToken);
        return new PathwayVersion(label, compiled, new ImmutableSuites([]), [.. loaded.Diagnostics, .. compiled.Diagnostics]);
    }
}
