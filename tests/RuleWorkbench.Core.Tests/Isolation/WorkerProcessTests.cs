using System.Diagnostics;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Isolation;

public sealed class WorkerProcessTests
{
    [Fact]
    public void Ask_StuckWorker_IsKilled()
    {
        using var worker = Workers.Hostile();
        using var process = Process.GetProcessById(worker.Id);

        Should.Throw<WorkerStoppedException>(() => worker.Ask("hang"u8, TimeSpan.FromMilliseconds(100))).Message.ShouldContain("did not answer within");
        process.WaitForExit(TimeSpan.FromMinutes(1)).ShouldBeTrue();
    }

    [Fact]
    public void Ask_KilledWorker_SaysSo()
    {
        using var worker = Workers.Hostile();
        using var process = Process.GetProcessById(worker.Id);
        process.Kill();

        Should.Throw<WorkerStoppedException>(() => worker.Try("hello")).Message.ShouldContain("was killed");
        Should.Throw<WorkerStoppedException>(() => worker.Try("hello"));
    }

    [Fact]
    public void Ask_WorkerThatBabbles_IsStopped()
    {
        using var worker = Workers.Hostile();

        Should.Throw<WorkerStoppedException>(() => worker.Try("babble")).Message.ShouldContain("protocol");
    }

    [Fact]
    public void Start_NoSuchProgram_SaysSo()
    {
        Should.Throw<WorkerStoppedException>(() => WorkerProcess.Start(new WorkerProgram("/nowhere/at/all", []))).Message.ShouldContain("could not be started");
    }
}
