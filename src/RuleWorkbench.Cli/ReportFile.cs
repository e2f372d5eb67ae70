namespace RuleWorkbench.Cli;

/// <summary>Writes what a command was asked to write to a file.</summary>
internal static class ReportFile
{
    public static async Task WriteAsync(string file, string text, CancellationToken cancellation)
    {
        try
        {
            await File.WriteAllTextAsync(file, text, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.CouldNotRun, $"The report `{file}` cannot be written: {e.Message}", "Name a file in a folder that exists and that you can write to.");
        }
    }
}
