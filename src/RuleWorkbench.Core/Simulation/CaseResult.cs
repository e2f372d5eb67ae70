using System.Collections.Immutable;
using RuleWorkbench.Model;

namespace RuleWorkbench.Simulation;

/// <summary>How a case ended.</summary>
public enum CaseOutcome
{
    Passed,

    /// <summary>Something is not as expected.</summary>
    Failed,

    /// <summary>The case could not be run, or the walk had an error that it does not expect.</summary>
    Errored,

    /// <summary>Walked, but the suite says why its outcome does not count.</summary>
    NotCounted,
}

/// <summary>A thing that is not as expected.</summary>
/// <param name="What">Such as <c>rule FNB-21</c> or <c>recommendation REPEAT_ULTRASOUND</c>.</param>
/// <param name="RuleIds">Rules whose traces explain it.</param>
public sealed record Mismatch(string What, string Expected, string Actual, SourcePlace Place, ImmutableArray<string> RuleIds);

/// <summary>A case, what it did, and what of that was not expected.</summary>
/// <param name="Walk">Null when the case could not be run.</param>
public sealed record CaseResult(
    Case Case, CaseOutcome Outcome, WalkResult? Walk, ImmutableArray<Mismatch> Mismatches, TimeSpan Duration)
{
    /// <summary>True when it is not as expected, and that counts.</summary>
    public bool IsBroken => Outcome is CaseOutcome.Failed or CaseOutcome.Errored;
}

/// <summary>The results of cases of one pathway, in the order of the suites.</summary>
public sealed record SuiteRun(Pathway Pathway, ImmutableArray<CaseResult> Cases, TimeSpan Duration)
{
    public int Count(CaseOutcome outcome) => Cases.Count(c => c.Outcome == outcome);

    /// <summary>True when every case passed that counts.</summary>
    public bool IsClean => !Cases.Any(c => c.IsBroken);
}
