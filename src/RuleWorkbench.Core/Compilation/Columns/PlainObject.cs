using System.Numerics;
using System.Runtime.CompilerServices;

namespace RuleWorkbench.Compilation.Columns;

/// <summary>Reads objects of one fact type from plain text into columns. The members of an object are expected in the order
/// that they had in the one before.</summary>
internal sealed class PlainObject
{
    private const int MostMembers = 64;

    private readonly PlainFact[] members;
    private readonly int[] following;
    private readonly ulong all;

    public PlainObject(FactObject type, FactColumns columns)
    {
        members = [.. type.Properties.Select(p => new PlainFact(p, columns))];
        IsUsable = members.Length is > 0 and <= MostMembers && members.All(m => m.IsUsable);
        all = members.Length >= MostMembers ? ulong.MaxValue : (1UL << members.Length) - 1;

        // The first entry is for the start of an object, the others for what follows each member.
        following = [.. Enumerable.Range(0, members.Length + 1).Select(i => Math.Min(i, members.Length - 1))];
    }

    public bool IsUsable { get; }

    /// <summary>Reads an object from its opening bracket on; -1 where a full reader is needed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Read(ReadOnlySpan<byte> text, int at, int row)
    {
        if (text[at] != '{')
            return -1;
        var seen = 0UL;
        at = PlainText.Blanks(text, at + 1);
        if (text[at] != '}')
        {
            var last = 0;
            while (true)
            {
                var member = following[last];
                if (!PlainText.Stands(text, at, members[member].Key))
                {
                    member = Find(text, at);
                    if (member < 0)
                        return -1;
                    following[last] = member;
                }

                if ((seen >> member & 1) != 0)
                    return -1;
                seen |= 1UL << member;
                at = members[member].Read(text, PlainText.Blanks(text, at + members[member].Key.Length), row);
                if (at < 0)
                    return -1;
                at = PlainText.Blanks(text, at);
                if (text[at] != ',')
                    break;
                at = PlainText.Blanks(text, at + 1);
                last = member + 1;
            }

            if (text[at] != '}')
                return -1;
        }

        for (var missing = all & ~seen; missing != 0; missing &= missing - 1)
            members[BitOperations.TrailingZeroCount(missing)].SetMissing(row);
        return at + 1;
    }

    /// <summary>Notes that all facts in it are missing.</summary>
    public void SetMissing(int row)
    {
        foreach (var member in members)
            member.SetMissing(row);
    }

    private int Find(ReadOnlySpan<byte> text, int at)
    {
        for (var i = 0; i < members.Length; i++)
        {
            if (PlainText.Stands(text, at, members[i].Key))
                return i;
        }

        return -1;
    }
}
