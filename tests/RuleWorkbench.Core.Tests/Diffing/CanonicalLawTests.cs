using System.Collections.Immutable;
using CsCheck;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Compilation;
using RuleWorkbench.Model;
using RuleWorkbench.SelfTest;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Diffing;

/// <summary>The law of the canonical form: two rules with equal canonical trees have the same verdict, are determined on
/// the same cases and fail on the same cases.</summary>
public sealed class CanonicalLawTests(ITestOutputHelper output)
{
    private int claims;
    private int comparisons;
    private int refused;

    [Fact]
    public async Task Read_RandomRewrites_ClaimTheSameLogicOnlyWhereEveryCaseAgrees()
    {
        await new RewriteGenerator().SampleAsync(CompareAsync, iter: 35, print: _ => "");

        output.WriteLine($"{claims} claims, {comparisons} comparisons, {refused} rewrites not claimed");
        claims.ShouldBeGreaterThan(200);
        comparisons.ShouldBeGreaterThan(5_000);
        refused.ShouldBeGreaterThan(100);
    }

    private async Task CompareAsync(Rewrites sample)
    {
        var compiled = CompiledPathway.Compile(sample.Pathway, [], CancellationToken.None);
        var workflow = compiled.Workflows[RandomPathway.Workflow];
        var canonicalizer = new Canonicalizer(compiled, []);
        var keys = workflow.Rules.Select(r => r.Condition is null ? null : canonicalizer.Read(r.Condition).Key).ToList();
        var engine = new ReferenceEngine(compiled);
        foreach (var facts in sample.Cases)
        {
            var result = await engine.EvaluateAsync(RandomPathway.Workflow, BoundCase.Bind(compiled.Facts, sample.Pathway, facts, [], null), TestContext.Current.CancellationToken);
            for (var i = 0; i < keys.Count; i += 2)
            {
                if (keys[i] is null || keys[i] != keys[i + 1])
                    continue; // the parser takes some random texts for something else
                Interlocked.Increment(ref comparisons);
                var (before, after) = (result.Rules[i], result.Rules[i + 1]);
                if (before.Verdict != after.Verdict || before.IsDetermined != after.IsDetermined)
                    Assert.Fail($"{Show(before)}\n{Show(after)}\n{keys[i]!}\n{facts.ToString(Formatting.None)}");
            }
        }

        for (var i = 0; i < keys.Count; i += 2)
            Interlocked.Increment(ref keys[i] is not null && keys[i] == keys[i + 1] ? ref claims : ref refused);
    }

    private static string Show(RuleResult r) => $"{r.Rule.Expression}\n   {r.Verdict} {r.Error} [{string.Join(", ", r.MissingFacts)}]";

    /// <summary>Rules in pairs: one as it was, one rewritten.</summary>
    private sealed record Rewrites(Pathway Pathway, ImmutableArray<JObject> Cases);

    private sealed class RewriteGenerator : Gen<Rewrites>
    {
        private static readonly SourcePlace Place = new("w.json", 1, 1);

        public override Rewrites Generate(PCG pcg, Size? min, out Size size)
        {
            var dice = new Dice(pcg.Next64());
            var facts = new RandomFacts(dice);
            var expressions = new RandomExpressions(dice, facts.Askable);
            var rules = ImmutableArray.CreateBuilder<Rule>();
            for (var i = 0; i < 20; i++)
            {
                var (before, after) = Rewrite(dice, expressions);
                rules.Add(Rule($"r{i} before", before));
                rules.Add(Rule($"r{i} after", after));
            }

            var pathway = new Pathway("random", Place) { Inputs = [facts.Input], Workflows = [new Workflow(RandomPathway.Workflow, Place) { Rules = rules.ToImmutable() }], Entry = RandomPathway.Workflow };
            size = new Size((ulong)rules.Sum(r => r.Expression!.Text.Length));
            return new Rewrites(pathway, [.. Enumerable.Range(0, 25).Select(i => facts.Case(i % 5 * 20))]);
        }

        private static Rule Rule(string name, string text) => new(name, Place) { Expression = new ExpressionText(text, Place, text) };

        /// <summary>An expression and another that is, or might be taken for, the same.</summary>
        private static (string Before, string After) Rewrite(Dice dice, RandomExpressions expressions)
        {
            string C() => dice.Chance(60) ? expressions.Condition(0) : expressions.Condition(2);
            string N() => expressions.Number(dice.Roll(2));
            var (a, b, c, n, m) = (C(), C(), C(), N(), N());
            var pair = dice.Roll(24) switch
            {
                0 => ($"({a} && {b})", $"({b} && {a})"),
                1 => ($"({a} || {b})", $"({b} || {a})"),
                2 => ($"({a} && {b} && {c})", $"({c} && {a} && {b})"),
                3 => ($"({a} || {b} || {c})", $"({b} || {c} || {a})"),
                4 => ($"!({a} && {b})", $"(!({a}) || !({b}))"),
                5 => ($"!({a} || {b})", $"(!({b}) && !({a}))"),
                6 => ($"!(!({a}))", a),
                7 => ($"({a} && ({b} && {c}))", $"(({a} && {b}) && {c})"),
                8 => ($"({n} > {m})", $"({m} < {n})"),
                9 => ($"({n} >= {m})", $"({m} <= {n})"),
                10 => ($"!({n} > {m})", $"({n} <= {m})"),
                11 => ($"!({n} == {m})", $"({n} != {m})"),
                12 => ($"({n} == {m})", $"({m} == {n})"),
                13 => ($"({n} + {m} > 1)", $"({m} + {n} > 1)"),
                14 => ($"({n} > 1 + 1)", $"({n} > 2.0)"),
                15 => ($"({a} && true)", a),
                16 => ($"({a} || false)", $"(false || {a})"),
                17 => ($"({a} && false)", "(1 > 2)"),
                18 => ($"({a} || true)", "true"),
                19 => ($"({a} & {b})", $"({b} & {a})"),
                20 => ("p.xs.Any(u => u.n > 1 && u.f == true)", "p.xs.Any(w => true == w.f && 1 < w.n)"),
                21 => ($"!({expressions.Text(1)} == \"a\")", $"({expressions.Text(1)} != \"a\")"),
                22 => ($"(false && {a})", $"({b} && false)"),
                _ => ($"({a} && {b} || {c})", $"!((!({b}) || !({a})) && !({c}))"),
            };
            return dice.Roll(6) switch
            {
                0 => ($"({pair.Item1} && {c})", $"({pair.Item2} && {c})"),
                1 => ($"!({c} || {pair.Item1})", $"!({pair.Item2} || {c})"),
                2 => ($"p.xs.All(q => q.f == true || {pair.Item1})", $"p.xs.All(z => true == z.f || {pair.Item2})"),
                3 => ($"({pair.Item1} ? {c} : {b})", $"({pair.Item2} ? {c} : {b})"),
                4 => ($"(p.xs.Count(q => {pair.Item1}) >= 1)", $"(1 <= p.xs.Count(q => {pair.Item2}))"),
                _ => pair,
            };
        }
    }
}
