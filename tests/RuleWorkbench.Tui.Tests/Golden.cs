using System.Runtime.CompilerServices;
using System.Text;
using Shouldly;

namespace RuleWorkbench;

/// <summary>Compares a text with the golden file beside the test. RULEWB_ACCEPT_GOLDEN=1 writes the golden file
/// anew.</summary>
internal static class Golden
{
    private const string AcceptVariable = "RULEWB_ACCEPT_GOLDEN";
    private const int LinesAround = 2;
    private const int MostLines = 20;

    public static void Check(string actual, string fileName, [CallerFilePath] string testFile = "") =>
        Compare(actual, Path.Combine(Path.GetDirectoryName(testFile)!, fileName), Environment.GetEnvironmentVariable(AcceptVariable) == "1");

    internal static void Compare(string actual, string golden, bool accepts)
    {
        var received = golden.Replace(".verified.", ".received.", StringComparison.Ordinal);
        received.ShouldNotBe(golden, "a golden file is named *.verified.*");
        var expected = File.Exists(golden) ? File.ReadAllText(golden) : null;
        if (accepts && expected != actual)
            File.WriteAllText(golden, actual);
        if (accepts || expected == actual)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, actual);
        var what = expected is null ? $"There is no golden file {golden}." : Difference(expected, actual, golden);
        throw new ShouldAssertException($"{what}\nWhat was written now: {received}\nIf it is right, run the test with {AcceptVariable}=1.");
    }

    private static string Difference(string expected, string actual, string fileName)
    {
        var (old, now) = (expected.Split('\n'), actual.Split('\n'));
        var first = 0;
        while (first < old.Length && first < now.Length && old[first] == now[first])
            first++;
        var fromEnd = 0;
        while (fromEnd < Math.Min(old.Length, now.Length) - first && old[^(fromEnd + 1)] == now[^(fromEnd + 1)])
            fromEnd++;

        var text = new StringBuilder($"{fileName} differs from line {first + 1} on:\n");
        Append(old[Math.Max(0, first - LinesAround)..first], ' ');
        Append(old[first..^fromEnd], '-');
        Append(now[first..^fromEnd], '+');
        return text.ToString();

        void Append(string[] lines, char sign)
        {
            foreach (var line in lines.Take(MostLines))
                text.Append(sign).Append(' ').Append(line).Append('\n');
            if (lines.Length > MostLines)
                text.Append(sign).Append(" … and ").Append(lines.Length - MostLines).Append(" lines more\n");
        }
    }
}
