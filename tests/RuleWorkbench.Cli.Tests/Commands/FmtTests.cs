using System.Text;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Cli.Commands;

public sealed class FmtTests
{
    [Fact]
    public async Task Fmt_ShippedPathway_IsFormattedAlready()
    {
        using var workspace = TemporaryWorkspace.Shipped();

        var result = await workspace.RunAsync("fmt", "--check");

        result.ShouldExitWith(RulewbResult.Clean);
        result.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task Fmt_UnformattedFiles_AreNamedByCheckAndThenFormatted()
    {
        using var workspace = TemporaryWorkspace.Tiny();
        workspace.Write(TemporaryWorkspace.GuardFile, [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes("{\"WorkflowName\":\"guards\",\r\n\"Rules\":[{\"RuleName\":\"\\u0041llergy\",\"Expression\":\"patient.allergic == true\",\"Properties\":{\"id\":\"G1\",\"veto\":[\"TREAT\"],\"x\":1.0}}]}")]);

        var check = await workspace.RunAsync("fmt", "--check");
        check.ShouldExitWith(RulewbResult.GateFailed);
        check.Out.ShouldContain(TemporaryWorkspace.GuardFile);
        (await workspace.RunAsync("fmt")).ShouldExitWith(RulewbResult.Clean);

        Encoding.UTF8.GetString(workspace.ReadBytes(TemporaryWorkspace.GuardFile)).ShouldBe(
            "\uFEFF{\r\n  \"WorkflowName\": \"guards\",\r\n  \"Rules\": [\r\n    {\r\n      \"RuleName\": \"\\u0041llergy\",\r\n      \"Expression\": \"patient.allergic == true\",\r\n      \"Properties\": { \"id\": \"G1\", \"veto\": [ \"TREAT\" ], \"x\": 1.0 }\r\n    }\r\n  ]\r\n}\r\n");
        (await workspace.RunAsync("fmt", "--check")).ShouldExitWith(RulewbResult.Clean);
        (await workspace.RunAsync("simulate")).ShouldExitWith(RulewbResult.Clean);
    }

    [Fact]
    public async Task Fmt_BrokenFile_ExitsWith3AndIsLeftAlone()
    {
        using var workspace = TemporaryWorkspace.Tiny();
        workspace.Write(TemporaryWorkspace.GuardFile, "{ \"WorkflowName\": ");

        var result = await workspace.RunAsync("fmt");

        result.ShouldExitWith(RulewbResult.Invalid);
        result.Error.ShouldContain("RW005");
        workspace.Read(TemporaryWorkspace.GuardFile).ShouldBe("{ \"WorkflowName\": ");
    }
}
