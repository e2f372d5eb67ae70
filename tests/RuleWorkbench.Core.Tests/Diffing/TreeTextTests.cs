using RuleWorkbench.Simulation;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Diffing;

public sealed class TreeTextTests
{
    [Theory]
    [InlineData("f.ms.Any(a => a.days < 3)", "f.ms.Any(it.days < 3)")]
    [InlineData("f.ms.Any(a => f.ms.Any(b => b.days < 3))", "f.ms.Any(f.ms.Any(it.days < 3))")]
    [InlineData("f.ms.Any(a => f.ms.Any(b => b.days < a.days))", "f.ms.Any(m => f.ms.Any(it.days < m.days))")]
    public void Of_LambdaInsideAnother_KeepsTheirElementsApart(string expression, string text)
    {
        var version = SmallPathway.Of(SmallPathway.Rule("r", expression)).Version("one");
        version.Diagnostics.ShouldBeEmpty();

        TreeText.Of(version.Compiled!.Workflows["w"].Rules[0].Condition!).ShouldBe(text);
    }
}
