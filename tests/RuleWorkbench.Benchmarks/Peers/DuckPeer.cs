using System.Globalization;
using DuckDB.NET.Data;

namespace RuleWorkbench.Benchmarks.Peers;

/// <summary>DuckDB doing the same in SQL.</summary>
internal static class DuckPeer
{
    /// <param name="output">A file <c>.ndjson</c> or <c>.parquet</c>.</param>
    public static void Run(string input, string output, int threads)
    {
        using var connection = Open(threads);
        var source = input.EndsWith(".parquet", StringComparison.Ordinal)
            ? $"'{input}'"
            : $"(SELECT id, unnest(facts.patient) FROM read_json('{input}', format = 'newline_delimited'))";
        var query = File.ReadAllText(Path.Combine(PeersWorkspace.Folder, "rules.sql")).Replace("{source}", source, StringComparison.Ordinal);
        Execute(connection, $"COPY ({query}) TO '{output}' (FORMAT {(output.EndsWith(".parquet", StringComparison.Ordinal) ? "parquet" : "json")})");
    }

    /// <summary>Writes the people as Parquet with lists, as DuckDB would keep them.</summary>
    public static void Convert(string input, string parquet)
    {
        using var connection = Open(Environment.ProcessorCount);
        Execute(connection, $"COPY (SELECT id, unnest(facts.patient) FROM read_json('{input}', format = 'newline_delimited')) TO '{parquet}' (FORMAT parquet)");
    }

    public static string Version()
    {
        using var connection = Open(1);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT version()";
        return System.Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture)!;
    }

    private static DuckDBConnection Open(int threads)
    {
        var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        Execute(connection, $"SET threads = {threads}");
        return connection;
    }

    private static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
