using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace RuleWorkbench.Benchmarks.Peers;

/// <summary>What a process took, in seconds.</summary>
/// <param name="Cpu">Of all its threads; the wall's time where the system does not tell.</param>
internal readonly record struct PeerTime(double Wall, double Cpu);

/// <summary>Runs whole programs on so many cores, and takes the time.</summary>
internal static partial class PeerProcess
{
    /// <summary>True where processes can be kept on chosen cores.</summary>
    public static bool CanPin { get; } = OperatingSystem.IsLinux() && Find("taskset") is not null;

    private static bool HasTimes { get; } = !OperatingSystem.IsWindows() && File.Exists("/bin/sh");

    /// <summary>The path of a program, or null.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? program + ".exe" : program)).FirstOrDefault(File.Exists);

    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static PeerTime Run(int cores, string? folder, IReadOnlyList<string> command)
    {
        string[] pinned = CanPin ? ["taskset", "-c", cores == 1 ? "0" : string.Create(CultureInfo.InvariantCulture, $"0-{cores - 1}"), .. command] : [.. command];
        string[] all = HasTimes ? ["/bin/sh", "-c", "\"$@\" >/dev/null; code=$?; times; exit $code", "sh", .. pinned] : pinned;
        var start = new ProcessStartInfo(all[0], all[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder ?? "" };
        var clock = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var wall = Stopwatch.GetElapsedTime(clock).TotalSeconds;
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', command)} failed: {errors.GetAwaiter().GetResult()}");
        var cpu = Minutes().Matches(output).TakeLast(2).Sum(m => (60 * Number(m, 1)) + Number(m, 2));
        return new PeerTime(wall, HasTimes ? cpu : wall);
    }

    private static double Number(Match match, int group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    /// <summary>As `times` writes: those of the shell on one line, those of what it ran on the next.</summary>
    [GeneratedRegex(@"(\d+)m([\d.]+)s")]
    private static partial Regex Minutes();
}
