using RuleWorkbench.Model;

namespace RuleWorkbench.Compilation.Columns;

/// <summary>One fact of all rows of a table; of a list only whether it is missing, since its elements are rows of a table
/// of their own. Where a fact is missing its value means nothing.</summary>
internal sealed partial class FactColumn(FactTable table, FactKind kind)
{
    private ulong[]? missing;

    public FactTable Table => table;

    public FactKind Kind => kind;

    public double[] Numbers { get; private set; } = [];

    /// <summary>Ticks of dates.</summary>
    public long[] Ticks { get; private set; } = [];

    /// <summary>Texts as numbers in the <see cref="TextPool"/>.</summary>
    public int[] Codes { get; private set; } = [];

    public ulong[] Flags { get; private set; } = [];

    /// <summary>Null where no row lacks the fact.</summary>
    public ulong[]? Missing { get; private set; }

    public void Clear()
    {
        Missing = null;
        Array.Clear(Flags);
    }

    public void SetMissing(int row)
    {
        Reserve(row);
        if (Missing is null)
        {
            if (missing is null || missing.Length <= row >> 6)
                missing = new ulong[Math.Max((row >> 6) + 1, 16)];
            Array.Clear(missing);
            Missing = missing;
        }
        else if (Missing.Length <= row >> 6)
        {
            Array.Resize(ref missing, Math.Max((row >> 6) + 1, Missing.Length * 2));
            Missing = missing;
        }

        Mask.Add(Missing!, row);
    }

    /// <summary>Sets a number; <see cref="SetMissing"/> may have been called for the row before.</summary>
    public void Set(int row, double number)
    {
        if (row >= Numbers.Length)
            Reserve(row);
        Numbers[row] = number;
        Found(row);
    }

    /// <summary>The same for a flag.</summary>
    public void Set(int row, bool flag)
    {
        if (row >> 6 >= Flags.Length)
            Reserve(row);
        var bit = 1UL << (row & 63);
        Flags[row >> 6] = flag ? Flags[row >> 6] | bit : Flags[row >> 6] & ~bit;
        Found(row);
    }

    /// <summary>The same for the number of a text in the pool.</summary>
    public void SetText(int row, int code)
    {
        if (row >= Codes.Length)
            Reserve(row);
        Codes[row] = code;
        Found(row);
    }

    /// <summary>The same for a date.</summary>
    public void SetDate(int row, long ticks)
    {
        if (row >= Ticks.Length)
            Reserve(row);
        Ticks[row] = ticks;
        Found(row);
    }

    /// <summary>Notes that the fact is there after all: an object or a list.</summary>
    public void Found(int row)
    {
        if (Missing is not null && row >> 6 < Missing.Length)
            Missing[row >> 6] &= ~(1UL << (row & 63));
    }

    /// <summary>Sets a value other than null of the fact's CLR type; texts go through the pool.</summary>
    public void Set(int row, object value, TextPool texts)
    {
        switch (value)
        {
            case double number:
                Set(row, number);
                break;
            case bool flag:
                Set(row, flag);
                break;
            case string text:
                SetText(row, texts.CodeOf(text));
                break;
            case DateTime date:
                SetDate(row, date.Ticks);
                break;
            default:
                Found(row);
                break;
        }
    }

    /// <summary>Makes the arrays long enough for whole words up to the row.</summary>
    private void Reserve(int row)
    {
        switch (kind)
        {
            case FactKind.Number or FactKind.Integer when Numbers.Length <= row:
                Numbers = Longer(Numbers, row);
                break;
            case FactKind.Date when Ticks.Length <= row:
                Ticks = Longer(Ticks, row);
                break;
            case FactKind.Text when Codes.Length <= row:
                Codes = Longer(Codes, row);
                break;
            case FactKind.Flag when Flags.Length <= row >> 6:
                Flags = Longer(Flags, row >> 6);
                break;
        }
    }

    private static T[] Longer<T>(T[] array, int index)
    {
        var longer = new T[Math.Max((index + 64) & ~63, array.Length * 2)];
        array.CopyTo(longer, 0);
        return longer;
    }

    /// <summary>Makes the arrays long enough for all rows, so that whole words can be read.</summary>
    public void Complete()
    {
        if (table.Rows == 0)
            return;
        Reserve((table.Rows - 1) | 63);
        if (Missing is not null && Missing.Length < table.Words)
        {
            Array.Resize(ref missing, table.Words);
            Missing = missing;
        }

        if (Mask.IsEmpty(Missing, table.Rows))
            Missing = null;
    }
}
