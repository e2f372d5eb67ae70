using CsCheck;
using RuleWorkbench.Loading;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Editing;

/// <summary>Edits of one JSON file: what they make of its tree, what they leave alone, and how they are undone.</summary>
public sealed class JsonEditTests
{
    private const string FileName = "file.json";

    [Fact]
    public void Apply_AnyEdit_MakesTheTreeThatItSays() => Gen.Int.Sample(seed =>
    {
        var (documents, edit) = Any(seed);

        var edited = edit.Edit.Apply(documents);

        edited.Diagnostics.ShouldBeEmpty();
        var text = edited.Value!.Documents.Find(FileName)!;
        edit.Agrees(text.Json.Value!.Root).ShouldBeTrue($"{edit.Edit}\n{documents.Find(FileName)!.Text}\n{text.Text}");
    });

    [Fact]
    public void Apply_Inverse_RestoresEveryByte() => Gen.Int.Sample(seed =>
    {
        var (before, edit) = Any(seed);
        var once = edit.Edit.Apply(before).Value!;
        var undone = once.Inverse.Apply(once.Documents).Value!;

        undone.Documents.Find(FileName)!.Source.ToBytes().ShouldBe(before.Find(FileName)!.Source.ToBytes());
        undone.Documents.Changes.ShouldBeEmpty();
        undone.Inverse.Apply(undone.Documents).Value!.Documents.Find(FileName)!.Text.ShouldBe(once.Documents.Find(FileName)!.Text);
    });

    [Fact]
    public void Apply_SeveralEdits_AreUndoneTogether() => Gen.Int.Sample(seed =>
    {
        var random = new Random(seed);
        var (before, first) = Any(seed);
        var middle = first.Edit.Apply(before).Value!.Documents;
        var second = AnyEdit.Of(FileName, middle.Find(FileName)!.Json.Value!, random);

        var both = new Several([first.Edit, second.Edit]).Apply(before).Value!;

        second.Agrees(both.Documents.Find(FileName)!.Json.Value!.Root).ShouldBeTrue();
        both.Inverse.Apply(both.Documents).Value!.Documents.Changes.ShouldBeEmpty();
    });

    [Fact]
    public void Apply_EditOfAShippedFile_ChangesOnlyTheLinesThatItMust() => Gen.Int.Sample(
        seed =>
        {
            var random = new Random(seed);
            var path = ShippedFiles.All[random.Next(ShippedFiles.All.Count)];
            var documents = DocumentSet.Load(Repository.Root, [path]).Value!;
            var file = documents.Documents.Single();
            var leaves = file.Json.Value!.Root.Descendants().OfType<Newtonsoft.Json.Linq.JValue>().ToList();
            var leaf = leaves[random.Next(leaves.Count)];

            var edited = new SetValue(file.File, JsonPointer.Of(leaf), "12.50").Apply(documents).Value!;

            var (before, after) = (file.Text.Split('\n'), edited.Documents.Documents.Single().Text.Split('\n'));
            after.Length.ShouldBe(before.Length);
            before.Zip(after).Count(l => l.First != l.Second).ShouldBe(1);
        },
        iter: 30,
        threads: 1);

    [Theory]
    [InlineData("{\r\n\t\"a\": 1\r\n}", "{\r\n\t\"a\": 1,\r\n\t\"n\": { \"x\": 1 }\r\n}")]
    [InlineData("{ \"a\": 1 }", "{ \"a\": 1, \"n\": { \"x\": 1 } }")]
    [InlineData("{}", "{ \"n\": { \"x\": 1 } }")]
    [InlineData("{\"a\":1}", "{\"a\":1, \"n\": { \"x\": 1 }}")]
    public void AddMember_Layout_FollowsTheSurroundings(string text, string expected)
    {
        new AddMember(FileName, "", "n", """{"x":1}""").Apply(Documents(text)).Value!.Documents.Find(FileName)!.Text.ShouldBe(expected);
    }

    [Theory]
    [InlineData("{\n  \"a\": [\n    1,\n    2\n  ]\n}", "/a/0", "{\n  \"a\": [\n    2\n  ]\n}")]
    [InlineData("{\n  \"a\": [\n    1,\n    2\n  ]\n}", "/a/1", "{\n  \"a\": [\n    1\n  ]\n}")]
    [InlineData("{ \"a\": [ 1 ] }", "/a/0", "{ \"a\": [] }")]
    public void Remove_Layout_ClosesUp(string text, string pointer, string expected)
    {
        new Remove(FileName, pointer).Apply(Documents(text)).Value!.Documents.Find(FileName)!.Text.ShouldBe(expected);
    }

    [Fact]
    public void Apply_EditThatDoesNotFit_IsRefusedAndSaysSo()
    {
        var documents = Documents("""{ "a": 1 }""");
        Edit[] misfits =
        [
            new SetValue(FileName, "/b", "1"), new SetValue("other.json", "/a", "1"), new AddMember(FileName, "", "a", "1"), new AddItem(FileName, "/a", "1"),
            new Remove(FileName, ""), new MoveItem(FileName, "", 0, 1), new RenameMember(FileName, "/a", "a"), new ReplaceText([new(FileName, 5, 99, "")]),
            new ReplaceText([new(FileName, 0, 3, ""), new(FileName, 2, 3, "")]), new AddFile(FileName, ""), new RemoveFile("other.json"), new MoveFile("other.json", "x.json"),
        ];

        foreach (var misfit in misfits)
        {
            var edited = new Several([new SetValue(FileName, "/a", "2"), misfit]).Apply(documents);

            edited.Value.ShouldBeNull(misfit.ToString());
            edited.Diagnostics.ShouldHaveSingleItem().Place.File.ShouldEndWith(".json");
        }
    }

    private static (DocumentSet Documents, AnyEdit Edit) Any(int seed)
    {
        var random = new Random(seed);
        var documents = Documents(WrittenJson.Object(random).Text, hasByteOrderMark: random.Next(2) == 0);
        return (documents, AnyEdit.Of(FileName, documents.Find(FileName)!.Json.Value!, random));
    }

    private static DocumentSet Documents(string text, bool hasByteOrderMark = false) =>
        DocumentSet.Of("/workspace", [SourceFile.Of(FileName, text, hasByteOrderMark)]);
}
