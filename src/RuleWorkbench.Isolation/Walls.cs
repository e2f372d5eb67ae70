using System.Collections.Immutable;
using RuleWorkbench.Isolation.Linux;

namespace RuleWorkbench.Isolation;

/// <summary>What a locked worker cannot do, by order of the operating system and whatever code runs in it. Two halves: one that
/// the worker is born with, so that no thread of it ever was without, and one that it puts on itself before it reads a word.</summary>
public static class Walls
{
    private const string Files = "nothing keeps it from files";

    /// <summary>.NET looks at its own process when it starts. Landlock keeps it from the memory and the environment of others.
    /// </summary>
    private const string Processes = "/proc";

    /// <summary>Restricts this thread, and the processes that it starts, to reading the runtime, the program and the system's
    /// libraries. There is no way back: the thread must be one that is used for nothing else.</summary>
    /// <returns>What is not in force, in words; empty when all is.</returns>
    public static ImmutableArray<string> CloseAroundThread() =>
        !OperatingSystem.IsLinux() ? [$"{Files} (only Linux can)"]
        : Landlock.Version == 0 ? [$"{Files} (this kernel has no Landlock)"]
        : !Landlock.Restrict([.. Readable(), Processes]) ? [$"{Files} (the kernel refused Landlock)"]
        : Landlock.Version < 4 ? ["Landlock of this kernel knows no network; system calls are filtered all the same"]
        : [];

    /// <summary>Limits this process, and filters what it asks of the kernel; it ends when its parent does.</summary>
    /// <returns>What is not in force, in words; empty when all is.</returns>
    public static ImmutableArray<string> CloseAroundProcess()
    {
        if (!OperatingSystem.IsLinux())
            return ["nothing keeps it from the network and from starting programs (only Linux can)", "its memory is limited by .NET alone"];
        var missing = ResourceLimits.Apply().ToImmutableArray();

        // This thread runs the scripts, and whatever they start inherits from it; it has no need of other processes' names.
        if (Landlock.Version > 0)
            _ = Landlock.Restrict(Readable());
        const int kill = 9;
        if (SystemCalls.Control(SystemCalls.DieWithParent, kill, 0, 0, 0) != 0)
            missing = missing.Add("it may outlive rulewb");
        return SystemCallFilter.Apply() ? missing : missing.Add("nothing keeps it from the network and from starting programs (no filter of system calls)");
    }

    /// <summary>What .NET needs to start and to go on, and what the compiler reads. Of the system's files only those that say
    /// what machine it is.</summary>
    private static IEnumerable<string> Readable()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return
        [
            AppContext.BaseDirectory, Path.GetFullPath(Path.Combine(framework, "..", "..", "..")), Environment.ProcessPath!,
            "/lib", "/lib64", "/usr/lib", "/usr/lib64", "/etc/ld.so.cache", "/etc/ld.so.preload",
            "/dev/null", "/dev/zero", "/dev/urandom", "/sys/devices/system/cpu", "/sys/devices/system/node", "/sys/fs/cgroup", "/proc/meminfo", "/proc/cpuinfo", "/proc/stat",
        ];
    }
}
