using System.Text;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Cli;

/// <summary>Files that nobody should have written: the message names the place and the remedy, and nothing looks like a
/// fault of the program.</summary>
public sealed class BadFilesTests
{
    [Fact]
    public Task Simulate_BrokenPathwayFile_NamesLineAndColumn() => RefusesAsync(
        w => w.Replace(TemporaryWorkspace.PathwayFile, "\"title\": \"A tiny pathway\",", "\"title\": \"A tiny pathway\""),
        "workflows/tiny/pathway.json:4:3: error RW005", "Mend the JSON at this place.");

    [Fact]
    public Task Simulate_Comment_IsRefusedAsRulesEngineWould() => RefusesAsync(
        w => w.Replace(TemporaryWorkspace.EntryFile, "\"Rules\": [", "\"Rules\": [ // all"), "workflows/tiny/treat.json:3:14: error RW005", "JSON has no comments: remove it.");

    [Fact]
    public Task Simulate_EmptyFile_SaysSo() => RefusesAsync(
        w => w.Write(TemporaryWorkspace.EntryFile, ""), "workflows/tiny/treat.json: error RW004: The file is empty.", "Restore its content, or delete it.");

    [Fact]
    public Task Simulate_BinaryFile_SaysSo() => RefusesAsync(
        w => w.Write(TemporaryWorkspace.EntryFile, [0x7F, 0x45, 0x4C, 0x46, 0, 1, 2, 0x1B, 0x5B]), "workflows/tiny/treat.json: error RW004: The file is not text", "Save it as JSON in UTF-8.");

    [Fact]
    public Task Simulate_Latin1_NamesTheFirstSuchCharacter() => RefusesAsync(
        w => w.Write(TemporaryWorkspace.SchemaFile, Encoding.Latin1.GetBytes("{ \"type\": \"object\",\n  \"title\": \"M\u00fcller\" }")),
        "workflows/tiny/facts/patient.schema.json:2:14: error RW004: The file is not in UTF-8.", "Save it with the encoding UTF-8.");

    [Fact]
    public Task Simulate_FiftyMegabytes_AreNotRead() => RefusesAsync(
        w =>
        {
            using var file = File.OpenWrite(w[TemporaryWorkspace.EntryFile]);
            file.SetLength(50 * 1024 * 1024);
        },
        "workflows/tiny/treat.json: error RW003: The file has 50 MB; at most 16 MB are read.", "Split it into several files.");

    [Fact]
    public Task Simulate_DeepNesting_IsRefusedAtItsPlace() => RefusesAsync(
        w => w.Write(TemporaryWorkspace.SuiteFile, "{ \"suite\": " + new string('[', 100_000) + new string(']', 100_000) + " }"),
        "seeds/tiny/suites/small.json:1:", "RulesEngine reads at most 64 levels: nest less deeply.");

    [Fact]
    public Task Simulate_WrongCase_NamesTheRightSpelling() => RefusesAsync(
        w => w.Replace("workflows/tiny/follow.json", "\"Expression\"", "\"expression\""), "workflows/tiny/follow.json:3:35: error RW006", "Did you mean `Expression`?");

    [Fact]
    public Task Simulate_MissingWorkflowFile_SaysWhich() => RefusesAsync(
        w => File.Delete(w["workflows/tiny/follow.json"]), "workflows/tiny/follow.json: error RW001: The file does not exist.", "Check the name, or create it.");

    [Fact]
    public Task Simulate_FolderInPlaceOfAFile_SaysSo() => RefusesAsync(
        w =>
        {
            File.Delete(w["workflows/tiny/follow.json"]);
            Directory.CreateDirectory(w["workflows/tiny/follow.json"]);
        },
        "workflows/tiny/follow.json: error RW002: This is a folder, not a file.", "Name a file in it.");

    [Fact]
    public Task Simulate_SuiteOfAnotherPathway_SaysWhereItBelongs() => RefusesAsync(
        w => w.Replace(TemporaryWorkspace.SuiteFile, "\"pathway\": \"tiny\"", "\"pathway\": \"huge\""), "seeds/tiny/suites/small.json:3:", "Move it to seeds/huge/suites, or name `tiny`.");

    [Fact]
    public async Task Simulate_BrokenSuite_DoesNotKeepTheOthersFromRunning()
    {
        using var workspace = TemporaryWorkspace.Tiny().Write("seeds/tiny/suites/broken.json", "{ \"suite\": \"broken\", ");
        var result = (await workspace.RunAsync("simulate", "tiny")).ShouldExitWith(RulewbResult.Invalid).ShouldNotLookLikeAFault();
        result.Error.ShouldContain("seeds/tiny/suites/broken.json:1:");
        result.Out.ShouldContain("3 cases: 3 passed");
    }

    [Fact]
    public async Task Simulate_CaseWithThousandsOfUnknownFacts_IsAnErrorOfBoundedLength()
    {
        var facts = string.Join(", ", Enumerable.Range(0, 10_000).Select(i => $"\"fact{i}\": {i}"));
        using var workspace = TemporaryWorkspace.Tiny().WriteCases($$"""{ "id": "big", "facts": { "patient": { {{facts}} } } }""");
        var result = (await workspace.RunAsync("simulate", "tiny")).ShouldExitWith(RulewbResult.GateFailed).ShouldNotLookLikeAFault();
        result.Out.ShouldContain("There is no fact `patient.fact0`.");
        result.Out.ShouldContain("1 errored");
        result.Out.Split('\n').Length.ShouldBeLessThan(100);
    }

    [Fact]
    public async Task Simulate_CaseWithTenThousandFacts_Runs()
    {
        var doses = string.Join(", ", Enumerable.Range(0, 10_000).Select(i => $$"""{ "amount": {{i}} }"""));
        using var workspace = TemporaryWorkspace.Tiny().WriteCases($$"""{ "id": "big", "facts": { "patient": { "doses": [ {{doses}} ] } }, "expect": { "rules": { "met": [ "T2" ] } } }""");
        (await workspace.RunAsync("simulate", "tiny")).ShouldExitWith(RulewbResult.Clean).Out.ShouldContain("1 passed");
    }

    [Fact]
    public async Task Simulate_FolderWithoutPathwayFile_CannotRun()
    {
        using var workspace = TemporaryWorkspace.Tiny();
        File.Delete(workspace[TemporaryWorkspace.PathwayFile]);
        var named = (await workspace.RunAsync("simulate", "tiny")).ShouldExitWith(RulewbResult.CouldNotRun).ShouldNotLookLikeAFault();
        named.Error.ShouldContain("The folder `workflows/tiny` has no pathway.json.");
        var any = (await workspace.RunAsync("simulate")).ShouldExitWith(RulewbResult.CouldNotRun).ShouldNotLookLikeAFault();
        any.Error.ShouldContain("There is no pathway in `workflows`.");
    }

    [Fact]
    public async Task Simulate_NoSuites_CannotRun()
    {
        using var workspace = TemporaryWorkspace.Tiny();
        File.Delete(workspace[TemporaryWorkspace.SuiteFile]);
        var result = (await workspace.RunAsync("simulate", "tiny")).ShouldExitWith(RulewbResult.CouldNotRun).ShouldNotLookLikeAFault();
        result.Error.ShouldContain("Put suites into seeds/tiny/suites.");
    }

    [Theory]
    [InlineData("explain", "tiny", "--case", "child")]
    [InlineData("show", "tiny")]
    [InlineData("simulate", "tiny", "--case", "child", "--record", "--yes")]
    public async Task OtherCommands_BrokenPathway_AreInvalid(params string[] arguments)
    {
        using var workspace = TemporaryWorkspace.Tiny().Write(TemporaryWorkspace.PathwayFile, "[ ]");
        var result = (await workspace.RunAsync(arguments)).ShouldExitWith(RulewbResult.Invalid).ShouldNotLookLikeAFault();
        result.Error.ShouldContain("workflows/tiny/pathway.json:1:1: error RW008");
        result.Error.ShouldContain("cannot be");
    }

    private static async Task RefusesAsync(Action<TemporaryWorkspace> breakIt, string place, string remedy)
    {
        using var workspace = TemporaryWorkspace.Tiny();
        breakIt(workspace);
        var result = (await workspace.RunAsync("simulate", "tiny")).ShouldExitWith(RulewbResult.Invalid).ShouldNotLookLikeAFault();
        result.Error.ShouldContain(place);
        result.Error.ShouldContain(remedy);
    }
}
