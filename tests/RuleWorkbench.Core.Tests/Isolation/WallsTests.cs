using Shouldly;
using Xunit;

namespace RuleWorkbench.Isolation;

/// <summary>Code that no gate ever saw, behind the walls. On a system that has none the worker says so.</summary>
public sealed class WallsTests : IClassFixture<WallsTests.HostileWorker>, IDisposable
{
    private readonly WorkerProcess worker;
    private readonly string folder = Directory.CreateTempSubdirectory("rulewb-").FullName;
    private readonly string file;

    public WallsTests(HostileWorker hostile)
    {
        worker = hostile.Process;
        file = Path.Combine(folder, "facts.json");
        File.WriteAllText(file, "as it was");
    }

    [Fact]
    public void Start_OnLinux_AllWallsAreUp()
    {
        worker.Missing.IsEmpty.ShouldBe(OperatingSystem.IsLinux());
        worker.Try("hello").ShouldBe("done hello");
    }

    [Theory]
    [InlineData("read|{file}")]
    [InlineData("read|/etc/passwd")]
    [InlineData("read|/proc/1/cmdline")]
    [InlineData("environment of the parent")]
    [InlineData("list|/")]
    [InlineData("list|{folder}")]
    [InlineData("write|{folder}/new")]
    [InlineData("write|{file}")]
    [InlineData("write|/dev/shm/rulewb-new")]
    [InlineData("write|{program}/new")]
    [InlineData("append|{file}")]
    [InlineData("delete|{file}")]
    [InlineData("move|{file}")]
    [InlineData("mode|{file}")]
    [InlineData("folder|{folder}/new")]
    [InlineData("link|{folder}/new")]
    [InlineData("socket|tcp")]
    [InlineData("socket|udp")]
    [InlineData("local socket")]
    [InlineData("start")]
    [InlineData("fork")]
    [InlineData("exec")]
    [InlineData("signal")]
    [InlineData("trace")]
    [InlineData("memory of the parent")]
    [InlineData("file in memory")]
    [InlineData("ring")]
    [InlineData("limits")]
    [InlineData("thread|read|{file}")]
    [InlineData("thread|write|{file}")]
    [InlineData("thread|fork")]
    [InlineData("pool|read|{file}")]
    [InlineData("pool|socket|tcp")]
    [InlineData("finalizer|read|{file}")]
    [InlineData("finalizer|write|{folder}/new")]
    [InlineData("finalizer|start")]
    public void HostileCode_ReachesOut_IsRefused(string what)
    {
        var answer = worker.Try(what.Replace("{file}", file).Replace("{folder}", folder).Replace("{program}", AppContext.BaseDirectory));

        answer.ShouldStartWith(worker.Missing.IsEmpty ? "refused " : "");
        Directory.GetFileSystemEntries(folder).ShouldBe([file]);
        File.ReadAllText(file).ShouldBe("as it was");
    }

    [Theory]
    [InlineData("read|{file}")]
    [InlineData("list|{folder}")]
    [InlineData("append|{file}")]
    [InlineData("socket|udp")]
    [InlineData("start")]
    [InlineData("finalizer|read|{file}")]
    public void SameCode_WithoutWalls_ReachesOut(string what)
    {
        using var open = WorkerProcess.Start(Workers.Program("open"));

        open.Try(what.Replace("{file}", file).Replace("{folder}", folder)).ShouldStartWith("done ");
    }

    [Fact]
    public void Environment_OfTheUser_IsNotHandedOn()
    {
        worker.Try("environment").Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..].ShouldAllBe(name => name.StartsWith("DOTNET_"));
    }

    [Theory]
    [InlineData("heap")]
    [InlineData("native")]
    public void HostileCode_TakesMemory_IsRefusedOrEnds(string what)
    {
        using var greedy = Workers.Hostile();

        try
        {
            greedy.Try(what).ShouldStartWith("refused ");
        }
        catch (WorkerStoppedException e)
        {
            e.Message.ShouldContain("memory");
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    public sealed class HostileWorker : IDisposable
    {
        public WorkerProcess Process { get; } = Workers.Hostile();

        public void Dispose() => Process.Dispose();
    }
}
