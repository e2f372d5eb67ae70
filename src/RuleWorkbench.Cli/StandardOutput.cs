using Microsoft.Win32.SafeHandles;

namespace RuleWorkbench.Cli;

/// <summary>The standard output for many bytes. .NET's own stream takes what nobody reads any more without a word, so that a
/// command would go on for hours behind <c>| head -1</c>.</summary>
internal static class StandardOutput
{
    private const int Handle = 1;
    private const int BrokenPipe = 32;

    public static Stream Open()
    {
        if (OperatingSystem.IsWindows())
            return Console.OpenStandardOutput();

        // A file that the shell opened is shared: only .NET's own stream moves on the position that others write at.
        var pipe = new FileStream(new SafeFileHandle(Handle, ownsHandle: false), FileAccess.Write, 0);
        return pipe.CanSeek ? Console.OpenStandardOutput() : pipe;
    }

    /// <summary>Whether a write failed because the other end of a pipe is closed.</summary>
    public static bool HasNoReader(IOException e) => !OperatingSystem.IsWindows() && e.HResult == BrokenPipe;
}
