namespace RuleWorkbench.Cli;

/// <summary>What the program tells the shell.</summary>
internal enum ExitCode
{
    /// <summary>All is well.</summary>
    Clean = 0,

    /// <summary>The command could not run: wrong arguments, a missing file, no pathway.</summary>
    CouldNotRun = 1,

    /// <summary>A gate failed: a case is not as expected.</summary>
    GateFailed = 2,

    /// <summary>The pathway or a suite is invalid.</summary>
    Invalid = 3,

    /// <summary>The answer is inconclusive.</summary>
    Inconclusive = 4,

    /// <summary>Cancelled from the keyboard, as shells count it.</summary>
    Cancelled = 130,
}
