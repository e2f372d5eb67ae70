using Newtonsoft.Json.Linq;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Cli.Commands;

public sealed class ShowTests
{
    [Fact]
    public async Task Show_ShippedPathway_NamesEveryWorkflowAndRule()
    {
        using var workspace = TemporaryWorkspace.Shipped();
        var result = (await workspace.RunAsync("show", TemporaryWorkspace.ShippedPathway)).ShouldExitWith(RulewbResult.Clean);
        result.Error.ShouldBeEmpty();
        var pathway = JObject.Parse(workspace.Read(TemporaryWorkspace.ShippedPathwayFile));
        result.Out.ShouldContain((string)pathway["disclaimer"]!);
        foreach (var name in pathway["workflows"]!.Select(w => (string)w!))
        {
            result.Out.ShouldContain(name);
            foreach (var rule in JObject.Parse(workspace.Read($"workflows/{TemporaryWorkspace.ShippedPathway}/{name}.json"))["Rules"]!)
                result.Out.ShouldContain($"{rule["Properties"]!["id"]} {rule["RuleName"]}");
        }
    }

    [Fact]
    public async Task Show_UnknownPathway_CannotRun()
    {
        using var workspace = TemporaryWorkspace.Tiny();
        (await workspace.RunAsync("show", "tinny")).ShouldExitWith(RulewbResult.CouldNotRun).Error.ShouldContain("There is no pathway `tinny`.");
    }
}
