using Shouldly;
using Xunit;

namespace RuleWorkbench.Presentation.Commands;

public class CommandRegistryTests
{
    [Fact]
    public void Add_KeyThatIsTaken_IsRefused()
    {
        var registry = new CommandRegistry();
        registry.Add(WorkbenchCommand.Of("a", "A", "F5", "Run", () => { }));
        Should.Throw<ArgumentException>(() => registry.Add(WorkbenchCommand.Of("b", "B", "F5", "Run", () => { })));
    }

    [Theory]
    [InlineData("rna", "Run all cases")]
    [InlineData("sav", "Save all")]
    [InlineData("failed", "Run failed cases")]
    public void Search_FewLetters_PutsTheBestFirst(string typed, string expected)
    {
        var registry = new CommandRegistry();
        foreach (var title in (string[])["Run all cases", "Run failed cases", "Save all", "Show all problems"])
            registry.Add(WorkbenchCommand.Of(title, title, null, null, () => { }));
        registry.Search(typed)[0].Title.ShouldBe(expected);
    }

    [Fact]
    public void Search_CommandThatCannotRun_IsLeftOut()
    {
        var registry = new CommandRegistry();
        registry.Add(WorkbenchCommand.Of("undo", "Undo", null, null, () => { }) with { CanRun = () => false });
        registry.Search("").ShouldBeEmpty();
    }
}
