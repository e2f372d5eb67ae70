using System.Runtime.CompilerServices;
using System.Text;

namespace RuleWorkbench.Compilation.Columns;

/// <summary>Reads cases that are written plainly (<see cref="PlainText"/>) straight into columns. It takes what
/// <see cref="JsonRows"/> takes, with the same values, or nothing.</summary>
/// <param name="inputs">What each input's object is read with.</param>
/// <param name="clock">The column of the date that a case is for, or null.</param>
internal sealed class PlainRows(IReadOnlyList<(string Name, PlainObject Facts)> inputs, FactColumn? clock)
{
    private readonly byte[][] keys = [.. inputs.Select(i => Encoding.UTF8.GetBytes($"\"{i.Name}\":"))];

    /// <summary>False for facts that only a full reader knows.</summary>
    public bool IsUsable { get; } = inputs.Count <= 32 && inputs.All(i => i.Facts.IsUsable);

    /// <summary>Fills a row of which no fact has been set, the date aside; false where a full reader has to.</summary>
    /// <param name="line">The line and its line break.</param>
    /// <param name="id">As in <see cref="JsonRows"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryRead(ReadOnlySpan<byte> line, int row, out Range id)
    {
        id = default;
        if (line[0] != '{')
            return false;
        var (hasId, hasClock, hasFacts) = (false, false, false);
        var at = 0;
        do
        {
            at = PlainText.Blanks(line, at + 1);
            if (PlainText.Stands(line, at, "\"id\":"u8))
            {
                var start = PlainText.Blanks(line, at + 5);
                at = PlainText.Quoted(line, start, out var length, out _);
                if (hasId || at < 0)
                    return false;
                (hasId, id) = (true, (start + 1)..(start + 1 + length));
            }
            else if (PlainText.Stands(line, at, "\"facts\":"u8))
            {
                at = ReadFacts(line, PlainText.Blanks(line, at + 8), row);
                if (hasFacts || at < 0)
                    return false;
                hasFacts = true;
            }
            else if (PlainText.Stands(line, at, "\"clock\":"u8))
            {
                var start = PlainText.Blanks(line, at + 8);
                at = PlainText.Quoted(line, start, out var length, out _);
                if (hasClock || at < 0 || !JsonRows.TryReadDate(line.Slice(start + 1, length), out var ticks))
                    return false;
                clock?.SetDate(row, ticks);
                hasClock = true;
            }
            else
            {
                return false;
            }

            at = PlainText.Blanks(line, at);
        }
        while (line[at] == ',');
        if (line[at] != '}' || PlainText.Blanks(line, at + 1) != line.Length - 1)
            return false;
        if (!hasFacts)
            SetMissing(0, row);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int ReadFacts(ReadOnlySpan<byte> line, int at, int row)
    {
        if (line[at] != '{')
            return -1;
        var seen = 0u;
        if (line[PlainText.Blanks(line, at + 1)] == '}')
        {
            SetMissing(0, row);
            return PlainText.Blanks(line, at + 1) + 1;
        }

        do
        {
            at = PlainText.Blanks(line, at + 1);
            var input = 0;
            while (input < keys.Length && !PlainText.Stands(line, at, keys[input]))
                input++;
            if (input == keys.Length || (seen >> input & 1) != 0)
                return -1;
            seen |= 1u << input;
            at = inputs[input].Facts.Read(line, PlainText.Blanks(line, at + keys[input].Length), row);
            if (at < 0)
                return -1;
            at = PlainText.Blanks(line, at);
        }
        while (line[at] == ',');
        if (line[at] != '}')
            return -1;
        SetMissing(seen, row);
        return at + 1;
    }

    private void SetMissing(uint seen, int row)
    {
        for (var input = 0; input < keys.Length; input++)
        {
            if ((seen >> input & 1) == 0)
                inputs[input].Facts.SetMissing(row);
        }
    }
}
