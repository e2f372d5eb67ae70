using Newtonsoft.Json.Linq;
using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Loading;

public sealed class PathwayGraphTests : IDisposable
{
    private readonly PathwayFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(PathwayFolder.PathwayFile, "$.entry", "\"frist\"", "There is no workflow `frist`. Did you mean `first`?", 10, 12)]
    [InlineData(PathwayFolder.PathwayFile, "$.always", "[ \"second\", \"thrid\" ]", "There is no workflow `thrid`. Known here: `first`, `second`.", null, null)]
    [InlineData(PathwayFolder.FirstFile, "$.Rules[0].Properties.next", "\"secnod\"", "There is no workflow `secnod`. Did you mean `second`?", null, null)]
    [InlineData(PathwayFolder.FirstFile, "$.Rules[0].Properties.next", "[ \"second\", \"nowhere\" ]", "There is no workflow `nowhere`. Known here: `first`, `second`.", null, null)]
    [InlineData(PathwayFolder.SecondFile, "$.Rules[0].Properties.veto", "[ \"TREET\" ]", "There is no recommendation or rule `TREET`. Did you mean `TREAT`?", null, null)]
    [InlineData(PathwayFolder.SecondFile, "$.WorkflowsToInject", "[ \"frist\" ]", "There is no workflow `frist`. Did you mean `first`?", null, null)]
    [InlineData(PathwayFolder.SecondFile, "$.WorkflowRulesToInject", "[ \"frist\" ]", "There is no workflow `frist`. Did you mean `first`?", null, null)]
    public void Check_UnknownName_IsAnErrorWithTheNearest(string file, string path, string value, string message, int? line, int? column)
    {
        folder.Edit(file, root => Set(root, path, JToken.Parse(value)));
        var error = folder.Load().Diagnostics.ShouldHaveSingleItem();
        error.Id.ShouldBe(DiagnosticIds.UnknownName);
        $"{error.Message} {error.Fix}".ShouldBe(message);
        error.Place.File.ShouldBe(file);
        error.Place.Line.ShouldBeGreaterThan(0);
        if (line is not null)
            error.Place.Column.ShouldBe(column!.Value);
    }

    [Theory]
    [InlineData("R1")]
    [InlineData("Both")]
    [InlineData("TREAT")]
    public void Check_VetoOfARuleOrACode_IsKnown(string vetoed)
    {
        folder.Edit(PathwayFolder.SecondFile, w => w["Rules"]![0]!["Properties"]!["veto"] = vetoed);
        folder.Load().Diagnostics.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("nowhere", "Guard", "There is no workflow `nowhere`.")]
    [InlineData("second", "Gaurd", "There is no rule of `second` `Gaurd`.")]
    [InlineData("first", "Smoker", "There is no rule of `first` `Smoker`.")]
    public void Check_UnknownTargetOfEvaluateRule_IsAnError(string workflow, string rule, string message)
    {
        Call(PathwayFolder.FirstFile, 0, workflow, rule);
        folder.Load().Diagnostics.ShouldHaveSingleItem().Message.ShouldBe(message);
    }

    [Fact]
    public void Check_UnknownTargetOfANestedRule_IsAnError()
    {
        folder.Edit(PathwayFolder.FirstFile, w => w["Rules"]![1]!["Rules"]![0]!["Actions"] = Calling("second", "nothing"));
        folder.Load().Diagnostics.ShouldHaveSingleItem().Id.ShouldBe(DiagnosticIds.UnknownName);
    }

    [Fact]
    public void Check_InjectedRuleAsTarget_IsKnown()
    {
        folder.Edit(PathwayFolder.FirstFile, w => w["WorkflowsToInject"] = new JArray("second"));
        Call(PathwayFolder.FirstFile, 0, "first", "Guard");
        folder.Load().Diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public void Check_CircleOfNext_IsAnError()
    {
        folder.Edit(PathwayFolder.SecondFile, w => w["Rules"]![0]!["Properties"]!["next"] = "first");
        var error = folder.Load().Diagnostics.ShouldHaveSingleItem();
        error.Id.ShouldBe(DiagnosticIds.WorkflowCycle);
        error.Message.ShouldBe("`next` leads in a circle: `first` -> `second` -> `first`.");
        error.Place.File.ShouldBe(PathwayFolder.SecondFile);
        File.ReadAllText(folder[error.Place.File]).Split('\n')[error.Place.Line - 1][(error.Place.Column - 1)..].ShouldStartWith("\"first\"");
    }

    [Fact]
    public void Check_NextToItself_IsAnError()
    {
        folder.Edit(PathwayFolder.FirstFile, w => w["Rules"]![0]!["Properties"]!["next"] = "first");
        folder.Load().Diagnostics.ShouldHaveSingleItem().Message.ShouldBe("`next` leads in a circle: `first` -> `first`.");
    }

    [Fact]
    public void Check_CircleOfInjection_IsAnError()
    {
        folder.Edit(PathwayFolder.FirstFile, w => w["WorkflowsToInject"] = new JArray("second"));
        folder.Edit(PathwayFolder.SecondFile, w => w["WorkflowsToInject"] = new JArray("first"));
        folder.Load().Diagnostics.Where(d => d.Id == DiagnosticIds.WorkflowCycle).ShouldHaveSingleItem().Message
            .ShouldBe("Workflows inject each other: `first` -> `second` -> `first`.");
    }

    [Fact]
    public void Check_CircleOfEvaluateRule_IsAnError()
    {
        Call(PathwayFolder.FirstFile, 0, "second", "Guard");
        Call(PathwayFolder.SecondFile, 0, "first", "Old");
        folder.Load().Diagnostics.ShouldHaveSingleItem().Message
            .ShouldBe("`EvaluateRule` leads in a circle: `first/Old` -> `second/Guard` -> `first/Old`.");
    }

    [Fact]
    public void Check_CircleOfEvaluateRuleThroughAnInjectedRule_IsAnError()
    {
        folder.Edit(PathwayFolder.FirstFile, w => w["WorkflowsToInject"] = new JArray("second"));
        Call(PathwayFolder.SecondFile, 0, "first", "Guard");
        folder.Load().Diagnostics.ShouldHaveSingleItem().Id.ShouldBe(DiagnosticIds.WorkflowCycle);
    }

    [Fact]
    public void Check_CircleThroughARuleWithALineFeedInItsName_IsAnError()
    {
        folder.Edit(PathwayFolder.SecondFile, w => w["Rules"]![0]!["RuleName"] = "Guard\nagain");
        Call(PathwayFolder.SecondFile, 0, "second", "Guard\nagain");
        folder.Load().Diagnostics.ShouldHaveSingleItem().Id.ShouldBe(DiagnosticIds.WorkflowCycle);
    }

    [Fact]
    public void Check_TwoWaysToOneWorkflow_AreNoCircle()
    {
        folder.Edit(PathwayFolder.FirstFile, w => w["Rules"]![1]!["Properties"] = new JObject { ["next"] = "second" });
        folder.Load().Diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public void Check_IdTwice_IsAnErrorThatNamesTheOther()
    {
        folder.Edit(PathwayFolder.SecondFile, w => w["Rules"]![0]!["Properties"]!["id"] = "R1");
        var error = folder.Load().Diagnostics.ShouldHaveSingleItem();
        error.Id.ShouldBe(DiagnosticIds.DuplicateName);
        error.Message.ShouldBe("The id `R1` belongs to `Old` already (workflows/demo/first.json:5:5).");
        error.Place.File.ShouldBe(PathwayFolder.SecondFile);
    }

    [Fact]
    public void Check_InjectedRuleOfTheSameName_IsAnError()
    {
        folder.Edit(PathwayFolder.SecondFile, w => w["Rules"]![0]!["RuleName"] = "Old");
        folder.Edit(PathwayFolder.FirstFile, w => w["WorkflowsToInject"] = new JArray("second"));
        var error = folder.Load().Diagnostics.ShouldHaveSingleItem();
        error.Id.ShouldBe(DiagnosticIds.DuplicateName);
        error.Message.ShouldStartWith("`first` injects `second`, and both have a rule `Old`");
    }

    [Fact]
    public void Check_ParameterWithTwoMeanings_IsAWarning()
    {
        folder.Edit(PathwayFolder.SecondFile, w => w["GlobalParams"] = new JArray(new JObject { ["Name"] = "half", ["Expression"] = "policy.limit / 3" }));
        var warning = folder.Load().Diagnostics.ShouldHaveSingleItem();
        warning.Severity.ShouldBe(DiagnosticSeverity.Warning);
        warning.Id.ShouldBe(DiagnosticIds.ParameterRedefined);
    }

    [Fact]
    public void Check_ParameterWithOneMeaningTwice_IsFine()
    {
        folder.Edit(PathwayFolder.SecondFile, w => w["GlobalParams"] = new JArray(new JObject { ["Name"] = "half", ["Expression"] = "policy.limit / 2" }));
        folder.Load().Diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public void Check_LongChainOfEvaluateRule_IsFollowedToItsEnd()
    {
        const int length = 20_000;
        var rules = Enumerable.Range(0, length).Select(i => new JObject
        {
            ["RuleName"] = $"Rule{i}",
            ["Expression"] = "true",
            ["Actions"] = Calling("second", $"Rule{(i + 1) % length}"),
        });
        folder.Write(PathwayFolder.SecondFile, new JObject { ["WorkflowName"] = "second", ["Rules"] = new JArray(rules) }.ToString());
        folder.Load().Diagnostics.ShouldHaveSingleItem().Id.ShouldBe(DiagnosticIds.WorkflowCycle);
    }

    private static JObject Calling(string workflow, string rule) => new()
    {
        ["OnFailure"] = new JObject { ["Name"] = "EvaluateRule", ["Context"] = new JObject { ["WorkflowName"] = workflow, ["ruleName"] = rule } },
    };

    private static void Set(JObject root, string path, JToken value)
    {
        var dot = path.LastIndexOf('.');
        root.SelectToken(path[..dot])![path[(dot + 1)..]] = value;
    }

    private void Call(string file, int index, string workflow, string rule) =>
        folder.Edit(file, w => w["Rules"]![index]!["Actions"] = Calling(workflow, rule));
}
