using System.Reflection;
using Shouldly;
using Xunit;

namespace RuleWorkbench;

public class ArchitectureTests
{
    [Theory]
    [InlineData("Terminal.Gui")]
    [InlineData("System.Console")]
    [InlineData("RulesEngine")]
    public void Presentation_LibraryOfScreensAndEngines_IsNotReferenced(string library) =>
        Assembly.Load("RuleWorkbench.Presentation").GetReferencedAssemblies().Select(a => a.Name).ShouldNotContain(library);
}
