using Newtonsoft.Json.Linq;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Loading;

public sealed class SuiteEditorTests : IDisposable
{
    private static readonly JObject Expectation = new() { ["rules"] = new JObject { ["met"] = new JArray("G1") } };

    private readonly PathwayFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void SetExpectation_CaseWithOne_ReplacesItAndNothingElse()
    {
        var before = File.ReadAllText(folder[PathwayFolder.SuiteFile]);
        SuiteEditor.SetExpectation(new Workspace(folder.Root), Young(), Expectation);
        var after = File.ReadAllText(folder[PathwayFolder.SuiteFile]);
        var start = before.LastIndexOf("{ \"rules\"", StringComparison.Ordinal);
        after[..start].ShouldBe(before[..start]);
        after[^20..].Trim().ShouldEndWith("}\n  ]\n}");
        Young().Expectation.Rules.Keys.ShouldBe(["G1"]);
    }

    [Fact]
    public void SetExpectation_CaseWithoutOne_AddsIt()
    {
        folder.Edit(PathwayFolder.SuiteFile, s => ((JObject)s["cases"]![1]!).Remove("expect"));
        SuiteEditor.SetExpectation(new Workspace(folder.Root), Young(), Expectation);
        Young().Expectation.Rules.Keys.ShouldBe(["G1"]);
        Young().Diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public void SetExpectation_FileWithByteOrderMark_KeepsIt()
    {
        folder.Write(PathwayFolder.SuiteFile, [0xEF, 0xBB, 0xBF, .. File.ReadAllBytes(folder[PathwayFolder.SuiteFile])]);
        SuiteEditor.SetExpectation(new Workspace(folder.Root), Young(), Expectation);
        File.ReadAllBytes(folder[PathwayFolder.SuiteFile])[..4].ShouldBe([0xEF, 0xBB, 0xBF, (byte)'{']);
    }

    [Theory]
    [InlineData("{ \"cases\": [ { \"id\": \"young\", ")]
    [InlineData("{ \"cases\": [ { \"\\ud83d\": 1 } ] }")]
    [InlineData("{ \"cases\": [ { \"id\": \"other\", \"facts\": { } } ] }")]
    [InlineData("[ ]")]
    public void SetExpectation_FileThatChangedMeanwhile_IsRefusedAndLeftAlone(string now)
    {
        var source = Young();
        folder.Write(PathwayFolder.SuiteFile, now);
        Should.Throw<IOException>(() => SuiteEditor.SetExpectation(new Workspace(folder.Root), source, Expectation));
        File.ReadAllText(folder[PathwayFolder.SuiteFile]).ShouldBe(now);
        Directory.GetFiles(folder["seeds/demo/suites"]).ShouldHaveSingleItem();
    }

    private Model.Case Young() => folder.LoadSuites().Value!.Cases.Single(c => c.Id == "young");
}
