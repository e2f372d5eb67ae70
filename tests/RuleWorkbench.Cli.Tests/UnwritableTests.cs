using Shouldly;
using Xunit;

namespace RuleWorkbench.Cli;

/// <summary>Disks that do not take what is to be saved: everything stays as it was, and no temporary file is left.</summary>
public sealed class UnwritableTests
{
    /// <summary>Root may write everywhere unless it gives that right away.</summary>
    private const string AsAnybody = "if [ $(id -u) = 0 ]; then exec setpriv --bounding-set=-dac_override,-dac_read_search \"$@\"; else exec \"$@\"; fi";

    private static readonly string[] Rename = ["rename", "fact", "patient.age", "years"];

    [Fact]
    public async Task Save_ReadOnlyFolder_ChangesNothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        if (OperatingSystem.IsWindows())
            return;
        using var workspace = TemporaryWorkspace.Tiny();
        var before = Content(workspace);
        var folder = workspace["seeds/tiny/suites"];
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var result = await Rulewb.RunThroughAsync(workspace.Root, AsAnybody, Rename);

        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        result.ShouldExitWith(RulewbResult.CouldNotRun);
        result.Error.ShouldContain("nothing is changed");
        Content(workspace).ShouldBe(before);
    }

    [Fact]
    public async Task Fix_OneOfTwoFilesIsReadOnly_ChangesNeither()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        if (OperatingSystem.IsWindows())
            return;
        using var workspace = TemporaryWorkspace.Tiny()
            .Replace(TemporaryWorkspace.EntryFile, "patient.age >= 18", "patient.Age >= 18")
            .Replace(TemporaryWorkspace.GuardFile, "patient.allergic == true", "patient.allergic");
        var before = Content(workspace);
        File.SetUnixFileMode(workspace[TemporaryWorkspace.EntryFile], UnixFileMode.UserRead);

        var result = await Rulewb.RunThroughAsync(workspace.Root, AsAnybody, ["check", "--fix"]);

        result.ShouldExitWith(RulewbResult.CouldNotRun);
        result.Error.ShouldContain("nothing is changed");
        Content(workspace).ShouldBe(before);
    }

    [Fact]
    public async Task Save_DiskThatTakesNoLargeFile_ChangesNothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such limit.");
        using var workspace = TemporaryWorkspace.Tiny();
        workspace.Replace(TemporaryWorkspace.SuiteFile, "A child is not treated.", new string('x', 40_000));
        var before = Content(workspace);

        // A file beyond 8 KiB fails to be written, as on a full disk; without the variable .NET makes a larger one itself.
        var result = await Rulewb.RunThroughAsync(
            workspace.Root, "export DOTNET_EnableWriteXorExecute=0; trap '' XFSZ; ulimit -f 8; exec \"$@\"", Rename);

        result.ShouldExitWith(RulewbResult.CouldNotRun);
        result.ShouldNotLookLikeAFault().Error.ShouldContain("nothing is changed");
        Content(workspace).ShouldBe(before);
    }

    [Fact]
    public async Task Save_Link_IsFollowedAndStays()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows lets only administrators make links.");
        using var workspace = TemporaryWorkspace.Tiny();
        File.Move(workspace[TemporaryWorkspace.SuiteFile], workspace["elsewhere.json"]);
        File.CreateSymbolicLink(workspace[TemporaryWorkspace.SuiteFile], "../../../elsewhere.json");

        (await workspace.RunAsync(Rename)).ShouldExitWith(RulewbResult.Clean);

        new FileInfo(workspace[TemporaryWorkspace.SuiteFile]).LinkTarget.ShouldBe("../../../elsewhere.json");
        workspace.Read("elsewhere.json").ShouldContain("\"years\"");
    }

    private static string Content(TemporaryWorkspace workspace) => string.Join('\n', Directory.EnumerateFiles(workspace.Root, "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal).Select(f => $"{Path.GetRelativePath(workspace.Root, f)}: {Convert.ToHexString(File.ReadAllBytes(f))}"));
}
