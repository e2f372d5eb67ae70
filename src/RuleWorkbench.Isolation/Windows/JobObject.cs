using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace RuleWorkbench.Isolation.Windows;

/// <summary>What Windows holds a worker by: a limit of memory, no process besides, and an end with whoever holds the job.</summary>
[SupportedOSPlatform("windows")]
internal sealed partial class JobObject : IDisposable
{
    /// <summary>As much as a worker on Linux may write.</summary>
    private const nuint MostMemory = 1024 * 1024 * 1024;

    private const int ExtendedLimits = 9;

    private readonly SafeFileHandle handle;

    private JobObject(SafeFileHandle handle) => this.handle = handle;

    [Flags]
    private enum Limits : uint
    {
        ActiveProcesses = 0x8,
        ProcessMemory = 0x100,
        DieOnUnhandledException = 0x400,
        KillOnClose = 0x2000,
    }

    /// <summary>A job with a process in it, which is killed when the job is disposed of, or this process ends.</summary>
    /// <returns>Null when Windows refused.</returns>
    public static JobObject? Around(SafeProcessHandle process)
    {
        var job = new JobObject(Create(0, 0));
        var limits = new ExtendedLimitInformation
        {
            Basic = new() { LimitFlags = (uint)(Limits.ActiveProcesses | Limits.ProcessMemory | Limits.DieOnUnhandledException | Limits.KillOnClose), ActiveProcessLimit = 1 },
            ProcessMemoryLimit = MostMemory,
        };
        if (!job.handle.IsInvalid && Set(job.handle, ExtendedLimits, in limits, Marshal.SizeOf<ExtendedLimitInformation>()) && Assign(job.handle, process))
            return job;
        job.Dispose();
        return null;
    }

    public void Dispose() => handle.Dispose();

    [LibraryImport("kernel32.dll", EntryPoint = "CreateJobObjectW")]
    private static partial SafeFileHandle Create(nint attributes, nint name);

    [LibraryImport("kernel32.dll", EntryPoint = "SetInformationJobObject")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool Set(SafeFileHandle job, int what, in ExtendedLimitInformation limits, int bytes);

    [LibraryImport("kernel32.dll", EntryPoint = "AssignProcessToJobObject")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool Assign(SafeFileHandle job, SafeProcessHandle process);

    /// <summary><c>JOBOBJECT_BASIC_LIMIT_INFORMATION</c>: 64 bytes.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct BasicLimitInformation
    {
        public long PerProcessUserTimeLimit;
        public long PerJobUserTimeLimit;
        public uint LimitFlags;
        public nuint MinimumWorkingSetSize;
        public nuint MaximumWorkingSetSize;
        public uint ActiveProcessLimit;
        public nuint Affinity;
        public uint PriorityClass;
        public uint SchedulingClass;
    }

    /// <summary><c>IO_COUNTERS</c>: 48 bytes.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct IoCounters
    {
        public ulong ReadOperations;
        public ulong WriteOperations;
        public ulong OtherOperations;
        public ulong ReadBytes;
        public ulong WrittenBytes;
        public ulong OtherBytes;
    }

    /// <summary><c>JOBOBJECT_EXTENDED_LIMIT_INFORMATION</c>: 144 bytes.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct ExtendedLimitInformation
    {
        public BasicLimitInformation Basic;
        public IoCounters Io;
        public nuint ProcessMemoryLimit;
        public nuint JobMemoryLimit;
        public nuint PeakProcessMemoryUsed;
        public nuint PeakJobMemoryUsed;
    }
}
