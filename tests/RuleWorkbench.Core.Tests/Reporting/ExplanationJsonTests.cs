using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Shouldly;
using Xunit;
using static RuleWorkbench.Simulation.SmallPathway;

namespace RuleWorkbench.Reporting;

public sealed class ExplanationJsonTests
{
    [Fact]
    public async Task Write_Workflows_StandInTheOrderOfTheWalk()
    {
        var json = await WriteAsync();

        json["workflows"]!.Select(w => ((string)w["workflow"]!, (bool)w["onWalk"]!)).ShouldBe([("start", true), ("later", true), ("guards", false)]);
        json["walk"]!.Select(w => (string)w!).ShouldBe(["start", "later"]);
    }

    [Fact]
    public async Task Write_Criteria_HaveTextPlaceOutcomeAndWhatTheySaw()
    {
        var criteria = RuleIn(await WriteAsync(), "dose")["criteria"]!;

        ((string?)criteria["kind"]).ShouldBe("and");
        var test = criteria["parts"]![0]!;
        ((string?)test["text"], (string?)test["outcome"], (bool?)test["actual"]).ShouldBe(("twice > 3", "true", true));
        ((string?)test["place"]).ShouldBe("w.json:20:8");
        test["saw"]!.ToString(Formatting.None).ShouldBe("""{"twice":8}""");
    }

    [Fact]
    public async Task Write_List_SaysWhatBecameOfEachElement()
    {
        var list = RuleIn(await WriteAsync(), "both")["nested"]![1]!["criteria"]!["lists"]!.ShouldHaveSingleItem();

        list.ToString(Formatting.None).ShouldBe(
            """{"method":"Any","list":"f.ms","outcome":"unknown","elements":[{"element":"f.ms[0]","outcome":"false","decides":false,"saw":{"f.ms[0].active":false,"f.ms[0].days":1}},{"element":"f.ms[1]","outcome":"unknown","decides":false,"saw":{"f.ms[1].active":true,"f.ms[1].days":null}}]}""");
    }

    [Fact]
    public async Task Write_MissingList_HasNoElements()
    {
        var list = RuleIn(await WriteAsync("""{ "y": 8 }"""), "both")["nested"]![1]!["criteria"]!["lists"]!.ShouldHaveSingleItem();

        list["elements"]!.Type.ShouldBe(JTokenType.Null);
    }

    [Fact]
    public async Task Write_Verdicts_AreToldApart()
    {
        var rules = (await WriteAsync())["workflows"]![0]!["rules"]!;

        rules.Select(r => ((string)r["id"]!, (string)r["verdict"]!, (bool)r["determined"]!)).ShouldBe(
            [("dose", "met", true), ("open", "notMet", false), ("both", "notMet", false), ("off", "skipped", true), ("fails", "error", true)]);
        rules[4]!["error"]!.ToString().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Write_ParameterThatIsAListOrAnObject_IsTakenApart()
    {
        var pathway = Of(Rule("r", "list.Any() && whole.n > 1") with { Locals = [Parameter("list", "f.ms.Where(it.days > 1)"), Parameter("whole", "f.o"), Parameter("texts", "f.ts")] });
        var explanation = await new Simulation.Explainer(pathway.Engine()).ExplainAsync(Case("c", """{ "ms": [ { "days": 2 } ], "o": { "n": 2 }, "ts": [ "a" ] }"""), TestContext.Current.CancellationToken);

        var parameters = JObject.Parse(ExplanationJson.Write(explanation)).SelectToken("workflows[0].rules[0].parameters")!.ToString(Formatting.None);
        parameters.ShouldBe("""{"list":[{"days":2}],"whole":{"n":2},"texts":["a"]}""");
    }

    private static async Task<JObject> WriteAsync(string facts = SampleExplanation.Facts) =>
        JObject.Parse(ExplanationJson.Write(await SampleExplanation.ExplainAsync(facts)));

    private static JToken RuleIn(JObject json, string id) =>
        json.SelectTokens("workflows[*].rules[*]").Single(r => (string?)r["id"] == id);
}
