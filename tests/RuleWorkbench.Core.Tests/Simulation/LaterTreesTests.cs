using RuleWorkbench.Compilation;
using RuleWorkbench.Shipped;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Simulation;

public sealed class LaterTreesTests
{
    [Fact]
    public async Task Parse_BeforeTreesAreKept_TracesAndExamplesNeedNoParserLater()
    {
        var pathway = ShippedPathway.Of(ShippedPathway.Current).Pathway;
        var store = new TreeStore();
        LaterTrees.Parse(CompiledPathway.Compile(pathway, [], store, TestContext.Current.CancellationToken));

        var kept = TreeStore.Read(store.Write());
        var compiled = CompiledPathway.Compile(pathway, [], kept, TestContext.Current.CancellationToken);
        var explainer = new Explainer(new Plan(compiled));
        foreach (var source in ShippedPathway.Cases)
            await explainer.ExplainAsync(source, TestContext.Current.CancellationToken);
        var examples = new ExampleRunner(compiled);
        foreach (var example in examples.Cases)
            examples.Run(example).Outcome.ShouldBe(CaseOutcome.Passed);

        kept.HasNews.ShouldBeFalse();
    }
}
