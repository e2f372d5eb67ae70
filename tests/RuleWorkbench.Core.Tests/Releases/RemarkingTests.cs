using RuleWorkbench.Diffing;
using RuleWorkbench.Editing;
using RuleWorkbench.Shipped;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Releases;

/// <summary>What reviewers say of a change is written where the next one finds it, once for each person.</summary>
public sealed class RemarkingTests
{
    private const string File = "workflows/demo/approvals.json";

    private static readonly DateTimeOffset At = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly Remark Accepted = new("rule R1", new string('a', 16), "Ada", At, true, null);
    private static readonly SignOff SignedOff = new("Ada", SignOffDecision.Approved, "m1-x", At, null, new Model.SourcePlace(""));

    [Fact]
    public void Edit_NoFileYet_MakesOneThatReadsBack()
    {
        var noted = Accepted with { By = "Grace", Note = "Why \"so\"?\n\u001b" };

        Read(Say(Say(DocumentSet.Empty("/nowhere"), Accepted), noted)).Remarks.ShouldBe([Accepted, noted]);
    }

    [Fact]
    public void Edit_SamePersonAndChange_TakesThePlaceOfTheEarlierOne()
    {
        var documents = Say(Say(DocumentSet.Empty("/nowhere"), Accepted), Accepted with { Note = "But see S1." });
        Read(documents).Remarks.ShouldHaveSingleItem().Note.ShouldBe("But see S1.");
        Read(Say(documents, Accepted with { IsAccepted = false })).Remarks.ShouldBeEmpty();
    }

    [Fact]
    public void Edit_NothingToSay_IsNoEdit() =>
        Remarking.Edit(DocumentSet.Empty("/nowhere"), File, Accepted with { IsAccepted = false }).ShouldBeNull();

    [Fact]
    public void Edit_BesideSignOffs_LeavesThem()
    {
        var folder = Directory.CreateTempSubdirectory("rulewb-remarks-").FullName;
        var signed = Signing.Add(new Loading.Workspace(folder), "demo", SignedOff).Value.ShouldNotBeNull();
        Directory.Delete(folder, recursive: true);

        var read = Read(Say(signed, Accepted));
        read.All.ShouldHaveSingleItem().By.ShouldBe("Ada");
        read.Remarks.ShouldBe([Accepted]);
    }

    [Fact]
    public void FingerprintOf_EveryChangeOfTheShippedPathway_IsItsOwn()
    {
        var changes = ShippedDiff.Value.Changes;
        changes.Select(Remark.FingerprintOf).Distinct().Count().ShouldBe(changes.Length);
        Remark.FingerprintOf(changes[0]).ShouldBe(Remark.FingerprintOf(changes[0] with { Before = null, Title = "another" }));
        Remark.FingerprintOf(changes[0]).ShouldNotBe(Remark.FingerprintOf(changes[0] with { Edits = [.. changes[0].Edits, Diffing.Edit.Other("x", EditAspect.Text, null, "y")] }));
    }

    private static DocumentSet Say(DocumentSet documents, Remark remark) => Remarking.Edit(documents, File, remark).ShouldNotBeNull().Apply(documents).Value.ShouldNotBeNull().Documents;

    private static SignOffList Read(DocumentSet documents)
    {
        var read = SignOffList.Read(documents.Find(File)!.Json.Value.ShouldNotBeNull());
        read.Diagnostics.ShouldBeEmpty();
        return read.Value!;
    }
}
