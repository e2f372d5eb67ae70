using System.Runtime.InteropServices;

namespace RuleWorkbench.Cli;

/// <summary>A system can limit how long files get (<c>ulimit -f</c>), and ends a program that goes beyond without a word. Here
/// the write fails instead, as on a full disk, and is told.</summary>
internal static class FileSizeLimit
{
    private const int SignalOfLimit = 25;

    /// <summary>Makes writes beyond the limit fail until disposed.</summary>
    public static IDisposable? Observe() =>
        OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create((PosixSignal)SignalOfLimit, context => context.Cancel = true);
}
