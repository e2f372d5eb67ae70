using System.Globalization;

namespace RuleWorkbench.Benchmarks.Peers;

/// <summary>A peer that is part of this program, run as a process of its own.</summary>
internal static class PeerMode
{
    public static async Task<int> RunAsync(string mode, string input, string output, string threads)
    {
        var count = int.Parse(threads, CultureInfo.InvariantCulture);
        switch (mode)
        {
            case "floor":
                FloorPeer.Run(input, output, count);
                return 0;
            case "typed":
                TypedPeer.Run(input, output, count);
                return 0;
            case "duck":
                DuckPeer.Run(input, output, count);
                return 0;
            case "plan":
                Console.WriteLine(await PlanMeasures.TakeAsync(input, count));
                return 0;
            case "rulesengine" or "expando":
                await RulesEnginePeer.RunAsync(input, output, mode == "rulesengine");
                return 0;
            default:
                return 1;
        }
    }
}
