using CsCheck;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Model;
using RuleWorkbench.Simulation;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Compilation;

/// <summary>The law of two engines: the plan says what the reference engine says of every rule on every case.</summary>
public sealed class PlanLawTests(ITestOutputHelper output)
{
    private int comparisons;
    private int inColumns;

    [Fact]
    public async Task EvaluateAsync_RandomRulesAndCases_AgreesWithTheReferenceEngine()
    {
        await RandomPathway.Gen.SampleAsync(CompareAsync, print: _ => "");

        output.WriteLine($"{comparisons} comparisons, {inColumns} of them in columns");
        comparisons.ShouldBeGreaterThan(20_000);

        // The law is of no use where the trees judge everything.
        inColumns.ShouldBeGreaterThan(comparisons / 10);
    }

    private async Task CompareAsync(RandomPathway sample)
    {
        var compiled = CompiledPathway.Compile(sample.Pathway, [], CancellationToken.None);
        var reference = new ReferenceEngine(compiled);
        var facts = sample.Cases.SelectMany(c => c.Completions.Concat(c.Partial).Prepend(c.Facts)).Concat(sample.Full).ToList();
        var cases = facts.ConvertAll(f => BoundCase.Bind(compiled.Facts, sample.Pathway, f, [], null));
        var whole = new Plan(compiled);
        var plan = whole.Over(cases);
        for (var i = 0; i < cases.Count; i++)
        {
            var expected = await reference.EvaluateAsync(RandomPathway.Workflow, cases[i], TestContext.Current.CancellationToken);
            var actual = await plan.EvaluateAsync(RandomPathway.Workflow, cases[i], TestContext.Current.CancellationToken);
            foreach (var (e, a) in expected.Rules.Zip(actual.Rules))
            {
                Interlocked.Increment(ref comparisons);
                if (!whole.RowWise.Contains(e.Rule))
                    Interlocked.Increment(ref inColumns);
                if (!EngineComparison.Agree(e, a))
                    Assert.Fail(Explain(sample, e, a, facts[i]));
            }
        }
    }

    private static string Explain(RandomPathway sample, RuleResult expected, RuleResult actual, JObject facts)
    {
        var globals = string.Concat(sample.Pathway.Workflows[0].Globals.Select(g => $"let {g.Name} = {g.Expression}\n"));
        return $"{globals}{RandomPathway.Describe(expected.Rule)}\nreference: {Show(expected)}\nplan: {Show(actual)}\n{facts.ToString(Formatting.None)}";

        static string Show(RuleResult r) =>
            $"{r.Verdict} {r.Error} {r.Figures} [{string.Join(", ", r.MissingFacts)}] {string.Concat(r.Children.Select(c => $"({c.Rule.Name}: {Show(c)})"))}";
    }
}
