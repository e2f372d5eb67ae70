using Newtonsoft.Json.Linq;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Cli.Commands;

/// <summary>What can be named as a version, in real repositories, and what is said of what cannot.</summary>
public sealed class DiffVersionsTests
{
    private const string Edited = "threshold 18 → 21 a";

    [Theory]
    [InlineData("HEAD~1..HEAD")]
    [InlineData("v1")]
    [InlineData("first...main")]
    public async Task Diff_Revisions_AreComparedAndTheTreeStaysUntouched(params string[] versions)
    {
        using var workspace = TemporaryWorkspace.Tiny().WithGit();
        workspace.Git("tag", "-a", "v1", "-m", "one");
        workspace.Git("branch", "first");
        workspace.Replace(TemporaryWorkspace.EntryFile, "patient.age >= 18", "patient.age >= 21").Commit("second");
        workspace.Write("workflows/tiny/notes.txt", "not committed");
        var before = GitRepository.Snapshot(workspace.Root);
        using var temporary = TemporaryWorkspace.Empty();
        var environment = new Dictionary<string, string> { ["TMPDIR"] = temporary.Root };

        (await Rulewb.RunAsync(workspace.Root, environment, ["diff", .. versions, "--impact", "false"])).ShouldExitWith(RulewbResult.Clean).Out.ShouldContain(Edited);
        (await Rulewb.RunAsync(workspace.Root, environment, "diff", "HEAD..nowhere")).ShouldExitWith(RulewbResult.CouldNotRun);

        GitRepository.Snapshot(workspace.Root).ShouldBe(before);
        workspace.Git("status", "--porcelain").ShouldBe("?? workflows/tiny/notes.txt\n");
        Directory.EnumerateFileSystemEntries(temporary.Root, "rulewb*").ShouldBeEmpty();
    }

    [Fact]
    public async Task Diff_MergeBase_LeavesOutWhatTheOtherBranchDid()
    {
        using var workspace = TemporaryWorkspace.Tiny().WithGit();
        workspace.Git("checkout", "-q", "-b", "topic");
        workspace.Replace(TemporaryWorkspace.EntryFile, "patient.age >= 18", "patient.age >= 21").Commit("topic");
        workspace.Git("checkout", "-q", "main");
        workspace.SetPolicy(TemporaryWorkspace.PathwayFile, "limit", 6).Commit("main goes on");

        (await workspace.RunAsync("diff", "main...topic", "--name-only")).ShouldExitWith(RulewbResult.Clean).Out.ShouldBe("rule T1\n");
        (await workspace.RunAsync("diff", "main..topic", "--name-only")).ShouldExitWith(RulewbResult.Clean).Out.ShouldBe("policy value limit\nrule T1\n");
    }

    [Fact]
    public async Task Diff_BareRepository_ComparesRevisions()
    {
        using var workspace = TemporaryWorkspace.Tiny().WithGit().Replace(TemporaryWorkspace.EntryFile, "patient.age >= 18", "patient.age >= 21").Commit("second");
        using var bare = TemporaryWorkspace.Empty();
        GitRepository.Run(bare.Root, "clone", "-q", "--bare", workspace.Root, "bare.git");

        (await Rulewb.RunAsync(bare["bare.git"], "diff", "HEAD~1..HEAD", "--impact", "false")).ShouldExitWith(RulewbResult.Clean).Out.ShouldContain(Edited);
        (await Rulewb.RunAsync(bare["bare.git"], "diff")).ShouldExitWith(RulewbResult.CouldNotRun).ShouldNotLookLikeAFault().Error.ShouldContain("no working tree");
    }

    [Fact]
    public async Task Diff_ShallowClone_SaysWhyAnOldRevisionIsNotThere()
    {
        using var workspace = TemporaryWorkspace.Tiny().WithGit().SetPolicy(TemporaryWorkspace.PathwayFile, "limit", 6).Commit("second");
        using var clone = TemporaryWorkspace.Empty();
        GitRepository.Run(clone.Root, "clone", "-q", "--depth", "1", "file://" + workspace.Root, "clone");

        (await Rulewb.RunAsync(clone["clone"], "diff", "HEAD~1..")).ShouldExitWith(RulewbResult.CouldNotRun).ShouldNotLookLikeAFault().Error.ShouldContain("git fetch --unshallow");
    }

    [Fact]
    public async Task Diff_NoGit_ComparesWithTheLatestRelease()
    {
        using var workspace = TemporaryWorkspace.Tiny();
        foreach (var version in (string[])["1.9.0", "1.10.0"])
        {
            foreach (var file in Directory.EnumerateFiles(workspace["workflows/tiny"], "*.json", SearchOption.AllDirectories).Where(f => !f.Contains("releases", StringComparison.Ordinal)).ToList())
                workspace.Write($"workflows/tiny/releases/{version}/{Path.GetRelativePath(workspace["workflows/tiny"], file)}", File.ReadAllBytes(file));
            workspace.SetPolicy(TemporaryWorkspace.PathwayFile, "limit", version == "1.9.0" ? 6 : 7);
        }

        var result = (await workspace.RunAsync("diff", "--impact", "false")).ShouldExitWith(RulewbResult.Clean);
        result.Out.ShouldContain("tiny  tiny@1.10.0 .. working tree");
        result.Out.ShouldContain("value: 6 mg → 7 mg");
        (await workspace.RunAsync("diff", "main")).ShouldExitWith(RulewbResult.CouldNotRun).ShouldNotLookLikeAFault().Error.ShouldContain("no git repository");
        (await workspace.RunAsync("diff", "tiny@2")).ShouldExitWith(RulewbResult.CouldNotRun).Error.ShouldContain("There is no release `2` of `tiny`.");
    }

    [Fact]
    public async Task Diff_FoldersAndFiles_AreVersionsToo()
    {
        using var workspace = TemporaryWorkspace.Tiny();
        using var other = TemporaryWorkspace.Tiny("other").Replace(TemporaryWorkspace.EntryFile, "patient.age >= 18", "patient.age >= 21");
        foreach (var version in (string[])[other.Root, other["workflows/tiny"], other[TemporaryWorkspace.PathwayFile], other[TemporaryWorkspace.EntryFile]])
            (await workspace.RunAsync("diff", "tiny", version, "--impact", "false")).ShouldExitWith(RulewbResult.Clean).Out.ShouldContain(Edited);

        workspace.Write("loose.json", other.ReadBytes(TemporaryWorkspace.EntryFile));
        (await workspace.RunAsync("diff", "tiny", "loose.json", "--name-only")).ShouldExitWith(RulewbResult.Clean).Out.ShouldBe("rule T1\n");
    }

    [Theory]
    [InlineData("mian..", "Did you mean `main`?")]
    [InlineData("HEAD~9..", "There is no revision `HEAD~9`")]
    [InlineData("no/such/folder", "no/such/folder")]
    [InlineData("main..HEAD other", "has a pathway `other`")]
    [InlineData("seeds", "neither a pathway")]
    [InlineData("--colour", "There is no option `--colour`.")]
    [InlineData("-", "There is no")]
    public async Task Diff_VersionThatIsNotThere_IsSaid(string words, string says)
    {
        using var workspace = TemporaryWorkspace.Tiny().WithGit();
        (await workspace.RunAsync(["diff", .. words.Split(' ')])).ShouldExitWith(RulewbResult.CouldNotRun).ShouldNotLookLikeAFault().Error.ShouldContain(says);
    }

    [Fact]
    public async Task Diff_RevisionWithoutPathways_IsSaid()
    {
        using var workspace = TemporaryWorkspace.Empty().Write("readme.txt", "nothing yet").WithGit();
        using var tiny = TemporaryWorkspace.Tiny();
        GitRepository.Run(workspace.Root, "tag", "empty");
        foreach (var file in Directory.EnumerateFiles(tiny.Root, "*", SearchOption.AllDirectories))
            workspace.Write(Path.GetRelativePath(tiny.Root, file), File.ReadAllBytes(file));

        (await workspace.RunAsync("diff", "empty..")).ShouldExitWith(RulewbResult.CouldNotRun).ShouldNotLookLikeAFault().Error.ShouldContain("The revision `empty` has no folder `workflows`.");
    }

    [Fact]
    public async Task Diff_MergeConflictInAFile_ComparesTheRest()
    {
        using var workspace = TemporaryWorkspace.Tiny().WithGit().SetPolicy(TemporaryWorkspace.PathwayFile, "limit", 6);
        workspace.Write(TemporaryWorkspace.GuardFile, "<<<<<<< ours\n" + workspace.Read(TemporaryWorkspace.GuardFile) + ">>>>>>> theirs\n");
        var result = (await workspace.RunAsync("diff")).ShouldExitWith(RulewbResult.Invalid).ShouldNotLookLikeAFault();

        result.Error.ShouldContain("workflows/tiny/guards.json:1:1");
        result.Error.ShouldContain("marks of a merge that was not finished");
        result.Error.ShouldContain("impact on `tiny` was not looked for");
        result.Out.ShouldContain("value: 5 mg → 6 mg");

        // Nobody knows what became of the rules in it.
        result.Out.ShouldContain("? G1 Allergy unknown");
        result.Out.ShouldContain("file: cannot be read in the candidate");
        result.Out.ShouldNotContain("removed");
    }

    [Theory]
    [InlineData(TemporaryWorkspace.EntryFile, "rule T1")]
    [InlineData(TemporaryWorkspace.SchemaFile, "fact patient.age")]
    [InlineData(TemporaryWorkspace.SuiteFile, "case small/child")]
    public async Task Diff_FileThatCannotBeRead_LeavesUnknownWhatItHolds(string file, string thing)
    {
        using var workspace = TemporaryWorkspace.Tiny().WithGit();
        workspace.Git("branch", "whole");
        workspace.Write(file, "{ \"broken\": ");
        workspace.Commit("broken");
        foreach (var versions in (string[])["whole..HEAD", "HEAD..whole"])
        {
            foreach (var format in (string[][])[["--stat"], ["--format", "json"], ["--format", "md"]])
            {
                var result = (await workspace.RunAsync(["diff", versions, .. format])).ShouldExitWith(RulewbResult.Invalid).ShouldNotLookLikeAFault();
                result.Out.ShouldContain("unknown");
                result.Out.ShouldNotContain("removed");
                result.Out.ShouldNotContain("added");
            }

            (await workspace.RunAsync("diff", versions, "--name-only")).Out.ShouldContain(thing);
        }
    }

    [Fact]
    public async Task Diff_RuleThatDoesNotCompile_ComparesTheRest()
    {
        using var workspace = TemporaryWorkspace.Tiny().WithGit().Replace(TemporaryWorkspace.EntryFile, "patient.age >= 18", "patient.aeg >= 18").SetPolicy(TemporaryWorkspace.PathwayFile, "limit", 6);
        var result = (await workspace.RunAsync("diff")).ShouldExitWith(RulewbResult.Invalid).ShouldNotLookLikeAFault();

        result.Error.ShouldContain("There is no fact `patient.aeg`.");
        result.Out.ShouldContain("not compared: it does not compile");
        result.Out.ShouldContain("value: 5 mg → 6 mg");
    }

    [Fact]
    public async Task Diff_RuleMovedToAFileThatCannotBeRead_IsUnknown()
    {
        using var workspace = TemporaryWorkspace.Tiny().WithGit();
        workspace.Git("branch", "whole");
        var treat = JObject.Parse(workspace.Read(TemporaryWorkspace.EntryFile));
        ((JArray)treat["Rules"]!).Last!.Remove();
        workspace.Write(TemporaryWorkspace.EntryFile, treat.ToString());
        workspace.Write(TemporaryWorkspace.GuardFile, "{ \"broken\": ").Commit("moved");

        foreach (var versions in (string[])["whole..HEAD", "HEAD..whole"])
        {
            var result = (await workspace.RunAsync("diff", versions)).ShouldExitWith(RulewbResult.Invalid).ShouldNotLookLikeAFault();
            result.Out.ShouldContain("? T2 High dose unknown");
            result.Out.ShouldNotContain("removed");
            result.Out.ShouldNotContain("added");
        }
    }

    [Fact]
    public async Task Diff_RenamedFolder_IsARenameAndNothingElse()
    {
        using var workspace = TemporaryWorkspace.Tiny().WithGit();
        workspace.Git("mv", "workflows/tiny", "workflows/small");
        workspace.Git("mv", "seeds/tiny", "seeds/small");
        var result = await workspace.RunAsync("diff", "--stat");

        result.Out.ShouldMatch(@"~ pathway tiny +renamed +1 text");
        result.Out.ShouldContain("1 change of evidence, texts or cases");
        (await workspace.RunAsync("diff", "--impact", "false", "--exit-code")).ShouldExitWith(RulewbResult.Clean).Out.ShouldContain("folder: tiny → small");
    }

    [Fact]
    public async Task Diff_RenamedPathway_IsComparedAndSaidToBeRenamed()
    {
        using var workspace = TemporaryWorkspace.Tiny().WithGit();
        Directory.Move(workspace["workflows/tiny"], workspace["workflows/small"]);
        Directory.Move(workspace["seeds/tiny"], workspace["seeds/small"]);
        workspace.Replace("workflows/small/pathway.json", "\"tiny\"", "\"small\"").Replace("seeds/small/suites/small.json", "\"tiny\"", "\"small\"");

        var result = (await workspace.RunAsync("diff")).ShouldExitWith(RulewbResult.Clean);
        result.Out.ShouldContain("name: tiny → small");
        result.Out.ShouldContain("none of 3 cases does anything otherwise");

        // It is the same one under either of its names.
        foreach (var name in (string[])["tiny", "small"])
        {
            (await workspace.RunAsync("diff", "HEAD..", name)).ShouldExitWith(RulewbResult.Clean).Out.ShouldContain("name: tiny → small");
            (await workspace.RunAsync("diff", name)).ShouldExitWith(RulewbResult.Clean).Out.ShouldContain("name: tiny → small");
        }

        // What names neither a version nor a pathway is still said to be no revision.
        (await workspace.RunAsync("diff", "tinny")).ShouldExitWith(RulewbResult.CouldNotRun).Error.ShouldContain("There is no revision `tinny`.");
    }

    [Fact]
    public async Task Diff_OtherPathwayInPlaceOfOne_IsNotSaidToBeRenamed()
    {
        using var workspace = TemporaryWorkspace.Tiny().WithGit();
        Directory.Move(workspace["workflows/tiny"], workspace["workflows/other"]);
        foreach (var (file, id) in (IEnumerable<(string, string)>)[("treat", "T1"), ("treat", "T2"), ("follow", "F1"), ("guards", "G1")])
            workspace.Replace($"workflows/other/{file}.json", $"\"{id}\"", $"\"X{id}\"");
        workspace.Replace("workflows/other/pathway.json", "\"tiny\"", "\"other\"");

        var said = (await workspace.RunAsync("diff", "--stat")).ShouldNotLookLikeAFault().Out;
        said.ShouldContain("- pathway tiny");
        said.ShouldContain("+ pathway other");
    }

    [Fact]
    public async Task Diff_HostileRepository_RunsNothingAndWritesNothingOutside()
    {
        using var workspace = TemporaryWorkspace.Tiny().WithGit();
        var mark = workspace["was-run"];
        foreach (var (name, value) in new[] { ("core.fsmonitor", $"touch '{mark}'"), ("core.hooksPath", "hooks"), ("filter.evil.smudge", $"touch '{mark}'"), ("diff.evil.textconv", $"touch '{mark}'"), ("core.pager", $"touch '{mark}'"), ("core.sshCommand", $"touch '{mark}'") })
            GitRepository.Run(workspace.Root, "config", name, value);
        workspace.Write(".gitattributes", "*.json filter=evil diff=evil\n");
        File.CreateSymbolicLink(workspace["workflows/tiny/outside.json"], "/etc/passwd");
        GitRepository.Run(workspace.Root, "-c", "core.fsmonitor=false", "-c", "filter.evil.smudge=cat", "add", "-A");
        GitRepository.Run(workspace.Root, "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "commit", "-q", "-m", "hostile");
        File.Delete(mark);

        var result = (await workspace.RunAsync("diff", "HEAD~1..HEAD")).ShouldNotLookLikeAFault();
        result.ShouldExitWith(RulewbResult.Clean).Out.ShouldContain("no changes");
        File.Exists(mark).ShouldBeFalse();
    }

    [Fact]
    public async Task Diff_PathwayInASubmodule_IsSaid()
    {
        using var inner = TemporaryWorkspace.Tiny("inner");
        GitRepository.Run(inner["workflows"], "init", "-q", "-b", "main");
        GitRepository.Run(inner["workflows"], "add", "-A");
        GitRepository.Run(inner["workflows"], "commit", "-q", "-m", "inner");
        using var workspace = TemporaryWorkspace.Empty().Write("readme.txt", "x").WithGit();
        GitRepository.Run(workspace.Root, "submodule", "-q", "add", inner["workflows"], "workflows");
        workspace.Commit("submodule");

        (await workspace.RunAsync("diff")).ShouldExitWith(RulewbResult.CouldNotRun).ShouldNotLookLikeAFault().Error.ShouldContain("is a submodule");
    }

    [Fact]
    public async Task Diff_RepositoryWithoutCommits_IsSaid()
    {
        using var workspace = TemporaryWorkspace.Tiny();
        workspace.Git("init", "-q");
        (await workspace.RunAsync("diff", "HEAD")).ShouldExitWith(RulewbResult.CouldNotRun).Error.ShouldContain("has no commit yet");
        (await workspace.RunAsync("diff")).ShouldExitWith(RulewbResult.CouldNotRun).ShouldNotLookLikeAFault();
    }

    [Fact]
    public async Task Diff_WorkspaceInAFolderOfTheRepository_IsFound()
    {
        using var outer = TemporaryWorkspace.Empty();
        using var tiny = TemporaryWorkspace.Tiny();
        foreach (var file in Directory.EnumerateFiles(tiny.Root, "*", SearchOption.AllDirectories))
            outer.Write(Path.Combine("clinic", Path.GetRelativePath(tiny.Root, file)), File.ReadAllBytes(file));
        outer.WithGit().Replace(Path.Combine("clinic", TemporaryWorkspace.EntryFile), "patient.age >= 18", "patient.age >= 21");

        (await Rulewb.RunAsync(outer["clinic"], "diff", "--impact", "false")).ShouldExitWith(RulewbResult.Clean).Out.ShouldContain(Edited);
    }
}
