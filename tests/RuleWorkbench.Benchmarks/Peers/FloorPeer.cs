namespace RuleWorkbench.Benchmarks.Peers;

/// <summary>The floor: a pipeline written for this one workflow and this one layout of lines.</summary>
internal static class FloorPeer
{
    public static void Run(string input, string output, int threads) => Blocks.Run(input, output, threads, () =>
    {
        var (result, columns) = (new ResultLine(), new FloorColumns());
        var (reader, rules) = (new FloorReader(columns), new FloorRules(columns));
        return lines =>
        {
            result.Clear();
            for (var at = 0; at < lines.Length;)
            {
                columns.Rows = 0;
                while (columns.Rows < FloorColumns.Most && at < lines.Length)
                    at = reader.Read(lines.Span, at);
                for (var word = 0; word << 6 < columns.Rows; word++)
                {
                    var met = rules.Evaluate(word);
                    for (var i = 0; i < 64 && (word << 6) + i < columns.Rows; i++)
                    {
                        var (start, length) = columns.Ids[(word << 6) + i];
                        result.Write(lines.Span.Slice(start, length), met[i], rules.Outputs(word, i));
                    }
                }
            }

            return result.Written;
        };
    });
}
