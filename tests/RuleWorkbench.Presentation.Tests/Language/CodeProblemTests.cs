using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Presentation.Language;

public sealed class CodeProblemTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Theory]
    [InlineData("patient.agee > 3", "patient.agee", "patient.age > 3")]
    [InlineData("block.kind == \"perpheral\"", "\"perpheral\"", "block.kind == \"peripheral\"")]
    [InlineData("patient.pregnant", "patient.pregnant", "patient.pregnant == true")]
    [InlineData("!(patient.age > 3)", "!(patient.age > 3)", "patient.age <= 3")]
    public void Of_Mistake_IsPlacedAndMended(string text, string underlined, string mended)
    {
        var problem = CodeProblem.Of(Shipped.Scope(), text, Today).First(p => !p.Fixes.IsEmpty);

        text.Substring(problem.Start, problem.Length).ShouldBe(underlined);
        problem.Fixes[0].Text.ShouldBe(mended);
    }

    [Theory]
    [InlineData("painAfter > 3", "block.painAfter > 3")]
    [InlineData("patient.age > 3 && painAftr > 3", "patient.age > 3 && block.painAfter > 3")]
    [InlineData("history.injections.Any(it.sameTarget == true && relifPercent < 30)", "history.injections.Any(it.sameTarget == true && reliefPercent < 30)")]
    [InlineData("history.injections.Any(painAfter < 30)", "history.injections.Any(block.painAfter < 30)")]
    [InlineData("Percent(10, 5) > 3", "Relief.Percent(10, 5) > 3")]
    [InlineData("failedReliefBelow > 3", "policy.failedReliefBelow > 3")]
    public void Of_NameByItself_OffersWhatItCanMean(string text, string meant) =>
        CodeProblem.Of(Shipped.Scope(), text, Today).SelectMany(p => p.Fixes).Select(f => f.Text).ShouldContain(meant);

    [Theory]
    [InlineData("patient.age >")]
    [InlineData("patient.age > (3")]
    [InlineData("\"open")]
    [InlineData("patient..age")]
    [InlineData("patient.age + 1")]
    [InlineData("System.Environment.Exit(1)")]
    [InlineData("\\")]
    public void Of_BrokenText_IsAnErrorInsideOfIt(string text)
    {
        var problem = CodeProblem.Of(Shipped.Scope(), text, Today).First(p => p.Severity == DiagnosticSeverity.Error);

        problem.Start.ShouldBeInRange(0, text.Length);
        problem.Length.ShouldBeInRange(1, text.Length - problem.Start);
    }

    [Fact]
    public void Of_EmptyText_IsNothing() => CodeProblem.Of(Shipped.Scope(), " ", Today).ShouldBeEmpty();

    [Fact]
    public void Of_EveryShippedExpression_IsNoError() =>
        PathwayExpressions.Of(Shipped.Pathway).SelectMany(e => CodeProblem.Of(e.Scope, e.Text.Text, Today)).Where(p => p.Severity == DiagnosticSeverity.Error).ShouldBeEmpty();
}
