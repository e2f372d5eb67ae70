using System.Collections.Immutable;
using RuleWorkbench.Isolation.Linux;

namespace RuleWorkbench.Isolation;

/// <summary>What a worker cannot do, by order of the operating system and whatever code runs in it. A worker closes them before it
/// reads a word: around files first, which binds one thread and what that starts, so that the program is started anew in the
/// same process and no thread ever was without; then around the process.</summary>
internal static class Walls
{
    private const string Files = "nothing keeps it from files";

    /// <summary>Restricts this thread, and what it starts, to reading the runtime, the program and the system's libraries. There
    /// is no way back.</summary>
    /// <returns>What is not in force, in words; null when this wall is up.</returns>
    public static string? CloseAroundFiles() =>
        !OperatingSystem.IsLinux() ? $"{Files} (only Linux can)"
        : Landlock.Version == 0 ? $"{Files} (this kernel has no Landlock)"
        : !Landlock.Restrict(Readable()) ? $"{Files} (the kernel refused Landlock)"
        : null;

    /// <summary>Limits this process, and filters what it asks of the kernel; it ends when its parent does.</summary>
    /// <returns>What is not in force, in words; empty when all is.</returns>
    public static ImmutableArray<string> CloseAroundProcess()
    {
        if (OperatingSystem.IsWindows())
            return ["nothing keeps it from the network (only Linux can)"]; // whoever starts it puts it into a job
        if (!OperatingSystem.IsLinux())
            return ["nothing keeps it from the network and from starting programs (only Linux can)", "its memory is limited by .NET alone"];
        var missing = ResourceLimits.Apply().ToImmutableArray();
        const int kill = 9;
        if (SystemCalls.Control(SystemCalls.DieWithParent, kill, 0, 0, 0) != 0)
            missing = missing.Add("it may outlive rulewb");
        return SystemCallFilter.Apply() ? missing : missing.Add("nothing keeps it from the network and from starting programs (no filter of system calls)");
    }

    /// <summary>What .NET needs to start and to go on, and what the compiler reads. Of the system's files only those that say
    /// what machine it is; of processes only this one.</summary>
    private static IEnumerable<string> Readable()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return
        [
            AppContext.BaseDirectory, Path.GetFullPath(Path.Combine(framework, "..", "..", "..")), Environment.ProcessPath!,
            "/lib", "/lib64", "/usr/lib", "/usr/lib64", "/etc/ld.so.cache", "/etc/ld.so.preload",
            "/dev/null", "/dev/zero", "/dev/urandom", "/sys/devices/system/cpu", "/sys/devices/system/node", "/sys/fs/cgroup",
            "/proc/self", "/proc/meminfo", "/proc/cpuinfo", "/proc/stat",
        ];
    }
}
