using System.Collections.Immutable;
using System.Text;
using CsCheck;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Model;

namespace RuleWorkbench.Compilation;

/// <summary>A case with missing facts and what completions of it look like.</summary>
/// <param name="Partial">The same with only some of the missing facts filled in.</param>
internal sealed record CompletedCase(JObject Facts, ImmutableArray<JObject> Completions, ImmutableArray<JObject> Partial);

/// <summary>A pathway of one workflow with many random rules, so that its compilation is paid for once, and cases.</summary>
internal sealed record RandomPathway(Pathway Pathway, RandomFacts Facts, ImmutableArray<CompletedCase> Cases, ImmutableArray<JObject> Full)
{
    public const string Workflow = "w";

    public static Gen<RandomPathway> Gen { get; } = new Generator();

    public override string ToString() =>
        string.Join('\n', Pathway.Workflows[0].Globals.Select(g => $"{g.Name} = {g.Expression}").Concat(Pathway.Workflows[0].Rules.Select(Describe)));

    /// <summary>A rule in one line.</summary>
    public static string Describe(Rule rule)
    {
        var text = new StringBuilder(rule.Name).Append(": ");
        foreach (var local in rule.Locals)
            text.Append($"let {local.Name} = {local.Expression}; ");
        text.Append(rule.Operator is null ? rule.Expression!.Text : $"{rule.Operator} [{string.Join(" | ", rule.Rules.Select(Describe))}]");
        return rule.Enabled ? text.ToString() : $"(disabled) {text}";
    }

    private sealed class Generator : Gen<RandomPathway>
    {
        private static readonly SourcePlace Place = new("w.json", 1, 1);

        public override RandomPathway Generate(PCG pcg, Size? min, out Size size)
        {
            var dice = new Dice(pcg);
            var facts = new RandomFacts(dice);
            var expressions = new RandomExpressions(dice, facts.Askable);
            var globals = ImmutableArray.CreateBuilder<Parameter>();
            for (var i = dice.Roll(3); i > 0; i--)
                globals.Add(Parameter(dice, expressions, $"g{i}"));
            var rules = Enumerable.Range(0, 1 + dice.Roll(28)).Select(i => Rule(dice, expressions, $"r{i}", 2)).ToImmutableArray();
            var pathway = new Pathway("random", Place)
            {
                Inputs = [facts.Input],
                Workflows = [new Workflow(Workflow, Place) { Globals = globals.ToImmutable(), Rules = rules }],
                Entry = Workflow,
            };
            var cases = Enumerable.Range(0, 6).Select(i => Case(facts, i % 3 == 0 ? 15 : i % 3 == 1 ? 35 : 60)).ToImmutableArray();
            var sample = new RandomPathway(pathway, facts, cases, [.. Enumerable.Range(0, 2).Select(_ => facts.Case(0))]);
            size = new Size((ulong)sample.ToString().Length);
            return sample;
        }

        private static CompletedCase Case(RandomFacts facts, int percentMissing)
        {
            var known = facts.Case(percentMissing);
            return new CompletedCase(
                known,
                [.. Enumerable.Range(0, 6).Select(_ => facts.Complete(known, 100))],
                [facts.Complete(known, 50)]);
        }

        private static Rule Rule(Dice dice, RandomExpressions expressions, string name, int depth)
        {
            var (flags, numbers, texts) = (expressions.Flags.Count, expressions.Numbers.Count, expressions.Texts.Count);
            var locals = ImmutableArray.CreateBuilder<Parameter>();
            for (var i = dice.Chance(25) ? 1 + dice.Roll(2) : 0; i > 0; i--)
                locals.Add(Parameter(dice, expressions, $"{name}_{i}"));
            var rule = new Rule(name, Place) { Locals = locals.ToImmutable() };
            rule = depth > 0 && dice.Chance(25)
                ? rule with
                {
                    Operator = dice.Pick(RuleOperator.And, RuleOperator.Or),
                    Rules = [.. Enumerable.Range(0, 1 + dice.Roll(3)).Select(i => Rule(dice, expressions, $"{name}_c{i}", depth - 1) with { Enabled = dice.Chance(90) })],
                }
                : rule with { Expression = Expression(expressions.Condition(1 + dice.Roll(3))) };
            if (depth == 2 && dice.Chance(40))
                rule = rule.WithFigure(dice.Pick(expressions.Number(1), $"new ({expressions.Number(1)} as n, {expressions.Text(1)} as t, ({expressions.Condition(1)}) as f)"));
            expressions.Flags.RemoveRange(flags, expressions.Flags.Count - flags);
            expressions.Numbers.RemoveRange(numbers, expressions.Numbers.Count - numbers);
            expressions.Texts.RemoveRange(texts, expressions.Texts.Count - texts);
            return rule;
        }

        private static Parameter Parameter(Dice dice, RandomExpressions expressions, string name)
        {
            var kind = dice.Roll(3);
            var text = kind == 0 ? expressions.Condition(2) : kind == 1 ? expressions.Number(2) : expressions.Text(1);
            (kind == 0 ? expressions.Flags : kind == 1 ? expressions.Numbers : expressions.Texts).Add(name);
            return new Parameter(name, Expression(text));
        }

        private static ExpressionText Expression(string text) => new(text, Place, text);
    }
}
