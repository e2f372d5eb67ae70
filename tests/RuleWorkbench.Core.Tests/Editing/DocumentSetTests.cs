using System.Text;
using CsCheck;
using RuleWorkbench.Loading;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Editing;

public sealed class DocumentSetTests
{
    [Fact]
    public void Load_ShippedFiles_HoldEveryByte()
    {
        var documents = DocumentSet.Load(Repository.Root, ShippedFiles.All);

        documents.Diagnostics.ShouldBeEmpty();
        documents.Value!.Documents.Count().ShouldBe(ShippedFiles.All.Count);
        foreach (var document in documents.Value.Documents)
            document.Source.ToBytes().ShouldBe(File.ReadAllBytes(Repository.PathOf(document.File)), document.File);
    }

    [Fact]
    public void Load_AnyFile_HoldsEveryByte() => Gen.Int.Sample(
        seed =>
        {
            using var folder = new PathwayFolder();
            var random = new Random(seed);
            byte[] bytes = [.. random.Next(2) == 0 ? Encoding.UTF8.Preamble : [], .. Encoding.UTF8.GetBytes(WrittenJson.Object(random).Text)];
            folder.Write("any.json", bytes);

            DocumentSet.Load(folder.Root, ["any.json"]).Value!.Find("any.json")!.Source.ToBytes().ShouldBe(bytes);
        },
        iter: 100,
        threads: 1);

    [Fact]
    public void Read_EditedPathway_IsWhatLoadersSee()
    {
        using var folder = new PathwayFolder();
        var documents = DocumentSet.Load(folder.Root, PathwayFolder.Files.Keys).Value!;

        var edited = new SetValue(PathwayFolder.PathwayFile, "/title", "\"Edited\"").Apply(documents).Value!.Documents;

        PathwayLoader.Load(folder.Folder, folder.Root, edited).Value!.Title.ShouldBe("Edited");
        SuiteLoader.Load(folder["seeds/demo/suites"], folder.Root, folder.Load().Value!, edited).Value!.Cases.Count().ShouldBe(2);
        folder.Load().Value!.Title.ShouldBe("Demo");
    }

    [Fact]
    public void Apply_FilesAddedRemovedAndMoved_AreUndoneExactly()
    {
        using var folder = new PathwayFolder();
        var documents = DocumentSet.Load(folder.Root, PathwayFolder.Files.Keys).Value!;

        var edited = new Several(
            [new AddFile("new.json", "{}"), new MoveFile(PathwayFolder.FirstFile, "moved.json"), new SetValue("moved.json", "/WorkflowName", "\"m\""), new RemoveFile(PathwayFolder.SecondFile)]).Apply(documents).Value!;

        edited.Documents.Changes.Select(c => (c.File, c.Before is null, c.After is null)).ShouldBe(
            [("moved.json", true, false), ("new.json", true, false), (PathwayFolder.FirstFile, false, true), (PathwayFolder.SecondFile, false, true)]);
        edited.Inverse.Apply(edited.Documents).Value!.Documents.Changes.ShouldBeEmpty();
    }
}
