using Shouldly;

namespace RuleWorkbench.Cli;

/// <summary>What a run of rulewb left behind.</summary>
internal sealed record RulewbResult(int ExitCode, string Out, string Error)
{
    public const int Clean = 0;
    public const int CouldNotRun = 1;
    public const int GateFailed = 2;
    public const int Invalid = 3;
    public const int Cancelled = 130;

    /// <summary>Checks the exit code; a failure shows what the program wrote.</summary>
    public RulewbResult ShouldExitWith(int code)
    {
        ExitCode.ShouldBe(code, $"{Out}\n--- stderr ---\n{Error}");
        return this;
    }

    /// <summary>Checks that whatever went wrong was told to a person, and not as a fault of the program.</summary>
    public RulewbResult ShouldNotLookLikeAFault()
    {
        foreach (var line in $"{Out}\n{Error}".Split('\n'))
        {
            line.ShouldNotStartWith("   at ");
            line.ShouldNotContain("fault in rulewb");
            line.ShouldNotContain("Exception");
        }

        return this;
    }
}
