using Shouldly;
using Xunit;

namespace RuleWorkbench.Cli.Rendering;

public sealed class VisibleControlsTests
{
    [Theory]
    [InlineData("show", "tiny")]
    [InlineData("simulate", "--verbose")]
    [InlineData("explain", "tiny", "--case", "small/adult")]
    [InlineData("check")]
    public async Task Run_NameThatWouldSteerTheTerminal_IsShownAsItIsWritten(params string[] arguments)
    {
        using var workspace = TemporaryWorkspace.Tiny();
        workspace.Write(TemporaryWorkspace.EntryFile, workspace.Read(TemporaryWorkspace.EntryFile).Replace("\"RuleName\": \"", "\"RuleName\": \"\\u001b]0;title\\u0007\\u202e\\u009b2J", StringComparison.Ordinal));

        var run = await workspace.RunAsync(arguments);

        (run.Out + run.Error).ToCharArray().ShouldNotContain(c => (char.IsControl(c) && c != '\n' && c != '\r' && c != '\t') || c == '\u202e');
    }
}
