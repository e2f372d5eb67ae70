using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace RuleWorkbench.Isolation.Linux;

/// <summary>The numbers of system calls on one architecture.</summary>
/// <param name="Architecture">As seccomp calls it.</param>
/// <param name="Allowed">What .NET needs to run code, take memory, wait, and read files that are open or that Landlock lets it open.</param>
/// <param name="Newer">Calls for which there is an older one that is looked at.</param>
internal sealed record SystemCallTable(
    uint Architecture, long Seccomp, ImmutableArray<uint> Allowed, ImmutableArray<uint> Newer, uint MakeProcess, uint OpenAt, uint ProcessControl, uint Limits, uint SignalThread)
{
    /// <summary>clone3, openat2, faccessat2: the same everywhere.</summary>
    private static readonly ImmutableArray<uint> NewerCalls = [435, 437, 439];

    private static readonly SystemCallTable X64 = new(
        0xC000003E,
        SystemCalls.SeccompOnX64,
        [
            0, 1, 3, 5, 8, 17, 19, 20, // read write close fstat lseek pread64 readv writev
            4, 6, 262, 332, 21, 269, 89, 267, 79, 217, // stat lstat newfstatat statx access faccessat readlink readlinkat getcwd getdents64
            73, 221, 138, // flock fadvise64 fstatfs
            9, 10, 11, 12, 25, 26, 27, 28, 149, 150, 237, 239, // mmap mprotect munmap brk mremap msync mincore madvise mlock munlock mbind get_mempolicy
            13, 14, 15, 131, 127, // rt_sigaction rt_sigprocmask rt_sigreturn sigaltstack rt_sigpending
            202, 24, 35, 230, 228, 229, 96, 201, 324, 334, 273, 218, 219, // futex sched_yield nanosleep clock_nanosleep clock_gettime clock_getres gettimeofday time membarrier rseq set_robust_list set_tid_address restart_syscall
            39, 186, 110, 102, 104, 107, 108, 63, 99, 98, 203, 204, 145, 143, 309, 318, // getpid gettid getppid getuid getgid geteuid getegid uname sysinfo getrusage sched_setaffinity sched_getaffinity sched_getscheduler sched_getparam getcpu getrandom
            7, 271, 32, 33, 292, 22, 293, 72, // poll ppoll dup dup2 dup3 pipe pipe2 fcntl
            146, 147, // sched_get_priority_max sched_get_priority_min
            60, 231, // exit exit_group
        ],
        NewerCalls,
        MakeProcess: 56,
        OpenAt: 257,
        ProcessControl: 157,
        Limits: 302,
        SignalThread: 234);

    private static readonly SystemCallTable Arm64 = new(
        0xC00000B7,
        SystemCalls.SeccompOnArm64,
        [
            63, 64, 57, 80, 62, 67, 65, 66,
            79, 291, 48, 78, 17, 61,
            32, 223, 44,
            222, 226, 215, 214, 216, 227, 232, 233, 228, 229, 235, 236,
            134, 135, 139, 132, 136,
            98, 124, 101, 115, 113, 114, 169, 283, 293, 99, 96, 128,
            172, 178, 173, 174, 176, 175, 177, 160, 179, 165, 122, 123, 120, 121, 168, 278,
            73, 23, 24, 59, 25,
            125, 126,
            93, 94,
        ],
        NewerCalls,
        MakeProcess: 220,
        OpenAt: 56,
        ProcessControl: 167,
        Limits: 261,
        SignalThread: 131);

    /// <summary>Null for a machine whose numbers are not known here.</summary>
    public static SystemCallTable? OfThisMachine => RuntimeInformation.ProcessArchitecture switch
    {
        System.Runtime.InteropServices.Architecture.X64 => X64,
        System.Runtime.InteropServices.Architecture.Arm64 => Arm64,
        _ => null,
    };
}
