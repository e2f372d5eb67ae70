using Shouldly;
using Xunit;

namespace RuleWorkbench.Reporting;

public sealed class ExplanationMarkdownTests
{
    [Fact]
    public async Task Write_Explanation_IsAsInTheGoldenFile() =>
        Golden.Check(ExplanationMarkdown.Write(await SampleExplanation.ExplainAsync()), "explanation.verified.md");

    [Fact]
    public async Task Write_NothingKnown_SaysWhatToAskFor()
    {
        var text = ExplanationMarkdown.Write(await SampleExplanation.ExplainAsync("{ }"));

        text.ShouldContain("\n## Ask for\n\n");
        text.ShouldContain("- `f.b`, which could settle OPEN\n");
    }

    [Fact]
    public async Task Write_NothingRecommended_SaysSo() =>
        ExplanationMarkdown.Write(await SampleExplanation.ExplainAsync("""{ "x": 0, "a": false, "b": false, "t": "c", "ts": [ "x" ] }""")).ShouldContain("## Recommendations\n\nNone.\n");

    [Theory]
    [InlineData("a || b", "`a || b`")]
    [InlineData("a ` b", "`` a ` b ``")]
    [InlineData("a `` b", "``` a `` b ```")]
    public void Code_InAList_ShowsAsItIs(string text, string code) => MarkdownTextOf(text).ShouldBe(code);

    /// <summary>The code of an explanation's criterion with that text.</summary>
    private static string MarkdownTextOf(string text)
    {
        var place = SampleReport.Place;
        var rule = new Model.Rule("r", place);
        var result = new Model.RuleResult(rule, Model.Verdict.NotMet, [], null, null, []);
        var criterion = new Tracing.Criterion(Tracing.CriterionKind.Test, text, 0, place, null, []);
        var compiled = new Compilation.CompiledRule(rule, null, [], [], [], new Compilation.FactSet(0), new Compilation.FactSet(0), []);
        var trace = new Tracing.RuleTrace(
            compiled, result, [], new Tracing.CriterionTrace(criterion, false, null, Compilation.Kleene.False, [], [], [], false), [], null);
        var walk = new Simulation.WalkResult([], [], [], [], [], [], []);
        var explanation = new Simulation.Explanation(
            new Model.Pathway("p", place), new Model.Case("s", "c", place, [], [], null), walk, [new Simulation.WorkflowTrace(new Model.Workflow("w", place), true, [trace])]);
        return ExplanationMarkdown.Write(explanation).Split("  - ✗ ")[1].TrimEnd('\n');
    }
}
