using RuleWorkbench.Editing;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Presentation.Language;

public sealed class SymbolPlacesTests
{
    private static Symbol SymbolOf(string marked)
    {
        var (text, at) = Shipped.Caret(marked);
        var analysis = new ExpressionAnalysis(Shipped.Scope(), text);
        return analysis.SymbolAt(analysis.TokenAt(at))!;
    }

    [Theory]
    [InlineData("patient.¦age", "workflows/failed-nerve-block/facts/patient.schema.json")]
    [InlineData("policy.¦maxInrDeep", "workflows/failed-nerve-block/pathway.json")]
    [InlineData("¦reliefPercent", "workflows/failed-nerve-block/refine-injection.json")]
    [InlineData("Relief.¦Percent(1, 2)", "scripts/Relief.csx")]
    public void Declaration_Symbol_IsInItsFile(string marked, string file)
    {
        var place = SymbolPlaces.Declaration(SymbolOf(marked), Shipped.Pathway.Pathway)!;

        place.File.ShouldBe(file);
        place.Line.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void References_PolicyValue_AreAllItsUses()
    {
        var found = SymbolPlaces.References(SymbolOf("policy.¦maxInrDeep"), Shipped.Pathway, CancellationToken.None);

        found.Length.ShouldBeGreaterThanOrEqualTo(3);
        found.Where(f => !f.IsDeclaration).ShouldAllBe(f => f.Line.Substring(f.Start, f.Length) == "maxInrDeep");
    }

    [Fact]
    public void References_FactOfListElements_AreFoundBehindIt()
    {
        var found = SymbolPlaces.References(SymbolOf("patient.anticoagulants.Any(it.¦stillTaking == true)"), Shipped.Pathway, CancellationToken.None);

        found.ShouldContain(f => f.Owner.StartsWith("FNB-904", StringComparison.Ordinal));
    }

    [Fact]
    public void References_Rule_AreTheGuardsThatVetoIt()
    {
        var rule = Shipped.Pathway.Pathway.Workflows.SelectMany(w => w.Rules).First(r => r.Id == "FNB-311");

        SymbolPlaces.References(rule, Shipped.Pathway.Pathway).ShouldContain(f => f.Owner.StartsWith("FNB-904", StringComparison.Ordinal));
    }

    [Fact]
    public void Rename_FactOfListElements_IsTheFactWithItsPath()
    {
        var rename = SymbolPlaces.Rename(SymbolOf("patient.anticoagulants.Any(it.¦stillTaking == true)"), Shipped.Pathway.Pathway, "takes");

        rename.ShouldBe(new Rename("failed-nerve-block", NameKind.Fact, "patient.anticoagulants.stillTaking", "takes"));
    }
}
