using System.Runtime.InteropServices;

namespace RuleWorkbench.Cli;

/// <summary>A system can limit how long files get (<c>ulimit -f</c>), and ends a program that goes beyond without a word. Here
/// the write fails instead, as on a full disk, and is told.</summary>
internal static class FileSizeLimit
{
    private const int SignalOfLimit = 25;
    private const nint Ignore = 1;

    /// <summary>Makes writes beyond the limit fail.</summary>
    public static void FailInsteadOfEnding()
    {
        if (!OperatingSystem.IsWindows())
            _ = SetSignal(SignalOfLimit, Ignore);
    }

    /// <summary>Whether a write failed at the limit; .NET tells it as a wrong argument.</summary>
    public static bool IsReached(Exception e) => e is ArgumentOutOfRangeException { ParamName: "value", ActualValue: null } && e.StackTrace?.Contains(nameof(RandomAccess), StringComparison.Ordinal) == true;

    [DllImport("libc", EntryPoint = "signal")]
    private static extern nint SetSignal(int signal, nint handler);
}
