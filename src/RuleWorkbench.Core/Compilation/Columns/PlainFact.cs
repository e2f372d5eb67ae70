using System.Runtime.CompilerServices;
using System.Text;
using RuleWorkbench.Model;

namespace RuleWorkbench.Compilation.Columns;

/// <summary>Reads one fact from plain text, as <see cref="JsonFactRows"/> does from any.</summary>
internal sealed class PlainFact
{
    private const int LongText = 256;

    private readonly FactSchema schema;
    private readonly FactSchema valued;
    private readonly FactKind kind;
    private readonly FactColumn? column;
    private readonly FactColumn? valueColumn;
    private readonly FactTable? elements;
    private readonly PlainObject? members;
    private readonly PlainWords? words;
    private readonly double least;
    private readonly double most;
    private readonly int stepDecimals;
    private readonly bool isLooselyBound;

    public PlainFact(FactProperty fact, FactColumns columns)
    {
        schema = fact.Schema;
        kind = schema.Kind;
        valued = schema.Element ?? schema;
        Key = [.. "\""u8, .. Encoding.UTF8.GetBytes(schema.Name), .. "\":"u8];
        column = columns.Find(fact);
        valueColumn = column;
        if (kind == FactKind.List)
        {
            elements = columns.ElementsOf(fact);
            valueColumn = columns.FindElements(fact);
        }

        if (fact.Object is not null)
            members = new PlainObject(fact.Object, columns);
        if (valued.Kind == FactKind.Text)
            words = new PlainWords(columns.Texts, valued.AllowedValues.IsEmpty ? null : valued.AllowedValues.Cast<string>());
        (least, most) = (valued.Range?.Minimum ?? double.MinValue, valued.Range?.Maximum ?? double.MaxValue);
        stepDecimals = valued.Step is not { } step ? valued.Kind == FactKind.Integer ? 0 : int.MaxValue
            : valued.Kind == FactKind.Integer ? Math.Min(DecimalsOf(step), 0) : DecimalsOf(step);
        isLooselyBound = !valued.AllowedValues.IsEmpty || stepDecimals < 0 || valued.Range is { ExcludesMinimum: true } or { ExcludesMaximum: true };
        IsUsable = (members?.IsUsable ?? true) && (kind != FactKind.List || members is not null || valued.Kind is not (FactKind.List or FactKind.Object));
    }

    /// <summary>The name between quotes, and the colon.</summary>
    public byte[] Key { get; }

    /// <summary>False for what only a full reader knows.</summary>
    public bool IsUsable { get; }

    /// <summary>Reads a value; -1 where a full reader is needed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Read(ReadOnlySpan<byte> text, int at, int row)
    {
        if (text[at] == 'n')
        {
            if (!PlainText.Stands(text, at, "null"u8))
                return -1;
            SetMissing(row);
            return at + 4;
        }

        switch (kind)
        {
            case FactKind.Object:
                column?.Found(row);
                return members!.Read(text, at, row);
            case FactKind.List:
                column?.Found(row);
                return ReadElements(text, at, row);
            default:
                return ReadValue(text, at, row);
        }
    }

    /// <summary>Notes that the fact, and all that is in it, is missing.</summary>
    public void SetMissing(int row)
    {
        column?.SetMissing(row);
        if (elements is not null)
            elements.Begin(row);
        else
            members?.SetMissing(row);
    }

    /// <summary>The number of decimals that a step of 1, 0.1, 0.01 … allows; -1 for other steps.</summary>
    private static int DecimalsOf(double step)
    {
        var power = 1m;
        for (var decimals = 0; decimals <= 9; decimals++, power /= 10)
        {
            if ((decimal)step == power)
                return decimals;
        }

        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int ReadElements(ReadOnlySpan<byte> text, int at, int owner)
    {
        if (text[at] != '[')
            return -1;
        elements!.Begin(owner);
        at = PlainText.Blanks(text, at + 1);
        var count = 0;
        if (text[at] != ']')
        {
            while (true)
            {
                count++;
                var row = elements.Add(owner);
                at = members is not null ? members.Read(text, at, row) : ReadValue(text, at, row);
                if (at < 0)
                    return -1;
                at = PlainText.Blanks(text, at);
                if (text[at] != ',')
                    break;
                at = PlainText.Blanks(text, at + 1);
            }

            if (text[at] != ']')
                return -1;
        }

        return count < schema.Length.Least || count > schema.Length.Most ? -1 : at + 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int ReadValue(ReadOnlySpan<byte> text, int at, int row)
    {
        switch (valued.Kind)
        {
            case FactKind.Number or FactKind.Integer:
                var end = PlainText.Number(text, at, out var number, out var digits, out var decimals);
                if (end < 0 || !(isLooselyBound ? JsonFactRows.IsAllowed(number, valued, text[at..end]) : IsAllowed(number, digits, decimals)))
                    return -1;
                valueColumn?.Set(row, number);
                return end;
            case FactKind.Flag:
                var isTrue = text[at] == 't';
                if (!PlainText.Stands(text, at, isTrue ? "true"u8 : "false"u8))
                    return -1;
                valueColumn?.Set(row, isTrue);
                return at + (isTrue ? 4 : 5);
            case FactKind.Date:
                end = PlainText.Quoted(text, at, out var letters, out _);
                if (end < 0 || !JsonRows.TryReadDate(text.Slice(at + 1, letters), out var ticks))
                    return -1;
                valueColumn?.SetDate(row, ticks);
                return end;
            default:
                return ReadText(text, at, row);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int ReadText(ReadOnlySpan<byte> text, int at, int row)
    {
        var end = PlainText.Quoted(text, at, out var length, out var word);
        if (end < 0 || length > LongText || length < valued.Length.Least || length > valued.Length.Most)
            return -1;
        if (valueColumn is null && valued.AllowedValues.IsEmpty)
            return end;
        var code = words!.CodeOf(word, text.Slice(at + 1, length));
        if (code < 0)
            return -1;
        valueColumn?.SetText(row, code);
        return end;
    }

    private bool IsAllowed(double number, long digits, int decimals)
    {
        if (!(number >= least && number <= most))
            return false;
        for (; decimals > stepDecimals; decimals--, digits /= 10)
        {
            if (digits % 10 != 0)
                return false;
        }

        return true;
    }
}
