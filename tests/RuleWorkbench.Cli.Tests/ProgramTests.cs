using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Cli;

public sealed partial class ProgramTests
{
    [Theory]
    [InlineData("simulate", "rulewb simulate --report junit=results.xml --report md=summary.md")]
    [InlineData("explain", "rulewb explain failed-nerve-block --case my-case --set patient.age=71")]
    [InlineData("show", "rulewb show failed-nerve-block --format svg")]
    [InlineData("completion", "rulewb completion bash >> ~/.bashrc")]
    public async Task Help_OfACommand_EndsWithExamples(string command, string example)
    {
        var result = (await Rulewb.RunAsync(Path.GetTempPath(), command, "--help")).ShouldExitWith(RulewbResult.Clean);
        var examples = result.Out.IndexOf("Examples:", StringComparison.Ordinal);
        examples.ShouldBeGreaterThan(result.Out.IndexOf("Options:", StringComparison.Ordinal));
        result.Out[examples..].ShouldContain(example);
    }

    [Fact]
    public async Task Help_OfTheProgram_ListsTheCommands()
    {
        var result = (await Rulewb.RunAsync(Path.GetTempPath(), "--help")).ShouldExitWith(RulewbResult.Clean);
        foreach (var command in (string[])["simulate", "explain", "show", "completion"])
            result.Out.ShouldContain($"  {command} ");
    }

    [Fact]
    public async Task Version_IsPrinted() =>
        Version().IsMatch((await Rulewb.RunAsync(Path.GetTempPath(), "--version")).ShouldExitWith(RulewbResult.Clean).Out).ShouldBeTrue();

    [Theory]
    [InlineData("There is no option `--watchh`.", "simulate", "--watchh")]
    [InlineData("'--watchh'", "simulate", "tiny", "--watchh")]
    [InlineData("'simulat'", "simulat")]
    [InlineData("--case", "explain", "tiny")]
    [InlineData("'xml'", "simulate", "tiny", "--format", "xml")]
    [InlineData("--watch and --record exclude each other.", "simulate", "tiny", "--watch", "--record")]
    [InlineData("write text only", "simulate", "tiny", "--watch", "--format", "json")]
    [InlineData("write text only", "simulate", "tiny", "--case", "child", "--record", "--yes", "--report", "json=out.json")]
    public async Task UnknownArgument_CannotRun(string message, params string[] arguments)
    {
        using var workspace = TemporaryWorkspace.Tiny();
        var result = (await workspace.RunAsync(arguments)).ShouldExitWith(RulewbResult.CouldNotRun).ShouldNotLookLikeAFault();
        result.Error.ShouldContain(message);
    }

    [Fact]
    public async Task OutsideAnyWorkspace_CannotRun()
    {
        using var workspace = TemporaryWorkspace.Empty();
        var result = (await workspace.RunAsync("simulate")).ShouldExitWith(RulewbResult.CouldNotRun).ShouldNotLookLikeAFault();
        result.Error.ShouldContain("There is no folder `workflows` in");
        result.Error.ShouldContain("--root");
        (await workspace.RunAsync("show", "tiny", "--root", "nowhere")).ShouldExitWith(RulewbResult.CouldNotRun).Error.ShouldContain("The folder `nowhere` does not exist.");
    }

    [Fact]
    public async Task FolderInsideTheWorkspace_FindsIt()
    {
        using var workspace = TemporaryWorkspace.Tiny();
        (await Rulewb.RunAsync(workspace["workflows/tiny/facts"], "simulate", "tiny")).ShouldExitWith(RulewbResult.Clean).Out.ShouldContain("3 passed");
    }

    [Fact]
    public async Task MistypedPathway_GetsTheNearestName()
    {
        using var workspace = TemporaryWorkspace.Tiny();
        var result = (await workspace.RunAsync("simulate", "tinny")).ShouldExitWith(RulewbResult.CouldNotRun);
        result.Error.ShouldContain("There is no pathway `tinny`.");
        result.Error.ShouldContain("`tiny`");
    }

    [GeneratedRegex(@"^\d+\.\d+\.\d+")]
    private static partial Regex Version();
}
