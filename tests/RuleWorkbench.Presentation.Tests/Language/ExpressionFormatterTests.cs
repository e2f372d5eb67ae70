using RuleWorkbench.Compilation.Syntax;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Presentation.Language;

public sealed class ExpressionFormatterTests
{
    [Theory]
    [InlineData("a>1&&b  ==\"x  y\"", "a > 1 && b == \"x  y\"")]
    [InlineData("! ( a )", "!(a)")]
    [InlineData("x - -1", "x - -1")]
    [InlineData("-  x*2", "-x * 2")]
    [InlineData("l . Any ( it . k==1 )", "l.Any(it.k == 1)")]
    [InlineData("f(a,b)", "f(a, b)")]
    [InlineData("new(a as b)", "new (a as b)")]
    [InlineData("x in(\"a\",\"b\")", "x in (\"a\", \"b\")")]
    [InlineData("a?b:c", "a ? b : c")]
    [InlineData("not(a)", "not (a)")]
    [InlineData("a > (", "a > (")]
    public void Format_Expression_PutsBlanksInOrder(string text, string expected) => ExpressionFormatter.Format(text).ShouldBe(expected);

    [Fact]
    public void Format_EveryShippedExpression_KeepsItsTokensAndIsStable()
    {
        foreach (var text in PathwayExpressions.Of(Shipped.Pathway).Select(e => e.Text.Text))
        {
            var formatted = ExpressionFormatter.Format(text);

            ExpressionLexer.Read(formatted).Select(t => t.Value).ShouldBe(ExpressionLexer.Read(text).Select(t => t.Value));
            ExpressionFormatter.Format(formatted).ShouldBe(formatted);
        }
    }

    [Fact]
    public void Format_ShippedExpressions_AreWrittenSoAlready() =>
        PathwayExpressions.Of(Shipped.Pathway).Select(e => e.Text.Text).Where(t => ExpressionFormatter.Format(t) != t).ShouldBeEmpty();
}
