using RuleWorkbench.Editing;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Merging;

/// <summary>What both sides did comes together; what they did otherwise is named; no other byte of ours changes.</summary>
public sealed class FileMergerTests : IDisposable
{
    private const string Base = """
        {
          "WorkflowName": "w",
          "GlobalParams": [ { "Name": "g", "Expression": "p.x * 1.0" } ],
          "Rules": [
            { "RuleName": "One", "Expression": "p.x > 1", "Properties": { "id": "R1", "rationale": "Why one.", "evidence": [ "S1" ] } },
            { "RuleName": "Two", "Expression": "p.x > 2", "Properties": { "id": "R2", "next": [ "v" ] } },
            { "RuleName": "Three",   "Expression": "p.x > 3", "Properties": { "id": "R3" } }
          ]
        }

        """;

    private readonly string folder = Directory.CreateTempSubdirectory("rulewb-merge-").FullName;

    [Fact]
    public void Merge_RulesAddedAtOnePlace_BothStayInOurOrder()
    {
        var merged = Clean(Add("R3", "Ours", "R4"), Add("R3", "Theirs", "R5"));

        Ids(merged).ShouldBe(["R1", "R2", "R3", "R4", "R5"]);
    }

    [Fact]
    public void Merge_DifferentRulesEdited_ChangesTheirCharactersOnly()
    {
        var ours = Base.Replace("p.x > 1", "p.x > 10", StringComparison.Ordinal);

        Clean(ours, Base.Replace("p.x > 3", "p.x > 30", StringComparison.Ordinal)).ShouldBe(ours.Replace("p.x > 3", "p.x > 30", StringComparison.Ordinal));
    }

    [Fact]
    public void Merge_LogicHereAndTextThereOfOneRule_IsNoConflict() =>
        Clean(Base.Replace("p.x > 1", "p.x > 10", StringComparison.Ordinal), Base.Replace("Why one.", "Because.", StringComparison.Ordinal)).ShouldBe(Base.Replace("p.x > 1", "p.x > 10", StringComparison.Ordinal).Replace("Why one.", "Because.", StringComparison.Ordinal));

    [Fact]
    public void Merge_LogicOfOneRuleInTwoMembers_IsAConflictAndOursStays()
    {
        var ours = Base.Replace("p.x > 2", "p.x > 20", StringComparison.Ordinal);
        var (text, conflicts) = Merge(Base, ours, Base.Replace("[ \"v\" ]", "[ ]", StringComparison.Ordinal).Replace("Why one.", "Because.", StringComparison.Ordinal));

        conflicts.ShouldHaveSingleItem().Message.ShouldContain("the logic of rule `R2`");
        conflicts[0].Place.Line.ShouldBe(6);
        text.ShouldBe(ours.Replace("Why one.", "Because.", StringComparison.Ordinal));
    }

    [Fact]
    public void Merge_SameEditOnBothSides_IsNoConflict()
    {
        var both = Base.Replace("p.x > 2", "p.x > 20", StringComparison.Ordinal);
        Clean(both, both.Replace("\"RuleName\": \"Three\",   ", "\"RuleName\": \"Three\", ", StringComparison.Ordinal)).ShouldBe(both);
    }

    [Theory]
    [InlineData("p.x>1")]
    [InlineData("p.x   >\\t1")]
    public void Merge_OursOnlyReformatted_TakesTheirLogic(string reformatted) =>
        Clean(Base.Replace("p.x > 1", reformatted, StringComparison.Ordinal), Base.Replace("p.x > 1", "p.x > 10", StringComparison.Ordinal)).ShouldBe(Base.Replace("p.x > 1", "p.x > 10", StringComparison.Ordinal));

    [Fact]
    public void Merge_RemovedThereAndEditedHere_IsAConflict()
    {
        var (text, conflicts) = Merge(Base, Base.Replace("p.x > 2", "p.x > 20", StringComparison.Ordinal), Without("R2"));

        conflicts.ShouldHaveSingleItem().Message.ShouldContain("Theirs: removed");
        text.ShouldContain("p.x > 20");
    }

    [Fact]
    public void Merge_RemovedThereAndUntouchedHere_IsRemoved() => Ids(Clean(Add("R3", "Ours", "R4"), Without("R2"))).ShouldBe(["R1", "R3", "R4"]);

    [Fact]
    public void Merge_ReorderedThere_IsReorderedHereToo()
    {
        var lines = Base.Split('\n');
        var reordered = string.Join('\n', [.. lines[..4], lines[5], lines[4], .. lines[6..]]);

        Ids(Clean(Add("R3", "Ours", "R4"), reordered)).ShouldBe(["R2", "R1", "R3", "R4"]);
    }

    [Fact]
    public void Merge_OursWithOtherLineEnds_KeepsThem()
    {
        var merged = Clean(Base.ReplaceLineEndings("\r\n"), Add("R1", "Theirs", "R5"));

        merged.ReplaceLineEndings("\r\n").ShouldBe(merged);
        Ids(merged).ShouldBe(["R1", "R5", "R2", "R3"]);
    }

    [Fact]
    public void Merge_SameRuleNameAddedByBothUnderTwoIds_IsNotWritten()
    {
        var (text, conflicts) = Merge(Base, Add("R3", "New", "R4"), Add("R3", "New", "R5"));

        conflicts.ShouldHaveSingleItem().Message.ShouldContain("not sound");
        text.ShouldBe(Add("R3", "New", "R4"));
    }

    [Fact]
    public void Merge_BothAddedTheFile_MergesWhatDiffers()
    {
        var (text, conflicts) = Merge("", Without("R2"), Without("R3"));

        conflicts.ShouldBeEmpty();
        Ids(text).ShouldBe(["R1", "R2", "R3"], ignoreOrder: true);
    }

    [Fact]
    public void Merge_MarksOfAnEarlierMerge_AreToldAndNothingIsWritten()
    {
        File.WriteAllText(Path.Combine(folder, "ours.json"), "<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> topic\n");
        File.WriteAllText(Path.Combine(folder, "base.json"), Base);
        var merged = FileMerger.Merge(folder, "ours.json", Path.Combine(folder, "base.json"), Path.Combine(folder, "base.json"), "w.json");

        merged.Documents.ShouldBeNull();
        merged.Errors.ShouldHaveSingleItem().Message.ShouldContain("marks of an earlier merge");
        merged.Errors[0].Place.ShouldBe(new SourcePlace("w.json", 1, 1));
    }

    [Theory]
    [InlineData("""{ "policy": { "a": { "value": 1, "unit": "mg" } } }""", """{ "policy": { "a": { "value": 2, "unit": "mg" } } }""", """{ "policy": { "a": { "value": 1, "unit": "g" } } }""", "policy value `a`")]
    [InlineData("""{ "properties": { "a": { "minimum": 1 } } }""", """{ "properties": { "a": { "minimum": 2 } } }""", """{ "properties": { "a": { "minimum": 1, "maximum": 5 } } }""", "fact `a`")]
    [InlineData("""{ "title": "a" }""", """{ "title": "b" }""", """{ "title": "c" }""", "`title`")]
    [InlineData("""{ "cases": [ { "id": "a", "facts": { "p": { "xs": [ 1 ] } } } ] }""", """{ "cases": [ { "id": "a", "facts": { "p": { "xs": [ 1, 2 ] } } } ] }""", """{ "cases": [ { "id": "a", "facts": { "p": { "xs": [ 1, 3 ] } } } ] }""", "xs`")]
    public void Merge_OneThingOtherwiseOnBothSides_IsNamed(string before, string ours, string theirs, string what)
    {
        var (text, conflicts) = Merge(before, ours, theirs);

        conflicts.ShouldContain(c => c.Message.Contains(what, StringComparison.Ordinal));
        text.ShouldBe(ours);
    }

    [Theory]
    [InlineData("""{ "policy": { "a": { "value": 1 } } }""", """{ "policy": { "a": { "value": 1 }, "b": { "value": 2 } } }""", """{ "policy": { "a": { "value": 1 }, "c": { "value": 3.0 } } }""", """{ "policy": { "a": { "value": 1 }, "b": { "value": 2 }, "c": { "value": 3.0 } } }""")]
    [InlineData("""{ "workflows": [ "a", "b" ] }""", """{ "workflows": [ "a", "b", "c" ] }""", """{ "workflows": [ "z", "b" ] }""", """{ "workflows": [ "z", "b", "c" ] }""")]
    [InlineData("""{ "cases": [ { "id": "a" } ] }""", """{ "cases": [ { "id": "b" }, { "id": "a" } ] }""", """{ "cases": [ { "id": "a" }, { "id": "c" } ] }""", """{ "cases": [ { "id": "b" }, { "id": "a" }, { "id": "c" } ] }""")]
    [InlineData("""{ "signOffs": [ ] }""", """{ "signOffs": [ { "by": "A", "at": "1" } ] }""", """{ "signOffs": [ { "by": "B", "at": "2" } ] }""", """{ "signOffs": [ { "by": "A", "at": "1" }, { "by": "B", "at": "2" } ] }""")]
    [InlineData("""{ "remarks": [ ] }""", """{ "remarks": [ { "by": "A", "on": "rule R1" } ] }""", """{ "remarks": [ { "by": "A", "on": "rule R2" } ] }""", """{ "remarks": [ { "by": "A", "on": "rule R1" }, { "by": "A", "on": "rule R2" } ] }""")]
    public void Merge_DifferentThings_AllStay(string before, string ours, string theirs, string expected)
    {
        var (text, conflicts) = Merge(before, ours, theirs);

        conflicts.ShouldBeEmpty();
        text.ShouldBe(expected);
    }

    [Fact]
    public void Merge_CaseRemovedHereThatTheirsTakesOver_IsNotWritten()
    {
        var (_, conflicts) = Merge("""{ "cases": [ { "id": "a" }, { "id": "b" } ] }""", """{ "cases": [ { "id": "b" } ] }""", """{ "cases": [ { "id": "a" }, { "id": "b" }, { "id": "c", "from": "a" } ] }""");

        conflicts.ShouldHaveSingleItem().Message.ShouldContain("no case `a`");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string Add(string behind, string name, string id)
    {
        var lines = Base.Split('\n').ToList();
        var at = lines.FindIndex(l => l.Contains($"\"id\": \"{behind}\"", StringComparison.Ordinal));
        var isLast = !lines[at].EndsWith(',');
        lines[at] = lines[at].TrimEnd(',') + ",";
        lines.Insert(at + 1, $"    {{ \"RuleName\": \"{name}\", \"Expression\": \"p.y > 5\", \"Properties\": {{ \"id\": \"{id}\" }} }}{(isLast ? "" : ",")}");
        return string.Join('\n', lines);
    }

    private static string Without(string id)
    {
        var lines = Base.Split('\n').Where(l => !l.Contains($"\"id\": \"{id}\"", StringComparison.Ordinal)).ToList();
        var last = lines.FindLastIndex(l => l.Contains("RuleName", StringComparison.Ordinal));
        lines[last] = lines[last].TrimEnd(',');
        return string.Join('\n', lines);
    }

    private static List<string> Ids(string text) => [.. JsonText.Sound(text).Root["Rules"]!.Select(r => (string)r["Properties"]!["id"]!)];

    private string Clean(string ours, string theirs)
    {
        var (text, conflicts) = Merge(Base, ours, theirs);
        conflicts.ShouldBeEmpty();
        return text;
    }

    /// <summary>Our file afterwards, and the conflicts.</summary>
    private (string Text, IReadOnlyList<Diagnostic> Conflicts) Merge(string before, string ours, string theirs)
    {
        File.WriteAllText(Path.Combine(folder, "base.json"), before);
        File.WriteAllText(Path.Combine(folder, "ours.json"), ours);
        File.WriteAllText(Path.Combine(folder, "theirs.json"), theirs);
        var merged = FileMerger.Merge(folder, "ours.json", Path.Combine(folder, "base.json"), Path.Combine(folder, "theirs.json"), "w.json");
        merged.Errors.ShouldBeEmpty();
        if (merged.Documents is not null)
            new DocumentWriter().Save(merged.Documents).ShouldBeEmpty();
        return (File.ReadAllText(Path.Combine(folder, "ours.json")), merged.Conflicts);
    }
}
