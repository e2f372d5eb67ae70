namespace RuleWorkbench.Scripting.Attacks;

/// <summary>Keys that are chosen to fall into one place, and values that are long to compare: all that .NET does at once while a
/// script does one step. <c>@LONG</c> as in <see cref="WaysAround"/>.</summary>
internal static class Collisions
{
    /// <summary>Many keys of one hash.</summary>
    private const string Keys = "Enumerable.Range(0, 200000).Select(i => i * 4294967297)";

    private const string Wide = "@LONG var a = new R(@S); var b = new R(@T); var n = 0; ";

    public static IReadOnlyList<Attack> All { get; } =
    [
        .. Of("collisions", "dictionary", "var d = new Dictionary<long, int>(); for (long i = 0; ; i++) d[i * 4294967297] = 1;", "set", "var d = new HashSet<long>(); for (long i = 0; ; i++) d.Add(i * 4294967297);",
            "set of a list", $"return new HashSet<long>({Keys}).Count == 0;", "set by brackets", $"HashSet<long> d = [.. {Keys}]; return d.Count == 0;", "set joined", $"var d = new HashSet<long>(); d.UnionWith({Keys}); return d.Count == 0;",
            "dates", "var d = new HashSet<DateTime>(); for (long i = 1; i < 200000; i++) d.Add(new DateTime(i * 4294967297)); return true;", "tuples", "var d = new HashSet<(long, int)>(); for (long i = 1; i < 200000; i++) d.Add((i * 4294967297, 1)); return true;",
            "decimals", "var d = new HashSet<decimal>(); for (long i = 1; i < 200000; i++) d.Add(i * 4294967297m); return true;", "nullable", "var d = new HashSet<long?>(); for (long i = 1; i < 200000; i++) d.Add(i * 4294967297); return true;",
            "multiples of a prime", "var d = new Dictionary<long, int>(); for (long i = 0; i < 60000; i++) d[i * 156437 % 2147480000] = 1; var n = 0; while (true) if (d.ContainsKey(n)) n++;",
            "distinct", $"return {Keys}.Distinct().Count() == 0;", "distinct by", $"return {Keys}.DistinctBy(k => k).Count() == 0;", "to set", $"return {Keys}.ToHashSet().Count == 0;", "to dictionary", $"return {Keys}.ToDictionary(k => k).Count == 0;",
            "pairs to dictionary", $"return {Keys}.Select(k => (k, 1)).ToDictionary().Count == 0;", "to lookup", $"return {Keys}.ToLookup(k => k).Count == 0;", "groups", $"return {Keys}.GroupBy(k => k).Count() == 0;", "groups without a name", $"return {Keys}.GroupBy(k => new {{ k, B = 1 }}).Count() == 0;",
            "counts", $"return {Keys}.CountBy(k => k).Count() == 0;", "join", $"return {Keys}.Join({Keys}, k => k, k => k, (k, l) => k).Count() == 0;", "group join", $"return {Keys}.GroupJoin({Keys}, k => k, k => k, (k, l) => k).Count() == 0;",
            "union", $"return {Keys}.Union({Keys}).Count() == 0;", "intersection", $"return {Keys}.Intersect({Keys}).Count() == 0;", "difference", $"return {Keys}.Except({Keys}.Skip(5)).Count() == 0;", "union by", $"return {Keys}.UnionBy({Keys}, k => k).Count() == 0;",
            "intersection by", $"return {Keys}.IntersectBy({Keys}, k => k).Count() == 0;", "difference by", $"return {Keys}.ExceptBy({Keys}.Skip(5), k => k).Count() == 0;", "query", $"return (from k in {Keys} group k by k).Count() == 0;",
            "query and more", $"return (from k in {Keys} group k by k into g where g.Key > 1 select g.Count()).Count() == 0;", "query that joins", $"return (from k in {Keys} join l in {Keys} on k equals l select k).Count() == 0;",
            "query that joins groups", $"return (from k in {Keys} join l in {Keys} on k equals l into g select g.Count()).Count() == 0;"),
        new("collisions", "records", $"record R(long A, int B); bool F(Facts_p p) {{ return {Keys}.Select(k => new R(k, 1)).Distinct().Count() == 0; }}"),
        .. Of("long keys", "contains", "@LONG var d = new Dictionary<string, int> { [s] = 1 }; var n = 0; while (true) if (d.ContainsKey(t)) n++;", "read", "@LONG var d = new Dictionary<string, int> { [s] = 1 }; var n = 0; while (true) n += d[t];",
            "set", "@LONG var d = new HashSet<string> { s }; var n = 0; while (true) if (d.Contains(t)) n++;", "without case", "@LONG var d = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { s }; var n = 0; while (true) if (d.Contains(t)) n++;",
            "of a language", "@LONG var d = new HashSet<string>(StringComparer.InvariantCultureIgnoreCase) { s }; var n = 0; while (true) if (d.Contains(t)) n++;"),
        .. Of("long texts", "equals", "@LONG var n = 0; while (true) if (s == t) n++;", "of a language", "@LONG var n = 0; while (true) if (string.Equals(s, t, StringComparison.CurrentCultureIgnoreCase)) n++;", "compared", "@LONG t = t.ToUpper(); var n = 0; while (true) if (string.Compare(s, t, true) == 0) n++;",
            "blank", "var s = \"                \"; for (var i = 0; i < 10; i++) s += s; var n = 0; while (true) if (string.IsNullOrWhiteSpace(s)) n++;", "number", "@LONG s = s.Replace('a', '0'); var n = 0; while (true) if (int.TryParse(s, out var x)) n++;",
            "end", "@LONG var n = 0; while (true) if (s?.EndsWith(t) == true) n++;", "tuples", "@LONG var a = (s, s, s, s, s, s); var b = (t, t, t, t, t, t); var n = 0; while (true) if (a == b) n++;", "tuples in place", "@LONG var n = 0; while (true) if ((s, s, (s, s)) == (t, t, (t, t))) n++;",
            "order of tuples", "@LONG var a = (s, s, s, s, s, s); var b = (t, t, t, t, t, t); var n = 0; while (true) if (a.CompareTo(b) == 0) n++;", "objects without a name", "@LONG var a = new { s, b = s, c = s }; var b = new { s = t, b = t, c = t }; var n = 0; while (true) if (a.Equals(b)) n++;"),
        Records("equal", "while (true) if (a == b) n++;"),
        Records("equal by name", "while (true) if (a.Equals(b)) n++;"),
        Records("in a set", "var d = new HashSet<R> { a }; while (true) if (d.Contains(b)) n++;"),
        Records("in a list", "var l = Enumerable.Repeat(a, 1000).ToList(); while (true) if (l.Contains(b with { A59 = \"x\" })) n++;"),
        Records("in a sequence", "while (true) if (Enumerable.Repeat(a, 1000).Contains(b with { A59 = \"x\" })) n++;"),
        Records("sequences", "while (true) if (Enumerable.Repeat(a, 1000).SequenceEqual(Enumerable.Repeat(b, 1000))) n++;"),
        Records("as texts", "while (true) if (a.ToString() == \"\") n++;"),
        new("long texts", "plain function", "private bool P(string a, string b) => a == b && a == b && a == b && a == b && a == b && a == b; bool F(Facts_p p) { @LONG var n = 0; while (true) if (P(s, t)) n++; }".Replace("@LONG ", Long, StringComparison.Ordinal)),
        .. Of("gaps", "dictionary", "var d = new Dictionary<int, int>(); for (var i = 0; i < 200000; i++) d[i] = i; for (var i = 0; i < 199999; i++) d.Remove(i); var n = 0; while (true) n += d.First().Value;",
            "set", "var d = new HashSet<int>(); for (var i = 0; i < 200000; i++) d.Add(i); for (var i = 0; i < 199999; i++) d.Remove(i); var n = 0; while (true) foreach (var e in d) n++;",
            "cleared dictionary", "var d = new Dictionary<int, int>(); for (var i = 0; i < 100000; i++) d[i] = i; while (true) { d.Clear(); d[1] = 1; }", "cleared set", "var d = new HashSet<int>(); for (var i = 0; i < 100000; i++) d.Add(i); while (true) { d.Clear(); d.Add(1); }"),
        .. Of("memory", "array backwards", "var n = 0; var a = new int[1000000]; while (true) n += Enumerable.Reverse(a).First();"),
    ];

    private const string Long = "var s = \"aaaaaaaaaaaaaaaa\"; for (var i = 0; i < 10; i++) s += s; var t = \"aaaaaaaaaaaaaaaa\"; for (var i = 0; i < 10; i++) t += t; ";

    private static Attack Records(string name, string body) => new("long records", name,
        $"record R({string.Join(", ", Enumerable.Range(0, 60).Select(i => $"string A{i}"))}); bool F(Facts_p p) {{ {(Wide + body).Replace("@S", Many("s"), StringComparison.Ordinal).Replace("@T", Many("t"), StringComparison.Ordinal).Replace("@LONG ", Long, StringComparison.Ordinal)} }}");

    private static string Many(string text) => string.Join(", ", Enumerable.Repeat(text, 60));

    private static IEnumerable<Attack> Of(string kind, params string[] namesAndBodies) =>
        namesAndBodies.Chunk(2).Select(pair => new Attack(kind, pair[0], $"bool F(Facts_p p) {{ {pair[1].Replace("@LONG ", Long, StringComparison.Ordinal)} }}"));
}
