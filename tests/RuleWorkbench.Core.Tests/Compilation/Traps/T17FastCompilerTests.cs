using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Compilation.Traps;

/// <summary>T17: the fast expression compiler computes something else.</summary>
public sealed class T17FastCompilerTests
{
    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task PlainEngine_FallbackOfAnotherType_DependsOnTheCompiler(bool useFastCompiler, bool expected)
    {
        var workflow = Plain.Workflow(Plain.Main, Plain.Rule("rule", "isnull(patient.Number, 3) > 2"));
        var engine = new RulesEngine.RulesEngine([workflow], new() { UseFastExpressionCompiler = useFastCompiler });

        (await engine.ExecuteAsync(new Person { Number = 2.5 })).Successes().ShouldBe([expected]);
    }

    [Fact]
    public async Task ReferenceEngine_FallbackOfAnotherType_IsRight()
    {
        var result = await TestPathway.EvaluateOneAsync(TestPathway.Rule("rule", "isnull(patient.weight, 3) > 2"), "{ patient: { weight: 2.5 } }");

        result.Verdict.ShouldBe(Verdict.Met);
    }

    public sealed class Person
    {
        public double? Number { get; set; }
    }
}
