using System.Diagnostics;
using System.Security.Cryptography;
using Shouldly;

namespace RuleWorkbench.Cli;

/// <summary>A real git repository around a folder, made with the git program.</summary>
internal static class GitRepository
{
    /// <summary>Makes a repository of the workspace with one commit on the branch <c>main</c>.</summary>
    public static TemporaryWorkspace WithGit(this TemporaryWorkspace workspace)
    {
        workspace.Git("init", "-q", "-b", "main");
        return workspace.Commit("first");
    }

    public static TemporaryWorkspace Commit(this TemporaryWorkspace workspace, string message)
    {
        workspace.Git("add", "-A");
        workspace.Git("commit", "-q", "-m", message);
        return workspace;
    }

    public static string Git(this TemporaryWorkspace workspace, params string[] arguments) => Run(workspace.Root, arguments);

    public static string Run(string folder, params string[] arguments)
    {
        string[] all = ["-c", "user.name=test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false", "-c", "core.autocrlf=false", "-c", "protocol.file.allow=always", .. arguments];
        var start = new ProcessStartInfo("git", all) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, $"git {string.Join(' ', arguments)}: {error.GetAwaiter().GetResult()}");
        return output;
    }

    /// <summary>Every file of a folder with its content and time, those of git included.</summary>
    public static Dictionary<string, string> Snapshot(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(
            f => Path.GetRelativePath(folder, f), f => $"{Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f)))} {File.GetLastWriteTimeUtc(f):O}");
}
