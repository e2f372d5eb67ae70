using RuleWorkbench.Compilation.Syntax;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Presentation.Language;

public sealed class ExpressionCompleterTests
{
    [Theory]
    [InlineData("¦", "patient")]
    [InlineData("pat¦", "patient")]
    [InlineData("inr¦", "patient.inr")]
    [InlineData("patient.in¦", "inr")]
    [InlineData("patient.¦", "age")]
    [InlineData("block.kind == ¦", "\"peripheral\"")]
    [InlineData("block.kind == \"per¦", "peripheral")]
    [InlineData("block.kind != \"¦\"", "plexus")]
    [InlineData("block.kind == per¦", "\"peripheral\"")]
    [InlineData("patient.allergies.Contains(\"¦\")", "latex")]
    [InlineData("patient.anticoagulants.Any(¦", "it")]
    [InlineData("patient.anticoagulants.Any(it.¦", "stillTaking")]
    [InlineData("patient.anticoagulants.Any(it.kind == \"¦", "direct-oral")]
    [InlineData("patient.anticoagulants.Any(drug => drug.¦", "stillTaking")]
    [InlineData("patient.anticoagulants.Any(drug => ¦", "drug")]
    [InlineData("patient.anticoagulants.Any(stopped¦", "it.stoppedDaysAgo")]
    [InlineData("patient.anticoagulants.¦", "Any")]
    [InlineData("patient.anticoagulants.Where(it.stillTaking == true).¦", "Count")]
    [InlineData("patient.anticoagulants.First().¦", "kind")]
    [InlineData("reli¦", "reliefPercent")]
    [InlineData("reliefPercent < pol¦", "policy.failedReliefBelow")]
    [InlineData("patient.pregnant == ¦", "true")]
    [InlineData("Relief.¦", "Percent")]
    [InlineData("perc¦", "Relief.Percent")]
    [InlineData("now.date.Value.¦", "AddDays")]
    [InlineData("now.date.¦", "Value")]
    [InlineData("patient.age ¦", ">=")]
    [InlineData("patient.age > 3 ¦", "&&")]
    public void At_Caret_Proposes(string marked, string expected)
    {
        var (text, caret) = Shipped.Caret(marked);

        ExpressionCompleter.At(Shipped.Scope(), text, caret).Items.Select(i => i.Label).ShouldContain(expected);
    }

    [Theory]
    [InlineData("patient.inr > ¦", "\"peripheral\"")]
    [InlineData("patient.age < ¦", "true")]
    [InlineData("patient.age < block.¦", "kind")]
    [InlineData("patient.age < ¦", "null")]
    [InlineData("block.kind == po¦", "policy.maxInrDeep")]
    [InlineData("patient.anticoagulants.Any(it.kind == \"direct-oral\") && it.¦", "stillTaking")]
    [InlineData("patient.anticoagulants.¦", "Contains")]
    [InlineData("patient.age.¦", "ToString")]
    [InlineData("12¦", "patient")]
    [InlineData("\"¦\" == \"a\"", "peripheral")]
    public void At_Caret_DoesNotPropose(string marked, string unexpected)
    {
        var (text, caret) = Shipped.Caret(marked);

        ExpressionCompleter.At(Shipped.Scope(), text, caret).Items.Select(i => i.Label).ShouldNotContain(unexpected);
    }

    [Theory]
    [InlineData("block.kind == ¦", "\"peripheral\"")]
    [InlineData("block.volume < policy.min¦", "minVolumePlexus")]
    [InlineData("age¦", "patient.age")]
    [InlineData("patient.anticoagulants.Any(kind¦", "it.kind")]
    [InlineData("patient.age¦", "age")]
    public void At_Caret_ProposesFirst(string marked, string expected)
    {
        var (text, caret) = Shipped.Caret(marked);

        ExpressionCompleter.At(Shipped.Scope(), text, caret).Items[0].Label.ShouldBe(expected);
    }

    [Fact]
    public void At_ComparedWithAUnit_ProposesPolicyValuesOfThatUnitFirst()
    {
        var items = ExpressionCompleter.At(Shipped.Scope(), "block.volume < ", 15).Items;

        items.First(i => i.Kind == CompletionKind.Policy).Detail.ShouldEndWith("mL");
    }

    [Fact]
    public void At_Word_ReplacesAllOfIt()
    {
        var (text, caret) = Shipped.Caret("patient.a¦gee > 3");

        var list = ExpressionCompleter.At(Shipped.Scope(), text, caret);

        text.Substring(list.Start, list.Length).ShouldBe("agee");
    }

    [Fact]
    public void At_Fact_CardSaysUnitRangeCodeAndDescription()
    {
        var item = ExpressionCompleter.At(Shipped.Scope(), "patient.ag", 10).Items[0];

        item.Card!.ToString().ShouldBe("patient.age  [a]\nWhole number, a.\nRange: at least 0 and at most 120 a.\nAge in completed years.\nLOINC 30525-0 (Age)");
    }

    [Fact]
    public void At_FunctionBeforeBrackets_InsertsTheNameAlone()
    {
        var (text, caret) = Shipped.Caret("Relief.Perc¦(block.painBefore, block.painAfter)");

        ExpressionCompleter.At(Shipped.Scope(), text, caret).Items[0].Insert.ShouldBe("Percent");
    }

    [Fact]
    public void At_EveryCaretOfEveryShippedExpression_OffersTheNameThatStandsThere()
    {
        foreach (var expression in PathwayExpressions.Of(Shipped.Pathway))
        {
            var text = expression.Text.Text;
            var analysis = new ExpressionAnalysis(expression.Scope, text);
            for (var caret = 0; caret <= text.Length; caret++)
            {
                var list = ExpressionCompleter.At(analysis, caret);
                var token = analysis.Tokens.FirstOrDefault(t => t.Kind == TokenKind.Name && t.Start < caret && caret <= t.End);
                if (token.End == 0 || BuiltIns.OperatorWords.Contains(token.Value) || token.Value is "new" || analysis.Tokens[analysis.Tokens.IndexOf(token) - 1 is >= 0 and var i ? i : 0].Is("as"))
                    continue;
                list.Items.Any(item => item.Label == token.Value).ShouldBeTrue($"{token.Value} at {caret} of {text}");
            }
        }
    }

    [Fact]
    public void At_EveryCaretOfEveryBrokenExpression_DoesNotThrow()
    {
        foreach (var expression in PathwayExpressions.Of(Shipped.Pathway).DistinctBy(e => e.Text.Text.Length / 8))
        {
            var text = expression.Text.Text;
            for (var cut = 0; cut <= text.Length; cut += 3)
                ExpressionCompleter.At(expression.Scope, text[..cut], cut).ShouldNotBeNull();
        }
    }

    [Theory]
    [InlineData("patient.age < ¦")]
    [InlineData("block.kind == ¦")]
    [InlineData("patient.pregnant == ¦")]
    [InlineData("history.injections.Any(it.date <= n¦)")]
    [InlineData("patient.age < p¦")]
    [InlineData("patient.anticoagulants.Any(it.stoppedDaysAgo < s¦)")]
    [InlineData("patient.anticoagulants.Any(it.kind == ¦)")]
    public void At_ComparedValue_WhatIsProposedIsAcceptedByTheParserAndTheGate(string marked)
    {
        var (text, caret) = Shipped.Caret(marked);
        var scope = Shipped.Scope();
        var list = ExpressionCompleter.At(scope, text, caret);

        var whole = list.Items
            .Where(i => i.Kind is CompletionKind.Fact or CompletionKind.Policy or CompletionKind.Parameter or CompletionKind.Value or CompletionKind.Word && !i.Detail.StartsWith("list", StringComparison.Ordinal) && i.Detail != "group of facts")
            .Select(i => text.Remove(list.Start, list.Length).Insert(list.Start, i.Insert)).ToList();

        whole.ShouldNotBeEmpty();
        whole.Where(t => scope.Compiled.TryParse(t, scope.Variables, typeof(bool)) is null).ShouldBeEmpty();
    }
}
