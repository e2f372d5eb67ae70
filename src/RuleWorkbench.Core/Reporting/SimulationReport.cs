using System.Collections.Immutable;
using RuleWorkbench.Model;
using RuleWorkbench.Simulation;

namespace RuleWorkbench.Reporting;

/// <summary>The runs of one call of <c>simulate</c>, one a pathway; what the simulation reports are written from.</summary>
public sealed record SimulationReport(ImmutableArray<SuiteRun> Runs)
{
    /// <summary>What is wrong with the pathways and the files of their suites. A reader of a report must see it: cases that
    /// passed beside an error prove little.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>Those of <see cref="Diagnostics"/> that are errors.</summary>
    public IEnumerable<Diagnostic> Errors => Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error);

    public int Total => Runs.Sum(r => r.Cases.Length);

    public int Count(CaseOutcome outcome) => Runs.Sum(r => r.Count(outcome));

    /// <summary>How many passed that expect nothing, and so would whatever the pathway does.</summary>
    public int ExpectNothing => Runs.Sum(r => r.Cases.Count(c => c is { Outcome: CaseOutcome.Passed, Walk: not null } && c.Case.Expectation.IsEmpty));

    /// <summary>Such as <c>60 cases: 59 passed, 1 failed, 0 errored</c>.</summary>
    public string Summary =>
        $"{Total} {(Total == 1 ? "case" : "cases")}: {Count(CaseOutcome.Passed)} passed, {Count(CaseOutcome.Failed)} failed, {Count(CaseOutcome.Errored)} errored"
        + (Count(CaseOutcome.NotCounted) is > 0 and var disputed ? $", {disputed} not counted" : "")
        + (ExpectNothing is > 0 and var idle ? $"; {idle} of those that passed {(idle == 1 ? "expects" : "expect")} nothing" : "");
}
