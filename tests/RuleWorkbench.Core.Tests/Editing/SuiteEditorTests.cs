using System.Text;
using CsCheck;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Editing;

public sealed class SuiteEditorTests
{
    private static readonly JObject Expectation = JObject.Parse("""
        {
          "rules": { "met": [ "R1", "G1" ], "notMet": [ "Both" ] },
          "recommendations": { "vetoed": [ "TREAT" ], "exact": true },
          "walk": [ "first", "second" ],
          "figures": { "R1": { "a\"b": 0.1, "ä": null } },
          "errors": [ ]
        }
        """);

    [Fact]
    public void SetExpectation_RandomSuites_ChangesOnlyTheExpectation() => Gen.Int.Sample(seed =>
    {
        using var folder = new PathwayFolder();
        var suite = WrittenSuite.Any(new Random(seed));
        folder.Write(PathwayFolder.SuiteFile, suite.Bytes);

        SetExpectation(folder, suite.CaseId);

        var now = File.ReadAllBytes(folder[PathwayFolder.SuiteFile]);
        now.AsSpan().StartsWith(Encoding.UTF8.Preamble).ShouldBe(suite.HasByteOrderMark);
        var text = Encoding.UTF8.GetString(suite.HasByteOrderMark ? now[3..] : now);
        text.StartsWith(suite.Before, StringComparison.Ordinal).ShouldBeTrue(text);
        text.EndsWith(suite.After, StringComparison.Ordinal).ShouldBeTrue(text);
        var written = text[suite.Before.Length..^suite.After.Length];
        if (suite.Old is null)
            written = written[(written.IndexOf(':', StringComparison.Ordinal) + 1)..];
        JToken.DeepEquals(JToken.Parse(written), Expectation).ShouldBeTrue(written);
    });

    [Fact]
    public void SetExpectation_RandomSuites_ReadBackAsTheSameExpectation() => Gen.Int.Sample(seed =>
    {
        using var folder = new PathwayFolder();
        var suite = WrittenSuite.Any(new Random(seed));
        folder.Write(PathwayFolder.SuiteFile, suite.Bytes);
        var others = Cases(folder).Where(c => c.Id != suite.CaseId).Select(c => c.Content).ToList();

        SetExpectation(folder, suite.CaseId);

        var read = Cases(folder).Single(c => c.Id == suite.CaseId).Expectation;
        read.Rules.ToDictionary(r => r.Key, r => r.Value.Value).ShouldBe(
            new Dictionary<string, RuleExpectation> { ["R1"] = RuleExpectation.Met, ["G1"] = RuleExpectation.Met, ["Both"] = RuleExpectation.NotMet }, ignoreOrder: true);
        read.Recommendations.ShouldHaveSingleItem().Value.Value.ShouldBe(RecommendationStatus.Vetoed);
        read.RecommendationsAreComplete.ShouldBeTrue();
        read.Walk!.Value.ShouldBe(["first", "second"]);
        read.Figures["R1"].Select(f => (f.Name, f.Value)).ShouldBe([("a\"b", (object?)0.1), ("ä", null)]);
        Cases(folder).Where(c => c.Id != suite.CaseId).Select(c => c.Content).ShouldBe(others);
    });

    [Theory]
    [InlineData("{\n  \"id\": \"c\",\n  \"expect\": 1\n}", "\n", "  ", "  ")]
    [InlineData("{\r\n\t\t\"id\": \"c\",\r\n\t\t\"expect\": 1\r\n}", "\r\n", "\t\t", "\t")]
    [InlineData("{ \"id\": \"c\", \"expect\": 1 }", "\n", "", "  ")]
    [InlineData("  { \"id\": \"c\" }", "\n", "", "  ")]
    public void SetExpectation_Layout_FollowsTheFile(string written, string newline, string indent, string step)
    {
        using var folder = new PathwayFolder();
        folder.Write(PathwayFolder.SuiteFile, $$"""{ "suite": "small", "pathway": "demo", "cases": [ {{written}} ] }""");

        SuiteEditor.SetExpectation(new Workspace(folder.Root), CaseOf(folder, "c"), JObject.Parse("""{ "walk": [ "first", "second" ], "rules": { "met": [ ] } }"""));

        File.ReadAllText(folder[PathwayFolder.SuiteFile]).ShouldContain(
            $"\"expect\": {{{newline}{indent}{step}\"walk\": [ \"first\", \"second\" ],{newline}{indent}{step}\"rules\": {{{newline}{indent}{step}{step}\"met\": []{newline}{indent}{step}}}{newline}{indent}}}",
            Shouldly.Case.Sensitive);
    }

    [Fact]
    public void SetExpectation_LeavesNoOtherFileBehind()
    {
        using var folder = new PathwayFolder();

        SetExpectation(folder, "old");

        Directory.GetFiles(Path.GetDirectoryName(folder[PathwayFolder.SuiteFile])!).ShouldBe([folder[PathwayFolder.SuiteFile]]);
    }

    [Fact]
    public void SetExpectation_Link_IsFollowedAndStays()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows lets only administrators make links.");
        using var folder = new PathwayFolder();
        File.Move(folder[PathwayFolder.SuiteFile], folder["elsewhere.json"]);
        File.CreateSymbolicLink(folder[PathwayFolder.SuiteFile], folder["elsewhere.json"]);

        SetExpectation(folder, "old");

        new FileInfo(folder[PathwayFolder.SuiteFile]).LinkTarget.ShouldNotBeNull();
        File.ReadAllText(folder["elsewhere.json"]).ShouldContain("vetoed");
    }

    [Fact]
    public void SetExpectation_PermissionsOfTheFile_Stay()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        if (OperatingSystem.IsWindows())
            return;
        using var folder = new PathwayFolder();
        var mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite;
        File.SetUnixFileMode(folder[PathwayFolder.SuiteFile], mode);

        SetExpectation(folder, "old");

        File.GetUnixFileMode(folder[PathwayFolder.SuiteFile]).ShouldBe(mode);
    }

    [Theory]
    [InlineData("""{ "suite": "small", "pathway": "demo", "cases": [ { "id": "other" } ] }""", "no longer holds the case `old`")]
    [InlineData("""{ "suite": "small", "pathway": "demo" }""", "no longer holds the case `old`")]
    [InlineData("""{ "suite": "small", "cases": [ { "id": "old" """, "The JSON is broken")]
    [InlineData("{ \"cases\": [ { \"\\ud83d\": 1 } ] }", "The JSON is broken")]
    [InlineData("[ ]", "The file holds a list")]
    public void SetExpectation_FileThatChangedMeanwhile_IsLeftAlone(string changed, string message)
    {
        using var folder = new PathwayFolder();
        var source = CaseOf(folder, "old");
        folder.Write(PathwayFolder.SuiteFile, changed);

        Should.Throw<IOException>(() => SuiteEditor.SetExpectation(new Workspace(folder.Root), source, Expectation)).Message.ShouldContain(message);

        File.ReadAllText(folder[PathwayFolder.SuiteFile]).ShouldBe(changed);
        Directory.GetFiles(folder["seeds/demo/suites"]).ShouldHaveSingleItem();
    }

    private static void SetExpectation(PathwayFolder folder, string id) =>
        SuiteEditor.SetExpectation(new Workspace(folder.Root), CaseOf(folder, id), Expectation);

    private static Model.Case CaseOf(PathwayFolder folder, string id) => Cases(folder).Single(c => c.Id == id);

    private static IReadOnlyList<Model.Case> Cases(PathwayFolder folder) => [.. folder.LoadSuites().Value!.Cases];
}
