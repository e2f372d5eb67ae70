using System.Runtime.InteropServices;

namespace RuleWorkbench.Isolation.Linux;

/// <summary>Landlock: what a thread, and all that it starts from then on, can reach of the file system, of TCP and of other
/// processes. What was started may never undo it. (Linux 5.13; TCP since 6.7, signals and local sockets since 6.12.)</summary>
internal static unsafe class Landlock
{
    private const ulong Execute = 1 << 0;
    private const ulong ReadFile = 1 << 2;
    private const ulong ReadFolder = 1 << 3;
    private const ulong BindAndConnect = 0b11;
    private const ulong LocalSocketsAndSignals = 0b11;
    private const long AskForVersion = 1;
    private const long RuleForPath = 1;

    /// <summary>The version that the kernel has; 0 for none.</summary>
    public static int Version { get; } = OperatingSystem.IsLinux() ? Math.Max(0, (int)SystemCalls.Call(SystemCalls.LandlockCreateRuleset, 0, 0, AskForVersion, 0)) : 0;

    /// <summary>Lets this thread, and what it starts, read and execute what is below the given paths, and nothing else: no
    /// writing anywhere. A path that does not exist is left out.</summary>
    /// <returns>False when the kernel has no Landlock or refuses.</returns>
    public static bool Restrict(IEnumerable<string> readable)
    {
        if (Version == 0)
            return false;
        var rules = CreateRules();
        if (rules < 0)
            return false;
        try
        {
            return readable.All(path => Allow(rules, path))
                && SystemCalls.Control(SystemCalls.NoNewPrivileges, 1, 0, 0, 0) == 0
                && SystemCalls.Call(SystemCalls.LandlockRestrictSelf, rules, 0, 0, 0) == 0;
        }
        finally
        {
            _ = SystemCalls.Close(rules);
        }
    }

    private static int CreateRules()
    {
        // All kinds of access that this version knows are taken away: 13 at first, then refer, truncate, ioctl.
        var kinds = Version switch { 1 => 13, 2 => 14, 3 or 4 => 15, _ => 16 };
        var handled = stackalloc ulong[3];
        handled[0] = (1UL << kinds) - 1;
        handled[1] = Version >= 4 ? BindAndConnect : 0;
        handled[2] = Version >= 6 ? LocalSocketsAndSignals : 0;
        return (int)SystemCalls.Call(SystemCalls.LandlockCreateRuleset, (long)handled, Version >= 6 ? 24 : Version >= 4 ? 16 : 8, 0, 0);
    }

    private static bool Allow(int rules, string path)
    {
        var isFolder = Directory.Exists(path);
        if (!isFolder && !File.Exists(path))
            return true;
        var file = SystemCalls.Open(path, SystemCalls.OpenPathOnly);
        if (file < 0)
            return false;
        try
        {
            var rule = new PathRule { Allowed = Execute | ReadFile | (isFolder ? ReadFolder : 0), File = file };
            return SystemCalls.Call(SystemCalls.LandlockAddRule, rules, RuleForPath, (long)&rule, 0) == 0;
        }
        finally
        {
            _ = SystemCalls.Close(file);
        }
    }

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private struct PathRule
    {
        public ulong Allowed;
        public int File;
    }
}
