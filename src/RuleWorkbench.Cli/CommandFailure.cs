namespace RuleWorkbench.Cli;

/// <summary>Ends a command with a message for the user. Not a bug: a bug is any other exception.</summary>
internal sealed class CommandFailure(ExitCode code, string message, string? fix = null) : Exception(message)
{
    public ExitCode Code => code;

    public string? Fix => fix;
}
