using Shouldly;
using Xunit;

namespace RuleWorkbench.Presentation.Language;

public sealed class ExpressionHoverTests
{
    [Theory]
    [InlineData("policy.¦failedReliefBelow", "policy.failedReliefBelow  = 50 %")]
    [InlineData("¦reliefPercent", "= Relief.Percent(block.painBefore, block.painAfter)")]
    [InlineData("Relief.¦Percent(1, 2)", "Relief.Percent(8, 4) = 50")]
    [InlineData("block.¦kind", "One of \"peripheral\"")]
    [InlineData("patient.allergies.¦Contains(\"a\")", "Whether a value is among the elements.")]
    public void At_Name_SaysWhatItIs(string marked, string expected)
    {
        var (text, at) = Shipped.Caret(marked);

        ExpressionHover.At(new ExpressionAnalysis(Shipped.Scope(), text), at)!.ToString().ShouldContain(expected);
    }

    [Fact]
    public void At_Blank_IsNothing() => ExpressionHover.At(new ExpressionAnalysis(Shipped.Scope(), "a  b"), 2).ShouldBeNull();
}
