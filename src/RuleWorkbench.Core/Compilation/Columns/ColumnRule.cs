using RuleWorkbench.Model;

namespace RuleWorkbench.Compilation.Columns;

/// <summary>A rule over a batch of cases: which it is met on, on which it fails, which a missing fact leaves open, and which
/// only the trees can tell.</summary>
/// <param name="rule">The rule.</param>
/// <param name="parameters">What RulesEngine evaluates before it, needed or not: a parameter that fails fails the rule.</param>
/// <param name="condition">Null for a rule with nested rules.</param>
/// <param name="children">The nested rules that are enabled.</param>
/// <param name="premises">Numbers that must be known and smaller than a bound for columns to tell.</param>
/// <param name="figures">Its figures; null where one of them stays with the trees.</param>
internal sealed class ColumnRule(
    CompiledRule rule, IReadOnlyList<ColumnNode> parameters, FlagNode? condition, IReadOnlyList<ColumnRule> children, IReadOnlyList<ColumnNode>? figures,
    IReadOnlyCollection<(NumberNode Amount, double Most)> premises)
{
    private ulong[] met = [], error = [], open = [], ask = [], unknown = [], truth = [];

    public CompiledRule Rule => rule;

    public IReadOnlyList<ColumnRule> Children => children;

    public IReadOnlyList<ColumnNode>? Figures => figures;

    public ulong[] Met => met;

    public ulong[] Error => error;

    /// <summary>Rows whose verdict is undetermined.</summary>
    public ulong[] Open => open;

    public ulong[] Ask => ask;

    public void Evaluate(int batch, int words)
    {
        if (met.Length < words)
        {
            (met, error, open) = (new ulong[words], new ulong[words], new ulong[words]);
            (ask, unknown, truth) = (new ulong[words], new ulong[words], new ulong[words]);
        }

        Array.Clear(error);
        Array.Clear(unknown);
        Array.Clear(ask);
        if (condition is not null)
            EvaluateCondition(condition, batch, words);
        else
            EvaluateNested(rule.Rule.Operator == RuleOperator.Or, batch, words);
        foreach (var parameter in parameters)
        {
            parameter.Run(batch);
            Add(error, parameter.Error, words);
            Add(ask, parameter.Ask, words);
            for (var i = 0; parameter.Risky is not null && i < words; i++)
            {
                // An unknown parameter that could fail leaves every rule open that it belongs to.
                unknown[i] |= parameter.SurelyRisky?[i] ?? 0;
                truth[i] &= ~(parameter.SurelyRisky?[i] ?? 0);
                ask[i] |= parameter.Risky[i] & ~(parameter.SurelyRisky?[i] ?? 0);
            }

            for (var i = 0; parameter.Error is not null && i < words; i++)
                ask[i] |= parameter.Error[i] & ~(parameter.Unknown?[i] ?? 0);
        }

        foreach (var (amount, most) in premises)
            AskUnless(amount, most, batch, words);
        for (var i = 0; i < words; i++)
        {
            met[i] &= ~error[i];

            // Where three-valued logic knows the answer and RulesEngine fails all the same, it fails on a missing fact in a
            // part that does not decide: that leaves the verdict open too.
            open[i] = unknown[i] | (truth[i] & ~met[i]) | (~truth[i] & (met[i] | error[i]));
        }
    }

    private void AskUnless(NumberNode amount, double most, int batch, int words)
    {
        amount.Run(batch);
        Add(ask, amount.Unknown, words);
        Add(ask, amount.Null, words);
        Add(ask, amount.Error, words);
        for (var row = 0; row < amount.Table.Rows; row++)
        {
            if (!(Math.Abs(amount.Values[row]) < most))
                Mask.Add(ask, row);
        }
    }

    private void EvaluateCondition(FlagNode node, int batch, int words)
    {
        node.Run(batch);
        Array.Copy(node.True, met, words);
        Add(error, node.Error, words);
        Add(unknown, node.Unknown, words);
        Add(ask, node.Ask, words);
        for (var i = 0; i < words; i++)
            truth[i] = met[i] & ~unknown[i];
    }

    private void EvaluateNested(bool isOr, int batch, int words)
    {
        foreach (var child in children)
            child.Evaluate(batch, words);
        for (var i = 0; i < words; i++)
        {
            var (success, fails, decides, isOpen, isDecided) = (isOr ? 0UL : ulong.MaxValue, 0UL, 0UL, 0UL, 0UL);
            foreach (var child in children)
            {
                var (m, e, o, t) = (child.met[i], child.error[i], child.unknown[i], child.truth[i]);
                success = isOr ? success | m : success & m;
                fails |= e;
                decides |= isOr ? m : ~m & ~e;
                isOpen |= o;
                isDecided |= isOr ? t : ~t & ~o;
                ask[i] |= child.ask[i];
            }

            error[i] = fails & ~decides;
            met[i] = success & ~error[i];
            unknown[i] = isOpen & ~isDecided;
            truth[i] = ~unknown[i] & (isOr ? isDecided : ~isDecided);
        }
    }

    private static void Add(ulong[] rows, ulong[]? more, int words)
    {
        for (var i = 0; more is not null && i < words; i++)
            rows[i] |= more[i];
    }
}
