using CsCheck;

namespace RuleWorkbench.SelfTest;

/// <summary>Random pathways for CsCheck, which prints the seed of one that fails a test.</summary>
internal static class RandomPathways
{
    public static Gen<RandomPathway> Gen { get; } = CsCheck.Gen.ULong.Select(RandomPathway.Make);
}
