using System.Collections.Immutable;

namespace RuleWorkbench.Importing;

/// <summary>What an import made, and what it could not use.</summary>
/// <param name="Cases">Cases that were made.</param>
/// <param name="Expecting">Those of them that expect something.</param>
/// <param name="NotMapped">What no part of the mapping reads, by path.</param>
/// <param name="NotUsed">What a part of the mapping reads and could not use: values that no table has, that do not fit the
/// fact, cases that cannot be made.</param>
public sealed record ImportReport(int Cases, int Expecting, ImmutableArray<ImportFinding> NotMapped, ImmutableArray<ImportFinding> NotUsed)
{
    public bool IsComplete => NotMapped.IsEmpty && NotUsed.IsEmpty;
}
