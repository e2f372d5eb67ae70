using Shouldly;
using Xunit;

namespace RuleWorkbench.Cli;

/// <summary>What goes into pipes and onto terminals.</summary>
public sealed class OutputTests
{
    private const char Escape = '\u001B';

    private static readonly Dictionary<string, string> Colourful = new() { ["TERM"] = "xterm-256color", ["COLORTERM"] = "truecolor", ["CLICOLOR_FORCE"] = "1" };

    [Theory]
    [InlineData("simulate", "tiny")]
    [InlineData("explain", "tiny", "--case", "adult")]
    [InlineData("show", "tiny")]
    public async Task Pipe_GetsNoEscapeCharacters(params string[] arguments)
    {
        using var workspace = TemporaryWorkspace.Tiny().SetPolicy(TemporaryWorkspace.PathwayFile, "limit", 1);
        workspace.Replace("workflows/tiny/follow.json", "patient.age > 70", "patient.agee > 70");
        var result = await Rulewb.RunAsync(workspace.Root, Colourful, arguments);
        result.Out.ShouldNotBeEmpty();
        result.Out.ShouldNotContain(Escape);
        result.Error.ShouldNotContain(Escape);
    }

    [Fact]
    public async Task Pipe_SystemWithAnotherEncoding_GetsUtf8()
    {
        using var workspace = TemporaryWorkspace.Tiny();
        var result = await Rulewb.RunAsync(workspace.Root, new Dictionary<string, string> { ["LC_ALL"] = "de_DE.ISO-8859-1" }, "simulate", "tiny");
        result.ShouldExitWith(RulewbResult.Clean).Out.ShouldContain("✓ small");
    }

    [Fact]
    public async Task Pipe_LongLines_AreNotFolded()
    {
        using var workspace = TemporaryWorkspace.Tiny();
        var name = new string('x', 2_000);
        workspace.Replace("workflows/tiny/follow.json", "patient.age > 70", $"patient.{name} > 70");
        (await workspace.RunAsync("simulate", "tiny")).ShouldExitWith(RulewbResult.Invalid).Error.ShouldContain(name);
    }

    [Fact]
    public async Task Terminal_NoColor_ShowsNoColours()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Makes a terminal with `script`.");
        using var workspace = TemporaryWorkspace.Tiny();
        (await Rulewb.RunInTerminalAsync(workspace.Root, Colourful, "", "simulate", "tiny")).ShouldExitWith(RulewbResult.Clean).Out.ShouldContain($"{Escape}[");
        var plain = await Rulewb.RunInTerminalAsync(workspace.Root, new Dictionary<string, string>(Colourful) { ["NO_COLOR"] = "1" }, "", "simulate", "tiny");
        plain.ShouldExitWith(RulewbResult.Clean).Out.ShouldContain("3 passed");
        plain.Out.ShouldNotContain($"{Escape}[3");
    }
}
