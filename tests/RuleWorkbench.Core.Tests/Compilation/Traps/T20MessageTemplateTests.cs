using RuleWorkbench.Model;
using RuleWorkbench.Tracing;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Compilation.Traps;

/// <summary>T20: a <c>$(…)</c> placeholder makes RulesEngine serialize the whole input, which can throw.</summary>
public sealed class T20MessageTemplateTests
{
    [Fact]
    public async Task PlainEngine_PlaceholderOfNotANumber_ThrowsForTheWholeCall()
    {
        var rule = Plain.Rule("rule", "false", Plain.Parameter("ratio", "0.0 / 0.0"));
        rule.ErrorMessage = "The ratio is $(ratio).";

        await Should.ThrowAsync<ArgumentException>(async () => await Plain.Engine(rule, Plain.Rule("other", "true")).ExecuteAsync(1));
    }

    [Fact]
    public async Task PlainEngine_PlaceholderOfAnInputThatContainsItself_ThrowsForTheWholeCall()
    {
        var rule = Plain.Rule("rule", "false");
        rule.ErrorMessage = "The name is $(patient.Name).";

        await Should.ThrowAsync<System.Text.Json.JsonException>(async () => await Plain.Engine(rule).ExecuteAsync(new Circle()));
    }

    [Fact]
    public async Task ReferenceEngine_PlaceholderOfNotANumber_IsFilledIn()
    {
        var rule = TestPathway.Rule("rule", "patient.age < 3", ("ratio", "0.0 / 0.0")) with { ErrorMessage = "The ratio is $(ratio) at $(patient.age)." };
        var compiled = TestPathway.Of(rule, TestPathway.Rule("other", "true")).Compile();
        var facts = compiled.Bind("{ patient: { age: 40 } }");

        var result = await new ReferenceEngine(compiled).EvaluateAsync(TestPathway.Main, facts, TestContext.Current.CancellationToken);

        result.Verdicts().ShouldBe([Verdict.NotMet, Verdict.Met]);
        new RuleTracer(compiled).Trace(result, facts)[0].Message.ShouldBe("The ratio is NaN at 40.");
    }

    [Fact]
    public async Task ReferenceEngine_RuleWithAMessage_IsNotMetAndNotAnError()
    {
        var result = await TestPathway.EvaluateOneAsync(TestPathway.Rule("rule", "false") with { ErrorMessage = "It is false." });

        result.Verdict.ShouldBe(Verdict.NotMet);
        result.Error.ShouldBeNull();
    }

    public sealed class Circle
    {
        public string Name => "round";

        public Circle Itself => this;
    }
}
