using System.ComponentModel;
using System.Diagnostics;

namespace RuleWorkbench.Tui.Terminals;

/// <summary>The desktop around the terminal, where there is one.</summary>
internal static class Desktop
{
    /// <summary>Hands a file to the program that the desktop has for it. What that program says does not reach the screen.</summary>
    /// <returns>False where there is none, as over ssh.</returns>
    public static bool Open(string file)
    {
        if (OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable("DISPLAY") is null && Environment.GetEnvironmentVariable("WAYLAND_DISPLAY") is null)
            return false;
        try
        {
            var start = OperatingSystem.IsWindows() ? new ProcessStartInfo(file) { UseShellExecute = true }
                : new ProcessStartInfo(OperatingSystem.IsMacOS() ? "open" : "xdg-open", [file]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
            using var opened = Process.Start(start);
            return true;
        }
        catch (Exception e) when (e is Win32Exception or FileNotFoundException)
        {
            return false;
        }
    }
}
