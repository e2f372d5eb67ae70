using System.Globalization;
using System.Text.Json;

namespace RuleWorkbench.Benchmarks.Peers;

/// <summary>What a peer said of all people, as two numbers: one over the rules that are met, one over their outputs too. Outputs
/// count to six digits behind the point, since Zen computes in decimals.</summary>
internal readonly record struct PeerChecksum(ulong Met, ulong Outputs)
{
    /// <summary>Of a file of lines that hold <c>rules.met</c> and <c>figures</c>, or a member a rule.</summary>
    public static PeerChecksum OfLines(string file)
    {
        var (met, outputs) = (14695981039346656037UL, 14695981039346656037UL);
        foreach (var line in File.ReadLines(file))
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            var figures = root.TryGetProperty("rules", out _) ? root.TryGetProperty("figures", out var found) ? found : default : root;
            met = Mix(met, root.GetProperty("id").GetString()!);
            for (var rule = 1; figures.ValueKind == JsonValueKind.Object && rule <= Verdicts.Rules; rule++)
            {
                var name = "R" + rule.ToString(CultureInfo.InvariantCulture);
                if (!figures.TryGetProperty(name, out var output) || output.ValueKind == JsonValueKind.Null)
                    continue;
                met = Mix(met, name);
                outputs = Mix(outputs, name);
                outputs = Mix(outputs, output.ValueKind == JsonValueKind.Number ? Math.Round(output.GetDouble(), 6).ToString(CultureInfo.InvariantCulture) : output.GetString()!);
            }
        }

        return new PeerChecksum(met, outputs);
    }

    /// <summary>Of a table with a column a rule; it has no outputs.</summary>
    public static PeerChecksum OfTable(string file)
    {
        using var lines = new StreamReader(file);
        var names = lines.ReadLine()!.Split(',');
        var met = 14695981039346656037UL;
        while (lines.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            met = Mix(met, cells[0]);
            for (var i = 1; i < cells.Length; i++)
            {
                if (cells[i] == "met")
                    met = Mix(met, names[i]);
            }
        }

        return new PeerChecksum(met, 0);
    }

    private static ulong Mix(ulong hash, string text)
    {
        foreach (var character in text)
            hash = (hash ^ character) * 1099511628211UL;
        return (hash ^ ';') * 1099511628211UL;
    }
}
