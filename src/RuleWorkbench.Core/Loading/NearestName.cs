namespace RuleWorkbench.Loading;

/// <summary>Finds the known name that a mistyped one most likely stands for.</summary>
public static class NearestName
{
    // Nobody types a name that long by hand, and the distance of two of them takes the product of their lengths.
    private const int MostCharacters = 100;

    /// <summary>The nearest of <paramref name="known"/>, or null when none is near: at most a third of the characters
    /// may differ (optimal string alignment distance, upper and lower case counting as the same).</summary>
    public static string? Find(string name, IEnumerable<string> known)
    {
        if (name.Length > MostCharacters)
            return null;
        string? best = null;
        var bestDistance = Math.Max(1, name.Length / 3) + 1;
        var upper = name.ToUpperInvariant();
        foreach (var candidate in known)
        {
            if (Math.Abs(candidate.Length - name.Length) >= bestDistance)
                continue;
            var distance = Distance(upper, candidate.ToUpperInvariant(), bestDistance);
            if (distance < bestDistance)
                (best, bestDistance) = (candidate, distance);
        }

        return best;
    }

    /// <summary>A sentence that offers the nearest name, or lists the known ones when there are few, or null.</summary>
    public static string? Hint(string name, IEnumerable<string> known)
    {
        var names = known.ToList();
        return Find(name, names) is { } nearest
            ? $"Did you mean `{nearest}`?"
            : names.Count is > 0 and <= 12 ? $"Known here: {string.Join(", ", names.Select(n => $"`{n}`"))}." : null;
    }

    /// <summary>The distance, or anything from <paramref name="enough"/> on when it is at least that.</summary>
    private static int Distance(string a, string b, int enough)
    {
        var (older, old, row) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++)
            row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            (older, old, row) = (old, row, older);
            row[0] = i;
            var least = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(old[j] + 1, row[j - 1] + 1), old[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], older[j - 2] + 1);
                least = Math.Min(least, row[j]);
            }

            // A swap reaches back two rows and costs one, so one row of slack is needed.
            if (least > enough)
                return least;
        }

        return row[b.Length];
    }
}
