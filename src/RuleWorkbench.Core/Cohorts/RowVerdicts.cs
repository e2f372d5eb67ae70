using System.Numerics;
using RuleWorkbench.Compilation;
using RuleWorkbench.Compilation.Columns;
using RuleWorkbench.Compilation.Rows;
using RuleWorkbench.Model;

namespace RuleWorkbench.Cohorts;

/// <summary>A rule's verdicts as columns tell them, and row by row where they cannot. What is left for the walker are rules and
/// figures that fail.</summary>
/// <param name="rule">Enabled and without a defect.</param>
/// <param name="told">What columns tell; null for a rule that they do not know.</param>
internal sealed class RowVerdicts(CompiledRule rule, IRuleVerdicts? told, RowBatch rows, FactTable cases) : IRuleVerdicts
{
    private readonly Dictionary<int, object?[]> figures = [];
    private ulong[] met = [], open = [], asked = [];

    public ulong[] Met => met;

    public ulong[] Open => open;

    public ulong[] Asked => asked;

    public IReadOnlyList<ColumnNode>? Figures => told?.Figures;

    public IReadOnlyDictionary<int, object?[]> FiguresBeside => figures;

    public void Evaluate(int batch, int words)
    {
        if (met.Length < words)
            (met, open, asked) = (new ulong[words], new ulong[words], new ulong[words]);
        figures.Clear();
        if (told is null)
        {
            Array.Clear(met);
            Array.Clear(open);
            Array.Fill(asked, ulong.MaxValue);
        }
        else
        {
            told.Evaluate(batch, words);
            Array.Copy(told.Met, met, words);
            Array.Copy(told.Open, open, words);
            Array.Copy(told.Asked, asked, words);
        }

        for (var i = 0; i < words; i++)
        {
            for (var left = asked[i]; left != 0; left &= left - 1)
            {
                var row = (i << 6) + BitOperations.TrailingZeroCount(left);
                if (row < cases.Rows)
                    Tell(row);
            }
        }
    }

    private void Tell(int row)
    {
        if (rows.At(row) is not { } judged || judged.IsOpen(rule) is not { } isOpen)
            return;
        var verdict = isOpen ? Verdict.NotMet : judged.VerdictOf(rule);
        if (verdict == Verdict.Error || (verdict == Verdict.Met && !TellFigures(judged, row)))
            return;
        var bit = 1UL << (row & 63);
        asked[row >> 6] &= ~bit;
        open[row >> 6] = isOpen ? open[row >> 6] | bit : open[row >> 6] & ~bit;
        met[row >> 6] = verdict == Verdict.Met ? met[row >> 6] | bit : met[row >> 6] & ~bit;
    }

    /// <summary>Notes the figures of a case on which the rule is met; false where they fail though no fact is missing.</summary>
    private bool TellFigures(RowCase judged, int row)
    {
        if (rule.Rule.OnSuccess is null)
            return true;
        if (judged.FiguresOf(rule) is { } values)
            figures[row] = values;
        else if (judged.Lacks(rule.FigureReads))
            figures[row] = [];
        else
            return false;
        return true;
    }
}
