using RulesEngine.Actions;
using RulesEngine.Models;
using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Compilation.Traps;

/// <summary>T12: RulesEngine's false also means "failed" and "a fact is missing".</summary>
public sealed class T12ErrorIsNotFalseTests
{
    [Theory]
    [InlineData("patient.Name.Contains(\"x\")")]
    [InlineData("!patient.Name.Contains(\"x\")")]
    public async Task PlainEngine_MemberOfNull_IsFalseEitherWay(string expression)
    {
        (await Plain.EvaluateAsync(expression, new Person())).IsSuccess.ShouldBeFalse();
    }

    [Fact]
    public async Task PlainEngine_NegatedComparisonWithNull_IsTrue()
    {
        (await Plain.EvaluateAsync("!(patient.Number > 1)", new Person())).IsSuccess.ShouldBeTrue();
    }

    [Theory]
    [InlineData("And", "true")]
    [InlineData("Or", "false")]
    public async Task PlainEngine_NestedRuleFails_ParentIsFalseWithoutAWord(string combines, string other)
    {
        var engine = Plain.Engine(Plain.Nested("parent", combines, Plain.Rule("fails", "patient.Nope > 1"), Plain.Rule("other", other)));

        (await engine.ExecuteAsync(new Person())).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            r => r.IsSuccess.ShouldBeFalse(),
            r => r.ExceptionMessage.ShouldBeEmpty());
    }

    [Fact]
    public async Task PlainEngine_RuleFails_ActionForFailureRuns()
    {
        var action = new Recorder();
        var rule = Plain.Rule("rule", "patient.Nope > 1");
        rule.Actions = new() { OnFailure = Plain.Action("record") };
        var engine = new RulesEngine.RulesEngine(
            [Plain.Workflow(Plain.Main, rule)], new() { CustomActions = new() { ["record"] = () => action } });

        await engine.ExecuteAsync(new Person());

        action.Runs.ShouldBe(1);
    }

    [Theory]
    [InlineData("patient.name.Contains(\"x\")", Verdict.Error, "patient.name")]
    [InlineData("!patient.name.Contains(\"x\")", Verdict.Error, "patient.name")]
    [InlineData("!(patient.age > 1)", Verdict.Met, "patient.age")]
    [InlineData("patient.drugs.Any(d => d.name == \"x\")", Verdict.Error, "patient.drugs")]
    public async Task ReferenceEngine_MissingFact_IsUndetermined(string expression, Verdict verdict, string missing)
    {
        var result = await TestPathway.EvaluateOneAsync(TestPathway.Rule("rule", expression));

        result.Verdict.ShouldBe(verdict);
        result.MissingFacts.ShouldBe([missing]);
        result.IsError.ShouldBeFalse();
        result.IsMet.ShouldBeFalse();
    }

    [Theory]
    [InlineData("patient.name.Substring(3) == \"x\"")]
    [InlineData("Failing.Always()")]
    public async Task ReferenceEngine_ExpressionFails_IsADeterminedError(string expression)
    {
        var result = await TestPathway.EvaluateOneAsync(TestPathway.Rule("rule", expression), "{ patient: { name: \"a\" } }", typeof(Failing));

        result.IsError.ShouldBeTrue();
        result.Error.ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData(RuleOperator.And, "true", Verdict.Error)]
    [InlineData(RuleOperator.And, "false", Verdict.NotMet)]
    [InlineData(RuleOperator.Or, "false", Verdict.Error)]
    [InlineData(RuleOperator.Or, "true", Verdict.Met)]
    public async Task ReferenceEngine_NestedRuleFails_ParentIsAnErrorUnlessAnotherRuleDecides(RuleOperator combines, string other, Verdict expected)
    {
        var rule = TestPathway.Nested("parent", combines, TestPathway.Rule("fails", "Failing.Always()"), TestPathway.Rule("other", other));

        var result = await TestPathway.EvaluateOneAsync(rule, "{}", typeof(Failing));

        result.Verdict.ShouldBe(expected);
        result.Children.Select(c => c.Verdict).ShouldContain(Verdict.Error);
    }

    [Fact]
    public async Task ReferenceEngine_NestedRuleFailsTwoLevelsDown_ErrorNamesIt()
    {
        var rule = TestPathway.Nested(
            "outer",
            RuleOperator.Or,
            TestPathway.Nested("inner", RuleOperator.And, TestPathway.Rule("fails", "Failing.Always()"), TestPathway.Rule("true", "true")),
            TestPathway.Rule("false", "false"));

        var result = await TestPathway.EvaluateOneAsync(rule, "{}", typeof(Failing));

        result.Verdict.ShouldBe(Verdict.Error);
        result.Error.ShouldBe("`inner`: `fails`: it always fails");
    }

    public static class Failing
    {
        public static bool Always() => throw new InvalidOperationException("it always fails");
    }

    public sealed class Person
    {
        public string? Name { get; set; }

        public int? Number { get; set; }
    }

    private sealed class Recorder : ActionBase
    {
        public int Runs { get; private set; }

        public override ValueTask<object> Run(ActionContext context, RuleParameter[] ruleParameters)
        {
            Runs++;
            return ValueTask.FromResult<object>(true);
        }
    }
}
