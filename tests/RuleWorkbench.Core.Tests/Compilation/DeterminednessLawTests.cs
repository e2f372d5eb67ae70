using CsCheck;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Model;
using RuleWorkbench.SelfTest;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Compilation;

/// <summary>The law of determined verdicts: no completion of the missing facts, other than those whose missingness the
/// expression asks about, turns a determined verdict.</summary>
public sealed class DeterminednessLawTests(ITestOutputHelper output)
{
    private int comparisons;
    private int determined;
    private int judged;

    [Fact]
    public async Task EvaluateAsync_CompletionsOfRandomCases_NeverTurnADeterminedVerdict()
    {
        await RandomPathways.Gen.SampleAsync(CheckLawAsync, print: _ => "");

        output.WriteLine($"{comparisons} comparisons; {determined} of {judged} verdicts on incomplete cases are determined");
        comparisons.ShouldBeGreaterThan(20_000);

        // The law is of no use where everything is open.
        ((double)determined / judged).ShouldBeGreaterThan(0.3);
    }

    [Fact]
    public async Task EvaluateAsync_RandomCasesWithoutMissingFacts_AreDeterminedAndAgreeWithThreeValuedLogic()
    {
        await RandomPathways.Gen.SampleAsync(
            async sample =>
            {
                var law = new Subject(sample);
                if (law.IsRefused)
                    return;
                foreach (var facts in sample.Full)
                {
                    foreach (var (result, value) in await law.JudgeAsync(facts))
                    {
                        Demand(result.IsDetermined, () => $"not determined\n{law.Explain(result, facts)}");
                        DemandAgreement(law, result, value, facts);
                    }
                }
            },
            iter: 40,
            print: _ => "");
    }

    private async Task CheckLawAsync(RandomPathway sample)
    {
        var law = new Subject(sample);
        if (law.IsRefused)
            return;
        foreach (var source in sample.Cases)
        {
            var before = await law.JudgeAsync(source.Facts);
            foreach (var (result, value) in before)
            {
                Interlocked.Increment(ref judged);
                if (result.IsDetermined)
                {
                    Interlocked.Increment(ref determined);
                    DemandAgreement(law, result, value, source.Facts);
                    continue;
                }

                Demand(
                    value.IsUnknown || (result.Verdict == Verdict.Error && !value.IsFailed),
                    () => $"undetermined, but three-valued: {value}\n{law.Explain(result, source.Facts)}");
                foreach (var fact in result.MissingFacts)
                    Demand(RandomFacts.IsMissing(source.Facts, fact.Split('.')), () => $"{fact} is not missing\n{law.Explain(result, source.Facts)}");
            }

            foreach (var completion in source.Completions.Concat(source.Partial))
            {
                var after = await law.JudgeAsync(completion);
                foreach (var ((result, _), (completed, _)) in before.Zip(after).Where(p => p.First.Result.IsDetermined))
                {
                    Interlocked.Increment(ref comparisons);

                    // A fact that is asked about stays missing, so that RulesEngine can fail on it where it came to look
                    // at it only now; the same holds for what a part of a completion leaves missing.
                    var holds = completed.IsDetermined
                        ? completed.Verdict == result.Verdict
                        : source.Partial.Contains(completion) || completed.MissingFacts.All(sample.Facts.IsAskable);
                    Demand(holds, () => $"turned to {completed.Verdict} {completed.Error} [{string.Join(", ", completed.MissingFacts)}]\n{law.Explain(result, source.Facts, completion)}");
                }
            }
        }
    }

    private static void DemandAgreement(Subject law, RuleResult result, Kleene value, JObject facts)
    {
        var said = value.IsTrue ? Verdict.Met : value.IsFalse ? Verdict.NotMet : value.IsFailed ? Verdict.Error : (Verdict?)null;
        Demand(said == result.Verdict, () => $"three-valued: {value}\n{law.Explain(result, facts)}");
    }

    /// <summary>Fails with a text that is made only then: there are a great many comparisons.</summary>
    private static void Demand(bool holds, Func<string> explain)
    {
        if (!holds)
            Assert.Fail(explain());
    }

    /// <summary>A compiled sample.</summary>
    private sealed class Subject
    {
        private readonly RandomPathway sample;
        private readonly CompiledWorkflow workflow;
        private readonly ReferenceEngine engine;
        private readonly KleeneEvaluator kleene;

        public Subject(RandomPathway sample)
        {
            this.sample = sample;
            var compiled = CompiledPathway.Compile(sample.Pathway, [], CancellationToken.None);

            // Now and then loops are made inside one another that the gate rightly refuses.
            IsRefused = compiled.Diagnostics.Any(d => d.Id == DiagnosticIds.ExpressionRunsOn);
            Demand(IsRefused || compiled.Diagnostics.IsEmpty, () => string.Join('\n', compiled.Diagnostics) + "\n" + sample);
            workflow = compiled.Workflows[RandomPathway.Workflow];
            engine = new ReferenceEngine(compiled);
            kleene = new KleeneEvaluator(compiled);
        }

        public bool IsRefused { get; }

        public async Task<List<(RuleResult Result, Kleene Value)>> JudgeAsync(JObject facts)
        {
            var bound = BoundCase.Bind(engine.Compiled.Facts, sample.Pathway, facts, [], null);
            var result = await engine.EvaluateAsync(RandomPathway.Workflow, bound, TestContext.Current.CancellationToken);
            var bindings = kleene.Bind(workflow, bound);
            return [.. result.Rules.Select((r, i) => (r, kleene.EvaluateRule(workflow.Rules[i], bindings, workflow.Globals)))];
        }

        public string Explain(RuleResult result, JObject facts, JObject? completion = null)
        {
            var globals = string.Concat(sample.Pathway.Workflows[0].Globals.Select(g => $"let {g.Name} = {g.Expression}\n"));
            var text = $"\n{globals}{RandomPathway.Describe(result.Rule)}\n{result.Verdict} {result.Error} [{string.Join(", ", result.MissingFacts)}]\n{facts.ToString(Formatting.None)}";
            return completion is null ? text : $"{text}\n{completion.ToString(Formatting.None)}";
        }
    }
}
