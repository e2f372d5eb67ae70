using RuleWorkbench.Cohorts.Rows;
using RuleWorkbench.Parquet;

namespace RuleWorkbench.Benchmarks.Peers;

/// <summary>Whether all peers say the same of the same people.</summary>
internal static class PeerCheck
{
    public static async Task<bool> AgreeAsync(IReadOnlyList<Peer> peers, PeerFiles files)
    {
        PeerChecksum? expected = null;
        var agree = true;
        foreach (var peer in peers)
        {
            var title = new PeerTimes(peer).Title;
            if (peer.Absence is not null)
            {
                Console.WriteLine($"not run: {title}: {peer.Absence}");
                continue;
            }

            var result = files.Result(peer.Output);
            File.Delete(result);
            PeerProcess.Run(1, null, peer.Command(files.Of(peer.Input), result, 1));
            var sum = peer.Output switch
            {
                "ndjson" => PeerChecksum.OfLines(result),
                "csv" => PeerChecksum.OfTable(result),
                _ => await OfParquetAsync(result),
            };
            expected ??= sum;
            var isSame = sum.Met == expected.Value.Met && (sum.Outputs == 0 || sum.Outputs == expected.Value.Outputs);
            Console.WriteLine($"{(isSame ? "same" : "OTHER")}: {sum.Met:x16} {(sum.Outputs == 0 ? "(verdicts only)" : sum.Outputs.ToString("x16", System.Globalization.CultureInfo.InvariantCulture))} {title}");
            agree &= isSame;
        }

        if (!agree)
            Console.WriteLine("Not all say the same; nothing was timed.");
        return agree;
    }

    /// <summary>Parquet is read with the workbench's reader; a rule is met where its cell says so, or holds an output.</summary>
    private static async Task<PeerChecksum> OfParquetAsync(string file)
    {
        var lines = Path.ChangeExtension(file, ".csv");
        await using (RowSource rows = await ParquetRows.OpenAsync(File.OpenRead(file), CancellationToken.None))
        await using (var table = new StreamWriter(lines))
        {
            await table.WriteLineAsync(string.Join(',', rows.Columns));
            var cells = new RowCells(rows.Columns.Length);
            while (await rows.ReadAsync(cells, CancellationToken.None))
                await table.WriteLineAsync(string.Join(',', Enumerable.Range(0, cells.Columns).Select(i => i == 0 ? cells.TextOf(i) : cells.TextOf(i) is null or "not met" ? "" : "met")));
        }

        return PeerChecksum.OfTable(lines);
    }
}
