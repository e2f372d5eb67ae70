using System.Globalization;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Cli.Commands.Cohorts;

/// <summary>Runs that are broken off and gone on with end as if they had not been.</summary>
public sealed class CohortResumeTests
{
    private const int People = 50_000;

    /// <summary>More than any machine runs through before a signal arrives.</summary>
    private const int ManyPeople = 400_000;
    private const int MostKills = 6;

    [Fact]
    public async Task Resume_KilledSeveralTimes_EndsWithTheSameBytes()
    {
        using var workspace = await CohortCase.PeopleAsync(People);
        string[] run = ["cohort", "run", "tiny", "-i", "people.ndjson", "--by", "patient.age / 20"];
        (await workspace.RunAsync([.. run, "-o", "whole.ndjson", "--report", "json=whole.json"])).ShouldExitWith(RulewbResult.Clean);
        var size = new FileInfo(workspace["whole.ndjson"]).Length;

        string[] broken = [.. run, "-o", "parts.ndjson", "--report", "json=parts.json"];
        var kills = 0;
        for (; kills < MostKills; kills++)
        {
            // Each run is killed once it has written somewhat more than the one before.
            using var running = Rulewb.Start(workspace.Root, kills == 0 ? broken : [.. broken, "--resume"]);
            if (!await running.KillWhenAsync(() => Length(workspace["parts.ndjson"]) > size * (kills + 1) / (MostKills + 2)))
                break;
        }

        kills.ShouldBeGreaterThan(0);
        if (File.Exists(workspace["parts.ndjson.resume"]))
            (await workspace.RunAsync([.. broken, "--resume"])).ShouldExitWith(RulewbResult.Clean);
        workspace.ReadBytes("parts.ndjson").AsSpan().SequenceEqual(workspace.ReadBytes("whole.ndjson")).ShouldBeTrue();
        workspace.Read("parts.json").ShouldBe(workspace.Read("whole.json"));
        File.Exists(workspace["parts.ndjson.resume"]).ShouldBeFalse();
    }

    [Fact]
    public async Task Resume_InterruptedCsv_EndsWithTheSameBytes()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals.");
        using var workspace = await CohortCase.PeopleAsync(ManyPeople);
        (await workspace.RunAsync("cohort", "run", "tiny", "-i", "people.ndjson", "-o", "whole.csv")).ShouldExitWith(RulewbResult.Clean);
        using (var running = Rulewb.Start(workspace.Root, "cohort", "run", "tiny", "-i", "people.ndjson", "-o", "parts.csv", "--threads", "1"))
        {
            await running.WaitUntilAsync(() => Length(workspace["parts.csv"]) > 20_000);
            running.Interrupt();
            (await running.EndAsync()).ShouldExitWith(RulewbResult.Cancelled).Error.ShouldContain("--resume goes on");
        }

        workspace.Read("parts.csv").ShouldEndWith("\n");
        (await workspace.RunAsync("cohort", "run", "tiny", "-i", "people.ndjson", "-o", "parts.csv", "--resume")).ShouldExitWith(RulewbResult.Clean).Out.ShouldContain(ManyPeople.ToString("N0", CultureInfo.InvariantCulture));
        workspace.Read("parts.csv").ShouldBe(workspace.Read("whole.csv"));
    }

    [Theory]
    [InlineData("input")]
    [InlineData("pathway")]
    [InlineData("facts")]
    [InlineData("option")]
    public async Task Resume_SomethingChanged_IsRefused(string what)
    {
        using var workspace = TemporaryWorkspace.Tiny().Write("people.ndjson", $"{CohortCase.Line(1)}\nnonsense\n");
        (await workspace.RunAsync("cohort", "run", "tiny", "-i", "people.ndjson", "-o", "out.ndjson")).ShouldExitWith(RulewbResult.CouldNotRun);
        File.Exists(workspace["out.ndjson.resume"]).ShouldBeTrue();
        if (what == "input")
            workspace.Write("people.ndjson", $"{CohortCase.Line(2)}\nnonsense\n");
        else if (what == "pathway")
            workspace.Replace(TemporaryWorkspace.PathwayFile, "\"value\": 5", "\"value\": 6");
        else if (what == "facts")
            workspace.Replace(TemporaryWorkspace.SchemaFile, "\"maximum\": 120", "\"maximum\": 121");

        var result = await workspace.RunAsync([.. (string[])["cohort", "run", "tiny", "-i", "people.ndjson", "-o", "out.ndjson", "--resume"], .. what == "option" ? (string[])["--by", "patient.age"] : []]);

        result.ShouldExitWith(RulewbResult.CouldNotRun).Error.ShouldContain("another input, another version of the pathway");
    }

    [Fact]
    public async Task Resume_NothingWasInterrupted_IsRefused()
    {
        using var workspace = TemporaryWorkspace.Tiny().Write("people.ndjson", CohortCase.Line(1));
        (await workspace.RunAsync("cohort", "run", "tiny", "-i", "people.ndjson", "-o", "out.ndjson")).ShouldExitWith(RulewbResult.Clean);

        (await workspace.RunAsync("cohort", "run", "tiny", "-i", "people.ndjson", "-o", "out.ndjson", "--resume")).ShouldExitWith(RulewbResult.CouldNotRun).Error.ShouldContain("nothing to resume");
    }

    private static long Length(string path) => File.Exists(path) ? new FileInfo(path).Length : 0;
}
