using Shouldly;
using Xunit;

namespace RuleWorkbench.Cli.Commands;

/// <summary>`rulewb check --watch`: a check after each edit.</summary>
public sealed class CheckWatchTests
{
    [Fact]
    public async Task Watch_MistakeInARule_IsFoundAndGoneWhenMended()
    {
        using var workspace = TemporaryWorkspace.Tiny();
        using var watching = await StartAsync(workspace);

        workspace.Replace(TemporaryWorkspace.EntryFile, "patient.age >= 18", "patient.age >= 18 && patient.age < 700");
        await watching.WaitForAsync($"{TemporaryWorkspace.EntryFile}:6:57: warning RW055");
        await watching.WaitForAsync("tiny: 0 errors, 3 warnings, 0 notes");
        (await watching.WaitForAsync("checked in ")).ShouldEndWith(" ms");

        workspace.Replace(TemporaryWorkspace.EntryFile, " && patient.age < 700", "");
        await watching.WaitForAsync("tiny: 0 errors, 2 warnings, 0 notes");
    }

    [Fact]
    public async Task Watch_RangeOfAFact_CountsForTheRulesThatDidNotChange()
    {
        using var workspace = TemporaryWorkspace.Tiny();
        using var watching = await StartAsync(workspace);

        workspace.Replace("workflows/tiny/facts/patient.schema.json", "\"maximum\": 120", "\"maximum\": 60");

        await watching.WaitForAsync("workflows/tiny/follow.json:3:64: warning RW055");
    }

    [Fact]
    public async Task Watch_BrokenFile_IsToldAndWatchedOn()
    {
        using var workspace = TemporaryWorkspace.Tiny();
        var sound = workspace.Read(TemporaryWorkspace.GuardFile);
        using var watching = await StartAsync(workspace);

        workspace.Write(TemporaryWorkspace.GuardFile, sound[..^3]);
        await watching.WaitForAsync("error RW005");
        workspace.Write(TemporaryWorkspace.GuardFile, sound);
        await watching.WaitForAsync("tiny: 0 errors, 2 warnings, 0 notes");
    }

    [Theory]
    [InlineData("--fix")]
    [InlineData("--format", "json")]
    public async Task Watch_WithWhatItCannotDo_CannotRun(params string[] options)
    {
        using var workspace = TemporaryWorkspace.Tiny();

        (await workspace.RunAsync(["check", "tiny", "--watch", .. options])).ShouldExitWith(RulewbResult.CouldNotRun).Error.ShouldContain("--watch writes text only");
    }

    [Fact]
    public async Task Watch_SeveralPathways_CannotRun()
    {
        using var workspace = TemporaryWorkspace.Tiny().Write("workflows/second/pathway.json", "{ }");

        (await workspace.RunAsync("check", "--watch")).ShouldExitWith(RulewbResult.CouldNotRun).Error.ShouldContain("--watch works on one pathway.");
    }

    private static async Task<Rulewb> StartAsync(TemporaryWorkspace workspace)
    {
        var watching = Rulewb.Start(workspace.Root, "check", "tiny", "--watch");
        await watching.WaitForAsync("tiny: 0 errors, 2 warnings, 0 notes");
        await watching.WaitForAsync("Watching; Ctrl+C ends.");
        return watching;
    }
}
