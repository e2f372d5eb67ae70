using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Compilation.Traps;

/// <summary>T4: injection appends to the caller's own rules at every call and drops the injected globals.</summary>
public sealed class T04InjectionTests
{
    [Fact]
    public async Task PlainEngine_Injection_GrowsTheCallersWorkflowUntilAnotherInputTypeThrows()
    {
        var main = Plain.Workflow(Plain.Main, Plain.Rule("own", "true"));
        main.WorkflowsToInject = ["shared"];
        var engine = new RulesEngine.RulesEngine([Plain.Workflow("shared", Plain.Rule("shared", "true")), main]);

        await engine.ExecuteAsync(1);
        var after = main.Rules.Count();
        await engine.ExecuteAsync(1);

        main.Rules.Count().ShouldBeGreaterThan(after);
        await Should.ThrowAsync<ArgumentException>(async () => await engine.ExecuteAsync("text"));
    }

    [Fact]
    public async Task PlainEngine_InjectedGlobals_AreDropped()
    {
        var shared = Plain.Workflow("shared", Plain.Rule("shared", "g == 5"));
        shared.GlobalParams = [Plain.Parameter("g", "5")];
        var engine = new RulesEngine.RulesEngine([shared, new() { WorkflowName = Plain.Main, WorkflowsToInject = ["shared"] }]);

        (await engine.ExecuteAsync(1)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            r => r.IsSuccess.ShouldBeFalse(),
            r => r.ExceptionMessage.ShouldContain("'g'"));
    }

    [Fact]
    public async Task ReferenceEngine_InjectedGlobals_AreKept()
    {
        var pathway = TestPathway.Of(
            TestPathway.Workflow(TestPathway.Main, TestPathway.Rule("own", "g == 5")) with { Injects = ["shared"] },
            TestPathway.Workflow("shared", TestPathway.Rule("shared", "g == 5")) with { Globals = TestPathway.Parameters(("g", "5")) });

        (await pathway.EvaluateAsync()).Verdicts().ShouldBe([Verdict.Met, Verdict.Met]);
    }

    [Fact]
    public async Task ReferenceEngine_InjectionThroughTwoWorkflows_EachRuleOnceInDeclaredOrder()
    {
        var engine = new ReferenceEngine(TestPathway.Of(
            TestPathway.Workflow(TestPathway.Main, TestPathway.Rule("a", "true")) with { Injects = ["b", "c"] },
            TestPathway.Workflow("b", TestPathway.Rule("b", "true")) with { Injects = ["c"] },
            TestPathway.Workflow("c", TestPathway.Rule("c", "true"))).Compile());

        for (var call = 0; call < 20; call++)
            (await engine.EvaluateAsync()).Rules.Select(r => r.Rule.Name).ShouldBe(["a", "b", "c"]);
    }
}
