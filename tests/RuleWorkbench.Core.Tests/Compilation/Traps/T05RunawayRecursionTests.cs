using System.Diagnostics;
using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Compilation.Traps;

/// <summary>T5: circles and deep nesting overflow the stack, which no exception handler survives.</summary>
public sealed class T05RunawayRecursionTests
{
    [Theory]
    [InlineData("brackets")]
    [InlineData("inject")]
    [InlineData("evaluate")]
    public async Task PlainEngine_EndlessOrDeepRecursion_KillsTheProcess(string variant)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "RuleWorkbench.Core.Tests.Crash" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, [variant]) { RedirectStandardError = true, Environment = { ["DOTNET_DbgEnableMiniDump"] = "0" } },
        };
        process.Start();

        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        errors.ShouldStartWith("Stack overflow.");
        process.ExitCode.ShouldNotBe(0);
    }

    [Theory]
    [InlineData("inject", "Workflows inject each other")]
    [InlineData("next", "`next` leads in a circle")]
    [InlineData("evaluate", "`EvaluateRule` leads in a circle")]
    public void Load_Circle_IsAnError(string variant, string message)
    {
        using var folder = new TestFolder();
        folder.WriteWorkflow("first", Step(variant, "second"));
        folder.WriteWorkflow("second", Step(variant, "first"));

        var diagnostic = folder.Load("first", "second").Diagnostics.ShouldHaveSingleItem();

        diagnostic.Id.ShouldBe(DiagnosticIds.WorkflowCycle);
        diagnostic.Message.ShouldStartWith(message);
    }

    [Theory]
    [InlineData(2_000, "nests more than 100 levels deep")]
    [InlineData(20_000, "at most 10000 are allowed")]
    public async Task ReferenceEngine_NestedBrackets_OnlyThatRuleIsAnError(int brackets, string message)
    {
        var pathway = TestPathway.Of(TestPathway.Rule("deep", Nested(brackets)), TestPathway.Rule("sound", "true"));
        var compiled = pathway.Compile();

        compiled.Diagnostics.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            d => d.Id.ShouldBe(DiagnosticIds.ExpressionTooLarge),
            d => d.Message.ShouldContain(message),
            d => d.Place.Line.ShouldBe(1));
        (await new ReferenceEngine(compiled).EvaluateAsync()).Verdicts().ShouldBe([Verdict.Error, Verdict.Met]);
    }

    [Fact]
    public async Task ReferenceEngine_NestedBracketsInAnActionForFailure_IsAnError()
    {
        var rule = TestPathway.Rule("rule", "false") with { OnFailure = TestPathway.Action("OutputExpression", ("expression", Nested(2_000))) };

        (await TestPathway.EvaluateOneAsync(rule)).Verdict.ShouldBe(Verdict.Error);
    }

    [Fact]
    public async Task ReferenceEngine_NestedBracketsInAnAdditionalInput_IsAnError()
    {
        var additional = $$"""[ { "Name": "x", "Expression": "{{Nested(2_000)}}" } ]""";
        var pathway = TestPathway.Of(
            TestPathway.Rule("caller", "true") with
            {
                OnSuccess = TestPathway.Action("EvaluateRule", ("workflowName", TestPathway.Main), ("ruleName", "target"), ("additionalInputs", additional)),
            },
            TestPathway.Rule("target", "true"));

        (await pathway.EvaluateAsync()).Verdicts().ShouldBe([Verdict.Error, Verdict.Met]);
    }

    [Theory]
    [InlineData("\"", "\"")]
    [InlineData("\"\\\"", "\"")]
    [InlineData("'\\' == '", "'")]
    public async Task ReferenceEngine_ClosingBracketsInAString_DoNotHideOpenOnes(string opening, string closing)
    {
        var text = $"{opening}{new string(')', 3_000)}{closing} == \"\" || {Nested(3_000)}";

        (await TestPathway.EvaluateOneAsync(TestPathway.Rule("deep", text))).Error!.ShouldContain("nests more than 100 levels deep");
    }

    [Theory]
    [InlineData("not ", "true")]
    [InlineData("1 + ", "1 > 0")]
    [InlineData("true ? true : ", "true")]
    [InlineData("patient.age>1||", "true")]
    public async Task ReferenceEngine_ChainWithoutBrackets_IsAnErrorBeforeTheStackEnds(string link, string end)
    {
        var text = string.Concat(Enumerable.Repeat(link, 9_900 / link.Length)) + end;

        (await TestPathway.EvaluateOneAsync(TestPathway.Rule("long", text))).Error!.ShouldContain("nests more than");
    }

    [Fact]
    public async Task ReferenceEngine_BracketsWithinTheLimit_AreFine()
    {
        (await TestPathway.EvaluateOneAsync(TestPathway.Rule("deep", Nested(100)))).Verdict.ShouldBe(Verdict.Met);
    }

    private static string Nested(int brackets) => new string('(', brackets) + "true" + new string(')', brackets);

    private static string Step(string variant, string other) => variant switch
    {
        "inject" => $$""" "WorkflowsToInject": [ "{{other}}" ], "Rules": [ { "RuleName": "not {{other}}", "Expression": "true" } ] """,
        "next" => $$""" "Rules": [ { "RuleName": "rule", "Expression": "true", "Properties": { "next": "{{other}}" } } ] """,
        _ => $$""" "Rules": [ { "RuleName": "rule", "Expression": "true", "Actions": { "OnSuccess": { "Name": "EvaluateRule", "Context": { "workflowName": "{{other}}", "ruleName": "rule" } } } } ] """,
    };
}
