namespace RuleWorkbench.Benchmarks.Peers;

/// <summary>File to result file in blocks of whole lines: threads take them in order, and results are written in order.</summary>
internal static class Blocks
{
    private const int BlockBytes = 4 << 20;
    private const int LongestLine = 1 << 16;

    /// <param name="create">Makes what turns a block into result lines; called once a thread.</param>
    public static void Run(string input, string output, int threads, Func<Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>> create)
    {
        using var file = File.OpenHandle(input, options: FileOptions.SequentialScan);
        using var results = File.OpenHandle(output, FileMode.Create, FileAccess.Write);
        var length = RandomAccess.GetLength(file);
        var blocks = (int)((length + BlockBytes - 1) / BlockBytes);
        var (next, written, position) = (-1, 0, 0L);
        var turn = new object();
        var workers = Enumerable.Range(0, threads).Select(_ => new Thread(Work)).ToArray();
        foreach (var worker in workers)
            worker.Start();
        foreach (var worker in workers)
            worker.Join();

        void Work()
        {
            var evaluate = create();
            var buffer = new byte[BlockBytes + LongestLine];
            int block;
            while ((block = Interlocked.Increment(ref next)) < blocks)
            {
                // A block begins with the first line that begins in it, and ends with that line's end that passes its own.
                var start = Math.Max((long)block * BlockBytes - 1, 0);
                var end = (int)(Math.Min((block + 1L) * BlockBytes, length) - start);
                var read = RandomAccess.Read(file, buffer, start);
                var first = block == 0 ? 0 : buffer.AsSpan(0, read).IndexOf((byte)'\n') + 1;
                var last = end >= read ? read : end - 1 + buffer.AsSpan(end - 1, read - end + 1).IndexOf((byte)'\n') + 1;
                var lines = evaluate(buffer.AsMemory(first, last - first));
                lock (turn)
                {
                    while (written != block)
                        Monitor.Wait(turn);
                    RandomAccess.Write(results, lines.Span, position);
                    position += lines.Length;
                    written++;
                    Monitor.PulseAll(turn);
                }
            }
        }
    }
}
