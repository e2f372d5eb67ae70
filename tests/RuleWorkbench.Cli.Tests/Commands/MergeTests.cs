using System.Diagnostics;
using System.Runtime.InteropServices;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Cli.Commands;

/// <summary>The merge driver in real repositories, called by git itself.</summary>
public sealed class MergeTests
{
    private const string Entry = TemporaryWorkspace.EntryFile;

    /// <summary>A repository with the drivers; made once for all tests.</summary>
    private static readonly Lazy<Task<IReadOnlyDictionary<string, byte[]>>> Installed = new(async () =>
    {
        using var workspace = TemporaryWorkspace.Tiny().WithGit();
        (await workspace.RunAsync("git", "install")).ShouldExitWith(RulewbResult.Clean);
        return workspace.Commit("drivers").Files();
    });

    [Fact]
    public async Task GitMerge_TwoBranchesOnOneFile_MergeByRule()
    {
        using var workspace = await InstalledAsync();
        Branch(workspace, "topic", w => w.Replace(Entry, "\"RuleName\": \"High dose\"", "\"RuleName\": \"Too high a dose\"").Replace(TemporaryWorkspace.PathwayFile, "\"value\": 5", "\"value\": 6"));
        workspace.Replace(Entry, "patient.doses.Any(it.amount > policy.limit)", "patient.doses.Any(it.amount >= policy.limit)").Replace(TemporaryWorkspace.PathwayFile, "A tiny pathway", "Tiny").Commit("ours");
        var merged = Merge(workspace, "topic");

        merged.ExitCode.ShouldBe(0, merged.Output);
        workspace.Read(Entry).ShouldContain("{ \"RuleName\": \"Too high a dose\", \"Expression\": \"patient.doses.Any(it.amount >= policy.limit)\"");
        workspace.Read(TemporaryWorkspace.PathwayFile).ShouldContain("\"value\": 6");
        (await workspace.RunAsync("check", "tiny")).ShouldExitWith(RulewbResult.Clean);
        workspace.Git("status", "--porcelain").ShouldBeEmpty();
    }

    [Fact]
    public async Task GitMerge_LogicOfOneRuleOnBothSides_IsAConflictThatGitKnows()
    {
        using var workspace = await InstalledAsync();
        Branch(workspace, "topic", w => w.Replace(Entry, "patient.age >= 18", "patient.age >= 16").Replace(Entry, "\"RuleName\": \"High dose\"", "\"RuleName\": \"Too high a dose\""));
        workspace.Replace(Entry, "patient.age >= 18", "patient.age >= 21").Commit("ours");
        var merged = Merge(workspace, "topic");

        merged.ExitCode.ShouldBe(1, merged.Output);
        merged.Output.ShouldContain("error RW129: Both sides changed the logic of rule `T1`.");
        merged.Output.ShouldContain($"CONFLICT (content): Merge conflict in {Entry}");
        workspace.Git("diff", "--name-only", "--diff-filter=U").Trim().ShouldBe(Entry);

        // What is there still is a pathway, with all that is no conflict.
        workspace.Read(Entry).ShouldContain("patient.age >= 21");
        workspace.Read(Entry).ShouldContain("Too high a dose");
        (await workspace.RunAsync("check", "tiny")).ShouldExitWith(RulewbResult.Clean);
    }

    [Fact]
    public async Task GitMerge_TheirsIsNoJson_IsAConflictAndOursStays()
    {
        using var workspace = await InstalledAsync();
        Branch(workspace, "topic", w => w.Write(Entry, "<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> other\n"));
        workspace.Replace(Entry, "patient.age >= 18", "patient.age >= 21").Commit("ours");
        var ours = workspace.Read(Entry);
        var merged = Merge(workspace, "topic");

        merged.ExitCode.ShouldBe(1, merged.Output);
        merged.Output.ShouldContain("marks of an earlier merge");
        workspace.Read(Entry).ShouldBe(ours);
    }

    [Fact]
    public async Task GitMerge_LineEndsOfOurs_AreKept()
    {
        using var workspace = await InstalledAsync();
        Branch(workspace, "topic", w => w.Replace(Entry, "patient.age >= 18", "patient.age >= 16"));
        workspace.Write(Entry, workspace.Read(Entry).ReplaceLineEndings("\r\n").Replace("High dose", "Too high a dose", StringComparison.Ordinal)).Commit("ours");
        var merged = Merge(workspace, "topic");

        merged.ExitCode.ShouldBe(0, merged.Output);
        workspace.Read(Entry).ShouldContain("patient.age >= 16");
        workspace.Read(Entry).ReplaceLineEndings("\r\n").ShouldBe(workspace.Read(Entry));
    }

    [Fact]
    public async Task Install_Twice_ChangesNothing()
    {
        using var workspace = TemporaryWorkspace.Tiny().WithGit().Write(".gitattributes", "* text=auto");
        var before = GitRepository.Snapshot(workspace.Root);
        var dry = (await workspace.RunAsync("git", "install", "--dry-run")).ShouldExitWith(RulewbResult.Clean);
        dry.Out.ShouldContain("+workflows/**/*.json merge=rulewb diff=rulewb");
        GitRepository.Snapshot(workspace.Root).ShouldBe(before);

        (await workspace.RunAsync("git", "install")).ShouldExitWith(RulewbResult.Clean);
        workspace.Read(".gitattributes").ShouldStartWith("* text=auto\nworkflows/**/*.json merge=rulewb diff=rulewb\n");
        before = GitRepository.Snapshot(workspace.Root);
        (await workspace.RunAsync("git", "install")).ShouldExitWith(RulewbResult.Clean).Out.ShouldNotContain("set git");
        GitRepository.Snapshot(workspace.Root).ShouldBe(before);
    }

    [Fact]
    public async Task Install_Global_WritesTheUsersConfiguration()
    {
        using var workspace = TemporaryWorkspace.Tiny().WithGit();
        using var home = TemporaryWorkspace.Empty();
        var environment = new Dictionary<string, string> { ["HOME"] = home.Root, ["XDG_CONFIG_HOME"] = home["config"], ["GIT_CONFIG_NOSYSTEM"] = "1" };
        (await Rulewb.RunAsync(workspace.Root, environment, "git", "install", "--global")).ShouldExitWith(RulewbResult.Clean);

        home.Read(".gitconfig").ShouldContain("[merge \"rulewb\"]");
        workspace.Git("config", "--local", "--list").ShouldNotContain("rulewb");
    }

    [Fact]
    public async Task Install_DiffDriver_NamesTheRuleAboveTheHunk()
    {
        using var workspace = await InstalledAsync();
        workspace.Replace("workflows/tiny/treat.json", "patient.age / 8.0", "patient.age / 9.0");

        workspace.Git("diff", "-U0").ShouldMatch("@@ .* @@ \"RuleName\": \"Grown up\"");
    }

    [Fact]
    public async Task Install_NoGitOrBare_IsToldAndWritesNothing()
    {
        using var workspace = TemporaryWorkspace.Tiny();
        var before = GitRepository.Snapshot(workspace.Root);
        (await workspace.RunAsync("git", "install")).ShouldExitWith(RulewbResult.CouldNotRun).ShouldNotLookLikeAFault().Error.ShouldContain("is in no working tree of git");
        using var path = TemporaryWorkspace.Empty();
        File.CreateSymbolicLink(path["dotnet"], Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet")));
        (await Rulewb.RunAsync(workspace.Root, new Dictionary<string, string> { ["PATH"] = path.Root }, "git", "install")).ShouldExitWith(RulewbResult.CouldNotRun).Error.ShouldContain("There is no git program.");
        GitRepository.Snapshot(workspace.Root).ShouldBe(before);

        using var bare = TemporaryWorkspace.Empty();
        bare.Git("init", "-q", "--bare");
        (await bare.RunAsync("git", "install")).ShouldExitWith(RulewbResult.CouldNotRun).ShouldNotLookLikeAFault();
    }

    [Fact]
    public async Task Merge_MissingFile_IsTold()
    {
        using var workspace = TemporaryWorkspace.Tiny();
        (await workspace.RunAsync("merge", "a", "b", "c")).ShouldExitWith(RulewbResult.CouldNotRun).Error.ShouldContain("There is no file `a`.");
    }

    private static async Task<TemporaryWorkspace> InstalledAsync() => TemporaryWorkspace.Of(await Installed.Value);

    private static void Branch(TemporaryWorkspace workspace, string name, Action<TemporaryWorkspace> edit)
    {
        workspace.Git("checkout", "-q", "-b", name);
        edit(workspace);
        workspace.Commit(name).Git("checkout", "-q", "main");
    }

    private static (int ExitCode, string Output) Merge(TemporaryWorkspace workspace, string branch)
    {
        var start = new ProcessStartInfo("git", ["-c", "user.name=test", "-c", "user.email=test@example.org", "-c", "core.autocrlf=false", "merge", branch, "-m", "merged"]) { WorkingDirectory = workspace.Root, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.GetAwaiter().GetResult());
    }
}
