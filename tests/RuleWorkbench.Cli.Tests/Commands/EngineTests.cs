using Shouldly;
using Xunit;

namespace RuleWorkbench.Cli.Commands;

public sealed class EngineTests
{
    [Fact]
    public async Task Simulate_BothEngines_SaysThatTheyAgree()
    {
        using var workspace = TemporaryWorkspace.Shipped();
        var result = (await workspace.RunAsync("simulate", TemporaryWorkspace.ShippedPathway, "--engine", "both")).ShouldExitWith(RulewbResult.Clean);
        result.Error.ShouldMatch(@"failed-nerve-block: both engines agree on \d{4,} verdicts of \d{3,} cases\.");
    }

    [Fact]
    public async Task Simulate_SecondRunOfAVersion_SaysTheSameFromTheCache()
    {
        using var workspace = TemporaryWorkspace.Tiny();
        using var caches = new Cache();

        var first = (await Rulewb.RunAsync(workspace.Root, caches.Environment, "simulate", "tiny", "--verbose", "--format", "json")).ShouldExitWith(RulewbResult.Clean);
        caches.Files.ShouldHaveSingleItem();
        var second = (await Rulewb.RunAsync(workspace.Root, caches.Environment, "simulate", "tiny", "--verbose", "--format", "json")).ShouldExitWith(RulewbResult.Clean);

        caches.Files.ShouldHaveSingleItem();
        WithoutTimes(second.Out).ShouldBe(WithoutTimes(first.Out));
    }

    [Fact]
    public async Task Simulate_EditedRule_IsNotRunFromTheCache()
    {
        using var workspace = TemporaryWorkspace.Tiny();
        using var caches = new Cache();
        (await Rulewb.RunAsync(workspace.Root, caches.Environment, "simulate", "tiny")).ShouldExitWith(RulewbResult.Clean);

        workspace.Replace(TemporaryWorkspace.EntryFile, "patient.age >= 18", "patient.age > 200");

        (await Rulewb.RunAsync(workspace.Root, caches.Environment, "simulate", "tiny")).ShouldExitWith(RulewbResult.GateFailed);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(100)]
    public async Task Simulate_CacheThatWasTamperedWith_IsNotUsed(int at)
    {
        using var workspace = TemporaryWorkspace.Tiny();
        using var caches = new Cache();
        (await Rulewb.RunAsync(workspace.Root, caches.Environment, "simulate", "tiny")).ShouldExitWith(RulewbResult.Clean);
        var file = caches.Files.ShouldHaveSingleItem();
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        bytes[at] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);

        (await Rulewb.RunAsync(workspace.Root, caches.Environment, "simulate", "tiny")).ShouldExitWith(RulewbResult.Clean);

        (await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)).ShouldNotBe(bytes);
    }

    [Fact]
    public async Task Simulate_CacheThatOthersCanWriteTo_IsNotUsed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There the user's folder is the user's own by its access list.");
        using var workspace = TemporaryWorkspace.Tiny();
        using var caches = new Cache();
        Directory.CreateDirectory(caches.Folder);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(caches.Folder, (UnixFileMode)0b111_111_111);

        (await Rulewb.RunAsync(workspace.Root, caches.Environment, "simulate", "tiny")).ShouldExitWith(RulewbResult.Clean);

        caches.Files.ShouldBeEmpty();
    }

    private static string WithoutTimes(string report) =>
        System.Text.RegularExpressions.Regex.Replace(report, "(milliseconds|seconds|duration)\"\\s*:\\s*[0-9.]+", "$1", System.Text.RegularExpressions.RegexOptions.IgnoreCase);

    /// <summary>A cache folder of a test's own.</summary>
    private sealed class Cache : IDisposable
    {
        private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("rulewb-cache");

        public string Folder => Path.Combine(home.FullName, "rulewb");

        public Dictionary<string, string> Environment => new() { ["XDG_CACHE_HOME"] = home.FullName };

        public IReadOnlyList<string> Files => Directory.Exists(Folder) ? Directory.GetFiles(Folder) : [];

        public void Dispose() => home.Delete(recursive: true);
    }
}
