using Newtonsoft.Json.Linq;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Cli.Commands;

public sealed class ReleaseTests
{
    private const string Manifest = "workflows/tiny/releases/1.0.0/manifest.json";
    private const string FrozenEntry = "workflows/tiny/releases/1.0.0/treat.json";

    private static readonly string[] ReleaseTiny = ["release", "tiny", "1.0.0", "--as", "Ada Byron"];

    private static readonly Lazy<Task<IReadOnlyDictionary<string, byte[]>>> Released = new(async () =>
    {
        using var workspace = Versioned(TemporaryWorkspace.Tiny());
        (await workspace.RunAsync(ReleaseTiny)).ShouldExitWith(RulewbResult.Clean);
        return workspace.Files();
    });

    [Fact]
    public async Task Release_Sound_FreezesFilesScriptsAndManifest()
    {
        using var workspace = Versioned(TemporaryWorkspace.WithScript());
        var result = (await workspace.RunAsync(ReleaseTiny)).ShouldExitWith(RulewbResult.Clean);

        result.Out.ShouldStartWith("released tiny@1.0.0 by Ada Byron: 7 files, 3 cases passed");
        var manifest = JObject.Parse(workspace.Read(Manifest));
        manifest["files"]!.Children<JProperty>().Select(f => f.Name).ShouldBe(["facts/patient.schema.json", "follow.json", "guards.json", "pathway.json", "scripts/Age.csx", "treat.json"]);
        ((string?)manifest["released"]!["by"]).ShouldBe("Ada Byron");
        ((int)manifest["suites"]!["small"]!["passed"]!).ShouldBe(3);
        workspace.ReadBytes(FrozenEntry).ShouldBe(workspace.ReadBytes(TemporaryWorkspace.EntryFile));

        // With its own script: today's does something else.
        workspace.Replace(TemporaryWorkspace.ScriptFile, "years >= 18;", "years >= 50;");
        (await workspace.RunAsync("simulate", "tiny@1.0.0", "--suite", "small")).ShouldExitWith(RulewbResult.Clean);
        (await workspace.RunAsync("simulate", "tiny@1.0", "--suite", "small")).ShouldExitWith(RulewbResult.Clean);
        (await workspace.RunAsync("verify", "tiny@1.0")).ShouldExitWith(RulewbResult.Clean).Out.ShouldStartWith("✓ tiny@1.0.0 meaning m1-");
    }

    [Theory]
    [InlineData(TemporaryWorkspace.SuiteFile, "\"T1\": 5", "\"T1\": 6", RulewbResult.GateFailed, "1 case is not as expected")]
    [InlineData(TemporaryWorkspace.EntryFile, "patient.age >= 18", "patient.aged >= 18", RulewbResult.Invalid, "its checks found")]
    [InlineData(TemporaryWorkspace.PathwayFile, "\"version\": \"1.0.0\"", "\"version\": \"0.9.0\"", RulewbResult.GateFailed, "says version `0.9.0`")]
    [InlineData(TemporaryWorkspace.SchemaFile, "\"type\": \"boolean\"", "\"type\": \"bool\"", RulewbResult.Invalid, "its checks found")]
    public async Task Release_NotSound_IsRefusedAndWritesNothing(string file, string old, string now, int code, string message)
    {
        using var workspace = Versioned(TemporaryWorkspace.Tiny()).Replace(file, old, now);
        var before = GitRepository.Snapshot(workspace.Root);
        var result = (await workspace.RunAsync(ReleaseTiny)).ShouldExitWith(code).ShouldNotLookLikeAFault();

        result.Error.ShouldContain(message);
        GitRepository.Snapshot(workspace.Root).ShouldBe(before);
    }

    [Fact]
    public async Task Release_NoVersion_IsRefused()
    {
        using var workspace = Versioned(TemporaryWorkspace.Tiny());
        (await workspace.RunAsync("release", "tiny", "../../elsewhere", "--as", "Ada")).ShouldExitWith(RulewbResult.CouldNotRun).Error.ShouldContain("is not a version");
    }

    [Fact]
    public async Task Release_Twice_IsRefused()
    {
        using var workspace = await ReleasedAsync();
        var before = GitRepository.Snapshot(workspace.Root);

        (await workspace.RunAsync(ReleaseTiny)).ShouldExitWith(RulewbResult.CouldNotRun).Error.ShouldContain("released already");
        GitRepository.Snapshot(workspace.Root).ShouldBe(before);
    }

    [Fact]
    public async Task Release_NobodyNamed_IsAskedForOfGitAndElseRefused()
    {
        using var workspace = Versioned(TemporaryWorkspace.Tiny()).WithGit();
        var nowhere = new Dictionary<string, string> { ["HOME"] = workspace.Root, ["GIT_CONFIG_NOSYSTEM"] = "1", ["XDG_CONFIG_HOME"] = workspace.Root };
        (await Rulewb.RunAsync(workspace.Root, nowhere, "release", "tiny", "1.0.0")).ShouldExitWith(RulewbResult.CouldNotRun).Error.ShouldContain("Nobody says who does this.");

        workspace.Git("config", "user.name", "Grace");
        (await Rulewb.RunAsync(workspace.Root, nowhere, "release", "tiny", "1.0.0")).ShouldExitWith(RulewbResult.Clean).Out.ShouldContain("by Grace");
    }

    [Theory]
    [InlineData(FrozenEntry, "18", "19", "RW126", "not as it was released")]
    [InlineData(Manifest, "Ada Byron", "Eve", "RW127", "edited since it was sealed")]
    [InlineData(Manifest, "\"passed\": 3", "\"passed\": 2", "RW127", "2 of 3 cases passed")]
    public async Task Verify_EditedFile_IsFound(string file, string old, string now, string id, string message)
    {
        using var workspace = await ReleasedAsync();
        workspace.Replace(file, old, now);
        var result = (await workspace.RunAsync("verify", "tiny@1.0.0")).ShouldExitWith(RulewbResult.GateFailed);

        result.Error.ShouldContain(id);
        result.Error.ShouldContain(message);
        result.Error.ShouldContain(file);
    }

    [Fact]
    public async Task Verify_FileAddedGoneOrWithOtherLineEnds_IsFound()
    {
        using var workspace = await ReleasedAsync();
        workspace.Write("workflows/tiny/releases/1.0.0/more.json", "{}");
        File.Delete(workspace["workflows/tiny/releases/1.0.0/follow.json"]);
        workspace.Write("workflows/tiny/releases/1.0.0/guards.json", workspace.Read("workflows/tiny/releases/1.0.0/guards.json").ReplaceLineEndings("\r\n"));
        File.Delete(workspace["workflows/tiny/releases/1.0.0/pathway.json"]);
        var error = (await workspace.RunAsync("verify", "tiny@1.0")).ShouldExitWith(RulewbResult.GateFailed).ShouldNotLookLikeAFault().Error;

        error.ShouldContain("more.json: error RW126: The file was not released.");
        error.ShouldContain("pathway.json: error RW126: A file of the release is gone.");
        error.ShouldContain("follow.json: error RW126: A file of the release is gone.");
        error.ShouldContain("guards.json: error RW126: The file differs from what was released by its line endings.");
    }

    [Fact]
    public async Task Verify_ReleaseWithoutManifest_IsFoundAndCanBeAdopted()
    {
        using var workspace = await ReleasedAsync();
        File.Delete(workspace[Manifest]);
        (await workspace.RunAsync("verify")).ShouldExitWith(RulewbResult.GateFailed).Error.ShouldContain("--adopt");

        (await workspace.RunAsync([.. ReleaseTiny, "--adopt"])).ShouldExitWith(RulewbResult.Clean);
        (await workspace.RunAsync("verify")).ShouldExitWith(RulewbResult.Clean);
        (await workspace.RunAsync([.. ReleaseTiny, "--adopt"])).ShouldExitWith(RulewbResult.Invalid).Error.ShouldContain("has a manifest already");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{ \"pathway\": 1, \"files\": [], \"suites\": { \"a\": 1 }, \"signOffs\": [ 1, { \"by\": \"\\u001b[31m\" } ], \"released\": { \"at\": \"yesterday\" } }")]
    public async Task Verify_BrokenManifest_IsToldWithItsPlace(string manifest)
    {
        using var workspace = await ReleasedAsync();
        workspace.Write(Manifest, manifest);

        var result = (await workspace.RunAsync("verify", "tiny@1.0.0")).ShouldExitWith(RulewbResult.GateFailed).ShouldNotLookLikeAFault();
        result.Error.ShouldContain(Manifest);
        result.Error.Contains('\u001b', StringComparison.Ordinal).ShouldBeFalse();
    }

    [Fact]
    public async Task Verify_WorkingTreeUnderAReleasedVersionWithOtherLogic_IsFound()
    {
        using var workspace = await ReleasedAsync();
        workspace.Replace(TemporaryWorkspace.EntryFile, "patient.age >= 18", "patient.age >= 21");
        (await workspace.RunAsync("verify", "tiny")).ShouldExitWith(RulewbResult.GateFailed).Error.ShouldContain("calls itself version `1.0.0`, which is released and means something else");

        workspace.Replace(TemporaryWorkspace.PathwayFile, "\"version\": \"1.0.0\"", "\"version\": \"1.1.0\"");
        (await workspace.RunAsync("verify", "tiny")).ShouldExitWith(RulewbResult.Clean);
    }

    [Fact]
    public async Task Verify_ShippedReleases_Hold() =>
        (await Rulewb.RunAsync(RepositoryRoot.Folder, "verify")).ShouldExitWith(RulewbResult.Clean).Out.ShouldContain("✓ failed-nerve-block@1.0.0");

    [Fact]
    public async Task Approve_EditOfLogic_VoidsItAndReformattingDoesNot()
    {
        using var workspace = Versioned(TemporaryWorkspace.Tiny());
        (await workspace.RunAsync("approve", "tiny", "--as", "Ada", "--note", "Seen by the board")).ShouldExitWith(RulewbResult.Clean).Out.ShouldContain("approved tiny as Ada");
        (await workspace.RunAsync("approve", "tiny", "--as", "Ada")).ShouldExitWith(RulewbResult.Clean).Out.ShouldContain("nothing to add");
        (await workspace.RunAsync("fmt")).ShouldExitWith(RulewbResult.Clean);
        workspace.Replace(TemporaryWorkspace.EntryFile, "patient.age >= 18", "18 <=  patient.age").Replace(TemporaryWorkspace.EntryFile, "Grown up", "Adult");
        (await workspace.RunAsync("verify", "tiny")).ShouldExitWith(RulewbResult.Clean).Out.ShouldContain("✓ approved by Ada");
        (await workspace.RunAsync("show", "tiny")).ShouldExitWith(RulewbResult.Clean).Out.ShouldContain("✓ approved by Ada");
        (await workspace.RunAsync("check", "tiny")).ShouldExitWith(RulewbResult.Clean);

        workspace.Replace(TemporaryWorkspace.EntryFile, "18 <= ", "21 <= ");
        var result = (await workspace.RunAsync("verify", "tiny")).ShouldExitWith(RulewbResult.GateFailed);
        result.Out.ShouldContain("void, since the logic was edited");
        result.Error.ShouldContain("workflows/tiny/approvals.json:3:5: error RW128: `Ada` approved another meaning");
        (await workspace.RunAsync("show", "tiny")).ShouldExitWith(RulewbResult.Clean).Out.ShouldContain("void, since the logic was edited");

        (await workspace.RunAsync("approve", "tiny", "--as", "Ada")).ShouldExitWith(RulewbResult.Clean);
        (await workspace.RunAsync("verify", "tiny")).ShouldExitWith(RulewbResult.Clean);
    }

    [Fact]
    public async Task Approve_Rejected_CannotBeReleasedUntilTakenBack()
    {
        using var workspace = Versioned(TemporaryWorkspace.Tiny());
        (await workspace.RunAsync("approve", "tiny", "--as", "Ada", "--reject", "--note", "T2 lacks a source")).ShouldExitWith(RulewbResult.Clean);
        (await workspace.RunAsync(ReleaseTiny)).ShouldExitWith(RulewbResult.GateFailed).Error.ShouldContain("T2 lacks a source");

        (await workspace.RunAsync("approve", "tiny", "--as", "Ada")).ShouldExitWith(RulewbResult.Clean);
        (await workspace.RunAsync(ReleaseTiny)).ShouldExitWith(RulewbResult.Clean).Out.ShouldContain("✓ approved by Ada");
        (await workspace.RunAsync("verify", "tiny@1.0.0")).ShouldExitWith(RulewbResult.Clean).Out.ShouldContain("✓ approved by Ada");
    }

    [Fact]
    public async Task Approve_Release_SignsItsManifestAndSealsItAnew()
    {
        using var workspace = await ReleasedAsync();
        var before = workspace.Read(Manifest);
        (await workspace.RunAsync("approve", "tiny@1.0.0", "--as", "Grace")).ShouldExitWith(RulewbResult.Clean);

        (await workspace.RunAsync("verify", "tiny@1.0.0")).ShouldExitWith(RulewbResult.Clean).Out.ShouldContain("✓ approved by Grace");
        workspace.Read(Manifest).Split("\"signOffs\"")[0].ShouldBe(before.Split("\"signOffs\"")[0]);

        workspace.Replace(FrozenEntry, "18", "19");
        (await workspace.RunAsync("approve", "tiny@1.0.0", "--as", "Ada")).ShouldExitWith(RulewbResult.GateFailed).Error.ShouldContain("is not what was released");
    }

    [Fact]
    public async Task Approve_NoName_IsRefused()
    {
        const string name = "Eve\u001b[31m";
        using var workspace = TemporaryWorkspace.Tiny();
        (await workspace.RunAsync("approve", "tiny", "--as", name)).ShouldExitWith(RulewbResult.CouldNotRun).Error.ShouldContain("cannot be the name of a person");
        File.Exists(workspace["workflows/tiny/approvals.json"]).ShouldBeFalse();
    }

    [Fact]
    public async Task Approve_InvalidPathwayOrBrokenApprovals_IsRefused()
    {
        using var workspace = TemporaryWorkspace.Tiny().Write("workflows/tiny/approvals.json", "{ \"signOffs\": [ { \"by\": \"Ada\" } ] }");
        (await workspace.RunAsync("approve", "tiny", "--as", "Eve")).ShouldExitWith(RulewbResult.Invalid).Error.ShouldContain("needs a `meaning`");
        (await workspace.RunAsync("verify", "tiny")).ShouldExitWith(RulewbResult.GateFailed).ShouldNotLookLikeAFault();

        workspace.Replace(TemporaryWorkspace.EntryFile, "patient.age >= 18", "patient.aged >= 18");
        (await workspace.RunAsync("verify", "tiny")).ShouldExitWith(RulewbResult.Invalid).ShouldNotLookLikeAFault();
    }

    private static TemporaryWorkspace Versioned(TemporaryWorkspace workspace) =>
        workspace.Replace(TemporaryWorkspace.PathwayFile, "\"title\": \"A tiny pathway\",", "\"title\": \"A tiny pathway\", \"version\": \"1.0.0\",");

    /// <summary>The small pathway with its release; made once for all tests.</summary>
    private static async Task<TemporaryWorkspace> ReleasedAsync() => TemporaryWorkspace.Of(await Released.Value);
}
