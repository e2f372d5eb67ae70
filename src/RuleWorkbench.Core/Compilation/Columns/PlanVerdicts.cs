using System.Runtime.InteropServices;
using RuleWorkbench.Model;

namespace RuleWorkbench.Compilation.Columns;

/// <summary>A rule's verdicts on many cases, nested rules included.</summary>
internal sealed class PlanVerdicts(ColumnRule rule, int cases, TextPool texts)
{
    private const byte Met = 1, Error = 2, Open = 4, Ask = 8;

    private readonly byte[] verdicts = new byte[cases];
    private readonly object?[]?[] figures = rule.Figures is { Count: > 0 } ? new object?[cases][] : [];
    private readonly PlanVerdicts[] children = [.. rule.Children.Select(c => new PlanVerdicts(c, cases, texts))];

    /// <summary>Evaluates the batch that has been loaded, and notes what came of it.</summary>
    /// <param name="start">The number of the batch's first case.</param>
    public void Evaluate(int batch, int start, int count)
    {
        rule.Evaluate(batch, (count + 63) >> 6);
        Note(start, count);
        if (figures.Length > 0)
            NoteFigures(batch, start, count);
    }

    /// <summary>The values of the figures where the rule is met; null where the trees must tell them.</summary>
    public object?[]? Figures(int position) => figures.Length > 0 ? figures[position] : null;

    /// <summary>True where only the trees can tell, of the rule itself or of a nested one.</summary>
    public bool Asks(int position) => (verdicts[position] & Ask) != 0;

    /// <summary>True where it or a nested rule fails: the trees tell why.</summary>
    public bool Fails(int position) => (verdicts[position] & Error) != 0;

    /// <summary>True where it or a nested rule is undetermined.</summary>
    public bool IsOpen(int position) => (verdicts[position] & Open) != 0;

    /// <summary>The result where nothing fails and nothing is asked.</summary>
    public RuleResult Result(int position)
    {
        var rules = rule.Rule.Children;
        var results = rules.Length == 0 ? [] : new RuleResult[rules.Length];
        for (int i = 0, enabled = 0; i < results.Length; i++)
            results[i] = rules[i].Rule.Enabled ? children[enabled++].Result(position) : new RuleResult(rules[i].Rule, Verdict.Skipped, [], null, null, []);
        return new RuleResult(
            rule.Rule.Rule, (verdicts[position] & Met) != 0 ? Verdict.Met : Verdict.NotMet, [], null, null, ImmutableCollectionsMarshal.AsImmutableArray(results));
    }

    /// <summary>What a nested rule asks, leaves open or fails at is noted of the rule too.</summary>
    private void Note(int start, int count)
    {
        foreach (var child in children)
            child.Note(start, count);
        for (var row = 0; row < count; row++)
        {
            verdicts[start + row] = (byte)((Mask.Has(rule.Met, row) ? Met : 0) | (Mask.Has(rule.Error, row) ? Error : 0)
                | (Mask.Has(rule.Open, row) ? Open : 0) | (Mask.Has(rule.Ask, row) ? Ask : 0));
            foreach (var child in children)
                verdicts[start + row] |= (byte)(child.verdicts[start + row] & (Error | Open | Ask));
        }
    }

    private void NoteFigures(int batch, int start, int count)
    {
        foreach (var figure in rule.Figures!)
            figure.Run(batch);
        for (var row = 0; row < count; row++)
        {
            if (Mask.Has(rule.Met, row) && !rule.Figures.Any(f => Mask.Has(f.Error, row) || Mask.Has(f.Ask, row)))
                figures[start + row] = [.. rule.Figures.Select(f => ColumnValue.Of(f, row, texts))];
        }
    }
}
