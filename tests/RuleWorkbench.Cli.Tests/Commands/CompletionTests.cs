using System.Diagnostics;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Cli.Commands;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("bash", "complete -o default -F _rulewb rulewb")]
    [InlineData("zsh", "compdef _rulewb rulewb")]
    [InlineData("fish", "complete -f -c rulewb")]
    [InlineData("pwsh", "Register-ArgumentCompleter -Native -CommandName rulewb")]
    public async Task Completion_Shell_PrintsAScriptThatAsksRulewb(string shell, string registration)
    {
        var result = (await Rulewb.RunAsync(Path.GetTempPath(), "completion", shell)).ShouldExitWith(RulewbResult.Clean);
        result.Out.ShouldContain(registration);
        result.Out.ShouldContain("[suggest:");
    }

    [Fact]
    public async Task Completion_UnknownShell_CannotRun() =>
        (await Rulewb.RunAsync(Path.GetTempPath(), "completion", "cmd")).ShouldExitWith(RulewbResult.CouldNotRun).Error.ShouldContain("'pwsh'");

    [Theory]
    [InlineData("rulewb simu", "simulate")]
    [InlineData("rulewb simulate ti", "tiny")]
    [InlineData("rulewb explain tiny --c", "--case")]
    [InlineData("rulewb simulate tiny --format j", "json")]
    public async Task Suggest_BeginningOfAWord_GivesTheWord(string line, string expected)
    {
        using var workspace = TemporaryWorkspace.Tiny();
        var result = (await workspace.RunAsync($"[suggest:{line.Length}]", line)).ShouldExitWith(RulewbResult.Clean);
        result.Out.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ShouldContain(expected);
    }

    [Fact]
    public async Task BashScript_InBash_CompletesAPathway()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs bash.");
        using var workspace = TemporaryWorkspace.Tiny();
        var script = (await workspace.RunAsync("completion", "bash")).ShouldExitWith(RulewbResult.Clean).Out;
        workspace.Write("try.sh", $$"""
            rulewb() { '{{Rulewb.Dotnet}}' '{{Rulewb.Assembly}}' "$@"; }
            {{script}}
            COMP_LINE='rulewb simulate t' COMP_POINT=17 COMP_WORDS=(rulewb simulate t) COMP_CWORD=2
            _rulewb
            printf '%s;' "${COMPREPLY[@]}"
            """);
        using var bash = Process.Start(new ProcessStartInfo("bash", ["try.sh"]) { WorkingDirectory = workspace.Root, RedirectStandardOutput = true })!;
        (await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldBe("tiny;");
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}
