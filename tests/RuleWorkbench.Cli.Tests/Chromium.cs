using Microsoft.Playwright;
using Xunit;

namespace RuleWorkbench.Cli;

/// <summary>A browser without a window, started once for the tests that share it.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>The browser. Where there is none the test ends as not run, and says how to get one.</summary>
    public IBrowser Browser
    {
        get
        {
            Assert.SkipWhen(browser is null, "Not run: there is no Chromium on the PATH. Install it: apt-get install chromium");
            return browser!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (folders.SelectMany(f => Names.Select(n => Path.Combine(f, n))).FirstOrDefault(File.Exists) is not { } program)
            return;
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = ["--no-sandbox"] });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }
}
