using System.Runtime.InteropServices;

namespace RuleWorkbench.Isolation.Linux;

/// <summary>The few functions of libc that .NET has no name for. Each returns -1 when it fails.</summary>
internal static unsafe partial class SystemCalls
{
    /// <summary>The calls that libc has no function for; the numbers are the same on every architecture.</summary>
    public const long SeccompOnX64 = 317;

    public const long SeccompOnArm64 = 277;

    public const long LandlockCreateRuleset = 444;

    public const long LandlockAddRule = 445;

    public const long LandlockRestrictSelf = 446;

    public const int DieWithParent = 1;

    public const int NoNewPrivileges = 38;

    public const int OpenPathOnly = 0x200000 | 0x80000;

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    public static partial long Call(long number, long first, long second, long third, long fourth);

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    public static partial int Control(int option, ulong second, ulong third, ulong fourth, ulong fifth);

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    public static partial int SetLimit(int resource, ulong* softAndHard);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int file);

    /// <summary>Replaces the program of this process; comes back only when that fails.</summary>
    public static void Execute(string path, IReadOnlyList<string> arguments)
    {
        var pointers = stackalloc byte*[arguments.Count + 1];
        for (var i = 0; i < arguments.Count; i++)
            pointers[i] = (byte*)Marshal.StringToCoTaskMemUTF8(arguments[i]);
        pointers[arguments.Count] = null;
        _ = ExecuteFile(path, pointers);
    }

    [LibraryImport("libc", EntryPoint = "execv", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ExecuteFile(string path, byte** arguments);
}
