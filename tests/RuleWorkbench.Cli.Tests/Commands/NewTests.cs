using Shouldly;
using Xunit;

namespace RuleWorkbench.Cli.Commands;

public sealed class NewTests
{
    [Fact]
    public async Task New_EmptyFolder_MakesAPathwayThatPassesAndIsFormattedAndClean()
    {
        using var workspace = TemporaryWorkspace.Empty();

        (await workspace.RunAsync("new", "chest-pain")).ShouldExitWith(RulewbResult.Clean);

        var simulated = await workspace.RunAsync("simulate");
        simulated.ShouldExitWith(RulewbResult.Clean);
        simulated.Out.ShouldContain("4 passed, 0 failed, 0 errored");
        (await workspace.RunAsync("fmt", "--check")).ShouldExitWith(RulewbResult.Clean);
        (await workspace.RunAsync("check", "--strict")).ShouldExitWith(RulewbResult.Clean).Out.ShouldBe("chest-pain: 0 errors, 0 warnings, 0 notes\n");
    }

    [Fact]
    public async Task New_PathwayThatIsThere_IsNotOverwritten()
    {
        using var workspace = TemporaryWorkspace.Tiny();
        var before = workspace.Read(TemporaryWorkspace.PathwayFile);

        var result = await workspace.RunAsync("new", "tiny");

        result.ShouldExitWith(RulewbResult.CouldNotRun);
        result.Error.ShouldContain("nothing is overwritten");
        workspace.Read(TemporaryWorkspace.PathwayFile).ShouldBe(before);
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("a@1")]
    public async Task New_NameThatIsNoFolder_IsRefused(string name)
    {
        using var workspace = TemporaryWorkspace.Tiny();

        (await workspace.RunAsync("new", name)).ShouldExitWith(RulewbResult.CouldNotRun);
    }

    [Fact]
    public async Task NewRuleAndCase_AddedToAPathway_RunWithIt()
    {
        using var workspace = TemporaryWorkspace.Tiny();

        (await workspace.RunAsync("new", "rule", "tiny", "guards", "--id", "G2", "--name", "Child", "--expression", "patient.age < 18", "--veto", "TREAT")).ShouldExitWith(RulewbResult.Clean);
        (await workspace.RunAsync("new", "case", "tiny", "small", "teenager", "--from", "child", "--why", "Nearly grown up.")).ShouldExitWith(RulewbResult.Clean);
        (await workspace.RunAsync("new", "case", "tiny", "other", "first", "--from", "small/child")).ShouldExitWith(RulewbResult.Clean);

        var simulated = await workspace.RunAsync("simulate", "--verbose");
        simulated.ShouldExitWith(RulewbResult.Clean);
        simulated.Out.ShouldContain("5 passed");
        workspace.Read(TemporaryWorkspace.GuardFile).ShouldContain("\"Expression\": \"patient.age < 18\"");
        workspace.Read(TemporaryWorkspace.SuiteFile).ShouldContain("\"why\": \"Nearly grown up.\"");
    }

    [Theory]
    [InlineData("rule", "tiny", "guards", "--id", "G1", "--name", "x", "--expression", "true")]
    [InlineData("rule", "tiny", "guards", "--id", "G2", "--name", "x", "--expression", "patient.nobody > 1")]
    [InlineData("rule", "tiny", "guards", "--id", "G2", "--name", "Allergy", "--expression", "true")]
    [InlineData("case", "tiny", "small", "child")]
    [InlineData("case", "tiny", "../small", "new")]
    public async Task NewRuleOrCase_ThatWouldNotWork_IsRefusedAndNothingChanges(params string[] arguments)
    {
        using var workspace = TemporaryWorkspace.Tiny();
        var (guards, suite) = (workspace.Read(TemporaryWorkspace.GuardFile), workspace.Read(TemporaryWorkspace.SuiteFile));

        var result = await workspace.RunAsync(["new", .. arguments]);

        result.ShouldExitWith(RulewbResult.CouldNotRun);
        result.Error.ShouldContain("error RW");
        (workspace.Read(TemporaryWorkspace.GuardFile), workspace.Read(TemporaryWorkspace.SuiteFile)).ShouldBe((guards, suite));
    }
}
