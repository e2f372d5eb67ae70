using Shouldly;
using Xunit;

namespace RuleWorkbench.Presentation.Language;

/// <summary>What can be done at once about what the compiler says of a script.</summary>
public sealed class ScriptFixesTests : IDisposable
{
    private readonly TestWorkspace workspace = new();

    [Theory]
    [InlineData("double? Of(double? amount) => amont * 2;\n", "double? Of(double? amount) => amount * 2;\n")]
    [InlineData("double? Of(double? x) => Math.Flor(x ?? 0);\n", "double? Of(double? x) => Math.Floor(x ?? 0);\n")]
    [InlineData("double? Of(Facts_patient p) => p.temprature;\n", "double? Of(Facts_patient p) => p.temperature;\n")]
    [InlineData("double? Of(Facts_patiant p) => p.temperature;\n", "double? Of(Facts_patient p) => p.temperature;\n")]
    [InlineData("double? Of(double? x) => x * 2\n", "double? Of(double? x) => x * 2;\n")]
    [InlineData("double? Of(double? x) => (x * 2;\n", "double? Of(double? x) => (x * 2);\n")]
    [InlineData("double Of(double? x) => x * 2;\n", "double? Of(double? x) => x * 2;\n")]
    [InlineData("double? Of(double? x) { double y = x * 2; return y; }\n", "double? Of(double? x) { double? y = x * 2; return y; }\n")]
    [InlineData("string Of(string x) => x.Length > 1 ? x : null;\n", "string? Of(string x) => x.Length > 1 ? x : null;\n")]
    [InlineData("decimal Of(double x) => 1;\n", "private decimal Of(double x) => 1;\n")]
    public async Task Fix_WhatTheCompilerSays_IsWritten(string text, string wanted)
    {
        workspace.Write("scripts/Twice.csx", text);
        using var session = await workspace.StartAsync();
        session.Apply(new Editing.AddMember("workflows/first/pathway.json", "", "scripts", "[ \"Twice\" ]"), "use Twice").ShouldBeEmpty();
        await session.Settled;
        using var page = new Pages.FilePage(session, new Target(TargetKind.File, "", "scripts/Twice.csx"));
        await page.Code.Settled;

        page.Code.Problems.ShouldNotBeEmpty();
        var fix = page.Code.Problems.SelectMany(p => p.Fixes).FirstOrDefault().ShouldNotBeNull(string.Join("\n", page.Code.Problems.Select(p => p.Diagnostic)));
        fix.Text.ShouldBe(wanted);
    }

    public void Dispose() => workspace.Dispose();
}
