using System.Globalization;
using System.Runtime.CompilerServices;
using RuleWorkbench.Compilation.Columns;
using RuleWorkbench.Model;

namespace RuleWorkbench.Cohorts;

/// <summary>Writes the figures of one rule: what stays the same in all records is made once.</summary>
internal sealed class FigureWriter
{
    private readonly WalkedRule rule;
    private readonly ColumnNode[] figures;
    private readonly byte[][] before;
    private readonly byte[] after;
    private readonly byte[]?[] constants;
    private readonly TextPool texts;

    public FigureWriter(WalkedRule rule, TextPool texts)
    {
        (this.rule, this.texts) = (rule, texts);
        figures = [.. rule.Figures ?? []];
        var names = rule.Compiled.Figures.Select(f => f.Name).ToArray();
        var isSingle = names is [null];
        byte[] start = [.. RecordBytes.Quoted(rule.Rule.Id), (byte)':'];
        before = [.. names.Select((n, i) => isSingle ? start : (byte[])[.. i == 0 ? start : [], i == 0 ? (byte)'{' : (byte)',', .. RecordBytes.Quoted(n!), (byte)':'])];
        after = isSingle ? [] : [(byte)'}'];
        constants = [.. figures.Select(f => f is ConstantText text ? RecordBytes.Quoted(texts[text.Code]) : null)];
    }

    /// <summary>Rows on which no figure fails, of 64.</summary>
    public ulong WithoutError(int word)
    {
        var errors = 0UL;
        foreach (var figure in figures)
            errors |= figure.Error?[word] ?? 0;
        foreach (var (row, values) in rule.FiguresBeside)
        {
            if (row >> 6 != word)
                continue;
            var bit = 1UL << (row & 63);
            errors = values.Length > 0 ? errors & ~bit : errors | bit;
        }

        return ~errors;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Write(int row, RecordBytes to)
    {
        var beside = rule.FiguresBeside.GetValueOrDefault(row);
        for (var i = 0; i < before.Length; i++)
        {
            to.Add(before[i]);
            if (beside is not null)
                Write(beside[i], to);
            else if (constants[i] is { } constant)
                to.Add(constant);
            else if (figures[i] is NumberNode number and not ConstantNumber && !Mask.Has(number.Null, row))
                Write(number.Values[row], to);
            else
                Write(ColumnValue.Of(figures[i], row, texts), to);
        }

        to.Add(after);
    }

    private static void Write(double number, RecordBytes to)
    {
        if (double.IsFinite(number))
            to.Add(number);
        else
            to.Add(RecordBytes.Quoted(Figures.Number(number)));
    }

    private static void Write(object? value, RecordBytes to)
    {
        switch (value)
        {
            case null:
                to.Add("null"u8);
                break;
            case double number:
                Write(number, to);
                break;
            case bool flag:
                to.Add(flag ? "true"u8 : "false"u8);
                break;
            case DateTime date:
                to.Add(RecordBytes.Quoted(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
                break;
            default:
                to.Add(RecordBytes.Quoted(value.ToString()!));
                break;
        }
    }
}
