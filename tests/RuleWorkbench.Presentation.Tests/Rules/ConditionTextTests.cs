using CsCheck;
using RuleWorkbench.Diffing;
using RuleWorkbench.Presentation.Language;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Presentation.Rules;

public sealed class ConditionTextTests
{
    private static readonly Gen<Condition> Tests = OneOf(
        new ComparedCondition("patient.age", ">=", "18"),
        new ComparedCondition("patient.inr", "<", "policy.maxInrDeep"),
        new ComparedCondition("patient.inr", "!=", "null"),
        new ComparedCondition("block.kind", "==", "\"plexus\""),
        new ComparedCondition("patient.pregnant", "==", "true"),
        new ComparedCondition("reliefPercent", ">", "-5"),
        new ListCondition("patient.anticoagulants", "Any", null, null, null, null),
        new ListCondition("patient.allergies", "Contains", null, null, null, "\"latex\""),
        new ListCondition("patient.anticoagulants", "Any", null, null, "==", "false"),
        new WrittenCondition("patient.age + 1 > 3"),
        new WrittenCondition("patient.age > 3 == true"),
        new WrittenCondition("patient.age > 1 ? true : false"));

    private static readonly Gen<Condition> Elements = OneOf(
        new ComparedCondition("it.stillTaking", "==", "true"), new ComparedCondition("it.kind", "!=", "\"heparin\""), new ComparedCondition("it.stoppedDaysAgo", "<", "policy.heparinStopDays"));

    private static Gen<Condition> Conditions(int depth) => depth == 0 ? Tests : Gen.Frequency(
        (3, Tests),
        (2, Gen.Select(Gen.Bool, Conditions(depth - 1).Array[1, 3], (all, parts) => (Condition)new ConditionGroup(all, [.. parts]))),
        (1, Conditions(depth - 1).Select(c => (Condition)new NegatedCondition(c))),
        (1, Elements.Array[1, 3].Select(parts => (Condition)new ListCondition("patient.anticoagulants", "Any", null, new ConditionGroup(false, [.. parts]), null, null))),
        (1, Elements.Select(e => (Condition)new ListCondition("patient.anticoagulants", "Count", null, e, ">=", "2"))));

    private static Gen<Condition> OneOf(params Condition[] conditions) => Gen.Int[0, conditions.Length - 1].Select(i => conditions[i]);

    private static string Canonical(string text)
    {
        var scope = Shipped.Scope();
        var tree = scope.Compiled.TryParse(text, scope.Variables, typeof(bool)).ShouldNotBeNull(text);
        return new Canonicalizer(scope.Compiled, scope.Parameters).Read(tree).Key;
    }

    [Fact]
    public void ReadAndWrite_EveryShippedCondition_MeansTheSame()
    {
        foreach (var expression in PathwayExpressions.Of(Shipped.Pathway).Where(e => e.Scope.Type == typeof(bool)))
        {
            var written = ConditionText.Write(ConditionText.Read(expression.Text.Text)!);
            string Key(string text) => new Canonicalizer(Shipped.Pathway, expression.Scope.Parameters).Read(Shipped.Pathway.TryParse(text, expression.Scope.Variables, typeof(bool))!).Key;

            Key(written).ShouldBe(Key(expression.Text.Text));
        }
    }

    [Fact]
    public void WriteAndRead_AnyCondition_MeansTheSame() => Conditions(3).Sample(condition =>
    {
        var text = ConditionText.Write(condition);
        var again = ConditionText.Write(ConditionText.Read(text)!);

        Canonical(again).ShouldBe(Canonical(text), text);
    }, iter: 200);

    [Fact]
    public void Read_EveryShippedCondition_IsShownAsAWhole() =>
        PathwayExpressions.Of(Shipped.Pathway).Where(e => e.Scope.Type == typeof(bool))
            .SelectMany(e => ConditionText.NotShown(ConditionText.Read(e.Text.Text)!))
            .Where(t => !t.Contains("AddDays", StringComparison.Ordinal)).ShouldBeEmpty();

    [Theory]
    [InlineData("18 <= patient.age", "patient.age >= 18")]
    [InlineData("(patient.age > 3)", "patient.age > 3")]
    [InlineData("patient.age > 3 && (patient.inr > 1 || patient.pregnant == true)", "patient.age > 3 && (patient.inr > 1 || patient.pregnant == true)")]
    [InlineData("patient.anticoagulants.Any(x => x.kind == null)", "patient.anticoagulants.Any(x => x.kind == null)")]
    [InlineData("not (patient.age gt 3)", "!(patient.age > 3)")]
    public void Read_Expression_IsWrittenSo(string text, string expected) => ConditionText.Write(ConditionText.Read(text)!).ShouldBe(expected);

    [Theory]
    [InlineData("patient.age > ")]
    [InlineData("")]
    public void Read_NoExpression_IsNothing(string text) => ConditionText.Read(text).ShouldBeNull();
}
