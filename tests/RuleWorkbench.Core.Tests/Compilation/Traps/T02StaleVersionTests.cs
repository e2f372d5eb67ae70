using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Compilation.Traps;

/// <summary>T2, T3 and T21: a workflow that is replaced or edited in a RulesEngine that has it already.</summary>
public sealed class T02StaleVersionTests
{
    [Fact]
    public async Task PlainEngine_UpdateWithoutGlobals_KeepsTheOldGlobalAndShiftsParameters()
    {
        var old = Plain.Workflow(Plain.Main, Plain.Rule("rule", "g > 50"));
        old.GlobalParams = [Plain.Parameter("g", "100")];
        var engine = new RulesEngine.RulesEngine([old]);
        await engine.ExecuteAsync(1);

        engine.AddOrUpdateWorkflow(Plain.Workflow(Plain.Main, Plain.Rule("rule", "limit > 50", Plain.Parameter("limit", "5"))));

        (await engine.ExecuteAsync(1)).Successes().ShouldBe([true]);
    }

    [Fact]
    public async Task PlainEngine_UpdateWhileCompiling_KeepsTheOldRulesForGood()
    {
        var isLoaded = false;
        RulesEngine.RulesEngine? engine = null;
        engine = new RulesEngine.RulesEngine([Plain.Workflow(Plain.Main, OldRules())]);
        isLoaded = true;

        await engine.ExecuteAsync(1);

        (await engine.ExecuteAsync(1)).Successes().ShouldBe([false]);

        // RulesEngine enumerates the rules when it compiles them: the update comes in between.
        IEnumerable<RulesEngine.Models.Rule> OldRules()
        {
            if (isLoaded)
            {
                isLoaded = false;
                engine!.AddOrUpdateWorkflow(Plain.Workflow(Plain.Main, Plain.Rule("rule", "true")));
            }

            yield return Plain.Rule("rule", "false");
        }
    }

    [Fact]
    public async Task PlainEngine_LoadedRuleIsEdited_MessageChangesButExpressionDoesNot()
    {
        var rule = Plain.Rule("rule", "false");
        rule.ErrorMessage = "old";
        var engine = Plain.Engine(rule);
        await engine.ExecuteAsync(1);

        rule.ErrorMessage = "new";
        rule.Expression = "true";

        (await engine.ExecuteAsync(1)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            r => r.IsSuccess.ShouldBeFalse(),
            r => r.ExceptionMessage.ShouldBe("new"));
    }

    [Fact]
    public async Task For_EditWithoutGlobals_HasNoneOfTheOldOnes()
    {
        var old = new ReferenceEngine(TestPathway.Of(
            TestPathway.Workflow(TestPathway.Main, TestPathway.Rule("rule", "g > 50")) with { Globals = TestPathway.Parameters(("g", "100")) }).Compile());
        await old.EvaluateAsync();

        var edited = Edit(old, TestPathway.Workflow(TestPathway.Main, TestPathway.Rule("rule", "limit > 50", ("limit", "5"))));

        (await edited.EvaluateAsync()).Verdicts().ShouldBe([Verdict.NotMet]);
    }

    [Fact]
    public async Task For_EditedRule_OldEngineKeepsItsAnswer()
    {
        var old = new ReferenceEngine(TestPathway.Of(TestPathway.Rule("rule", "false")).Compile());
        await old.EvaluateAsync();

        var edited = Edit(old, TestPathway.Workflow(TestPathway.Main, TestPathway.Rule("rule", "true")));

        (await edited.EvaluateAsync()).Verdicts().ShouldBe([Verdict.Met]);
        (await old.EvaluateAsync()).Verdicts().ShouldBe([Verdict.NotMet]);
    }

    [Fact]
    public async Task For_OldEngineNotYetWarm_OldEngineKeepsItsAnswer()
    {
        var old = new ReferenceEngine(TestPathway.Of(TestPathway.Rule("rule", "false")).Compile());

        var edited = Edit(old, TestPathway.Workflow(TestPathway.Main, TestPathway.Rule("rule", "true")));

        (await old.EvaluateAsync()).Verdicts().ShouldBe([Verdict.NotMet]);
        (await edited.EvaluateAsync()).Verdicts().ShouldBe([Verdict.Met]);
    }

    [Fact]
    public async Task For_InjectedWorkflowIsEdited_InjectingWorkflowFollows()
    {
        var old = new ReferenceEngine(TestPathway.Of(
            TestPathway.Workflow(TestPathway.Main, TestPathway.Rule("own", "true")) with { Injects = ["shared"] },
            TestPathway.Workflow("shared", TestPathway.Rule("shared", "false"))).Compile());
        await old.EvaluateAsync();

        var edited = Edit(old, TestPathway.Workflow("shared", TestPathway.Rule("shared", "true")));

        (await edited.EvaluateAsync()).Verdicts().ShouldBe([Verdict.Met, Verdict.Met]);
    }

    [Fact]
    public async Task For_EvaluatedRuleIsEdited_CallingWorkflowFollows()
    {
        var caller = TestPathway.Rule("caller", "true") with
        {
            OnSuccess = TestPathway.Action("EvaluateRule", ("workflowName", "other"), ("ruleName", "target")),
        };
        var old = new ReferenceEngine(TestPathway.Of(
            TestPathway.Workflow(TestPathway.Main, caller),
            TestPathway.Workflow("other", TestPathway.Rule("target", "true").WithFigure("1"))).Compile());
        await old.EvaluateAsync();

        var edited = Edit(old, TestPathway.Workflow("other", TestPathway.Rule("target", "true").WithFigure("2")));

        (await edited.EvaluateAsync()).Rules[0].Figures!.Values.ShouldBe([(null, 2.0)]);
        (await old.EvaluateAsync()).Rules[0].Figures!.Values.ShouldBe([(null, 1.0)]);
    }

    [Fact]
    public void Model_EveryProperty_CanBeSetAtConstructionOnly()
    {
        var settable = typeof(Rule).Assembly.GetExportedTypes()
            .Where(t => t.Namespace == typeof(Rule).Namespace)
            .SelectMany(t => t.GetProperties())
            .Where(p => p.SetMethod is { IsPublic: true } setter
                && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit)));

        settable.ShouldBeEmpty();
    }

    private static ReferenceEngine Edit(ReferenceEngine engine, Workflow edited) =>
        engine.For(engine.Compiled.Recompile(engine.Compiled.Pathway.With(edited), TestContext.Current.CancellationToken));
}
