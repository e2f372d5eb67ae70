using System.ComponentModel;
using System.Diagnostics;

namespace RuleWorkbench.Versions;

/// <summary>The git program, for what belongs to the user's own configuration: it knows all the places where that can be.
/// </summary>
public static class GitProgram
{
    /// <summary>What git writes to its output, without the line's end; null where there is no git, or it says no.</summary>
    /// <param name="folder">Where it runs.</param>
    public static string? Run(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            process.BeginErrorReadLine(); // what git says of it is not for the user
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output.TrimEnd('\r', '\n') : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
