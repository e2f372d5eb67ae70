using System.Numerics;
using RuleWorkbench.Compilation;
using RuleWorkbench.Compilation.Columns;
using RuleWorkbench.Compilation.Rows;
using RuleWorkbench.Model;

namespace RuleWorkbench.Cohorts;

/// <summary>A rule's verdicts as columns tell them, and row by row where they cannot. What is left for the walker are rules that
/// fail, and figures.</summary>
/// <param name="rule">Enabled and without a defect.</param>
/// <param name="told">What columns tell; null for a rule that they do not know.</param>
internal sealed class RowVerdicts(CompiledRule rule, ColumnVerdicts? told, RowBatch rows, FactTable cases) : IRuleVerdicts
{
    private ulong[] met = [], open = [], asked = [];

    public ulong[] Met => met;

    public ulong[] Open => open;

    public ulong[] Asked => asked;

    public IReadOnlyList<ColumnNode>? Figures => told?.Figures;

    public void Evaluate(int batch, int words)
    {
        if (met.Length < words)
            (met, open, asked) = (new ulong[words], new ulong[words], new ulong[words]);
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
                    Tell(batch, row);
            }
        }
    }

    private void Tell(int batch, int row)
    {
        if (rows.At(row) is not { } judged || judged.IsOpen(rule) is not { } isOpen)
            return;
        var verdict = judged.VerdictOf(rule);
        if (!isOpen && (verdict == Verdict.Error || (verdict == Verdict.Met && rule.Rule.OnSuccess is not null && told?.TellsFigures(batch, row) != true)))
            return;
        var bit = 1UL << (row & 63);
        asked[row >> 6] &= ~bit;
        open[row >> 6] = isOpen ? open[row >> 6] | bit : open[row >> 6] & ~bit;
        met[row >> 6] = !isOpen && verdict == Verdict.Met ? met[row >> 6] | bit : met[row >> 6] & ~bit;
    }
}
