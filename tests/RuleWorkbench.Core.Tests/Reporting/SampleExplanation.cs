using RuleWorkbench.Model;
using RuleWorkbench.Simulation;
using Xunit;
using static RuleWorkbench.Simulation.SmallPathway;

namespace RuleWorkbench.Reporting;

/// <summary>Explanations with a bit of everything.</summary>
internal static class SampleExplanation
{
    /// <summary>A walk over two workflows with guards beside it; <c>OPEN</c> needs <c>f.b</c>.</summary>
    public static readonly Pathway Pathway = Of(
        Workflow(
            "start",
            Rule("dose", "twice > 3 && (f.t == \"a|b\" || f.a == true)").Recommends("TREAT").Gives("new (f.x as dose, f.t as kind)").Next("later") with { Locals = [Parameter("twice", "f.x * 2")] },
            Rule("open", "b").Recommends("OPEN").Next("elsewhere"),
            Rule("both", RuleOperator.And, Rule("young", "f.y < 18"), Rule("listed", "f.ms.Any(it.active == true && it.days < 3)")),
            Rule("off", "a") with { Enabled = false },
            Rule("fails", "f.ts.First() == \"x\"")),
        Workflow("later", Rule("second <look> #1", "c").Recommends("LATER")),
        Workflow("elsewhere", Rule("never", "d").Recommends("NEVER")),
        Workflow("guards", Rule("allergy", "d").Vetoes("TREAT"), Rule("device", "e").Vetoes("LATER"))) with
    {
        Title = "A *small* pathway",
        Version = "1.0.0",
        Recommendations = [new Recommendation("TREAT", "Treat with <care>.", null, SampleReport.Place), new Recommendation("LATER", "Later.", null, SampleReport.Place)],
        Always = ["guards"],
    };

    public const string Facts = """
        { "x": 4, "y": 8, "t": "a|b", "c": true, "d": true, "ts": [ ], "ms": [ { "active": false, "days": 1 }, { "active": true } ] }
        """;

    public static async Task<Explanation> ExplainAsync(string facts = Facts) =>
        await new Explainer(Pathway.Engine()).ExplainAsync(Case("case", facts) with { Why = "To see | it." }, TestContext.Current.CancellationToken);
}
