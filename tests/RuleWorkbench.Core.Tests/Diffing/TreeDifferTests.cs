using RuleWorkbench.Reporting;
using RuleWorkbench.Simulation;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Diffing;

/// <summary>The smallest edit between two expressions over the facts of <see cref="SmallPathway"/>.</summary>
public sealed class TreeDifferTests
{
    [Theory]
    [InlineData("f.x > 1", "1 < f.x")]
    [InlineData("f.x > 1", "(f.x)   >   1.0")]
    [InlineData("f.a == true && f.x > 1", "f.x > 1 && f.a == true")]
    [InlineData("!(f.a == true && f.x > 1)", "!(f.x > 1) || f.a != true")]
    [InlineData("!(!(f.x > 1))", "f.x > 1")]
    [InlineData("f.x > 10", "f.x > 2 * 5")]
    [InlineData("f.ms.Any(it.days < 3 && it.active == true)", "f.ms.Any(m => m.active == true && m.days < 3)")]
    [InlineData("f.x + f.y > 1", "1 < f.y + f.x")]
    [InlineData("f.x > 1 && true", "f.x > 1")]
    public void Compare_SameMeaning_HasNoEdit(string before, string after) => Sentences(before, after).ShouldBeEmpty();

    [Theory]
    [InlineData("!(f.x > 1)", "f.x <= 1")] // differ where x is missing
    [InlineData("f.x > 1 && f.ms.Any()", "f.ms.Any() && f.x > 1")] // a missing list fails
    [InlineData("f.t != null && f.t.Contains(\"a\")", "f.t.Contains(\"a\") && f.t != null")]
    [InlineData("f.o.n > 1 || f.a == true", "f.a == true || f.o.n > 1")] // so does a missing object
    [InlineData("f.t == \"a\"", "f.t == \"A\"")]
    [InlineData("(f.x + f.y) + 0.1 > 1", "f.x + (f.y + 0.1) > 1")] // rounding differs
    public void Compare_OtherMeaning_IsNeverCalledTheSame(string before, string after) => Sentences(before, after).ShouldNotBeEmpty();

    [Theory]
    [InlineData("f.x >= 50", "f.x >= 60", "threshold 50 → 60 mg in `f.x >= 60`")]
    [InlineData("50 <= f.x", "f.x >= 60", "threshold 50 → 60 mg in `f.x >= 60`")]
    [InlineData("f.t == \"a\"", "f.t == \"b\"", "value \"a\" → \"b\" in `f.t == \"b\"`")]
    [InlineData("f.x > 1", "f.x >= 1", "`>` became `>=` in `f.x >= 1`")]
    [InlineData("f.x > 1", "f.x < 1", "`>` became `<` in `f.x < 1`")]
    [InlineData("f.x > 1", "f.x > 1 && f.a == true", "criterion added: `f.a == true`")]
    [InlineData("f.x > 1 && f.a != true", "f.x > 1", "exclusion removed: `f.a != true`")]
    [InlineData("f.a == true || f.b == true", "f.a == true || f.b == true || f.c == true", "alternative added: `f.c == true`")]
    [InlineData("f.a == true && f.b == true", "f.a == true || f.b == true", "`&&` became `||` in `f.a == true || f.b == true`")]
    [InlineData("f.x > 1", "!(f.x > 1)", "turned round: `f.x > 1` → `!(f.x > 1)`")]
    [InlineData("f.x > 1 && f.a == true", "f.y > 1 && f.a == true", "`f.x` → `f.y` in `f.y > 1`")]
    [InlineData("f.ms.Any(it.days < 3)", "f.ms.Any(it.days < 7)", "threshold 3 → 7 in `f.ms.Any(it.days < 7)`")]
    [InlineData("f.ms.Any(it.days < 3)", "f.ms.Any(it.days < 3 && it.active == true)", "criterion added: `it.active == true` in `f.ms.Any(it.days < 3 && it.active == true)`")]
    [InlineData("f.x > 1 && f.ms.Any()", "f.ms.Any() && f.x > 1", "the same criteria in another order, which matters where one of them can fail")]
    [InlineData("f.ms.Any(it.active == true)", "f.ms.All(it.active == true)", "`f.ms.Any(it.active == true)` → `f.ms.All(it.active == true)`")]
    public void Compare_OneEdit_IsTheSmallest(string before, string after, string sentence) => Sentences(before, after).ShouldBe([sentence]);

    [Fact]
    public void Compare_SeveralEdits_AreAllTold() =>
        Sentences("f.x > 1 && f.y < 5 && f.a == true", "f.x > 2 && f.y < 5 && f.b == false").ShouldBe(
            ["threshold 1 → 2 mg in `f.x > 2`", "criterion removed: `f.a == true`", "exclusion added: `f.b == false`"]);

    [Theory]
    [InlineData("f.ms.Any(a => a.days < 3)", "f.ms.Any(it.days < 3)")]
    [InlineData("f.ms.Any(a => f.ms.Any(b => b.days < a.days))", "f.ms.Any(m => f.ms.Any(it.days < m.days))")]
    public void Read_LambdaInsideAnother_KeepsTheirElementsApart(string expression, string text) => Tree(expression).Text.ShouldBe(text);

    [Fact]
    public void Read_ManyNegations_IsReadInNoTime()
    {
        var text = "f.x > 1";
        for (var i = 0; i < 90; i++)
            text = $"!({text})";

        Tree(text).ShouldBe(Tree("f.x > 1"));
    }

    [Fact]
    public void Key_TextThatLooksLikeStructure_IsNoStructure()
    {
        // Whoever writes a constant must not be able to make two trees look the same.
        Tree("f.t == \"a\" && f.x > 1").Key.ShouldNotBe(Tree("f.t == \"a\\\")Constant:1\" && f.x > 1").Key);
    }

    private static List<string> Sentences(string before, string after) => [.. TreeDiffer.Compare(Tree(before), Tree(after)).Select(DiffWords.Sentence)];

    private static CanonicalTree Tree(string expression)
    {
        var version = SmallPathway.Of(SmallPathway.Rule("r", expression)).Version("one");
        version.Diagnostics.ShouldBeEmpty();
        return new Canonicalizer(version.Compiled!, []).Read(version.Compiled!.Workflows["w"].Rules[0].Condition!);
    }
}
