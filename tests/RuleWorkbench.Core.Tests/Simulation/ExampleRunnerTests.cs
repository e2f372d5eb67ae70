using RuleWorkbench.Compilation;
using RuleWorkbench.Scripting;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Simulation;

public sealed class ExampleRunnerTests
{
    [Theory]
    [InlineData("L.Half(5) = 2.5", CaseOutcome.Passed)]
    [InlineData("L.Half(1) = 0.50000000000001", CaseOutcome.Passed)]
    [InlineData("L.Half(null) = null", CaseOutcome.Passed)]
    [InlineData("L.Is(\"=\") = true", CaseOutcome.Passed)]
    [InlineData("L.Half(5) >= 2 = true", CaseOutcome.Passed)]
    [InlineData("L.Half(5) = 3", CaseOutcome.Failed)]
    [InlineData("L.Half(5) = null", CaseOutcome.Failed)]
    [InlineData("L.Half(5)", CaseOutcome.Failed)]
    [InlineData("L.Halve(5) = 2.5", CaseOutcome.Failed)]
    [InlineData("L.Fail(5) = 2.5", CaseOutcome.Failed)]
    public void Run_Example_IsComparedWithItsValue(string example, CaseOutcome outcome)
    {
        var text = $"/// <example>{example.Replace("<", "&lt;", StringComparison.Ordinal)}</example>\ndouble? Half(double? x) => x / 2;\nbool? Is(string x) => x == \"=\";\ndouble? Fail(double? x) => throw new InvalidOperationException(\"no\");";
        var runner = new ExampleRunner(TestPathway.Of(TestPathway.Rule("rule", "true")).CompileWith(Library.Of("L", text)));

        var result = runner.Run(runner.Cases.ShouldHaveSingleItem());

        result.Outcome.ShouldBe(outcome, string.Join("; ", result.Mismatches));
        result.Case.FullId.ShouldBe($"scripts/L/{example}");
        result.Mismatches.ShouldAllBe(m => m.Place.ToString() == "scripts/L.csx:1:14");
    }
}
