using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace RuleWorkbench.Benchmarks;

/// <summary>The workbench from its start to its first whole screen, on the shipped pathways, in turn with an empty window of the same
/// library published in the same way; each in a terminal of its own (<c>script</c> of util-linux).</summary>
internal static class FirstScreen
{
    private const int Runs = 15;
    private const int TicksPerSecond = 100;

    /// <summary>Rows are written from above: what stands in the last one comes last.</summary>
    private const string LastOfWorkbench = "Ctrl+S";
    private const string LastOfEmpty = "┘";

    public static int Run()
    {
        var folder = Directory.CreateTempSubdirectory("rulewb-first").FullName;
        try
        {
            var rulewb = ColdStart.PublishProgram(folder);
            var empty = PublishEmpty(folder);
            var (workbench, window) = (new List<(double Wall, double Processor)>(), new List<(double Wall, double Processor)>());
            for (var i = 0; i <= Runs; i++)
            {
                var a = Start($"{rulewb} open {ShippedPathway.Root}", LastOfWorkbench, folder);
                var b = Start(empty, LastOfEmpty, folder);
                if (i == 0)
                    continue; // the first round warms the file cache
                workbench.Add(a);
                window.Add(b);
            }

            Tell("until the first screen", [.. workbench.Select(t => t.Wall)], [.. window.Select(t => t.Wall)]);
            Tell("processor time until then", [.. workbench.Select(t => t.Processor)], [.. window.Select(t => t.Processor)]);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Tell(string what, List<double> workbench, List<double> window) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{what}: workbench {ColdStart.Median(workbench):0} ms, empty window {ColdStart.Median(window):0} ms, ratio {ColdStart.Ratio(workbench, window):0.00}"));

    private static string PublishEmpty(string folder)
    {
        var empty = Path.Combine(folder, "window");
        Directory.CreateDirectory(empty);
        File.WriteAllText(Path.Combine(empty, "window.csproj"), """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><TieredPGO>false</TieredPGO><ConcurrentGarbageCollection>false</ConcurrentGarbageCollection><EventSourceSupport>false</EventSourceSupport></PropertyGroup>
              <ItemGroup><PackageReference Include="Terminal.Gui" Version="[2.5.0]" /></ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(empty, "Program.cs"), """
            using var app = Terminal.Gui.App.Application.Create();
            app.Init();
            using var window = new Terminal.Gui.Views.Window { Title = "empty" };
            app.Run(window, _ => false);
            """);
        ColdStart.Publish(empty, Path.Combine(folder, "w"));
        return Path.Combine(folder, "w", "window");
    }

    /// <summary>Starts a program in a terminal, and ends it once the terminal got a text.</summary>
    /// <returns>Milliseconds by the clock, and of processor time of the program with all its threads.</returns>
    private static (double Wall, double Processor) Start(string command, string last, string folder)
    {
        var start = new ProcessStartInfo("script", ["-qfc", $"stty cols 160 rows 45; echo pid=$$.; exec {command}", "/dev/null"]) { RedirectStandardOutput = true, RedirectStandardInput = true };
        start.Environment["XDG_STATE_HOME"] = start.Environment["XDG_CACHE_HOME"] = Path.Combine(folder, "home");
        start.Environment["TERM"] = "xterm-256color";
        start.Environment["SHELL"] = "/bin/sh";
        using var process = Process.Start(start)!;
        var seen = new StringBuilder();
        var buffer = new byte[65536];
        var decoder = Encoding.UTF8.GetDecoder();
        var letters = new char[buffer.Length];
        long began = 0;
        while (!seen.ToString().Contains(last, StringComparison.Ordinal))
        {
            var read = process.StandardOutput.BaseStream.Read(buffer);
            if (read == 0)
                throw new InvalidOperationException($"{command} ended: {seen}");
            if (began == 0)
                began = Stopwatch.GetTimestamp();
            seen.Append(letters, 0, decoder.GetChars(buffer, 0, read, letters, 0));
        }

        var wall = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        var text = seen.ToString();
        var at = text.IndexOf("pid=", StringComparison.Ordinal) + 4;
        var id = text[at..text.IndexOf('.', at)];
        var ticks = File.ReadAllText($"/proc/{id}/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var processor = 1000.0 * (double.Parse(ticks[11], CultureInfo.InvariantCulture) + double.Parse(ticks[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
        using (var program = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture)))
            program.Kill();
        process.WaitForExit();
        return (wall, processor);
    }
}
