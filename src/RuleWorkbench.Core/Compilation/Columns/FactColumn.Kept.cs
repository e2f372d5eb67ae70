using RuleWorkbench.Model;

namespace RuleWorkbench.Compilation.Columns;

/// <content>Values that are kept.</content>
internal sealed partial class FactColumn
{
    /// <summary>The values of all rows.</summary>
    /// <param name="codes">The number of each text in the pool that is kept, by its number in that of the columns.</param>
    public KeptColumn Keep(ReadOnlySpan<int> codes)
    {
        var rows = table.Rows;
        var lacked = Missing?[..table.Words];
        var kept = new KeptColumn(kind, lacked, lacked is null ? null : table.CasesOf(lacked));
        switch (kind)
        {
            case FactKind.Number or FactKind.Integer:
                return kept.With(Numbers.AsSpan(0, rows));
            case FactKind.Date:
                var days = new int[rows];
                for (var i = 0; i < rows; i++)
                    days[i] = Mask.Has(lacked, i) ? 0 : (int)(Ticks[i] / TimeSpan.TicksPerDay);
                return kept with { Days = days };
            case FactKind.Text:
                var texts = new int[rows];
                for (var i = 0; i < rows; i++)
                    texts[i] = Mask.Has(lacked, i) ? 0 : codes[Codes[i]];
                return kept with { Codes = texts };
            case FactKind.Flag:
                return kept with { Flags = Flags[..table.Words] };
            default:
                return kept;
        }
    }

    /// <summary>Takes on the values that were kept, for all rows of the table.</summary>
    public void Show(KeptColumn kept)
    {
        Clear();
        Missing = kept.Missing;
        if (table.Rows == 0)
            return;
        Reserve((table.Rows - 1) | 63);
        kept.Codes?.CopyTo(Codes, 0);
        kept.Flags?.CopyTo(Flags, 0);
        kept.Doubles?.CopyTo(Numbers, 0);
        for (var i = 0; i < kept.Shorts?.Length; i++)
            Numbers[i] = kept.Shorts[i];
        for (var i = 0; i < kept.Floats?.Length; i++)
            Numbers[i] = kept.Floats[i];
        for (var i = 0; i < kept.Days?.Length; i++)
            Ticks[i] = kept.Days[i] * TimeSpan.TicksPerDay;
    }
}
