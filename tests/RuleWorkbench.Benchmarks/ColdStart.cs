using System.Diagnostics;
using System.Globalization;

namespace RuleWorkbench.Benchmarks;

/// <summary>Whole processes from cold: <c>rulewb simulate</c> on the first pathway with all its suites, published ReadyToRun
/// for an installed framework and standalone with its own, in turn with RulesEngine alone on one case and with an empty .NET
/// program.</summary>
internal static class ColdStart
{
    private const int Runs = 15;

    public static int Run()
    {
        var folder = Directory.CreateTempSubdirectory("rulewb-cold").FullName;
        try
        {
            var empty = Path.Combine(folder, "empty");
            Directory.CreateDirectory(empty);
            File.WriteAllText(Path.Combine(empty, "empty.csproj"), """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");
            File.WriteAllText(Path.Combine(empty, "Program.cs"), "return 0;");
            Execute("dotnet", ["publish", empty, "-c", "Release", "-o", Path.Combine(folder, "e"), "-v", "quiet"]);
            var rulewb = PublishProgram(folder);
            Publish("tests/RuleWorkbench.Benchmarks", Path.Combine(folder, "a"));
            var standalone = PublishStandalone(folder);

            var (program, whole, alone, nothing) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
            for (var i = 0; i <= Runs; i++)
            {
                var a = Execute(rulewb, ["simulate", ShippedPathway.Name, "--root", ShippedPathway.Root]);
                var s = Execute(standalone, ["simulate", ShippedPathway.Name, "--root", ShippedPathway.Root]);
                var b = Execute(Path.Combine(folder, "a", "RuleWorkbench.Benchmarks"), ["alone", ShippedPathway.Root]);
                var c = Execute(Path.Combine(folder, "e", "empty"), []);
                if (i == 0)
                    continue; // the first round warms the file cache
                program.Add(a);
                whole.Add(s);
                alone.Add(b);
                nothing.Add(c);
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"rulewb simulate {Median(program):0} ms, standalone {Median(whole):0} ms, RulesEngine alone {Median(alone):0} ms, empty program {Median(nothing):0} ms"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"beside the empty program: {Ratio(program, nothing):0.0}, standalone {Ratio(whole, nothing):0.0}, RulesEngine alone {Ratio(alone, nothing):0.0}; simulate beside RulesEngine alone: {Ratio(program, alone):0.00}"));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Publishes rulewb into a folder, compiled ahead.</summary>
    /// <returns>The path of the program.</returns>
    public static string PublishProgram(string folder)
    {
        Publish("src/RuleWorkbench.Cli", Path.Combine(folder, "r"));
        return Path.Combine(folder, "r", "rulewb");
    }

    /// <summary>From sources of their own: what is compiled as one with the framework may not lie where the other is made.</summary>
    private static string PublishStandalone(string folder)
    {
        var sources = Path.Combine(folder, "sources");
        Execute("git", ["clone", "--quiet", ShippedPathway.Root, sources]);
        Execute("dotnet", ["publish", Path.Combine(sources, "src/RuleWorkbench.Cli"), "-r", Rid, "-p:PublishProfile=standalone", "-o", Path.Combine(folder, "s"), "-v", "quiet"]);
        return Path.Combine(folder, "s", "rulewb");
    }

    private static string Rid => $"{(OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")}-{System.Runtime.InteropServices.RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";

    /// <summary>Publishes a project compiled ahead, for an installed framework.</summary>
    public static void Publish(string project, string to) =>
        Execute("dotnet", ["publish", Path.Combine(ShippedPathway.Root, project), "-c", "Release", "-r", Rid, "--self-contained", "false", "-p:PublishReadyToRun=true", "-o", to, "-v", "quiet"]);

    public static double Ratio(List<double> of, List<double> to) => Median([.. of.Zip(to, (a, b) => a / b)]);

    public static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    public static double Execute(string program, string[] arguments)
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
