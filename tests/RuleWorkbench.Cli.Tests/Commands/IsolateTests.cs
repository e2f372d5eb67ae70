using Shouldly;
using Xunit;

namespace RuleWorkbench.Cli.Commands;

/// <summary>Scripts in a locked process, through the real program.</summary>
public sealed class IsolateTests
{
    [Fact]
    public async Task Simulate_Isolated_HasTheSameVerdicts()
    {
        var result = (await Rulewb.RunAsync(RepositoryRoot.Folder, "simulate", "mme", "--suite", "writing", "--isolate")).ShouldExitWith(RulewbResult.Clean);

        result.Out.ShouldContain(" 0 failed, 0 errored");
        if (OperatingSystem.IsLinux())
            result.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Explain_Isolated_SaysTheSame()
    {
        string[] command = ["explain", "failed-nerve-block", "--case", "classify-failure/baseline"];

        var here = (await Rulewb.RunAsync(RepositoryRoot.Folder, command)).ShouldExitWith(RulewbResult.Clean);
        var there = (await Rulewb.RunAsync(RepositoryRoot.Folder, [.. command, "--isolate"])).ShouldExitWith(RulewbResult.Clean);

        here.Out.ShouldContain("Relief.Percent(");
        there.Out.ShouldBe(here.Out);
    }

    [Fact]
    public async Task ScriptRun_StuckInTheWorker_IsAnError()
    {
        using var workspace = TemporaryWorkspace.Empty();
        workspace.Write("workflows/none.txt", "").Write("scripts/L.csx", "double? F(double? x) { while (true) { } }");

        (await Rulewb.RunAsync(workspace.Root, "script", "run", "L.F", "1", "--isolate")).ShouldExitWith(RulewbResult.CouldNotRun).Out.ShouldContain("`steps`");
    }

    [Fact]
    public async Task Diff_GitRevisions_RunIsolatedUnlessToldOtherwise()
    {
        using var workspace = TemporaryWorkspace.WithScript().WithGit();
        workspace.Replace(TemporaryWorkspace.ScriptFile, "years >= 18", "years >= 18 || years < 0").Commit("second");
        using var caches = TemporaryWorkspace.Empty();
        string Cache(string name) => Path.Combine(caches.Root, name);
        Task<RulewbResult> Diff(string cache, params string[] options) =>
            Rulewb.RunAsync(workspace.Root, new Dictionary<string, string> { ["XDG_CACHE_HOME"] = Cache(cache) }, ["diff", "HEAD~1..HEAD", .. options]);

        var isolated = (await Diff("isolated")).ShouldExitWith(RulewbResult.Clean);
        var trusted = (await Diff("trusted", "--isolate", "false")).ShouldExitWith(RulewbResult.Clean);

        // Only what is compiled in the program itself is kept.
        isolated.Out.ShouldBe(trusted.Out);
        isolated.Out.ShouldContain("years < 0");
        Directory.Exists(Cache("trusted")).ShouldBeTrue();
        Directory.Exists(Cache("isolated")).ShouldBeFalse();
    }
}
