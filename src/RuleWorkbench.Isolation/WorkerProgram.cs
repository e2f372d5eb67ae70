using System.Collections.Immutable;
using System.Diagnostics;
using System.Reflection;

namespace RuleWorkbench.Isolation;

/// <summary>A program that is run as a worker.</summary>
/// <param name="File">The executable.</param>
/// <param name="Arguments">Its arguments.</param>
public sealed record WorkerProgram(string File, ImmutableArray<string> Arguments)
{
    /// <summary>The command of rulewb that serves as its worker.</summary>
    public const string Command = "worker";

    /// <summary>This very program.</summary>
    public static WorkerProgram Own(params ImmutableArray<string> arguments)
    {
        var host = Environment.ProcessPath!;
        return Path.GetFileNameWithoutExtension(host) == "dotnet"
            ? new WorkerProgram(host, [Assembly.GetEntryAssembly()!.Location, .. arguments])
            : new WorkerProgram(host, arguments);
    }

    /// <summary>How it is started: with none of the user's environment, a small heap, and no debugger's door.</summary>
    internal ProcessStartInfo Prepare()
    {
        var start = new ProcessStartInfo(File, Arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = AppContext.BaseDirectory };
        var root = Environment.GetEnvironmentVariable("DOTNET_ROOT");
        start.Environment.Clear();
        foreach (var (name, value) in ((string, string?)[])
            [
                ("DOTNET_ROOT", root),
                ("DOTNET_GCHeapHardLimit", "10000000"), // 256 MB, in hexadecimal
                ("DOTNET_gcServer", "0"),
                ("DOTNET_gcConcurrent", "0"),
                ("DOTNET_TieredPGO", "0"),
                ("DOTNET_EnableDiagnostics", "0"),
                ("DOTNET_EnableWriteXorExecute", "0"), // would need a file in memory
            ])
        {
            if (value is not null)
                start.Environment[name] = value;
        }

        return start;
    }
}
