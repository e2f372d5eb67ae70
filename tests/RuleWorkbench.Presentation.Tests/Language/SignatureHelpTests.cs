using Shouldly;
using Xunit;

namespace RuleWorkbench.Presentation.Language;

public sealed class SignatureHelpTests
{
    [Theory]
    [InlineData("Relief.Percent(¦", "double? before")]
    [InlineData("Relief.Percent(block.painBefore, ¦", "double? after")]
    [InlineData("Relief.Percent((1 + 2), 3¦)", "double? after")]
    [InlineData("patient.anticoagulants.Any(¦", "condition")]
    [InlineData("np(patient.age, ¦)", "otherwise")]
    public void At_InCall_TellsTheArgument(string marked, string expected)
    {
        var (text, caret) = Shipped.Caret(marked);
        var help = SignatureHelp.At(new ExpressionAnalysis(Shipped.Scope(), text), caret)!;

        help.Label.Substring(help.ActiveStart, help.ActiveLength).ShouldBe(expected);
    }

    [Theory]
    [InlineData("patient.age > ¦3")]
    [InlineData("Relief.Percent(1, 2) ¦> 3")]
    [InlineData("(¦1)")]
    public void At_OutsideOfCalls_IsNothing(string marked)
    {
        var (text, caret) = Shipped.Caret(marked);

        SignatureHelp.At(new ExpressionAnalysis(Shipped.Scope(), text), caret).ShouldBeNull();
    }
}
