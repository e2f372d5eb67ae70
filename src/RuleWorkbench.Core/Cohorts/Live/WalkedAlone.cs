namespace RuleWorkbench.Cohorts.Live;

/// <summary>What became of a line that columns do not tell.</summary>
/// <param name="Numbers">The numbers of the summary that count it.</param>
/// <param name="Lacks">The rules that are undetermined, with facts that they lack.</param>
/// <param name="Stratum">Null where results are not broken down.</param>
internal sealed record WalkedAlone(int[] Numbers, (int Rule, int Fact)[] Lacks, string? Stratum)
{
    /// <summary>A line that is no case.</summary>
    public static readonly WalkedAlone Rejected = new([], [], null);
}
