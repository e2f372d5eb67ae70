using Newtonsoft.Json.Linq;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Cli.Commands;

public sealed class DiffTests
{
    private static readonly string[] ReleaseRange = ["diff", "failed-nerve-block@1.0..failed-nerve-block"];

    [Fact]
    public async Task Diff_ShippedRelease_IsTheGoldenFile()
    {
        using var workspace = TemporaryWorkspace.Shipped();
        var result = (await workspace.RunAsync([.. ReleaseRange, "--impact", "false"])).ShouldExitWith(RulewbResult.Clean);

        result.Error.ShouldBeEmpty();
        result.Out.ShouldMatchGolden("diff-release");
    }

    [Fact]
    public async Task Diff_ShippedReleaseWithImpact_NamesCauses()
    {
        using var workspace = TemporaryWorkspace.Shipped();
        var result = (await workspace.RunAsync([.. ReleaseRange, "--witnesses", "0"])).ShouldExitWith(RulewbResult.Clean);

        result.Out.ShouldMatch(@"impact  \d{2,} of \d{3,} cases do something otherwise: \d+ recommendations gained, \d+ lost");
        result.Out.ShouldContain("recommendations per 100 cases");
        result.Out.ShouldContain("REPEAT_ULTRASOUND: recommended → vetoed by ");
        result.Out.ShouldContain("only together (they interact)");
    }

    [Theory]
    [InlineData("diff-release-stat", "--stat")]
    [InlineData("diff-release-names", "--name-only")]
    [InlineData("diff-release-evidence-beside", "--only", "evidence", "--side-by-side")]
    public async Task Diff_ShippedReleaseInBrief_IsTheGoldenFile(string golden, params string[] options)
    {
        using var workspace = TemporaryWorkspace.Shipped();
        (await workspace.RunAsync([.. ReleaseRange, .. options])).ShouldExitWith(RulewbResult.Clean).Out.ShouldMatchGolden(golden);
    }

    [Fact]
    public async Task Diff_WorkingTreeAgainstHead_ShowsTheEditItsMeaningAndWhomItTouches()
    {
        using var workspace = TemporaryWorkspace.Tiny().WithGit().Replace(TemporaryWorkspace.EntryFile, "patient.age >= 18", "patient.age >= 60");
        var result = (await workspace.RunAsync("diff")).ShouldExitWith(RulewbResult.Clean);

        result.Out.ShouldContain("tiny  HEAD .. working tree");
        result.Out.ShouldContain("threshold 18 → 60 a in `patient.age >= 60`");
        result.Out.ShouldContain("! logic changed, evidence did not");
        result.Out.ShouldContain("TREAT: recommended → no status by T1");
        result.Out.ShouldContain("for example patient { age: 59, allergic: false }");
    }

    [Fact]
    public async Task Diff_ReformattedWithOtherLineEnds_IsTheSameLogic()
    {
        using var workspace = TemporaryWorkspace.Tiny().WithGit();
        workspace.Write(TemporaryWorkspace.EntryFile, workspace.Read(TemporaryWorkspace.EntryFile).Replace("patient.age >= 18", "18 <= patient.age", StringComparison.Ordinal).ReplaceLineEndings("\r\n"));
        var result = (await workspace.RunAsync("diff", "--exit-code")).ShouldExitWith(RulewbResult.Clean);

        result.Out.ShouldContain("expression: same logic");
        result.Out.ShouldContain("1 change with the same logic");
    }

    [Fact]
    public async Task Diff_ExitCode_TellsWhetherTheLogicDiffers()
    {
        using var workspace = TemporaryWorkspace.Tiny().WithGit();
        (await workspace.RunAsync("diff", "--exit-code")).ShouldExitWith(RulewbResult.Clean).Out.ShouldContain("no changes");
        workspace.SetPolicy(TemporaryWorkspace.PathwayFile, "limit", 6);
        var result = (await workspace.RunAsync("diff", "--exit-code", "--impact", "false")).ShouldExitWith(RulewbResult.GateFailed);

        result.Out.ShouldContain("value: 5 mg → 6 mg");
        result.Out.ShouldContain("reaches T2 High dose: patient.doses.Any(it.amount > policy.limit)");
    }

    [Fact]
    public async Task Diff_Gates_NameWhatFailsThem()
    {
        using var workspace = TemporaryWorkspace.Tiny().WithGit();
        workspace.Replace(TemporaryWorkspace.EntryFile, "patient.age >= 18", "patient.age >= 60").SetPolicy(TemporaryWorkspace.PathwayFile, "limit", 6);
        var result = (await workspace.RunAsync("diff", "--fail-on", "lost-recommendation,untested-edit", "--fail-on", "new-error")).ShouldExitWith(RulewbResult.GateFailed);

        result.Error.ShouldContain("lost-recommendation: TREAT");
        result.Error.ShouldContain("untested-edit: limit");
        result.Error.ShouldNotContain("new-error");
        (await workspace.RunAsync("diff", "--fail-on", "lost-recomendation")).ShouldExitWith(RulewbResult.CouldNotRun).Error.ShouldContain("lost-recommendation");
    }

    [Fact]
    public async Task Diff_ByAFact_CountsEachStratum()
    {
        using var workspace = TemporaryWorkspace.Tiny().WithGit().Replace(TemporaryWorkspace.EntryFile, "patient.age >= 18", "patient.age >= 60");
        var json = JObject.Parse((await workspace.RunAsync("diff", "--format", "json", "--by", "patient.age:20")).ShouldExitWith(RulewbResult.Clean).Out);

        json.SelectTokens("pathways[0].impact.strata[*].value").Select(v => (string)v!).ShouldBe(["0 to below 20", "40 to below 60"]);
        (await workspace.RunAsync("diff", "--by", "patient.doses")).ShouldExitWith(RulewbResult.CouldNotRun).ShouldNotLookLikeAFault();
    }

    [Fact]
    public async Task Diff_ChangedCases_AreTold()
    {
        using var workspace = TemporaryWorkspace.Tiny().WithGit().Replace(TemporaryWorkspace.SuiteFile, "\"age\": 40", "\"age\": 41").Replace(TemporaryWorkspace.SuiteFile, "\"vetoed\": [ \"TREAT\" ]", "\"held\": [ \"TREAT\" ]");
        var result = (await workspace.RunAsync("diff", "--only", "case")).ShouldExitWith(RulewbResult.Clean);

        result.Out.ShouldContain("~ small/adult");
        result.Out.ShouldContain("patient.age: 40 → 41");
        result.Out.ShouldContain("expectation: recommendation TREAT: Held");
    }

    [Fact]
    public async Task Diff_HostileNames_StayText()
    {
        using var workspace = TemporaryWorkspace.Tiny().WithGit().Replace(TemporaryWorkspace.EntryFile, "\"Grown up\"", "\"[red]x[/] <b>|` \\u001b[2J\"");
        (await workspace.RunAsync("diff")).ShouldExitWith(RulewbResult.Clean).ShouldNotLookLikeAFault().Out.ShouldContain("[red]x[/] <b>|`");
        (await workspace.RunAsync("diff", "--format", "md")).ShouldExitWith(RulewbResult.Clean).Out.ShouldContain("\\[red\\]x\\[/\\] \\<b\\>\\|\\`");
    }
}
