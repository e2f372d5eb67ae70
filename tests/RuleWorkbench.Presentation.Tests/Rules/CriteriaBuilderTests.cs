using System.Collections.Immutable;
using RuleWorkbench.Presentation.Language;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Presentation.Rules;

public sealed class CriteriaBuilderTests
{
    private static CriteriaBuilder Of(string text) => new(new CodeEditor(new ExpressionLanguage(Shipped.Scope(), TimeProvider.System), text));

    private static string Shown(CriteriaBuilder builder) =>
        string.Join('\n', builder.Rows.Select(r => $"{new string(' ', r.Depth * 2)}{(r.Joint.Length > 0 ? r.Joint + " " : "")}{r.Subject} {r.Operator} {r.Value}".TrimEnd()));

    [Fact]
    public void Rows_Expression_ReadsLikeASentence() =>
        Shown(Of("block.volume < policy.minVolumePlexus && (patient.age >= 65 || patient.pregnant == false) && patient.inr != null")).ShouldBe(
            """
            all of these
              block.volume is less than policy.minVolumePlexus (15 mL)
              and any of these
                patient.age is at least 65 a
                or patient.pregnant is no
              and patient.inr is known
            """.ReplaceLineEndings("\n"));

    [Fact]
    public void Rows_List_ShowsWhatHoldsOfItsElements() =>
        Shown(Of("patient.anticoagulants.Count(it.stillTaking == true) >= 2")).ShouldBe("patient.anticoagulants count where is at least 2\n  it.stillTaking is yes");

    [Fact]
    public void StepsAside_ArithmeticIsShownAsWritten()
    {
        var builder = Of("patient.age + 1 > 3 && patient.inr > 1");

        builder.StepsAside.ShouldBe("One part can be changed only as code (Alt+1).");
        Shown(builder).ShouldContain("patient.age + 1 > 3");
    }

    [Fact]
    public void Subjects_InsideOfAList_AreFactsOfItsElements()
    {
        var builder = Of("patient.anticoagulants.Any(it.stillTaking == true)");

        builder.Subjects([0]).Select(i => i.Label).ShouldContain("it.stoppedDaysAgo");
        builder.Subjects([]).Select(i => i.Label).ShouldNotContain("it.stoppedDaysAgo");
        builder.Subjects([]).Select(i => i.Label).ShouldContain("patient.age");
        builder.Subjects([]).Select(i => i.Label).ShouldContain("reliefPercent");
    }

    [Fact]
    public void Values_TextFact_AreItsAllowedValues() =>
        Of("block.kind == \"plexus\"").Values([], "block.kind", "==").Select(i => i.Insert).ShouldContain("\"peripheral\"");

    [Theory]
    [InlineData("block.kind", "plexus", "\"plexus\"")]
    [InlineData("block.kind", "null", "null")]
    [InlineData("patient.age", " 65 ", "65")]
    [InlineData("patient.age", "policy.maxInrDeep", "policy.maxInrDeep")]
    public void Written_TypedValue_IsAsExpressionsHaveIt(string subject, string typed, string expected) => Of("").Written([], subject, typed).ShouldBe(expected);

    [Fact]
    public void Write_AddedCondition_StandsInTheExpression()
    {
        var builder = Of("patient.age > 3");

        builder.Write(ConditionEdits.AddBehind(builder.Condition!, [], builder.Begin([], "block.kind")));

        builder.Code.Text.ShouldStartWith("patient.age > 3 && block.kind == \"");
    }

    [Theory]
    [InlineData("a > 1 && b > 2 && c > 3", new[] { 1 }, "a > 1 && c > 3")]
    [InlineData("a > 1 && b > 2", new[] { 0 }, "b > 2")]
    [InlineData("a > 1 && !(b > 2)", new[] { 1, 0 }, "a > 1")]
    [InlineData("l.Any(it.x > 1)", new[] { 0 }, "l.Any()")]
    public void Remove_Part_LeavesTheRest(string text, int[] path, string expected) =>
        ConditionText.Write(ConditionEdits.Remove(ConditionText.Read(text)!, [.. path])!).ShouldBe(expected);

    [Fact]
    public void Remove_Whole_LeavesNothing() => ConditionEdits.Remove(ConditionText.Read("a > 1")!, []).ShouldBeNull();

    [Fact]
    public void Toggle_ConditionOfAGroup_TurnsItsGroup() =>
        ConditionText.Write(ConditionEdits.Toggle(ConditionText.Read("a > 1 && b > 2")!, [1])).ShouldBe("a > 1 || b > 2");

    [Fact]
    public void Enclose_Condition_MakesAGroupOfTheOtherKind() =>
        ConditionText.Write(ConditionEdits.Enclose(ConditionText.Read("a > 1 && b > 2")!, [1], new ComparedCondition("c", ">", "3"))).ShouldBe("a > 1 && (b > 2 || c > 3)");

    [Fact]
    public void Negate_Twice_IsAsBefore()
    {
        var condition = ConditionText.Read("a > 1 && b > 2")!;
        ImmutableArray<int> second = [1];

        var negated = ConditionEdits.Negate(condition, second);

        ConditionText.Write(negated).ShouldBe("a > 1 && !(b > 2)");
        ConditionEdits.Negate(negated, second).ShouldBe(condition);
    }
}
