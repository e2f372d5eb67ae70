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
}
