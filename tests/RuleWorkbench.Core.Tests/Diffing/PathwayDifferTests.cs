using RuleWorkbench.Model;
using RuleWorkbench.Scripting;
using RuleWorkbench.Simulation;
using Shouldly;
using Xunit;
using static RuleWorkbench.Simulation.SmallPathway;

namespace RuleWorkbench.Diffing;

public sealed class PathwayDifferTests
{
    [Fact]
    public void Compare_SamePathway_HasNoChanges()
    {
        var diff = TestVersion.Diff(Of(Rule("r", "f.x > 1")), Of(Rule("r", "f.x > 1")));

        diff.Changes.ShouldBeEmpty();
        diff.IsSameLogic.ShouldBeTrue();
    }

    [Fact]
    public void Compare_AddedAndRemovedRules_AreTold()
    {
        var diff = TestVersion.Diff(Of(Rule("old", "f.t == \"a\"")), Of(Rule("new", "f.x > 1")));

        diff.Of(ChangeSubject.Rule).Select(c => (c.Id, c.Kinds)).ShouldBe([("new", ChangeKinds.Added), ("old", ChangeKinds.Removed)]);
    }

    [Fact]
    public void Compare_RenamedWithAnEdit_IsBoth()
    {
        var change = TestVersion.Diff(Of(Rule("Old name", "f.x > 1").Id("R1")), Of(Rule("New name", "f.x > 2").Id("R1"))).Changes.ShouldHaveSingleItem();

        change.Kinds.ShouldBe(ChangeKinds.Renamed | ChangeKinds.Modified);
        change.Id.ShouldBe("R1");
    }

    [Fact]
    public void Compare_OtherIdAndName_IsMatchedByWhatItDecides()
    {
        var change = TestVersion.Diff(Of(Rule("a", "f.x > 1 && f.t == \"a\"").Id("R1")), Of(Rule("b", "f.t == \"a\" && f.x > 1").Id("R2"))).Changes.ShouldHaveSingleItem();

        change.Kinds.HasFlag(ChangeKinds.Renamed).ShouldBeTrue();
        change.TouchesLogic.ShouldBeFalse();
    }

    [Fact]
    public void Compare_RuleInAnotherWorkflow_IsMoved()
    {
        var (rule, other) = (Rule("r", "f.x > 1"), Rule("s", "f.y > 1"));
        var diff = TestVersion.Diff(Of(Workflow("one", rule, other), Workflow("two", Rule("t", "f.a == true"))), Of(Workflow("one", other), Workflow("two", Rule("t", "f.a == true"), rule)));

        diff.Changes.ShouldHaveSingleItem().Kinds.ShouldBe(ChangeKinds.Moved);
        diff.IsSameLogic.ShouldBeFalse();
    }

    [Fact]
    public void Compare_RenamedWorkflow_IsNoChangeOfLogic()
    {
        var start = Rule("start", "f.a == true").Next("follow");
        var diff = TestVersion.Diff(Of(Workflow("w", start), Workflow("follow", Rule("r", "f.x > 1"))), Of(Workflow("w", start.Next("after")), Workflow("after", Rule("r", "f.x > 1"))));

        diff.Changes.ShouldHaveSingleItem().Kinds.ShouldBe(ChangeKinds.Renamed);
        diff.IsSameLogic.ShouldBeTrue();
    }

    [Theory]
    [InlineData(HitPolicy.First, true)]
    [InlineData(HitPolicy.Collect, false)]
    public void Compare_Reordered_IsAMoveOnlyWhereOrderMatters(HitPolicy policy, bool isMove)
    {
        var (a, b) = (Rule("a", "f.x > 1").In("g"), Rule("b", "f.y > 1").In("g"));
        var diff = TestVersion.Diff(Of(a, b).Policy("g", policy), Of(b, a).Policy("g", policy));

        diff.Changes.Any(c => c.Kinds.HasFlag(ChangeKinds.Moved)).ShouldBe(isMove);
        diff.IsSameLogic.ShouldBe(!isMove);
    }

    [Fact]
    public void Compare_ReformattedExpression_IsTheSameLogic()
    {
        var change = TestVersion.Diff(Of(Rule("r", "f.x > 1 && f.a == true")), Of(Rule("r", "f.a == true &&   1 < f.x"))).Changes.ShouldHaveSingleItem();

        change.Edits.ShouldHaveSingleItem().Meaning.ShouldBe(Meaning.SameLogic);
        change.TouchesLogic.ShouldBeFalse();
    }

    [Fact]
    public void Compare_NestedRulesInAnotherOrder_AreTheSameLogic()
    {
        var (a, b) = (Rule("a", "f.x > 1"), Rule("b", "f.ms.Any()"));
        TestVersion.Diff(Of(Rule("r", RuleOperator.And, a, b)), Of(Rule("r", RuleOperator.And, b, a))).IsSameLogic.ShouldBeTrue();
    }

    [Fact]
    public void Compare_NestedRuleDisabled_IsOtherLogic()
    {
        var (a, b) = (Rule("a", "f.x > 1"), Rule("b", "f.y > 1"));
        TestVersion.Diff(Of(Rule("r", RuleOperator.And, a, b)), Of(Rule("r", RuleOperator.And, a, b with { Enabled = false }))).IsSameLogic.ShouldBeFalse();
    }

    [Fact]
    public void Compare_LogicChangedEvidenceDidNot_IsPointedOut()
    {
        var before = Rule("r", "f.x > 1").Evidence("S1");
        TestVersion.Diff(Of(before), Of(Rule("r", "f.x > 2").Evidence("S1"))).Changes[0].LacksEvidence.ShouldBeTrue();
        TestVersion.Diff(Of(before), Of(Rule("r", "f.x > 2").Evidence("S2"))).Changes[0].LacksEvidence.ShouldBeFalse();
    }

    [Fact]
    public void Compare_VetoDropped_NamesIt()
    {
        var edit = TestVersion.Diff(Of(Rule("g", "f.a == true").Vetoes("X", "Y"), Rule("r", "f.x > 1").Recommends("X"), Rule("s", "f.x > 1").Recommends("Y")), Of(Rule("g", "f.a == true").Vetoes("Y"), Rule("r", "f.x > 1").Recommends("X"), Rule("s", "f.x > 1").Recommends("Y"))).Changes.ShouldHaveSingleItem().Edits.ShouldHaveSingleItem();

        edit.Lost.ShouldBe(["X"]);
        edit.Meaning.ShouldBe(Meaning.OtherLogic);
    }

    [Fact]
    public void Compare_PolicyValue_NamesEveryRuleThatItReaches()
    {
        var rules = new[]
        {
            Rule("direct", "f.x > policy.limit"),
            Rule("local", "over == true") with { Locals = [Parameter("over", "f.x > policy.limit")] },
            Rule("figure", "f.a == true").Gives("policy.limit * 2"),
            Rule("none", "f.y > 1"),
        };
        var change = TestVersion.Diff(Of(rules).WithPolicy("limit", 50, "%"), Of(rules).WithPolicy("limit", 60, "%")).Changes.ShouldHaveSingleItem();

        change.Edits.ShouldHaveSingleItem().After.ShouldBe("60 %");
        change.Reaches.Ids().ShouldBe(["direct", "local", "figure"]);
        change.Reaches[0].Criteria.ShouldBe(["f.x > policy.limit"]);
    }

    [Fact]
    public void Compare_GlobalParameter_NamesEveryRuleThatUsesIt()
    {
        Pathway With(string expression) => Of(Workflow("w", Rule("r", "twice > 1"), Rule("s", "f.y > 1")) with { Globals = [Parameter("half", expression), Parameter("twice", "half * 4")] });
        var change = TestVersion.Diff(With("f.x / 2"), With("f.x / 3")).Changes.ShouldHaveSingleItem();

        change.Subject.ShouldBe(ChangeSubject.Parameter);
        change.Reaches.Ids().ShouldBe(["r"]);
    }

    [Fact]
    public void Compare_FactWithAnotherUnit_NamesEveryCriterionThatReadsIt()
    {
        var before = Of(Rule("r", "f.x > 1 && f.a == true"), Rule("s", "f.y > 1"));
        var facts = before.Inputs[0].Facts;
        var after = before with { Inputs = [before.Inputs[0] with { Facts = facts with { Members = [.. facts.Members.Select(m => m.Name == "x" ? m with { Unit = "g" } : m)] } }] };
        var change = TestVersion.Diff(before, after).Changes.ShouldHaveSingleItem();

        change.Id.ShouldBe("f.x");
        change.Edits.ShouldHaveSingleItem().ShouldBe(Edit.Logic("unit", "mg", "g"));
        change.Reaches.ShouldHaveSingleItem().Criteria.ShouldBe(["f.x > 1"]);
    }

    [Fact]
    public void Compare_ChangedFunction_NamesEveryExpressionThatCallsIt()
    {
        var pathway = Of(Rule("r", "Doses.Double(f.x.Value) > 1"), Rule("s", "f.y > 1"));
        PathwayVersion With(string text) => pathway.Version(text, typeof(Doses)) with { Members = [new LibraryMember(nameof(Doses), nameof(Doses.Double), text)] };
        var change = PathwayDiffer.Compare(With("return 2 * x;"), With("return x + x;")).Changes.ShouldHaveSingleItem();

        change.Id.ShouldBe("Doses.Double");
        change.Reaches.Ids().ShouldBe(["r"]);
    }

    [Fact]
    public void Compare_HitPolicy_NamesTheRulesOfTheGroup()
    {
        var rules = new[] { Rule("a", "f.x > 1").In("g"), Rule("b", "f.y > 1").In("g"), Rule("c", "f.y > 2") };
        TestVersion.Diff(Of(rules).Policy("g", HitPolicy.Any), Of(rules).Policy("g", HitPolicy.First)).Changes.ShouldHaveSingleItem().Reaches.Ids().ShouldBe(["a", "b"]);
    }

    [Fact]
    public void Compare_RuleThatDoesNotCompile_IsNotCalledTheSameAndTheRestIsCompared()
    {
        var diff = TestVersion.Diff(Of(Rule("r", "f.x > 1"), Rule("s", "f.y > 1")), Of(Rule("r", "f.x >"), Rule("s", "f.y > 2")));

        diff.Changes.Select(c => (c.Id, c.Meaning)).ShouldBe([("r", Meaning.NotCompared), ("s", Meaning.OtherLogic)]);
        diff.NotCompared.ShouldHaveSingleItem();
        diff.IsSameLogic.ShouldBeFalse();
    }

    [Fact]
    public void Only_OneAspect_LeavesTheOthersOut()
    {
        var diff = TestVersion.Diff(Of(Rule("r", "f.x > 1").Evidence("S1")), Of(Rule("r", "f.x > 2").Evidence("S2")));

        diff.Only(EditAspect.Evidence).Changes.ShouldHaveSingleItem().Edits.ShouldHaveSingleItem().What.ShouldBe("evidence");
    }

    public static class Doses
    {
        public static double Double(double x) => 2 * x;
    }
}
