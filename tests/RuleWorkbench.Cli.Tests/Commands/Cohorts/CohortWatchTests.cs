using Shouldly;
using Xunit;

namespace RuleWorkbench.Cli.Commands.Cohorts;

public sealed class CohortWatchTests
{
    [Fact]
    public async Task Watch_EditedRule_ShowsWhatChanged()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals.");
        using var workspace = TemporaryWorkspace.Tiny().Write("people.ndjson", string.Join('\n', Enumerable.Range(1, 30).Select(i => CohortCase.Line(i, $"{i * 3}"))));
        using var running = Rulewb.Start(workspace.Root, "cohort", "run", "tiny", "-i", "people.ndjson", "--watch");
        (await running.WaitForAsync("Watching")).ShouldContain("30 cases");

        File.Delete(workspace["people.ndjson"]);
        workspace.Replace(TemporaryWorkspace.EntryFile, "patient.age >= 18", "patient.age >= ");
        await running.WaitForAsync("cannot be run as it stands");
        workspace.Replace(TemporaryWorkspace.EntryFile, "patient.age >= ", "patient.age >= 60");
        var shown = await running.WaitForAsync("30 cases");

        shown.ShouldContain("11 −14");
        running.Interrupt();
        (await running.EndAsync()).ShouldExitWith(RulewbResult.Clean).ShouldNotLookLikeAFault();
    }
}
