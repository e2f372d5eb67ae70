using System.Collections.Immutable;
using RuleWorkbench.Model;
using RuleWorkbench.Simulation;

namespace RuleWorkbench.Reporting;

/// <summary>Simulation reports made by hand, with whatever texts a test wants in them.</summary>
internal static class SampleReport
{
    public static readonly SourcePlace Place = new("seeds/p/suites/s.json", 7, 5);

    /// <summary>One suite with a case that passed, one that failed with this mismatch, and one that errored.</summary>
    public static SimulationReport Of(Mismatch mismatch, string failedCase = "failed", string suite = "s") => Of(
        Result(suite, "passed", CaseOutcome.Passed),
        Result(suite, failedCase, CaseOutcome.Failed, mismatch),
        Result(suite, "errored", CaseOutcome.Errored, Mismatch("RW021", "a case that can be run", "There is no fact `p.x`.")));

    public static SimulationReport Of(params CaseResult[] results) =>
        new([new SuiteRun(new Pathway("p", new SourcePlace("pathway.json")) { Title = "A | pathway", Version = "1.2.0" }, [.. results], TimeSpan.FromSeconds(2))]);

    public static CaseResult Result(string suite, string id, CaseOutcome outcome, params Mismatch[] mismatches) =>
        new(new Case(suite, id, Place, [], [], null) { Why = "Why not?" }, outcome, null, [.. mismatches], TimeSpan.FromMilliseconds(1250));

    public static Mismatch Mismatch(string what, string expected, string actual) => new(what, expected, actual, Place, ImmutableArray<string>.Empty);
}
