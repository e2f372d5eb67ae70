namespace RuleWorkbench.Model;

/// <summary>What one call of a script may use, from where an expression enters it until it has its answer.</summary>
/// <param name="Steps">About one for every statement, call and element of a list.</param>
/// <param name="Megabytes">All memory that the call takes, whether it keeps it or not.</param>
/// <param name="Depth">How many functions may be entered inside one another.</param>
public sealed record ScriptBudget(long Steps, int Megabytes, int Depth)
{
    /// <summary>Thousands of times what a function over a patient's record needs, and less than a person notices.</summary>
    public static readonly ScriptBudget Default = new(10_000_000, 64, 200);

    /// <summary>What a pathway can set at least: less would stop functions that are known never to fail.</summary>
    public static readonly ScriptBudget Least = new(10_000, 1, 50);

    /// <summary>What a pathway can set at most.</summary>
    public static readonly ScriptBudget Most = new(1_000_000_000, 128, 1_000);
}
