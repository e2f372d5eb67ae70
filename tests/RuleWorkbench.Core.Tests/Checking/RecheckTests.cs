using System.Collections.Immutable;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Checking;

/// <summary>A check after an edit finds what a check from the start does.</summary>
public sealed class RecheckTests
{
    private const string OutOfRange = """{ "RuleName": "Example", "Expression": "patient.age > 500", "Properties": { "id": "X1" } }""";

    [Fact]
    public void Recheck_AnotherWorkflowEdited_StillFindsWhatIsInTheUnchangedOne()
    {
        using var workspace = ExampleWorkspace.WithRule(OutOfRange);
        var earlier = Load(workspace, null);
        workspace.Put("json guard", """{ "RuleName": "Other", "Expression": "patient.age > 600", "Properties": { "id": "X2" } }""");

        var found = Load(workspace, earlier);

        found.Diagnostics.Where(d => d.Id == DiagnosticIds.OutsideRange).Select(d => d.Place.File).ShouldBe([ExampleWorkspace.RulesFile, ExampleWorkspace.GuardsFile]);
        found.Compiled!.Workflows["first"].ShouldBeSameAs(earlier.Compiled!.Workflows["first"]);
    }

    [Fact]
    public void Recheck_RangeOfAFactEdited_JudgesUnchangedRulesByIt()
    {
        using var workspace = ExampleWorkspace.WithRule(OutOfRange);
        var earlier = Load(workspace, null);
        workspace.Put("json facts", """{ "age": { "type": "integer", "minimum": 0, "maximum": 900, "unit": "a" } }""");

        Load(workspace, earlier).Diagnostics.ShouldNotContain(d => d.Id == DiagnosticIds.OutsideRange);
    }

    [Fact]
    public void Recheck_WorkflowsThatInjectEachOther_Ends()
    {
        using var workspace = new ExampleWorkspace();
        workspace.Write(ExampleWorkspace.RulesFile, """{ "WorkflowName": "first", "WorkflowsToInject": [ "guards" ], "Rules": [ ] }""");
        workspace.Write(ExampleWorkspace.GuardsFile, """{ "WorkflowName": "guards", "WorkflowsToInject": [ "first" ], "Rules": [ ] }""");
        var earlier = Load(workspace, null);

        Load(workspace, earlier).Diagnostics.ShouldContain(d => d.Id == DiagnosticIds.WorkflowCycle);
    }

    private static CheckedPathway Load(ExampleWorkspace workspace, CheckedPathway? earlier)
    {
        var loaded = PathwayLoader.LoadWithFiles(Path.Combine(workspace.Root, "workflows", "demo"), workspace.Root, FilesOnDisk.Instance);
        return Checker.Recheck(new CheckSubject(loaded, null, ImmutableArray<Type>.Empty), earlier?.Compiled, new ExampleWorkspace.FixedClock(), TestContext.Current.CancellationToken);
    }
}
