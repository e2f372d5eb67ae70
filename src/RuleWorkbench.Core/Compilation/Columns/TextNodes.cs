namespace RuleWorkbench.Compilation.Columns;

/// <summary>A question about a text, answered once for each different text. A null text has no answer: the CLR throws.</summary>
internal sealed class TextPredicate(FactTable table, TextNode operand, TextPool texts, Func<string, bool> holds) : FlagNode(table)
{
    private readonly List<sbyte> answers = [];
    private ulong[]? value, error, ask;

    protected override void Evaluate(int current)
    {
        operand.Run(current);
        while (answers.Count < texts.Count)
            answers.Add(-1);
        var words = Table.Words;
        Risky = operand.Risky;
        (Unknown, Error, Ask) = NullThrows.Of(operand, words, ref error, ref ask);
        var result = True = Mask.Clear(ref value, words);
        for (var row = 0; row < Table.Rows; row++)
        {
            if (Mask.Has(operand.Null, row) || Mask.Has(Error, row))
                continue;
            var code = operand.Values[row];
            if (answers[code] < 0)
                answers[code] = holds(texts[code]) ? (sbyte)1 : (sbyte)0;
            if (answers[code] > 0)
                Mask.Add(result, row);
        }
    }
}

/// <summary>Another text made of a text, once for each different text.</summary>
internal sealed class TextMap(FactTable table, TextNode operand, TextPool texts, Func<string, string> map) : TextNode(table)
{
    private readonly Dictionary<int, int> mapped = [];
    private ulong[]? error, ask;

    protected override void Evaluate(int current)
    {
        operand.Run(current);
        Risky = operand.Risky;
        (Unknown, Error, Ask) = NullThrows.Of(operand, Table.Words, ref error, ref ask);
        if (Values.Length < Table.Words << 6)
            Values = new int[Math.Max(64, Table.Words << 6)];
        for (var row = 0; row < Table.Rows; row++)
        {
            if (Mask.Has(operand.Null, row) || Mask.Has(Error, row))
                continue;
            var code = operand.Values[row];
            if (!mapped.TryGetValue(code, out var to))
                mapped[code] = to = texts.CodeOf(map(texts[code]));
            Values[row] = to;
        }
    }
}

/// <summary>A text's length.</summary>
internal sealed class TextLength(FactTable table, TextNode operand, TextPool texts) : NumberNode(table, isInt: true)
{
    private ulong[]? error, ask;

    protected override void Evaluate(int current)
    {
        operand.Run(current);
        Risky = operand.Risky;
        (Unknown, Error, Ask) = NullThrows.Of(operand, Table.Words, ref error, ref ask);
        if (Values.Length < Table.Words << 6)
            Values = new double[Math.Max(64, Table.Words << 6)];
        for (var row = 0; row < Table.Rows; row++)
        {
            if (!Mask.Has(operand.Null, row) && !Mask.Has(Error, row))
                Values[row] = texts[operand.Values[row]].Length;
        }
    }
}
