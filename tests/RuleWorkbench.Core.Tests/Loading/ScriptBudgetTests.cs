using RuleWorkbench.Checking;
using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Loading;

public sealed class ScriptBudgetTests
{
    [Fact]
    public void ReadBudget_WhatIsNotSet_IsTheDefault()
    {
        using var workspace = new ExampleWorkspace().Put("json pathway", """{ "scriptBudget": { "steps": 50000 } }""");

        PathwayLoader.LoadWithFiles(Path.Combine(workspace.Root, "workflows", "demo"), workspace.Root, FilesOnDisk.Instance).Pathway!.ScriptBudget
            .ShouldBe(ScriptBudget.Default with { Steps = 50_000 });
    }

    [Theory]
    [InlineData("""{ "steps": 1 }""")]
    [InlineData("""{ "megabytes": 4096 }""")]
    [InlineData("""{ "depth": 60.5 }""")]
    [InlineData("""{ "depht": 60 }""")]
    public void ReadBudget_OutsideOfWhatCanBeSet_IsAnError(string budget)
    {
        using var workspace = new ExampleWorkspace().Put("json pathway", $$"""{ "scriptBudget": {{budget}} }""");

        workspace.Check().ShouldContain(d => d.Severity == DiagnosticSeverity.Error && d.Place.File == ExampleWorkspace.PathwayFile);
    }
}
