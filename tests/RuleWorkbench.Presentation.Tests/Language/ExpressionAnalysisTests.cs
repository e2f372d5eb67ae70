using Shouldly;
using Xunit;

namespace RuleWorkbench.Presentation.Language;

public sealed class ExpressionAnalysisTests
{
    [Theory]
    [InlineData("¦patient.age", "input patient")]
    [InlineData("patient.¦age", "fact patient.age")]
    [InlineData("Patient.¦AGE", "fact patient.age")]
    [InlineData("¦reliefPercent > 1", "parameter reliefPercent")]
    [InlineData("1 < policy.¦maxInrDeep", "policy maxInrDeep")]
    [InlineData("Relief.¦Percent(1, 2)", "function Relief.Percent")]
    [InlineData("¦Relief.Percent(1, 2)", "library Relief")]
    [InlineData("patient.anticoagulants.Any(¦it.kind == null)", "element it")]
    [InlineData("patient.anticoagulants.Any(it.¦kind == null)", "fact patient.anticoagulants[].kind")]
    [InlineData("patient.anticoagulants.Any(¦kind == null)", "fact patient.anticoagulants[].kind")]
    [InlineData("patient.anticoagulants.Any(¦x => x.kind == null)", "element x")]
    [InlineData("patient.anticoagulants.Any(x => x.¦kind == null)", "fact patient.anticoagulants[].kind")]
    [InlineData("patient.anticoagulants.¦Any()", "built-in list.Any")]
    [InlineData("now.date.¦Value", "built-in nullable.Value")]
    [InlineData("patient.anticoagulants.Where(it.kind == null).First().¦kind", "fact patient.anticoagulants[].kind")]
    [InlineData("(patient.age ?? 3).¦Foo", null)]
    [InlineData("¦nobody > 1", null)]
    public void SymbolAt_Name_IsWhatItStandsFor(string marked, string? expected)
    {
        var (text, at) = Shipped.Caret(marked);
        var analysis = new ExpressionAnalysis(Shipped.Scope(), text);

        analysis.SymbolAt(analysis.TokenAt(at))?.Key.ShouldBe(expected);
    }

    [Fact]
    public void SymbolAt_EveryNameOfEveryShippedExpression_IsKnown()
    {
        var unknown = from expression in PathwayExpressions.Of(Shipped.Pathway)
                      let analysis = new ExpressionAnalysis(expression.Scope, expression.Text.Text)
                      from token in ExpressionColours.Of(analysis)
                      where token.Class == TokenClass.Unknown
                      select expression.Text.Text.Substring(token.Start, token.Length);

        unknown.Distinct().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("¦(a)", "0-2")]
    [InlineData("(a)¦", "0-2")]
    [InlineData("x(y[¦1])", "3-5")]
    [InlineData("(\")\"¦)", "0-4")]
    public void BracketPairAt_Caret_IsThePair(string marked, string expected)
    {
        var (text, caret) = Shipped.Caret(marked);
        var pair = BracketPair.At(new ExpressionAnalysis(Shipped.Scope(), text), caret)!.Value;

        $"{pair.Open}-{pair.Close}".ShouldBe(expected);
    }

    [Fact]
    public void BracketPairAt_BetweenNames_IsNone() => BracketPair.At(new ExpressionAnalysis(Shipped.Scope(), "(a + b)"), 3).ShouldBeNull();
}
