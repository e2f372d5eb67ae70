using System.Diagnostics;
using System.Globalization;

namespace RuleWorkbench.Benchmarks;

/// <summary>Whole processes from cold: <c>rulewb simulate</c> on the shipped pathway with all its suites, published
/// ReadyToRun, in turn with an empty .NET program.</summary>
internal static class ColdStart
{
    private const int Runs = 15;

    public static int Run()
    {
        var folder = Directory.CreateTempSubdirectory("rulewb-cold").FullName;
        try
        {
            var rid = $"{(OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")}-{System.Runtime.InteropServices.RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";
            var empty = Path.Combine(folder, "empty");
            Directory.CreateDirectory(empty);
            File.WriteAllText(Path.Combine(empty, "empty.csproj"), """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");
            File.WriteAllText(Path.Combine(empty, "Program.cs"), "return 0;");
            Execute("dotnet", ["publish", empty, "-c", "Release", "-o", Path.Combine(folder, "e"), "-v", "quiet"]);
            Execute("dotnet", ["publish", Path.Combine(ShippedPathway.Root, "src/RuleWorkbench.Cli"), "-c", "Release", "-r", rid, "--self-contained", "false", "-o", Path.Combine(folder, "r"), "-v", "quiet"]);

            var (program, nothing) = (new List<double>(), new List<double>());
            for (var i = 0; i <= Runs; i++)
            {
                var a = Execute(Path.Combine(folder, "r", "rulewb"), ["simulate", "--root", ShippedPathway.Root]);
                var b = Execute(Path.Combine(folder, "e", "empty"), []);
                if (i == 0)
                    continue; // the first pair warms the file cache
                program.Add(a);
                nothing.Add(b);
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"rulewb simulate {Median(program):0} ms, empty program {Median(nothing):0} ms, median of pairwise ratios {Median([.. program.Zip(nothing, (p, n) => p / n)]):0.0}"));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static double Execute(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        var clock = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? Stopwatch.GetElapsedTime(clock).TotalMilliseconds
            : throw new InvalidOperationException($"{program} failed: {output}");
    }
}
