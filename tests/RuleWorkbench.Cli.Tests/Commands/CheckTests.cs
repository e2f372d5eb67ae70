using Newtonsoft.Json.Linq;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Cli.Commands;

/// <summary>`rulewb check` as its users meet it.</summary>
public sealed class CheckTests
{
    [Fact]
    public async Task Check_ShippedPathway_IsClean()
    {
        var result = (await Rulewb.RunAsync(RepositoryRoot.Folder, "check", "failed-nerve-block", "--format", "json")).ShouldExitWith(RulewbResult.Clean);

        // That its review is due is for its owner to find out, and no mistake of this version.
        JObject.Parse(result.Out)["diagnostics"]!.Where(d => (string)d["id"]! != "RW065").Select(d => d.ToString()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Check_Findings_AreShownWithTheirLines()
    {
        using var workspace = TemporaryWorkspace.Tiny()
            .Replace(TemporaryWorkspace.EntryFile, "patient.age >= 18", "!(patient.Age < 18)")
            .Replace(TemporaryWorkspace.GuardFile, "patient.allergic == true", "patient.allergic")
            .Replace("workflows/tiny/follow.json", "patient.age > 70", "patient.name == \\\"Å\\u0062\\\" && patient.age > 700");

        var result = (await workspace.RunAsync("check")).ShouldExitWith(RulewbResult.Invalid).ShouldNotLookLikeAFault();

        result.Out.ShouldMatchGolden("check-findings");
    }

    [Theory]
    [InlineData(RulewbResult.Clean)]
    [InlineData(RulewbResult.GateFailed, "--strict")]
    public async Task Check_WarningsAlone_FailOnlyWhenStrict(int code, params string[] strict)
    {
        using var workspace = TemporaryWorkspace.Tiny().Replace(TemporaryWorkspace.EntryFile, "patient.age >= 18", "patient.age >= 18 && patient.age < 700");

        (await workspace.RunAsync(["check", "tiny", .. strict])).ShouldExitWith(code).Out.ShouldContain("warning RW055");
    }

    [Fact]
    public async Task Check_GitHub_AnnotatesTheLines()
    {
        using var workspace = TemporaryWorkspace.Tiny().Replace(TemporaryWorkspace.GuardFile, "patient.allergic == true", "patient.allergic");

        var result = await workspace.RunAsync("check", "--format", "github");

        result.Out.ShouldContain("\n::error file=workflows/tiny/guards.json,line=3,col=54,title=RW057::`patient.allergic` can be missing");
        result.Out.ShouldEndWith("\n::notice title=rulewb check::1 error, 2 warnings, 0 notes\n");
    }

    [Fact]
    public async Task Check_BrokenPathwayFile_IsInvalidAndNoFault()
    {
        using var workspace = TemporaryWorkspace.Tiny().Write(TemporaryWorkspace.PathwayFile, "[ ]");

        (await workspace.RunAsync("check")).ShouldExitWith(RulewbResult.Invalid).ShouldNotLookLikeAFault().Out.ShouldContain("workflows/tiny/pathway.json:1:1: error RW008");
    }

    [Fact]
    public async Task Check_UnknownPathway_CannotRun()
    {
        using var workspace = TemporaryWorkspace.Tiny();

        (await workspace.RunAsync("check", "tinny")).ShouldExitWith(RulewbResult.CouldNotRun).Error.ShouldContain("Did you mean `tiny`?");
    }

    [Fact]
    public async Task Check_DryRunWithoutFix_CannotRun()
    {
        using var workspace = TemporaryWorkspace.Tiny();

        (await workspace.RunAsync("check", "--dry-run")).ShouldExitWith(RulewbResult.CouldNotRun).Error.ShouldContain("Add --fix.");
    }

    [Fact]
    public async Task Check_ReportToAFile_IsWrittenBesideTheText()
    {
        using var workspace = TemporaryWorkspace.Tiny();

        (await workspace.RunAsync("check", "--report", "json=check.json")).ShouldExitWith(RulewbResult.Clean).Out.ShouldContain("tiny: 0 errors");

        ((int)JObject.Parse(workspace.Read("check.json"))["summary"]!["errors"]!).ShouldBe(0);
    }

    [Fact]
    public async Task Fix_FileWithByteOrderMarkAndWindowsLines_KeepsThem()
    {
        using var workspace = TemporaryWorkspace.Tiny();
        var text = workspace.Read(TemporaryWorkspace.EntryFile).ReplaceLineEndings("\r\n");
        workspace.Write(TemporaryWorkspace.EntryFile, "\uFEFF" + text.Replace("\"patient.age >= 18\"", "\"patient.Age >= 18\"", StringComparison.Ordinal));

        (await workspace.RunAsync("check", "--fix")).ShouldExitWith(RulewbResult.Clean);

        System.Text.Encoding.UTF8.GetString(workspace.ReadBytes(TemporaryWorkspace.EntryFile)).ShouldBe("\uFEFF" + text);
    }

    [Fact]
    public async Task Help_WithoutAnId_ListsAll()
    {
        using var workspace = TemporaryWorkspace.Empty();

        var result = (await workspace.RunAsync("help")).ShouldExitWith(RulewbResult.Clean);

        result.Out.ShouldContain("RW001 error       A file does not exist\n");
        result.Out.ShouldContain("RW060 warning     A negation of what may be missing\n");
    }

    [Fact]
    public async Task Help_OfACheck_PrintsItsPage()
    {
        using var workspace = TemporaryWorkspace.Empty();

        (await workspace.RunAsync("help", "rw060")).ShouldExitWith(RulewbResult.Clean)
            .Out.ShouldBe(File.ReadAllText(Path.Combine(RepositoryRoot.Folder, "src", "docs", "checks", "RW060.md")).ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Help_OfAnUnknownId_CannotRun()
    {
        using var workspace = TemporaryWorkspace.Empty();

        (await workspace.RunAsync("help", "RW999")).ShouldExitWith(RulewbResult.CouldNotRun).Error.ShouldContain("There is no check `RW999`.");
    }

    [Theory]
    [InlineData("tiny")]
    [InlineData("workflows/tiny")]
    [InlineData("workflows/tiny/pathway.json")]
    [InlineData("workflows")]
    public async Task Check_NameOrPath_MeansThePathway(string target)
    {
        using var workspace = TemporaryWorkspace.Tiny();

        (await workspace.RunAsync("check", target)).ShouldExitWith(RulewbResult.Clean).Out.ShouldEndWith("tiny: 0 errors, 2 warnings, 0 notes\n`rulewb help RW070` explains the first.\n");
    }

    [Fact]
    public async Task Check_FolderOfPlainWorkflows_LooksAtThoseOnly()
    {
        using var workspace = TemporaryWorkspace.Empty()
            .Write("plain/shop.json", """[ { "WorkflowName": "Shop", "Rules": [ { "RuleName": "Ten", "ErrorType": "Error", "Expression": "input1.land == \"in\" AND input1.n > 5 / 2" } ] } ]""")
            .Write("plain/deep/broken.json", """{ "WorkflowName": "Broken", }""")
            .Write("plain/package.json", """{ "name": "shop", }""")
            .Write("plain/.hidden/x.json", """{ "WorkflowName": 5 }""");

        var result = (await workspace.RunAsync("check", "plain")).ShouldExitWith(RulewbResult.Invalid).ShouldNotLookLikeAFault();

        result.Out.ShouldContain("plain/deep/broken.json:1:29: error RW005");
        result.Out.ShouldContain("plain/shop.json:1:137: warning RW058");
        result.Out.ShouldContain("2 files of workflows: 1 error, 1 warning, 0 notes");
    }

    [Fact]
    public async Task Fix_PlainWorkflow_IsMended()
    {
        using var workspace = TemporaryWorkspace.Empty().Write("shop.json", """{ "WorkflowName": "Shop", "Rules": [ { "RuleName": "Ten", "expression": "x.n > 5" } ] }""");

        await workspace.RunAsync("check", "shop.json", "--fix");

        workspace.Read("shop.json").ShouldContain("\"Expression\": \"x.n > 5\"");
    }
}
