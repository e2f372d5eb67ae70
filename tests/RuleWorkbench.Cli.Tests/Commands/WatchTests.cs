using Shouldly;
using Xunit;

namespace RuleWorkbench.Cli.Commands;

public sealed class WatchTests
{
    [Fact]
    public async Task Watch_EditedRule_RunsOnlyTheCasesThatReachItsWorkflow()
    {
        using var workspace = TemporaryWorkspace.Tiny();
        using var watching = await StartAsync(workspace);
        workspace.Replace("workflows/tiny/follow.json", "patient.age > 70", "patient.age > 30");
        (await watching.WaitForAsync(" run again.")).ShouldEndWith("2 of 3 run again.");
        (await watching.WaitForAsync("3 cases: ")).ShouldContain("3 passed");
    }

    [Fact]
    public async Task Watch_EditedCase_RunsOnlyThat()
    {
        using var workspace = TemporaryWorkspace.Tiny();
        using var watching = await StartAsync(workspace);
        workspace.Replace(TemporaryWorkspace.SuiteFile, "{ \"vetoed\": [ \"TREAT\" ] }", "{ \"held\": [ \"TREAT\" ] }");
        (await watching.WaitForAsync("recommendation TREAT")).ShouldEndWith("recommendation TREAT: expected held, was vetoed by G1");
        (await watching.WaitForAsync(" run again.")).ShouldEndWith("1 of 3 run again.");
        (await watching.WaitForAsync("3 cases: ")).ShouldContain("2 passed, 1 failed");
    }

    [Fact]
    public async Task Watch_PolicyValue_RunsAll()
    {
        using var workspace = TemporaryWorkspace.Tiny();
        using var watching = await StartAsync(workspace);
        workspace.SetPolicy(TemporaryWorkspace.PathwayFile, "limit", 1);
        (await watching.WaitForAsync(" run again.")).ShouldEndWith("3 of 3 run again.");
        (await watching.WaitForAsync("3 cases: ")).ShouldContain("2 passed, 1 failed");
    }

    [Fact]
    public async Task Watch_BrokenFile_WaitsUntilItIsMended()
    {
        using var workspace = TemporaryWorkspace.Tiny();
        var sound = workspace.Read(TemporaryWorkspace.GuardFile);
        using var watching = await StartAsync(workspace);
        workspace.Write(TemporaryWorkspace.GuardFile, sound[..^3]);
        await watching.WaitForAsync("The pathway cannot be run as it stands.");
        await watching.WaitForErrorAsync("workflows/tiny/guards.json:");
        workspace.Write(TemporaryWorkspace.GuardFile, sound.Replace("== true", "== false", StringComparison.Ordinal));
        (await watching.WaitForAsync(" run again.")).ShouldEndWith("3 of 3 run again.");
        (await watching.WaitForAsync("3 cases: ")).ShouldContain("1 failed");
    }

    [Fact]
    public async Task Watch_TwoCasesOfOneName_AreToldAndWatchedOn()
    {
        using var workspace = TemporaryWorkspace.Tiny();
        using var watching = await StartAsync(workspace);
        workspace.Replace(TemporaryWorkspace.SuiteFile, "\"id\": \"allergic\"", "\"id\": \"adult\"");
        (await watching.WaitForAsync("3 cases: ")).ShouldContain("2 passed, 0 failed, 1 errored");
        workspace.Replace(TemporaryWorkspace.SuiteFile, "\"id\": \"adult\",\n      \"tags\"", "\"id\": \"allergic\",\n      \"tags\"");
        (await watching.WaitForAsync("3 cases: ")).ShouldContain("3 passed");
    }

    [Fact]
    public async Task Watch_Interrupt_EndsCleanly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals.");
        using var workspace = TemporaryWorkspace.Tiny();
        using var watching = await StartAsync(workspace);
        watching.Interrupt();
        var result = (await watching.EndAsync()).ShouldExitWith(RulewbResult.Clean);
        result.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Watch_SeveralPathways_CannotRun()
    {
        using var workspace = TemporaryWorkspace.Tiny().Write("workflows/second/pathway.json", "{ }");
        var result = (await workspace.RunAsync("simulate", "--watch")).ShouldExitWith(RulewbResult.CouldNotRun);
        result.Error.ShouldContain("--watch works on one pathway.");
        result.Error.ShouldContain("Name one of `second`, `tiny`.");
    }

    private static async Task<Rulewb> StartAsync(TemporaryWorkspace workspace)
    {
        var watching = Rulewb.Start(workspace.Root, "simulate", "tiny", "--watch");
        (await watching.WaitForAsync("3 cases: ")).ShouldContain("3 of 3 run again.");
        await watching.WaitForAsync("Watching; Ctrl+C ends.");
        return watching;
    }
}
