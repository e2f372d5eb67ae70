using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Compilation;
using RuleWorkbench.Model;
using RuleWorkbench.Simulation;

namespace RuleWorkbench.SelfTest;

/// <summary>A rule and a case on which the two engines disagree, as small as could be found.</summary>
/// <param name="Seed">Of the pathway that it was found in.</param>
/// <param name="Rule">The rule in one line, with the parameters that it needs.</param>
/// <param name="Plan">What the plan says in columns.</param>
/// <param name="CaseByCase">What it says case by case.</param>
public sealed record EngineDisagreement(ulong Seed, string Rule, JObject Facts, string Reference, string Plan, string CaseByCase);

/// <summary>What a self test found.</summary>
/// <param name="Comparisons">Rules on cases that both engines judged, the plan in columns and case by case.</param>
/// <param name="InColumns">How many of them the plan judged in columns.</param>
/// <param name="ByCode">How many its form for one case after another told without the trees being interpreted.</param>
public sealed record EngineSelfTestResult(long Comparisons, long InColumns, long ByCode, EngineDisagreement? Disagreement);

/// <summary>Compares both engines, the plan in both of its forms, on random pathways and cases until enough comparisons are made
/// or they disagree.</summary>
public static class EngineSelfTest
{
    /// <param name="count">At least so many comparisons.</param>
    /// <param name="progress">Told of the comparisons made so far.</param>
    public static async Task<EngineSelfTestResult> RunAsync(long count, ulong seed, IProgress<long>? progress, CancellationToken cancellation)
    {
        var (comparisons, inColumns, byCode) = (0L, 0L, 0L);
        for (var next = seed; comparisons < count; next++)
        {
            cancellation.ThrowIfCancellationRequested();
            var sample = RandomPathway.Make(next);
            var facts = sample.Cases.SelectMany(c => c.Completions.Concat(c.Partial).Prepend(c.Facts)).Concat(sample.Full).ToList();
            var trial = new Trial(sample.Pathway, facts);
            comparisons += trial.Comparisons;
            inColumns += trial.InColumns;
            byCode += trial.CountByCode();
            if (await trial.FindAsync(cancellation).ConfigureAwait(false) is var (rule, differing))
                return new EngineSelfTestResult(comparisons, inColumns, byCode, await ShrinkAsync(next, sample.Pathway, rule, differing, cancellation).ConfigureAwait(false));
            progress?.Report(comparisons);
        }

        return new EngineSelfTestResult(comparisons, inColumns, byCode, null);
    }

    /// <summary>Takes away other rules, parameters and facts as long as the engines still disagree.</summary>
    private static async Task<EngineDisagreement> ShrinkAsync(ulong seed, Pathway pathway, string rule, JObject facts, CancellationToken cancellation)
    {
        var workflow = pathway.Workflows[0];
        await TryAsync(workflow with { Rules = [.. workflow.Rules.Where(r => r.Name == rule)] }, facts).ConfigureAwait(false);
        foreach (var global in workflow.Globals)
            await TryAsync(workflow with { Globals = workflow.Globals.Remove(global) }, facts).ConfigureAwait(false);
        for (var isSmaller = true; isSmaller;)
        {
            isSmaller = false;
            foreach (var smaller in Smaller(facts))
            {
                if (!await TryAsync(workflow, smaller).ConfigureAwait(false))
                    continue;
                isSmaller = true;
                break;
            }
        }

        var found = await new Trial(pathway with { Workflows = [workflow] }, [facts]).JudgeAsync(rule, cancellation).ConfigureAwait(false);
        var globals = string.Concat(workflow.Globals.Select(g => $"let {g.Name} = {g.Expression}; "));
        return new EngineDisagreement(seed, globals + RandomPathway.Describe(workflow.Rules.First(r => r.Name == rule)), facts, Show(found[0]), Show(found[1]), Show(found[2]));

        async Task<bool> TryAsync(Workflow smaller, JObject fewer)
        {
            var trial = new Trial(pathway with { Workflows = [smaller] }, [fewer]);
            if (!trial.IsSound || await trial.FindAsync(cancellation).ConfigureAwait(false) is not var (found, _) || found != rule)
                return false;
            (workflow, facts) = (smaller, fewer);
            return true;
        }
    }

    /// <summary>The same facts with one of them, or one element, taken away.</summary>
    private static IEnumerable<JObject> Smaller(JObject facts)
    {
        var parts = facts.Descendants().Where(t => t is JProperty { Parent.Parent: not null } || t.Parent is JArray).Select(t => t.Path).ToList();
        foreach (var path in parts)
        {
            var copy = (JObject)facts.DeepClone();
            var part = copy.SelectToken(path)!;
            if (part.Parent is JProperty member)
                member.Remove();
            else
                part.Remove();
            yield return copy;
        }
    }

    private static string Show(RuleResult result)
    {
        var children = string.Concat(result.Children.Select(c => $" ({c.Rule.Name}: {Show(c)})"));
        return $"{result.Verdict}{(result.MissingFacts.IsEmpty ? "" : $", undetermined: {string.Join(", ", result.MissingFacts)}")}{(result.Error is null ? "" : ", fails")}{(result.Figures is null ? "" : $", figures {result.Figures}")}{children}";
    }

    /// <summary>RulesEngine, and both forms of the plan, on the same cases.</summary>
    private sealed class Trial
    {
        private readonly CompiledPathway compiled;
        private readonly List<JObject> facts;
        private readonly List<BoundCase> cases;
        private readonly IEngine[] engines;
        private readonly Plan whole;

        public Trial(Pathway pathway, List<JObject> facts)
        {
            this.facts = facts;
            compiled = CompiledPathway.Compile(pathway, [], CancellationToken.None);
            cases = facts.ConvertAll(f => BoundCase.Bind(compiled.Facts, pathway, f, [], null));
            whole = new Plan(compiled);
            engines = [new ReferenceEngine(compiled), whole.Over(cases), whole.CaseByCase];
            var rules = compiled.Workflows[RandomPathway.Workflow].Rules.Length;
            Comparisons = (long)rules * cases.Count;
            InColumns = (long)(rules - whole.RowWise.Length) * cases.Count;
        }

        public long Comparisons { get; }

        public long InColumns { get; }

        public bool IsSound => compiled.Diagnostics.IsEmpty;

        /// <summary>Rules on cases of which code tells everything.</summary>
        public long CountByCode()
        {
            using var invariant = InvariantScope.Enter();
            var form = whole.Rows.Of(RandomPathway.Workflow);
            var row = form.NewCase();
            var told = 0L;
            foreach (var source in cases)
            {
                row.Take(source);
                told += form.Logic.Keys.Count(r => row.VerdictOf(r) != Verdict.Error && row.IsOpen(r) == false);
            }

            return told;
        }

        /// <summary>The first rule and case on which the engines disagree.</summary>
        public async Task<(string Rule, JObject Facts)?> FindAsync(CancellationToken cancellation)
        {
            for (var i = 0; i < cases.Count; i++)
            {
                var results = await JudgeAsync(cases[i], cancellation).ConfigureAwait(false);
                foreach (var other in results.AsSpan()[1..])
                {
                    foreach (var (expected, actual) in results[0].Zip(other))
                    {
                        if (!EngineComparison.Agree(expected, actual))
                            return (expected.Rule.Name, facts[i]);
                    }
                }
            }

            return null;
        }

        /// <summary>What the engines say of a rule on the first case.</summary>
        public async Task<RuleResult[]> JudgeAsync(string rule, CancellationToken cancellation)
        {
            var results = await JudgeAsync(cases[0], cancellation).ConfigureAwait(false);
            return Array.ConvertAll(results, r => r.First(x => x.Rule.Name == rule));
        }

        private async Task<ImmutableArray<RuleResult>[]> JudgeAsync(BoundCase source, CancellationToken cancellation)
        {
            var results = new ImmutableArray<RuleResult>[engines.Length];
            for (var i = 0; i < results.Length; i++)
                results[i] = (await engines[i].EvaluateAsync(RandomPathway.Workflow, source, cancellation).ConfigureAwait(false)).Rules;
            return results;
        }
    }
}
