using RuleWorkbench.Compilation;
using RuleWorkbench.Simulation;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Shipped;

/// <summary>The plan says what the reference engine says of every saved case.</summary>
public sealed class TwoEnginesTests
{
    [Theory]
    [InlineData(ShippedPathway.Current)]
    [InlineData(ShippedPathway.Earlier)]
    public async Task Plan_EverySavedCase_AgreesWithTheReferenceEngine(string version)
    {
        var shipped = ShippedPathway.Of(version);
        var plan = await new SuiteRunner(new Plan(shipped.Compiled)).RunAsync(ShippedPathway.Cases, null, TestContext.Current.CancellationToken);

        EngineComparison.Compare(await shipped.RunAsync(), plan).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(ShippedPathway.Current)]
    [InlineData(ShippedPathway.Earlier)]
    public void RowWise_ShippedPathway_IsEmpty(string version) =>
        new Plan(ShippedPathway.Of(version).Compiled).RowWise.Select(r => r.Id).ShouldBeEmpty();
}
