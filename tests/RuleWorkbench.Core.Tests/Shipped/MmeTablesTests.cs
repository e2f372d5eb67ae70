using Newtonsoft.Json.Linq;
using RuleWorkbench.Compilation;
using RuleWorkbench.Loading;
using RuleWorkbench.Simulation;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Shipped;

/// <summary>The versions of the MME tables stand side by side, and differ where their publishers changed them.</summary>
public sealed class MmeTablesTests
{
    private static readonly Lazy<CompiledPathway> Mme = new(() =>
    {
        var workspace = ShippedPathway.Workspace;
        return CompiledPathway.Compile(PathwayLoader.Load(workspace.FolderOf("mme"), workspace.Root).Value!, [], CancellationToken.None);
    });

    [Fact]
    public async Task RunAsync_EveryPublishedCase_Passes()
    {
        var workspace = ShippedPathway.Workspace;
        var suites = SuiteLoader.Load(workspace.SuitesOf("mme"), workspace.Root, Mme.Value.Pathway);

        var run = await new SuiteRunner(new ReferenceEngine(Mme.Value)).RunAsync([.. suites.Value!.Cases], null, TestContext.Current.CancellationToken);

        suites.Diagnostics.ShouldBeEmpty();
        run.Cases.Length.ShouldBe(472);
        run.Cases.Where(c => c.Outcome != CaseOutcome.Passed).Select(c => c.Case.FullId).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("clinical2016", "Hydromorphone", 4.0)]
    [InlineData("clinical2022", "Hydromorphone", 5.0)]
    [InlineData("research2018", "Hydromorphone", 4.0)]
    [InlineData("clinical2016", "Tramadol", null)]
    [InlineData("clinical2022", "Tramadol", 0.2)]
    [InlineData("research2018", "Tramadol", 0.1)]
    [InlineData("clinical2022", "Methadone", 4.7)]
    public void Factor_EachVersion_HasItsOwn(string set, string ingredient, double? factor)
    {
        Evaluate($"Mme.Factor(\"{set}\", \"{ingredient}\", \"Oral Tablet\", 30, null)").ShouldBe(factor);
    }

    [Theory]
    [InlineData("0.5", null)]
    [InlineData("1", 4.0)]
    [InlineData("20", 4.0)]
    [InlineData("20.5", null)]
    [InlineData("21", 8.0)]
    [InlineData("60", 10.0)]
    [InlineData("61", 12.0)]
    [InlineData("500", 12.0)]
    public void Factor_MethadoneOf2016_DependsOnTheDoseAndHasGaps(string dose, double? factor)
    {
        Evaluate($"Mme.Factor(\"clinical2016\", \"methadone\", \"Oral Tablet\", {dose}, null)").ShouldBe(factor);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void PerDay_FentanylPatch_DoesNotDependOnTheInterval(int days)
    {
        Evaluate($"Mme.PerDay(\"clinical2016\", \"Fentanyl\", \"Transdermal System\", 0.075, \"MG/HR\", 1, \"patch\", Mme.TimesPerDay(1, {days}, \"d\"))").ShouldBe(180.0);
    }

    [Fact]
    public async Task ProductFactor_PublishedProductsOf2016_TwentySixHaveNoneIn2018()
    {
        var workspace = ShippedPathway.Workspace;
        var suites = SuiteLoader.Load(workspace.SuitesOf("mme"), workspace.Root, Mme.Value.Pathway).Value!;
        var published = suites.Cases.Where(c => c.Suite == "product-factors" && c.Expectation.Figures.ContainsKey("MME-102")).ToList();
        var asOf2018 = published.ConvertAll(c =>
        {
            var facts = (JObject)c.Facts.DeepClone();
            facts["product"]!["version"] = "2018";
            return c with { Facts = facts };
        });

        var run = await new SuiteRunner(new ReferenceEngine(Mme.Value)).RunAsync(asOf2018, null, TestContext.Current.CancellationToken);

        var changed = run.Cases.Where(c => c.Outcome != CaseOutcome.Passed).ToList();
        changed.Count.ShouldBe(26);
        changed.ShouldAllBe(c => (string?)c.Case.Facts["product"]!["drug"] == "Buprenorphine" && !c.Walk!.Rule("MME-102")!.IsMet);
    }

    [Theory]
    [InlineData("Tablet", "MG", 30.0)]
    [InlineData("Patch, Extended Release", "MCG/HR", 12.6)]
    [InlineData("Film", "MCG", 0.03)]
    [InlineData("Implant", "MG", null)]
    public void ProductFactor_Buprenorphine_IsGoneIn2018(string form, string unit, double? before)
    {
        Evaluate($"Mme.ProductFactor(\"2016\", \"Buprenorphine\", \"{form}\", \"{unit}\", null)").ShouldBe(before);
        Evaluate($"Mme.ProductFactor(\"2018\", \"Buprenorphine\", \"{form}\", \"{unit}\", null)").ShouldBeNull();
    }

    private static object? Evaluate(string expression)
    {
        var result = new ExpressionRunner(Mme.Value, null).Evaluate(expression, new("test", 1, 1));
        result.Diagnostics.ShouldBeEmpty();
        result.Error.ShouldBeNull();
        return result.Value;
    }
}
