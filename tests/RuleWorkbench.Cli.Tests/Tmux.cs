using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace RuleWorkbench.Cli;

/// <summary>The real program in a real terminal: tmux, on a server of its own.</summary>
internal sealed class Tmux : IDisposable
{
    /// <summary>For what never comes; nothing is measured with it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private string server = NewServer();
    private readonly string folder;
    private readonly string state;

    public Tmux(string folder, string state)
    {
        (this.folder, this.state) = (folder, state);
        if (!File.Exists("/usr/bin/tmux") && !File.Exists("/usr/local/bin/tmux") && !File.Exists("/opt/homebrew/bin/tmux"))
            Assert.Skip("The workbench in a real terminal was not tested, since tmux is not installed: `apt-get install tmux`, or `brew install tmux`.");
    }

    /// <summary>What the screen shows.</summary>
    public string Screen => Call("capture-pane", "-p", "-t", "w");

    /// <summary>Opens the workbench; the shell around it says with what it ended.</summary>
    public void Open(int width = 110, int height = 34)
    {
        var command = $"'{Rulewb.Dotnet}' '{Rulewb.Assembly}' open; echo EXIT=$?; exec sleep 600";
        Call(
            "new-session", "-d", "-s", "w", "-x", width.ToString(CultureInfo.InvariantCulture), "-y", height.ToString(CultureInfo.InvariantCulture), "-c", folder,
            "-e", "XDG_STATE_HOME=" + state, "-e", "XDG_CACHE_HOME=" + Path.Combine(AppContext.BaseDirectory, "cache"), "-e", "LANG=C.UTF-8", "-e", "TERM=tmux-256color", command);
    }

    /// <summary>Ends the terminal, so that another can be opened.</summary>
    public void Close()
    {
        Call("kill-server");
        server = NewServer();
    }

    public void Press(params string[] keys)
    {
        foreach (var key in keys)
            Call("send-keys", "-t", "w", key);
    }

    public void Type(string text) => Call("send-keys", "-t", "w", "-l", text);

    public void Resize(int width, int height) =>
        Call("resize-window", "-t", "w", "-x", width.ToString(CultureInfo.InvariantCulture), "-y", height.ToString(CultureInfo.InvariantCulture));

    /// <summary>Waits until the screen shows a text.</summary>
    public async Task SeeAsync(string text) => await WaitAsync(text, isThere: true);

    /// <summary>Waits until the screen shows a text no more.</summary>
    public async Task SeeGoneAsync(string text) => await WaitAsync(text, isThere: false);

    /// <summary>Sends a signal to the workbench.</summary>
    public void Signal(string name)
    {
        var shell = Call("display", "-p", "-t", "w", "#{pane_pid}").Trim();
        var workbench = Run("pgrep", "-P", shell).Trim();
        Run("kill", "-" + name, workbench);
    }

    /// <summary>Whether the terminal is as it was: main screen, no mouse, cursor.</summary>
    public bool IsAsItWas => Call("display", "-p", "-t", "w", "#{alternate_on}#{mouse_any_flag}#{cursor_flag}").Trim() == "001";

    public void Dispose() => Call("kill-server");

    private static string NewServer() => "rulewb-test-" + Guid.NewGuid().ToString("N")[..8];

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = System.Text.Encoding.UTF8 })!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return text;
    }

    private string Call(params string[] arguments) => Run("tmux", ["-L", server, "-f", "/dev/null", .. arguments]);

    private async Task WaitAsync(string text, bool isThere)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        while (Screen.Contains(text, StringComparison.Ordinal) != isThere)
        {
            if (patience.IsCancellationRequested)
                throw new TimeoutException($"The screen {(isThere ? "never showed" : "always showed")} \"{text}\":\n{Screen}");
            await Task.Delay(50, CancellationToken.None);
        }
    }
}
