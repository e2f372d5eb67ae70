using System.Collections.Immutable;
using RuleWorkbench.Diffing;
using RuleWorkbench.Impact;
using RuleWorkbench.Presentation.Lines;
using RuleWorkbench.Simulation;

namespace RuleWorkbench.Presentation.Rules;

/// <summary>What the edits since the last save do to the saved cases.</summary>
/// <param name="Cases">How many cases there are.</param>
/// <param name="Changed">Full ids of those that do something else now.</param>
/// <param name="Failing">How many are not as expected now.</param>
/// <param name="FailedBefore">How many were not as expected before.</param>
public sealed record SuiteEffect(int Cases, ImmutableArray<string> Changed, int Failing, int FailedBefore)
{
    /// <summary>In a line.</summary>
    public string Words =>
        $"{Count.Of(Cases, "case")}: {(Changed.IsEmpty ? "none changes" : Changed.Length == 1 ? "1 changes" : $"{Changed.Length} change")}, "
        + (Failing == 0 ? "all as expected" : $"{Failing} not as expected{(FailedBefore == 0 ? "" : $" ({FailedBefore} before)")}");

    /// <summary>Compares two runs of cases; those that one of them lacks count as changed.</summary>
    public static SuiteEffect Of(SuiteRun before, SuiteRun after)
    {
        var differ = new WalkDiffer(new PathwayDiff(after.Pathway.Name, PathwayVersion.Without("saved"), PathwayVersion.Without("edited"), [], []));
        var olds = before.Cases.ToDictionary(c => c.Case.FullId);
        var changed = after.Cases
            .Where(c => !olds.TryGetValue(c.Case.FullId, out var old) || (old.Walk is null) != (c.Walk is null) || (c.Walk is not null && !differ.Compare(old.Walk!, c.Walk).IsEmpty))
            .Select(c => c.Case.FullId).ToImmutableArray();
        return new SuiteEffect(after.Cases.Length, changed, Unexpected(after), Unexpected(before));
    }

    private static int Unexpected(SuiteRun run) => run.Cases.Length - run.Count(CaseOutcome.Passed);
}
