using Shouldly;
using Xunit;

namespace RuleWorkbench.Cli.Commands;

public sealed class RenameTests
{
    [Theory]
    [InlineData("fact", "history.injections.reliefPercent", "relief")]
    [InlineData("workflow", "refine-injection", "next injection")]
    public async Task Rename_ShippedPathway_AllCasesPassAndReleasesStay(string kind, string oldName, string newName)
    {
        using var workspace = TemporaryWorkspace.Shipped();
        var release = Release(workspace);

        var renamed = await workspace.RunAsync("rename", kind, oldName, newName, "--pathway", TemporaryWorkspace.ShippedPathway);
        var simulated = await workspace.RunAsync("simulate", TemporaryWorkspace.ShippedPathway);

        renamed.ShouldExitWith(RulewbResult.Clean);
        simulated.ShouldExitWith(RulewbResult.Clean);
        simulated.Out.ShouldContain("passed, 0 failed, 0 errored");
        Release(workspace).ShouldBe(release);
        Directory.EnumerateFiles(workspace.Root, "*rulewb*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task Rename_ThereAndBack_RestoresEveryByte()
    {
        using var workspace = TemporaryWorkspace.Tiny("Ünïcode ordner 東京");
        var before = Content(workspace);

        foreach (var (kind, oldName, newName) in new[] { ("fact", "patient.doses.amount", "dose"), ("workflow", "follow", "später") })
        {
            (await workspace.RunAsync("rename", kind, oldName, newName)).ShouldExitWith(RulewbResult.Clean);
            Content(workspace).ShouldNotBe(before);
            var back = kind == "fact" ? "patient.doses.dose" : newName;
            (await workspace.RunAsync("rename", kind, back, oldName.Split('.')[^1])).ShouldExitWith(RulewbResult.Clean);
            Content(workspace).ShouldBe(before, kind);
        }
    }

    [Fact]
    public async Task Rename_DryRun_ShowsADiffAndWritesNothing()
    {
        using var workspace = TemporaryWorkspace.Tiny();
        var before = Content(workspace);

        var result = await workspace.RunAsync("rename", "fact", "patient.age", "years", "--dry-run");

        result.ShouldExitWith(RulewbResult.Clean);
        result.Out.ShouldContain("--- a/workflows/tiny/treat.json");
        result.Out.ShouldContain("+      \"Expression\": \"patient.years >= 18\",");
        Content(workspace).ShouldBe(before);
    }

    [Fact]
    public async Task Rename_UnknownName_ExitsWith1AndTheNearestName()
    {
        using var workspace = TemporaryWorkspace.Tiny();

        var result = await workspace.RunAsync("rename", "fact", "patient.aeg", "years");

        result.ShouldExitWith(RulewbResult.CouldNotRun);
        result.Error.ShouldContain("`patient.age`");
    }

    [Fact]
    public async Task Rename_BrokenPathway_ExitsWith3()
    {
        using var workspace = TemporaryWorkspace.Tiny();
        workspace.Replace(TemporaryWorkspace.EntryFile, "\"RuleName\": \"High dose\"", "\"ruleName\": \"High dose\"");

        (await workspace.RunAsync("rename", "fact", "patient.age", "years")).ShouldExitWith(RulewbResult.Invalid);
    }

    [Fact]
    public async Task Rename_Release_IsRefused()
    {
        using var workspace = TemporaryWorkspace.Shipped();

        var result = await workspace.RunAsync("rename", "fact", "patient.age", "years", "--pathway", "failed-nerve-block@1.0.0");

        result.ShouldExitWith(RulewbResult.CouldNotRun);
        result.Error.ShouldContain("releases are never changed");
    }

    private static string Content(TemporaryWorkspace workspace) => Content(workspace.Root);

    private static string Release(TemporaryWorkspace workspace) => Content(workspace["workflows/failed-nerve-block/releases"]);

    private static string Content(string folder) => string.Join('\n', Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal).Select(f => $"{Path.GetRelativePath(folder, f)}: {Convert.ToHexString(File.ReadAllBytes(f))}"));
}
