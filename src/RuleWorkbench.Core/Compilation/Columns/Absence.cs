namespace RuleWorkbench.Compilation.Columns;

/// <summary>An unknown that is not null is no missing fact: whoever asks whether it is null has no answer.</summary>
internal static class Absence
{
    /// <summary>The unknown rows that are not null; null when there are none.</summary>
    public static ulong[]? Except(ulong[] unknown, ulong[]? nulls, int words)
    {
        ulong[]? rest = null;
        for (var i = 0; i < words; i++)
        {
            if ((unknown[i] & ~(nulls?[i] ?? 0)) is var open and not 0)
                (rest ??= new ulong[words])[i] = open;
        }

        return rest;
    }
}
