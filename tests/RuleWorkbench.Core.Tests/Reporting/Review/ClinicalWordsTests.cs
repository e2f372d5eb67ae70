using RuleWorkbench.Compilation;
using RuleWorkbench.Diffing;
using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Reporting.Review;

public sealed class ClinicalWordsTests
{
    [Theory]
    [InlineData("patient.age >= 18", "patient age is at least 18")]
    [InlineData("18 > patient.age", "patient age is below 18")]
    [InlineData("patient.potassium < policy.limit", "patient potassium is below the policy’s limit (5 mmol/L)")]
    [InlineData("patient.potassium <= 3.5", "patient potassium is at most 3.5 mmol/L")]
    [InlineData("patient.pregnant == true", "patient pregnant is yes")]
    [InlineData("patient.pregnant != true", "patient pregnant is not yes")]
    [InlineData("patient.name == null", "patient name is missing")]
    [InlineData("patient.name != \"x\"", "patient name is not “x”")]
    [InlineData("!(patient.age > 3)", "not (patient age is above 3)")]
    [InlineData("(patient.age ?? 3) > 2", "patient age (3 if missing) is above 2")]
    [InlineData("patient.weight / 2 > 30", "(patient weight ÷ 2) is above 30")]
    [InlineData("patient.drugs.Any(it.name == \"a\")", "any of patient drugs has: its name is “a”")]
    [InlineData("patient.drugs.Count(it.stoppedDaysAgo < 2) >= 2", "the number of patient drugs with: its stopped days ago is below 2 is at least 2")]
    public void Of_OneCriterion_IsALine(string expression, string expected) => Of(expression).ShouldBe(expected);

    [Fact]
    public void Of_AndWithin_PutsEachCriterionOnALine() =>
        Of("patient.age > 1 && patient.weight > 2").ShouldBe("patient age is above 1\nand patient weight is above 2");

    [Fact]
    public void Of_OrFirstAmongCriteria_KeepsItsPartsTogether() =>
        Of("(patient.age > 1 || patient.weight > 2) && patient.height > 3").ShouldBe("any of:\n    patient age is above 1\n    or patient weight is above 2\nand patient height is above 3");

    [Fact]
    public void Of_Or_SaysAnyOf() => Of("patient.age > 1 || patient.weight > 2").ShouldBe("any of:\n    patient age is above 1\n    or patient weight is above 2");

    [Fact]
    public void Of_LocalParameter_SaysWhatItIs()
    {
        var pathway = TestPathway.Of(TestPathway.Rule("r", "bodyMass > 30", ("bodyMass", "patient.weight / (patient.height * patient.height)")));
        Of(pathway).ShouldBe("body mass is above 30\nwhere body mass is patient weight ÷ (patient height × patient height)");
    }

    [Fact]
    public void Of_NestedRules_LeavesDisabledOnesOut()
    {
        var pathway = TestPathway.Of(TestPathway.Nested("n", RuleOperator.Or, TestPathway.Rule("a", "patient.age > 1"), TestPathway.Rule("b", "patient.age > 2") with { Enabled = false }, TestPathway.Rule("c", "patient.age > 3")));
        Of(pathway).ShouldBe("at least one of:\n    patient age is above 1\n    patient age is above 3");
    }

    private static string Of(string expression) => Of(TestPathway.Of(TestPathway.Rule("r", expression)));

    private static string Of(Pathway pathway)
    {
        var potassium = TestPathway.Patient with { Facts = TestPathway.Patient.Facts with { Members = [.. TestPathway.Patient.Facts.Members.Select(m => m.Name == "potassium" ? m with { Unit = "mmol/L" } : m)] } };
        pathway = (pathway with { Inputs = [potassium] }).WithPolicy("limit", 5, "mmol/L");
        var compiled = CompiledPathway.Compile(pathway, [], CancellationToken.None);
        compiled.Diagnostics.ShouldBeEmpty();
        return new ClinicalWords(compiled).Of(TestPathway.Main, pathway.Workflows[0].Rules[0])!;
    }
}
