using Shouldly;
using Xunit;

namespace RuleWorkbench.Cli;

public sealed class CancellationTests
{
    [Fact]
    public async Task Simulate_InterruptedInTheMiddle_WritesNothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals.");
        using var workspace = TemporaryWorkspace.Tiny();

        // Each case takes a while: every dose is compared with every dose, and again with every dose.
        workspace.Replace(TemporaryWorkspace.EntryFile, "it.amount > policy.limit", "it.amount > 0 && patient.doses.Any(it.amount > 0 && patient.doses.Any(it.amount < 0))");
        var doses = string.Join(", ", Enumerable.Range(1, 60).Select(i => $$"""{ "amount": {{i}} }"""));
        workspace.WriteCases([
            $$"""{ "id": "first", "facts": { "patient": { "doses": [ {{doses}} ] } } }""",
            .. Enumerable.Range(0, 8_000).Select(i => $$"""{ "id": "c{{i}}", "from": "first" }"""),
        ]);

        // What is wrong with a suite is told right before the cases run.
        workspace.Write("seeds/tiny/suites/wrong.json", """{ "suite": "wrong", "pathway": "tiny", "cases": [ ], "case": 1 }""");
        using var running = Rulewb.Start(workspace.Root, "simulate", "tiny", "--report", "json=report.json");
        await running.WaitForErrorAsync("seeds/tiny/suites/wrong.json:1:");
        running.Interrupt();

        var result = (await running.EndAsync()).ShouldExitWith(RulewbResult.Cancelled);
        result.Error.ShouldContain("Cancelled. Nothing was written.");
        result.Out.ShouldBeEmpty();
        File.Exists(workspace["report.json"]).ShouldBeFalse();
    }
}
