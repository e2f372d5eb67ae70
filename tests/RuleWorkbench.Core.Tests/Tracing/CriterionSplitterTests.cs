using RuleWorkbench.Simulation;
using Shouldly;
using Xunit;
using static RuleWorkbench.Simulation.SmallPathway;

namespace RuleWorkbench.Tracing;

/// <summary>Where expressions are taken apart. Each is shown as And[…], Or[…], Not[…] and the texts of its tests.</summary>
public sealed class CriterionSplitterTests
{
    [Theory]
    [InlineData("f.x > 1", "{f.x > 1}")]
    [InlineData("  f.x > 1  ", "{f.x > 1}")]
    [InlineData("f.x > 1 && f.y > 2", "And[{f.x > 1} {f.y > 2}]")]
    [InlineData("f.x > 1 && f.y > 2 && f.a == true", "And[{f.x > 1} {f.y > 2} {f.a == true}]")]
    [InlineData("f.x > 1 || f.y > 2 && f.a == true", "Or[{f.x > 1} And[{f.y > 2} {f.a == true}]]")]
    [InlineData("(f.x > 1 || f.y > 2) && f.a == true", "And[Or[{f.x > 1} {f.y > 2}] {f.a == true}]")]
    [InlineData("((f.x > 1))", "{f.x > 1}")]
    [InlineData("!(f.x > 1 && f.y > 2)", "Not[And[{f.x > 1} {f.y > 2}]]")]
    [InlineData("!(f.x > 1) && f.y > 2", "And[Not[{f.x > 1}] {f.y > 2}]")]
    [InlineData("f.x > 1 and f.y > 2", "And[{f.x > 1} {f.y > 2}]")]
    [InlineData("f.x > 1 or not (f.y > 2)", "Or[{f.x > 1} Not[{f.y > 2}]]")]
    [InlineData("f.x > 1 AND f.y > 2", "And[{f.x > 1} {f.y > 2}]")]
    [InlineData("(f.x + f.y) * 2 > 1 && f.a == true", "And[{(f.x + f.y) * 2 > 1} {f.a == true}]")]
    public async Task Split_LogicalOperators_AreTakenApart(string expression, string expected)
    {
        (await SplitAsync(expression)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("f.t == \"a && b\" && f.x > 1", "And[{f.t == \"a && b\"} {f.x > 1}]")]
    [InlineData("f.t == \"(\" || f.t == \")\"", "Or[{f.t == \"(\"} {f.t == \")\"}]")]
    [InlineData("f.t == \"x or y\"", "{f.t == \"x or y\"}")]
    [InlineData("f.t == \"it's\" && f.x > 1", "And[{f.t == \"it's\"} {f.x > 1}]")]
    [InlineData("f.t == \"a \\\" || b\" && f.x > 1", "And[{f.t == \"a \\\" || b\"} {f.x > 1}]")]
    public async Task Split_OperatorsInsideTexts_AreNotTaken(string expression, string expected)
    {
        (await SplitAsync(expression)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("f.ms.Any(m => m.days > 1 && m.active == true)")]
    [InlineData("f.x > 1 && f.y > 2 ? f.a == true : f.b == true")]
    [InlineData("f.a ?? f.x > 1 && f.y > 2")]
    [InlineData("!(f.x > 1) == true")]
    [InlineData("(f.x > 1 && f.y > 2) == true")]
    [InlineData("f.x > 1 & f.y > 2")]
    public async Task Split_OtherOperatorsAround_LeavesOneCriterion(string expression)
    {
        (await SplitAsync(expression)).ShouldBe($"{{{expression}}}");
    }

    [Fact]
    public async Task Split_LambdaBesideATest_KeepsTheLambdaWhole()
    {
        (await SplitAsync("f.ms.Any(m => m.days > 1 || m.active == true) && f.x > 1"))
            .ShouldBe("And[{f.ms.Any(m => m.days > 1 || m.active == true)} {f.x > 1}]");
    }

    private static async Task<string> SplitAsync(string expression)
    {
        var engine = Of(Rule("r", expression)).Engine();
        engine.Compiled.Diagnostics.ShouldBeEmpty();
        var bound = engine.Bind("{ }");
        var result = await engine.EvaluateAsync("w", bound, TestContext.Current.CancellationToken);
        return Show(new RuleTracer(engine.Compiled).Trace(result, bound)[0].Criteria!.Criterion);
    }

    private static string Show(Criterion criterion) => criterion.Kind == CriterionKind.Test
        ? $"{{{criterion.Text}}}"
        : $"{criterion.Kind}[{string.Join(' ', criterion.Parts.Select(Show))}]";
}
