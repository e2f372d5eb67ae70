using Newtonsoft.Json.Linq;
using RuleWorkbench.Simulation;
using Shouldly;
using Xunit;
using static RuleWorkbench.Simulation.SmallPathway;

namespace RuleWorkbench.Reporting;

public sealed class SimulationJsonTests
{
    [Fact]
    public void Write_Outcomes_AreCounted()
    {
        var json = JObject.Parse(SimulationJson.Write(SampleReport.Of(SampleReport.Mismatch("rule r", "met", "not met"))));

        json["summary"]!.ToString(Newtonsoft.Json.Formatting.None).ShouldBe("""{"cases":3,"passed":1,"failed":1,"errored":1,"notCounted":0}""");
        json.SelectTokens("pathways[0].cases[*].outcome").Select(o => (string)o!).ShouldBe(["passed", "failed", "errored"]);
    }

    [Fact]
    public void Write_Mismatch_HasBothSidesAndThePlace()
    {
        var json = JObject.Parse(SimulationJson.Write(SampleReport.Of(SampleReport.Mismatch("rule \"r\"", "met\n", "not met"))));

        json.SelectToken("pathways[0].cases[1].mismatches[0]")!.ToString(Newtonsoft.Json.Formatting.None)
            .ShouldBe("""{"what":"rule \"r\"","expected":"met\n","actual":"not met","place":"seeds/p/suites/s.json:7:5"}""");
    }

    [Fact]
    public async Task Write_Walk_HasVerdictsStatusesAndFigures()
    {
        var pathway = Of(Rule("r", "f.x > 1").Recommends("TREAT").Gives("new (f.x as whole, f.x / 8 as part, f.day as day)"), Rule("open", "b"), Rule("guard", "a").Vetoes("TREAT"));
        var run = await new SuiteRunner(pathway.Engine()).RunAsync([Case("c", """{ "x": 4, "day": "2026-03-02" }""")], null, TestContext.Current.CancellationToken);

        var result = (JObject)JObject.Parse(SimulationJson.Write(new SimulationReport([run]))).SelectToken("pathways[0].cases[0]")!;

        result["rules"]!.ToString(Newtonsoft.Json.Formatting.None).ShouldBe(
            """{"r":{"verdict":"met","determined":true,"figures":{"whole":4,"part":0.5,"day":"2026-03-02"}},"open":{"verdict":"notMet","determined":false,"missing":["f.b"]},"guard":{"verdict":"notMet","determined":false,"missing":["f.a"]}}""");
        result["recommendations"]!.ToString(Newtonsoft.Json.Formatting.None).ShouldBe(
            """{"TREAT":{"status":"held","rules":["r"],"vetoedBy":[],"heldBy":["guard"],"missing":["f.a"]}}""");
        result["ask"]!.ToString(Newtonsoft.Json.Formatting.None).ShouldBe("""[{"fact":"f.a","settles":["TREAT"]}]""");
    }
}
