using System.Text;
using System.Text.Json;

namespace RuleWorkbench.Benchmarks.Peers;

/// <summary>Hand-written C#: System.Text.Json into typed objects, one person after the other.</summary>
internal static class TypedPeer
{
    public static void Run(string input, string output, int threads) => Blocks.Run(input, output, threads, () =>
    {
        var (result, verdicts) = (new ResultLine(), new Verdicts());
        return lines =>
        {
            result.Clear();
            foreach (var range in lines.Span.Split((byte)'\n'))
            {
                var line = lines.Span[range];
                if (line.IsEmpty)
                    continue;
                var read = JsonSerializer.Deserialize(line, PersonJson.Default.Line)!;
                HandWritten.Evaluate(read.Facts.Patient, verdicts);
                result.Write(Encoding.UTF8.GetBytes(read.Id), verdicts);
            }

            return result.Written;
        };
    });
}
