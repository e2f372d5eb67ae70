using Shouldly;
using Xunit;

namespace RuleWorkbench.Loading;

public sealed class WorkspaceTests : IDisposable
{
    private readonly PathwayFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Find_FolderInside_IsTheNearestFolderAbove() => Workspace.Find(folder["workflows/demo/facts"])!.Root.ShouldBe(folder.Root);

    [Fact]
    public void Find_FolderThatDoesNotExist_LooksAboveIt() => Workspace.Find(folder["no/such/folder"])!.Root.ShouldBe(folder.Root);

    [Fact]
    public void Find_NothingAbove_IsNull() => Workspace.Find(Path.GetPathRoot(Path.GetTempPath())!).ShouldBeNull();

    [Fact]
    public void Pathways_OnlyFoldersWithAPathwayFile_InOrdinalOrder()
    {
        folder.Write("workflows/Zeta/pathway.json", "{}").Write("workflows/alpha/pathway.json", "{}").Write("workflows/notes/readme.txt", "x");
        new Workspace(folder.Root).Pathways.ShouldBe(["Zeta", "alpha", "demo"]);
    }

    [Fact]
    public void Pathways_NoWorkflowsFolder_IsEmpty() => new Workspace(folder["seeds"]).Pathways.ShouldBeEmpty();

    [Fact]
    public void FolderOf_PathwayAndRelease_AreTheirFolders()
    {
        var workspace = new Workspace(folder.Root);
        workspace.FolderOf("demo").ShouldBe(folder["workflows/demo"]);
        workspace.FolderOf("demo@1.0.0").ShouldBe(folder["workflows/demo/releases/1.0.0"]);
    }

    [Fact]
    public void ReleasesOf_Pathway_AreTheFoldersOfItsReleases()
    {
        folder.Write("workflows/demo/releases/1.1.0/x", "").Write("workflows/demo/releases/1.0.0/x", "");
        new Workspace(folder.Root).ReleasesOf("demo").ShouldBe(["1.0.0", "1.1.0"]);
    }

    [Fact]
    public void ReleasesOf_PathwayWithoutReleases_IsEmpty() => new Workspace(folder.Root).ReleasesOf("demo").ShouldBeEmpty();

    [Fact]
    public void SuitesOf_Release_AreThoseOfThePathway() =>
        new Workspace(folder.Root).SuitesOf("demo@1.0.0").ShouldBe(folder["seeds/demo/suites"]);

    [Fact]
    public void Display_PathInside_IsRelative() => new Workspace(folder.Root).Display(folder[PathwayFolder.FirstFile]).ShouldBe(PathwayFolder.FirstFile);
}
