using System.Collections.Immutable;
using RuleWorkbench.Model;
using Shouldly;
using Xunit;
using static RuleWorkbench.Simulation.SmallPathway;

namespace RuleWorkbench.Simulation;

/// <summary>How cases end.</summary>
public sealed class SuiteRunnerTests
{
    private static readonly SourcePlace Place = new("suite.json", 8, 9);

    private static readonly Pathway Failing = Of(Rule("r1", "1 / f.ts.Count() > 0"));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_ManyCases_GivesResultsInTheirOrder()
    {
        var cases = Enumerable.Range(0, 30).Select(i => Case($"c{i}", i % 2 == 0 ? """{ "a": true }""" : "{ }")).ToList();

        var run = await new SuiteRunner(Of(Rule("r1", "a")).Engine()).RunAsync(cases, null, Cancellation);

        run.Cases.Select(c => c.Case.Id).ShouldBe(cases.Select(c => c.Id));
        run.IsClean.ShouldBeTrue();
    }

    [Fact]
    public async Task RunAsync_Progress_IsToldOfEveryCase()
    {
        var told = new CountingProgress();

        await new SuiteRunner(Of(Rule("r1", "a")).Engine()).RunAsync([Case("c1", "{ }"), Case("c2", "{ }")], told, Cancellation);

        told.Count.ShouldBe(2);
    }

    [Fact]
    public async Task RunAsync_Cancelled_Throws()
    {
        var runner = new SuiteRunner(Of(Rule("r1", "a")).Engine());

        await Should.ThrowAsync<OperationCanceledException>(() => runner.RunAsync([Case("c1", "{ }")], null, new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task RunAsync_CaseWithAnError_IsErroredAndNotWalked()
    {
        var broken = Case("c1", "{ }") with { Diagnostics = [Diagnostic.Error(DiagnosticIds.UnknownFact, "There is no fact `f.z`.", Place)] };

        var result = await new SuiteRunner(Of(Rule("r1", "a")).Engine()).RunOneAsync(broken, Cancellation);

        result.Outcome.ShouldBe(CaseOutcome.Errored);
        result.Walk.ShouldBeNull();
        result.Mismatches.ShouldHaveSingleItem().What.ShouldBe(DiagnosticIds.UnknownFact);
    }

    [Fact]
    public async Task RunAsync_CaseWithAWarning_IsWalked()
    {
        var warned = Case("c1", "{ }") with { Diagnostics = [Diagnostic.Warning(DiagnosticIds.ParameterRedefined, "A warning.", Place)] };

        var result = await new SuiteRunner(Of(Rule("r1", "a")).Engine()).RunOneAsync(warned, Cancellation);

        result.Outcome.ShouldBe(CaseOutcome.Passed);
    }

    [Fact]
    public async Task RunAsync_UnexpectedErrorOfTheWalk_IsErrored()
    {
        var result = await new SuiteRunner(Failing.Engine()).RunOneAsync(Case("c1", """{ "ts": [] }"""), Cancellation);

        result.Outcome.ShouldBe(CaseOutcome.Errored);
        result.Mismatches.ShouldHaveSingleItem().What.ShouldBe("error at r1");
    }

    [Fact]
    public async Task RunAsync_UnexpectedErrorAndAnotherMismatch_IsFailed()
    {
        var source = Case("c1", """{ "ts": [] }""") with
        {
            Expectation = new Expectation { Walk = new Expected<ImmutableArray<string>>(["elsewhere"], Place) },
        };

        var result = await new SuiteRunner(Failing.Engine()).RunOneAsync(source, Cancellation);

        result.Outcome.ShouldBe(CaseOutcome.Failed);
    }

    [Fact]
    public async Task RunAsync_ExpectedErrorThatDoesNotHappen_IsFailed()
    {
        var source = Case("c1", """{ "ts": [ "t" ] }""") with { Expectation = new Expectation { Errors = [new Expected<string>("r1", Place)] } };

        var result = await new SuiteRunner(Failing.Engine()).RunOneAsync(source, Cancellation);

        result.Outcome.ShouldBe(CaseOutcome.Failed);
    }

    [Fact]
    public async Task RunAsync_ErrorIsExpectedByName_Passes()
    {
        var source = Case("c1", """{ "ts": [] }""") with { Expectation = new Expectation { Errors = [new Expected<string>("r1", Place)] } };

        var result = await new SuiteRunner(Failing.Engine()).RunOneAsync(source, Cancellation);

        result.Outcome.ShouldBe(CaseOutcome.Passed);
    }

    [Fact]
    public async Task RunAsync_RuleIsExpectedToFail_Passes()
    {
        var source = Case("c1", """{ "ts": [] }""") with
        {
            Expectation = new Expectation
            {
                Rules = ImmutableDictionary<string, Expected<RuleExpectation>>.Empty.Add("r1", new(RuleExpectation.Error, Place)),
            },
        };

        var result = await new SuiteRunner(Failing.Engine()).RunOneAsync(source, Cancellation);

        result.Outcome.ShouldBe(CaseOutcome.Passed);
    }

    private sealed class CountingProgress : IProgress<CaseResult>
    {
        private int count;

        public int Count => count;

        public void Report(CaseResult value) => Interlocked.Increment(ref count);
    }
}
