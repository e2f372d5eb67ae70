using RuleWorkbench.Scripting;

namespace RuleWorkbench.Compilation.Columns;

/// <summary>Calls of a script's function, row by row, and what three-valued logic says of them: with a missing argument a
/// call is unknown unless the function has an answer for that.</summary>
/// <param name="arguments">Arguments that are no lists, in the table of the call.</param>
/// <param name="lists">Arguments that are lists of its rows.</param>
/// <param name="call">Calls the function for a row.</param>
internal sealed class ScriptCalls<T>(ScriptFunction function, IReadOnlyList<ColumnNode> arguments, IReadOnlyList<ListSource> lists, Func<int, T> call)
{
    // Lists are not worth it: hardly any two people have the same ones.
    private readonly CallMemo<T>? memo = lists.Count == 0 && arguments.Count > 0 ? new CallMemo<T>(arguments) : null;

    public ulong[]? Unknown { get; private set; }

    public ulong[]? Error { get; private set; }

    public ulong[]? Ask { get; private set; }

    public ulong[]? Risky { get; private set; }

    public ulong[]? SurelyRisky { get; private set; }

    public ulong[]? Null { get; private set; }

    /// <summary>Rows on which a function that handles a missing argument has no answer.</summary>
    public ulong[]? Absent { get; private set; }

    public void Evaluate(FactTable table, int current, Action<int, T> set)
    {
        var words = table.Words;
        (Unknown, Error, Ask, Risky, SurelyRisky, Null, Absent) = (null, null, null, null, null, null, null);
        foreach (var argument in arguments)
        {
            argument.Run(current);
            Unknown = Mask.Union(Unknown, argument.Unknown, words);
            Error = Mask.Union(Error, argument.Error, words);
            Ask = Mask.Union(Ask, argument.Ask, words);
            Risky = Mask.Union(Risky, argument.Risky, words);
            SurelyRisky = Mask.Union(SurelyRisky, argument.SurelyRisky, words);
        }

        foreach (var list in lists)
            Add(list, table, current);
        for (var row = 0; row < table.Rows; row++)
        {
            if (!Mask.Has(Error, row) && !Mask.Has(Ask, row))
                CallFor(row, words, set);
        }

        if (function.NeverFails)
            return;
        Risky = Mask.Union(Risky, Unknown, words);
        SurelyRisky = Mask.Union(SurelyRisky, Unknown, words);
    }

    private void CallFor(int row, int words, Action<int, T> set)
    {
        try
        {
            if (memo is null || !memo.TryFind(row, out var value))
            {
                value = call(row);
                memo?.Keep(value);
            }

            var isNull = value is null;
            if (isNull)
                Mask.Add(Null ??= new ulong[words], row);
            set(row, value);

            if (function.HandlesMissing is not null && isNull && Mask.Has(Unknown, row))
                Mask.Add(Absent ??= new ulong[words], row);

            // Its answer to a missing argument is an answer.
            if (function.HandlesMissing is not null && !isNull && Unknown is not null)
                Unknown[row >> 6] &= ~(1UL << (row & 63));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whatever a function throws is its failure; on arguments that are all there, the trees tell of it.
            Mask.Add(Error ??= new ulong[words], row);
            if (!Mask.Has(Unknown, row))
                Mask.Add(Ask ??= new ulong[words], row);
        }
    }

    /// <summary>A list is missing when it is, or when one of its elements is open.</summary>
    private void Add(ListSource list, FactTable table, int current)
    {
        var words = table.Words;
        list.List.Run(current);
        list.Element.Run(current);
        list.Belongs?.Run(current);
        Unknown = Mask.Union(Unknown, list.List.Unknown, words);
        Error = Mask.Union(Mask.Union(Error, list.List.Error, words), list.List.Null, words);
        Ask = Mask.Union(Ask, list.List.Ask, words);
        for (var row = 0; row < table.Rows; row++)
        {
            for (var e = list.Elements.Offsets[row]; e < list.Elements.Offsets[row + 1]; e++)
            {
                // What is left out for sure says nothing, whatever it lacks.
                if (list.Belongs is { } filter && !Mask.Has(filter.True, e) && !Mask.Has(filter.Unknown, e) && !IsUnclear(filter, e))
                    continue;
                if (Mask.Has(list.Element.Unknown, e) || Mask.Has(list.Belongs?.Unknown, e))
                    Mask.Add(Unknown ??= new ulong[words], row);
                if (Mask.Has(list.Element.SurelyRisky, e))
                {
                    Mask.Add(Risky ??= new ulong[words], row);
                    Mask.Add(SurelyRisky ??= new ulong[words], row);
                }
                else if (IsUnclear(list.Element, e) || (list.Belongs is { } belongs && IsUnclear(belongs, e)))
                    Mask.Add(Ask ??= new ulong[words], row);
            }
        }

        if (list.Element.MayFail || list.Belongs is { MayFail: true })
            Risky = Mask.Union(Risky, list.List.Unknown, words);
        if (list.Belongs is null && list.Element.IsAlwaysRisky)
            SurelyRisky = Mask.Union(SurelyRisky, list.List.Unknown, words);
    }

    private static bool IsUnclear(ColumnNode node, int row) => Mask.Has(node.Ask, row) || Mask.Has(node.Error, row) || Mask.Has(node.Risky, row);
}

internal sealed class ScriptNumber(FactTable table, ScriptCalls<double?> calls) : NumberNode(table, isInt: false)
{
    protected override void Evaluate(int current)
    {
        if (Values.Length < Table.Words << 6)
            Values = new double[Math.Max(64, Table.Words << 6)];
        calls.Evaluate(Table, current, (row, value) => Values[row] = value.GetValueOrDefault());
        (Unknown, Null, Error, Ask, Risky, SurelyRisky, Absent) = (calls.Unknown, calls.Null, calls.Error, calls.Ask, calls.Risky, calls.SurelyRisky, calls.Absent);
    }
}

internal sealed class ScriptFlag(FactTable table, ScriptCalls<bool?> calls) : FlagNode(table)
{
    private ulong[]? found;

    protected override void Evaluate(int current)
    {
        var result = True = Mask.Clear(ref found, Table.Words);
        calls.Evaluate(Table, current, (row, value) =>
        {
            if (value == true)
                Mask.Add(result, row);
        });
        (Unknown, Null, Error, Ask, Risky, SurelyRisky, Absent) = (calls.Unknown, calls.Null, calls.Error, calls.Ask, calls.Risky, calls.SurelyRisky, calls.Absent);
    }
}

internal sealed class ScriptText(FactTable table, ScriptCalls<string?> calls, TextPool texts) : TextNode(table)
{
    protected override void Evaluate(int current)
    {
        if (Values.Length < Table.Words << 6)
            Values = new int[Math.Max(64, Table.Words << 6)];
        calls.Evaluate(Table, current, (row, value) => Values[row] = value is null ? 0 : texts.CodeOf(value));
        (Unknown, Null, Error, Ask, Risky, SurelyRisky, Absent) = (calls.Unknown, calls.Null, calls.Error, calls.Ask, calls.Risky, calls.SurelyRisky, calls.Absent);
    }
}

internal sealed class ScriptDate(FactTable table, ScriptCalls<DateTime?> calls) : TicksNode(table)
{
    protected override void Evaluate(int current)
    {
        if (Values.Length < Table.Words << 6)
            Values = new long[Math.Max(64, Table.Words << 6)];
        calls.Evaluate(Table, current, (row, value) => Values[row] = value.GetValueOrDefault().Ticks);
        (Unknown, Null, Error, Ask, Risky, SurelyRisky, Absent) = (calls.Unknown, calls.Null, calls.Error, calls.Ask, calls.Risky, calls.SurelyRisky, calls.Absent);
    }
}
