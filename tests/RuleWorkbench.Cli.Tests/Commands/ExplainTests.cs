using Newtonsoft.Json.Linq;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Cli.Commands;

public sealed class ExplainTests
{
    [Theory]
    [InlineData("year-long-course/march-first-visit", "explain-held")]
    [InlineData("missing-facts/second-drug-decides", "explain-vetoed")]
    public async Task Explain_ShippedCase_ReadsFromRecommendationsDownToValues(string name, string golden)
    {
        using var workspace = TemporaryWorkspace.Shipped();
        var result = (await workspace.RunAsync("explain", TemporaryWorkspace.ShippedPathway, "--case", name)).ShouldExitWith(RulewbResult.Clean);
        result.Error.ShouldBeEmpty();
        result.Out.ShouldMatchGolden(golden);
    }

    [Fact]
    public async Task Explain_Json_HasWalkRecommendationsAndCriteria()
    {
        var json = await ExplainAsync("adult");
        ((string?)json["case"]).ShouldBe("small/adult");
        json["walk"]!.Select(w => (string)w!).ShouldBe(["treat", "follow"]);
        ((string?)json.SelectToken("recommendations.TREAT.status")).ShouldBe("recommended");
        Rule(json, "T1")["criteria"]!["saw"]!.ToString(Newtonsoft.Json.Formatting.None).ShouldBe("""{"patient.age":40}""");
    }

    [Fact]
    public async Task Explain_Markdown_BeginsWithTheRecommendations()
    {
        using var workspace = TemporaryWorkspace.Tiny();
        var result = (await workspace.RunAsync("explain", "tiny", "--case", "allergic", "--format", "md")).ShouldExitWith(RulewbResult.Clean);
        result.Out.ShouldStartWith("# small/allergic\n");
        result.Out.ShouldContain("- ✗ **Vetoed: TREAT** Treat.\n  - from T1 Grown up; vetoed by G1 Allergy (5)\n");
    }

    [Fact]
    public async Task Explain_Mermaid_DrawsTheWalk()
    {
        using var workspace = TemporaryWorkspace.Tiny();
        var result = (await workspace.RunAsync("explain", "tiny", "--case", "allergic", "--format", "mermaid")).ShouldExitWith(RulewbResult.Clean);
        result.Out.ShouldStartWith("flowchart TD\n");
        result.Out.ShouldContain("-. forbids .-> c0");
        result.Out.ShouldContain(":::vetoed");
    }

    [Theory]
    [InlineData("patient.age=71", "recommendations.FOLLOW_UP.status", "recommended")]
    [InlineData("patient.name=O'Neil, A=B", "workflows[0].rules[0].verdict", "met")]
    [InlineData("patient.allergic=null", "recommendations.TREAT.status", "held")]
    [InlineData("patient.doses[1].amount=5.5", "workflows[0].rules[1].verdict", "met")]
    [InlineData("policy.limit=1.5", "workflows[0].rules[1].verdict", "met")]
    [InlineData("patient.doses=null", "workflows[0].rules[1].determined", "False")]
    [InlineData("clock=2026-05-01", "workflows[0].rules[2].verdict", "met")]
    [InlineData("now.date=2025-05-01", "workflows[0].rules[2].verdict", "notMet")]
    public async Task Explain_Set_TriesTheChange(string change, string path, string expected) =>
        ((string?)(await ExplainAsync("adult", "--set", change)).SelectToken(path)).ShouldBe(expected);

    [Theory]
    [InlineData("patient.aeg=71", "There is no fact `patient.aeg`.", "Did you mean `age`?")]
    [InlineData("patient.age=071", "`patient.age` is a text; a whole number is expected.", "")]
    [InlineData("patient.doses[2].amount=1", "does not lead to a fact of this case", "list[0]")]
    [InlineData("clock=1.5.2026", "\"1.5.2026\" is not a date.", "A date is written YYYY-MM-DD.")]
    [InlineData("patient.age", "A change is written fact=value.", "For example patient.age=71.")]
    public async Task Explain_SetThatCannotBe_IsInvalid(string change, string message, string remedy)
    {
        using var workspace = TemporaryWorkspace.Tiny();
        var result = (await workspace.RunAsync("explain", "tiny", "--case", "adult", "--set", change)).ShouldExitWith(RulewbResult.Invalid).ShouldNotLookLikeAFault();
        result.Error.ShouldContain($"--set {change}: error RW");
        result.Error.ShouldContain(message);
        result.Error.ShouldContain(remedy);
        result.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task Explain_Rule_ShowsOnlyThat()
    {
        using var workspace = TemporaryWorkspace.Tiny();
        var result = (await workspace.RunAsync("explain", "tiny", "--case", "adult", "--rule", "T2")).ShouldExitWith(RulewbResult.Clean);
        result.Out.ShouldContain("T2 High dose: not met");
        result.Out.ShouldContain("patient.doses[1] amount = 2 mg");
        result.Out.ShouldNotContain("T1 Grown up: met");
        result.Out.ShouldNotContain("guards");
    }

    [Theory]
    [InlineData("The rule `T3` was not evaluated for this case.", "`T1`", "--case", "adult", "--rule", "T3")]
    [InlineData("There is no case `aduld`.", "Did you mean `adult`?", "--case", "aduld")]
    [InlineData("Several cases are called `child`.", "Name one as `other/child` or `small/child`.", "--case", "child")]
    public async Task Explain_NameThatIsNotOne_CannotRun(string message, string remedy, params string[] arguments)
    {
        using var workspace = TemporaryWorkspace.Tiny().Write("seeds/tiny/suites/other.json", """{ "suite": "other", "pathway": "tiny", "cases": [ { "id": "child" } ] }""");
        var result = (await workspace.RunAsync(["explain", "tiny", .. arguments])).ShouldExitWith(RulewbResult.CouldNotRun).ShouldNotLookLikeAFault();
        result.Error.ShouldContain(message);
        result.Error.ShouldContain(remedy);
    }

    private static async Task<JObject> ExplainAsync(string name, params string[] more)
    {
        using var workspace = TemporaryWorkspace.Tiny().Replace(
            TemporaryWorkspace.EntryFile,
            "\"Properties\": { \"id\": \"T2\" } }",
            "\"Properties\": { \"id\": \"T2\" } }, { \"RuleName\": \"This year\", \"Expression\": \"now.date >= DateTime(2026, 1, 1)\", \"Properties\": { \"id\": \"T3\" } }");
        var result = (await workspace.RunAsync(["explain", "tiny", "--case", name, "--format", "json", .. more])).ShouldExitWith(RulewbResult.Clean);
        result.Error.ShouldBeEmpty();
        return JObject.Parse(result.Out);
    }

    private static JToken Rule(JObject json, string id) =>
        json.SelectTokens("workflows[*].rules[*]").Single(r => (string?)r["id"] == id);
}
