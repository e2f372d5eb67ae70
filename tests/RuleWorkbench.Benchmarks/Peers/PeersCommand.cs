using System.Collections.Immutable;
using System.Globalization;

namespace RuleWorkbench.Benchmarks.Peers;

/// <summary><c>peers [--count N] [--write]</c>: whole programs on the same generated file, from file to result file. First all must
/// give the same answers; then they take turns.</summary>
internal static class PeersCommand
{
    private const int Rounds = 3;
    private const int Checked = 2_000;
    private const int Sampled = 20_000;
    private const int Few = 2_000;

    public static async Task<int> RunAsync(string[] args)
    {
        var at = Array.IndexOf(args, "--count");
        var count = at >= 0 ? int.Parse(args[at + 1], NumberStyles.AllowThousands, CultureInfo.InvariantCulture) : 1_000_000;
        var folder = Directory.CreateTempSubdirectory("rulewb-peers").FullName;
        try
        {
            var rulewb = ColdStart.PublishProgram(folder);
            var peers = PeerList.All(rulewb);
            var hasDuck = peers.Any(p => p.Input == "lists" && p.Absence is null);
            var (all, sample, few, check) = (new PeerFiles(folder, "all"), new PeerFiles(folder, "sample"), new PeerFiles(folder, "few"), new PeerFiles(folder, "check"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Making {count:N0} people …"));
            PeerProcess.Run(1, null, [rulewb, "cohort", "make", PeersWorkspace.Pathway, "--root", PeersWorkspace.Root, "--spec", PeersWorkspace.Spec, "--count", count.ToString(CultureInfo.InvariantCulture), "--seed", "1", "--output", all.Lines]);
            sample.TakeFrom(all, Sampled);
            few.TakeFrom(all, Few);
            check.TakeFrom(all, Checked);
            await check.MakeTablesAsync(hasDuck);
            await all.MakeTablesAsync(hasDuck);
            if (!await PeerCheck.AgreeAsync(peers, check))
                return 1;
            var times = Time(peers, all, sample, few, Math.Min(count, Sampled), count);
            var evaluation = await PlanMeasures.TakeAsync(all.Lines, 10_000_000);
            var table = PeerTable.Write(times, evaluation, count);
            Console.WriteLine(table);
            if (args.Contains("--write"))
                PeerTable.Save(table);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static ImmutableArray<PeerTimes> Time(IReadOnlyList<Peer> peers, PeerFiles all, PeerFiles sample, PeerFiles few, int sampled, int count)
    {
        var times = peers.Select(p => new PeerTimes(p)).ToImmutableArray();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var peer in times.Where(t => t.Peer.Absence is null))
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round + 1} of {Rounds}: {peer.Title}"));
                if (!peer.Peer.IsSampled)
                {
                    peer.One.Add(RunOne(peer.Peer, all, 1));
                    if (peer.Peer.UsesCores && Environment.ProcessorCount > 1)
                        peer.Two.Add(RunOne(peer.Peer, all, 2));
                    continue;
                }

                // What it takes to start and to warm up is the same for all people.
                var (less, more) = (RunOne(peer.Peer, few, 1), RunOne(peer.Peer, sample, 1));
                peer.One.Add(new PeerTime(Extrapolate(less.Wall, more.Wall), Extrapolate(less.Cpu, more.Cpu)));
            }
        }

        return times;

        double Extrapolate(double less, double more) => sampled <= Few ? more * count / sampled : more + ((more - less) / (sampled - Few) * (count - sampled));
    }

    private static PeerTime RunOne(Peer peer, PeerFiles files, int cores)
    {
        File.Delete(files.Result(peer.Output));
        return PeerProcess.Run(cores, null, peer.Command(files.Of(peer.Input), files.Result(peer.Output), cores));
    }
}
