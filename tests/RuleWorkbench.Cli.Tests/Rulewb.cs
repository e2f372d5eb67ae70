using System.Diagnostics;
using System.Text;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Cli;

/// <summary>The real program as a process of its own, with nobody at its keyboard.</summary>
internal sealed class Rulewb : IDisposable
{
    /// <summary>For a program that hangs; nothing is measured with it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly CancellationTokenSource deadline;
    private readonly Output output = new();
    private readonly Output error = new();
    private readonly Task reading;

    private Rulewb(ProcessStartInfo start, string input)
    {
        deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Patience);
        process = Process.Start(start)!;
        reading = Task.WhenAll(output.ReadAsync(process.StandardOutput), error.ReadAsync(process.StandardError));
        process.StandardInput.Write(input);
        process.StandardInput.Close();
    }

    public static string Assembly => Path.Combine(AppContext.BaseDirectory, "rulewb.dll");

    public static string Dotnet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>Runs to the end.</summary>
    public static Task<RulewbResult> RunAsync(string folder, params string[] arguments) =>
        RunAsync(folder, new Dictionary<string, string>(), arguments);

    /// <summary>Runs to the end under some environment variables.</summary>
    public static async Task<RulewbResult> RunAsync(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        using var running = Start(folder, environment, arguments);
        return await running.EndAsync();
    }

    /// <summary>Runs a copy of the program that lies elsewhere.</summary>
    public static async Task<RulewbResult> RunCopyAsync(string program, string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        using var running = new Rulewb(Prepare(Dotnet, folder, environment, [Path.Combine(program, "rulewb.dll"), .. arguments]), "");
        return await running.EndAsync();
    }

    /// <summary>Starts with something on its standard input.</summary>
    public static Rulewb StartWith(string folder, string input, params string[] arguments) =>
        new(Prepare(Dotnet, folder, new Dictionary<string, string>(), [Assembly, .. arguments]), input);

    /// <summary>Runs to the end through a shell script that executes <c>"$@"</c>.</summary>
    public static async Task<RulewbResult> RunThroughAsync(string folder, string script, params string[] arguments)
    {
        using var running = new Rulewb(Prepare("bash", folder, new Dictionary<string, string>(), ["-c", script, "rulewb", Dotnet, Assembly, .. arguments]), "");
        return await running.EndAsync();
    }

    public static Rulewb Start(string folder, params string[] arguments) => Start(folder, new Dictionary<string, string>(), arguments);

    /// <summary>Runs in a terminal of its own to the end; what it shows is in <see cref="RulewbResult.Out"/>.</summary>
    /// <param name="typed">What a person types.</param>
    public static async Task<RulewbResult> RunInTerminalAsync(
        string folder, IReadOnlyDictionary<string, string> environment, string typed, params string[] arguments)
    {
        // `script` of util-linux, which every Linux has, makes the terminal.
        string[] words = [Dotnet, Assembly, .. arguments];
        var start = Prepare("script", folder, environment, "-q", "-e", "-c", string.Join(' ', words.Select(w => $"'{w}'")), "/dev/null");
        start.Environment["TERM"] = "xterm-256color";
        using var running = new Rulewb(start, typed);
        return await running.EndAsync();
    }

    /// <summary>Waits until the standard output holds a text beyond the position reached so far, and moves there.</summary>
    /// <returns>What was skipped, and the rest of the line in which the text stands.</returns>
    public Task<string> WaitForAsync(string text) => WaitForAsync(output, text);

    /// <summary>The same for the standard error.</summary>
    public Task<string> WaitForErrorAsync(string text) => WaitForAsync(error, text);

    private async Task<string> WaitForAsync(Output stream, string text)
    {
        try
        {
            return await stream.WaitForAsync(text, deadline.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"rulewb never wrote \"{text}\".\n{output}\n--- stderr ---\n{error}");
        }
        catch (EndOfStreamException)
        {
            await process.WaitForExitAsync(deadline.Token);
            throw new ShouldAssertException($"rulewb ended with {process.ExitCode} and never wrote \"{text}\".\n{output}\n--- stderr ---\n{error}");
        }
    }

    /// <summary>Runs a line of a shell, in which <c>$RULEWB</c> is the program.</summary>
    public static async Task<RulewbResult> RunInShellAsync(string folder, string line)
    {
        using var running = new Rulewb(Prepare("bash", folder, new Dictionary<string, string> { ["RULEWB"] = $"{Dotnet} {Assembly}" }, "-c", line), "");
        return await running.EndAsync();
    }

    /// <summary>Waits until something outside of the program is so.</summary>
    public async Task WaitUntilAsync(Func<bool> isSo)
    {
        while (!isSo())
            await Task.Delay(1, deadline.Token);
    }

    /// <summary>Kills the program once something outside of it is so; false when it came to its end before.</summary>
    public async Task<bool> KillWhenAsync(Func<bool> isSo)
    {
        while (!isSo() && !process.HasExited)
            await Task.Delay(1, deadline.Token);
        if (process.HasExited)
            return false;
        process.Kill();
        await process.WaitForExitAsync(deadline.Token);
        return true;
    }

    /// <summary>Ctrl+C.</summary>
    public void Interrupt()
    {
        using var kill = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        kill.ExitCode.ShouldBe(0);
    }

    /// <summary>Waits for the end.</summary>
    public async Task<RulewbResult> EndAsync()
    {
        try
        {
            await process.WaitForExitAsync(deadline.Token);
            await reading.WaitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"rulewb does not end.\n{output}\n--- stderr ---\n{error}");
        }

        return new RulewbResult(process.ExitCode, output.ToString(), error.ToString());
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.Dispose();
        deadline.Dispose();
    }

    private static Rulewb Start(string folder, IReadOnlyDictionary<string, string> environment, string[] arguments) =>
        new(Prepare(Dotnet, folder, environment, [Assembly, .. arguments]), "");

    private static ProcessStartInfo Prepare(string program, string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        // What a shell starts in the background ignores Ctrl+C, and so would all that it starts.
        var start = new ProcessStartInfo(OperatingSystem.IsLinux() ? "env" : program, OperatingSystem.IsLinux() ? ["--default-signal=INT", program, .. arguments] : arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = new UTF8Encoding(false),
            StandardErrorEncoding = new UTF8Encoding(false),
        };
        start.Environment.Remove("NO_COLOR");
        start.Environment["XDG_CACHE_HOME"] = Path.Combine(AppContext.BaseDirectory, "cache");
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return start;
    }

    /// <summary>What a stream has given so far, to be waited on.</summary>
    private sealed class Output
    {
        private readonly StringBuilder text = new();
        private TaskCompletionSource grown = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private bool hasEnded;
        private int position;

        public async Task ReadAsync(StreamReader reader)
        {
            var buffer = new char[4096];
            int count;
            do
            {
                count = await reader.ReadAsync(buffer);
                TaskCompletionSource waiting;
                lock (text)
                {
                    text.Append(buffer, 0, count);
                    hasEnded = count == 0;
                    (waiting, grown) = (grown, new(TaskCreationOptions.RunContinuationsAsynchronously));
                }

                waiting.SetResult();
            }
            while (count > 0);
        }

        public async Task<string> WaitForAsync(string wanted, CancellationToken cancellation)
        {
            while (true)
            {
                Task growing;
                lock (text)
                {
                    var all = text.ToString();
                    var found = all.IndexOf(wanted, position, StringComparison.Ordinal);
                    var end = found < 0 ? -1 : all.IndexOf('\n', found);
                    if (end >= 0)
                    {
                        var passed = all[position..end];
                        position = end + 1;
                        return passed;
                    }

                    if (hasEnded)
                        throw new EndOfStreamException();
                    growing = grown.Task;
                }

                await growing.WaitAsync(cancellation);
            }
        }

        public override string ToString()
        {
            lock (text)
                return text.ToString();
        }
    }
}
