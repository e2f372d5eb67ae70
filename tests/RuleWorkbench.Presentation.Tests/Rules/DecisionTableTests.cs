using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Presentation.Rules;

public sealed class DecisionTableTests
{
    private static DecisionTable Table(string group)
    {
        var pathway = Shipped.Pathway.Pathway;
        return DecisionTable.Of(pathway, pathway.Workflow("refine-injection")!, group)!;
    }

    [Fact]
    public void Of_Group_HasARowARuleAndAColumnAFact()
    {
        var table = Table("better-imaging");

        table.Rows.Select(r => r.RuleId).ShouldBe(["FNB-301", "FNB-302", "FNB-303"]);
        table.Columns[0].ShouldBe("block.guidance");
        table.Rows[0].Cells.ShouldBe(["\"none\"", "-"]);
        table.Rows[1].Cells[0].ShouldBe("\"fluoroscopy\", \"ct\"");
        table.Rows[0].Output.ShouldBe("REPEAT_WITH_IMAGING");
    }

    [Fact]
    public void Of_Group_WhatIsNoTestOfOneFactStandsLast() => Table("better-imaging").Columns[^1].ShouldBe(DecisionTable.Other);

    [Fact]
    public void Of_RuleWithNestedRules_NamesThem() => Table("next-drug").Rows.First(r => r.RuleId == "FNB-321").Cells[^1].ShouldBe("any of Peripheral nerve, Plexus, Epidural");

    [Theory]
    [InlineData(HitPolicy.First, 'F')]
    [InlineData(HitPolicy.Unique, 'U')]
    [InlineData(HitPolicy.Any, 'A')]
    [InlineData(HitPolicy.Collect, 'C')]
    public void Letter_HitPolicy_IsThatOfDmn(HitPolicy policy, char letter) => (Table("better-imaging") with { HitPolicy = policy }).Letter.ShouldBe(letter);

    [Fact]
    public void Of_UnknownGroup_IsNothing() => DecisionTable.Of(Shipped.Pathway.Pathway, Shipped.Pathway.Pathway.Workflows[0], "nowhere").ShouldBeNull();

    [Fact]
    public void Change_CellWrittenAsItIs_LeavesEveryShippedRuleAsItWas()
    {
        var rules = Shipped.Pathway.Pathway.Workflows.SelectMany(w => w.Rules).Where(r => r.Expression is not null).ToList();
        foreach (var rule in rules)
        {
            var table = DecisionTable.Of(Shipped.Pathway.Pathway, new Workflow("w", rule.Place) { Rules = [rule with { Properties = rule.Properties with { Group = "g" } }] }, "g")!;
            foreach (var (column, text) in table.Columns.Zip(table.Rows[0].Cells))
            {
                var now = DecisionTable.Change(rule.Expression!.Text, column, text, v => v).ShouldNotBeNull($"{rule.Id} {column}: {text}");
                var again = DecisionTable.Of(Shipped.Pathway.Pathway, new Workflow("w", rule.Place) { Rules = [rule with { Properties = rule.Properties with { Group = "g" }, Expression = new ExpressionText(now, rule.Expression.Place, now) }] }, "g")!;
                again.Columns.Order().ShouldBe(table.Columns.Order(), rule.Id);
                again.Columns.Zip(again.Rows[0].Cells).Order().ShouldBe(table.Columns.Zip(table.Rows[0].Cells).Order(), rule.Id);
            }
        }
    }

    [Theory]
    [InlineData("block.volume", ">= 5", "a == 1 && block.volume >= 5")]
    [InlineData("block.kind", "plexus, epidural", "a == 1 && (block.kind == \"plexus\" || block.kind == \"epidural\")")]
    [InlineData("block.kind", "not(plexus)", "a == 1 && block.kind != \"plexus\"")]
    [InlineData("block.kind", "missing", "a == 1 && block.kind == null")]
    [InlineData("patient.age", ">= 18 and < 65", "a == 1 && patient.age >= 18 && patient.age < 65")]
    [InlineData("a", "-", "true")]
    [InlineData("a", "2", "a == 2")]
    [InlineData("patient.drugs", "not empty", "a == 1 && patient.drugs.Any()")]
    [InlineData("patient.drugs", "empty", "a == 1 && patient.drugs.Any() == false")]
    [InlineData("block.kind", "\"a, b and c\"", "a == 1 && block.kind == \"a, b and c\"")]
    public void Change_Cell_IsATestOfItsFact(string column, string cell, string expected) =>
        DecisionTable.Change("a == 1", column, cell, v => char.IsLetter(v[0]) ? $"\"{v}\"" : v).ShouldBe(expected);

    [Theory]
    [InlineData("block.volume", ">= 5 || true")]
    [InlineData("block.volume", ">=")]
    [InlineData("block.volume", "5) || (1 == 1")]
    [InlineData("otherwise", "a &&")]
    public void Change_WhatIsNoCell_IsRefused(string column, string cell) => DecisionTable.Change("a == 1", column, cell, v => v).ShouldBeNull();
}
