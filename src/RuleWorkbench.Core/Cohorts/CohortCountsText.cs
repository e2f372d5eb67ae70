using System.Globalization;

namespace RuleWorkbench.Cohorts;

/// <summary>Counts as text, for a checkpoint.</summary>
internal static class CohortCountsText
{
    public static string Write(CohortCounts counts)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        Line(text, "cases", [counts.Cases, counts.Rejected, counts.WalkedSingly]);
        Line(text, "numbers", counts.Numbers);
        Line(text, "lacks", [.. counts.RuleLacks.Cast<long>()]);
        foreach (var (name, stratum) in counts.Strata.Prepend(KeyValuePair.Create("", counts.Everybody)))
            Line(text, "stratum " + Uri.EscapeDataString(name), [stratum.Cases, .. stratum.Counts]);
        return text.ToString();
    }

    /// <summary>Reads counts into empty ones of the same pathway.</summary>
    /// <exception cref="FormatException">The text is of other counts.</exception>
    public static CohortCounts Read(string text, CohortCounts empty)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var name = colon < 0 ? throw new FormatException("The counts are cut off.") : line[..colon];
            var values = line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(v => long.Parse(v, CultureInfo.InvariantCulture)).ToArray();
            if (name == "cases" && values.Length == 3)
                (empty.Cases, empty.Rejected, empty.WalkedSingly) = (values[0], values[1], values[2]);
            else if (name == "numbers" && values.Length == empty.Numbers.Length)
                values.CopyTo(empty.Numbers, 0);
            else if (name == "lacks" && values.Length == empty.RuleLacks.Length)
                Buffer.BlockCopy(values, 0, empty.RuleLacks, 0, values.Length * sizeof(long));
            else if (name.StartsWith("stratum ", StringComparison.Ordinal) && empty.Stratum(Uri.UnescapeDataString(name[8..])) is var stratum && stratum.Counts.Length == values.Length - 1)
                (stratum.Cases, _) = (values[0], Copied(values, stratum.Counts));
            else
                throw new FormatException($"The counts `{name}` are of another pathway.");
        }

        return empty;
    }

    private static bool Copied(long[] values, long[] to)
    {
        Array.Copy(values, 1, to, 0, to.Length);
        return true;
    }

    private static void Line(StringWriter text, string name, long[] values)
    {
        text.Write(name);
        text.Write(':');
        foreach (var value in values)
        {
            text.Write(' ');
            text.Write(value);
        }

        text.Write('\n');
    }
}
