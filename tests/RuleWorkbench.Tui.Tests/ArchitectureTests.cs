using System.Reflection;
using Shouldly;
using Xunit;

namespace RuleWorkbench;

public class ArchitectureTests
{
    [Theory]
    [InlineData("RulesEngine")]
    [InlineData("RuleWorkbench.Parquet")]
    [InlineData("Microsoft.CodeAnalysis")]
    [InlineData("Microsoft.CodeAnalysis.CSharp")]
    public void Tui_WhatIsNoneOfAViewsBusiness_IsNotReferenced(string library) =>
        Assembly.Load("RuleWorkbench.Tui").GetReferencedAssemblies().Select(a => a.Name).ShouldNotContain(library);
}
