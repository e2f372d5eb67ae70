namespace RuleWorkbench.Scripting.Attacks;

/// <summary>Ways around what is metered: the same thing named, written or reached otherwise, and single calls of .NET that go on
/// for long. <c>@BEGIN</c> stands for the head of the function, <c>@LONG</c> for two long texts that are the same.</summary>
internal static class WaysAround
{
    private const string Begin = "bool F(Facts_p p) { ";

    private const string Long = "var s = \"aaaaaaaaaaaaaaaa\"; for (var i = 0; i < 10; i++) s += s; var t = \"aaaaaaaaaaaaaaaa\"; for (var i = 0; i < 10; i++) t += t; ";

    private static readonly string Doubling = string.Concat(Enumerable.Range(1, 12).Select(i => $"record R{i}({string.Join(", ", Enumerable.Range(0, 8).Select(j => $"R{i - 1} A{j}"))});\n"))
        + $"record R0(int A); private R12 M() {{ var r0 = new R0(1); {string.Concat(Enumerable.Range(1, 12).Select(i => $"var r{i} = new R{i}({string.Join(", ", Enumerable.Repeat($"r{i - 1}", 8))}); "))} return r12; }}\n";

    public static IReadOnlyList<Attack> All { get; } =
    [
        Of("integrity", "paren write", """@BEGIN (p.meds[0]) = "x"; return true; }"""),
        Of("integrity", "ilist write", """@BEGIN IList<string> m = p.meds; m[0] = "x"; return true; }"""),
        Of("integrity", "nested tuple write", """@BEGIN ((p.meds[0], var a), var b) = (("x", 1), 2); return true; }"""),
        Of("integrity", "null cond write", """@BEGIN p.meds?[0] = "x"; return true; }"""),
        Of("integrity", "method group add", """@BEGIN Action<string> f = p.meds.Add; f("x"); return true; }"""),
        Of("integrity", "method group clear", """@BEGIN Action f = p.meds.Clear; f(); return true; }"""),
        Of("memory", "method group pad", """@BEGIN Func<int, string> f = "a".PadLeft; return f(500000000) != ""; }"""),
        Of("memory", "method group replace", """@BEGIN @LONG Func<string,string,string> f = s.Replace; return f("a", s).Length > 0; }"""),
        Of("memory", "method group toarray", """@BEGIN Func<IEnumerable<int>, int[]> f = Enumerable.ToArray; return f(Enumerable.Range(0, 200000000)).Length > 0; }"""),
        Of("evasion", "named toarray", """@BEGIN return Enumerable.ToArray(source: Enumerable.Range(0, 200000000)).Length > 0; }"""),
        Of("evasion", "named max", """@BEGIN return Enumerable.Aggregate(source: Enumerable.Range(0, int.MaxValue), func: Math.Max) > 3; }"""),
        Of("integrity", "initializer nested add", """record R(List<string> L); @BEGIN var r = new R(p.meds) { L = { "x" } }; return true; }"""),
        Of("integrity", "initializer nested index", """record R(List<string> L); @BEGIN var r = new R(p.meds) { L = { [0] = "x" } }; return true; }"""),
        Of("stack", "boxed tuples equals", """@BEGIN object a = 0, b = 0; for (var i = 0; i < 200000; i++) { a = (1, a); b = (1, b); } return a.Equals(b); }"""),
        Of("stack", "boxed tuples text", """@BEGIN object a = 0; for (var i = 0; i < 200000; i++) a = (1, a); return a.ToString() != ""; }"""),
        Of("stack", "boxed anon", """@BEGIN object a = 0; for (var i = 0; i < 200000; i++) a = new { X = a }; return a.ToString() != ""; }"""),
        Of("stack", "boxed icomparable", """@BEGIN IComparable a = 0, b = 0; for (var i = 0; i < 200000; i++) { a = (1, a); b = (1, b); } return a.CompareTo(b) == 0; }"""),
        Of("stack", "boxed valuetype", """@BEGIN ValueType a = 0, b = 0; for (var i = 0; i < 200000; i++) { a = (1, a); b = (1, b); } return a.Equals(b); }"""),
        Of("stack", "boxed kvp cast", """@BEGIN object a = 0; for (var i = 0; i < 60000; i++) a = new Dictionary<object, int> { [a] = 1 }.Cast<object>().First(); return a.ToString() != ""; }"""),
        Of("time", "orderby long key", """@BEGIN @LONG return Enumerable.Range(0, 800000).OrderBy(i => i % 2 == 0 ? s : t).First() >= 0; }"""),
        Of("time", "list sort strings", """@BEGIN @LONG var l = new List<string>(); for (var i = 0; i < 4000; i++) l.Add(i % 2 == 0 ? s : t); l.Sort(); return true; }"""),
        Of("time", "sort tuples", """@BEGIN @LONG var l = new List<(string, string, string, string, int)>(); for (var i = 0; i < 300000; i++) l.Add((s, t, s, t, -i)); l.Sort(); return true; }"""),
        Of("time", "contains tuples", """@BEGIN @LONG var l = new List<(string, string, string, string, int)>(); for (var i = 0; i < 300000; i++) l.Add((s, s, s, s, 1)); return l.Contains((t, t, t, t, 2)); }"""),
        Of("time", "array contains strings", """@BEGIN @LONG var a = new string[1000000]; for (var i = 0; i < 1000000; i++) a[i] = s; var n = 0; while (true) if (a.Contains(t + "")) n++; }"""),
        Of("time", "trim chars", """@BEGIN @LONG var c = new char[1000000]; for (var i = 0; i < 1000000; i++) c[i] = 'b'; c[999999] = 'a'; return s.Trim(c) == ""; }"""),
        Of("time", "split chars", """@BEGIN @LONG var c = new char[1000000]; for (var i = 0; i < 1000000; i++) c[i] = 'b'; var n = 0; while (true) n += s.Split(c).Length; }"""),
        Of("memory", "slice pattern array", """@BEGIN var a = new int[5000000]; var l = new List<int[]>(); while (true) if (a is [_, .. var r]) l.Add(r); }"""),
        Of("memory", "slice pattern text", """@BEGIN @LONG var l = new List<string>(); while (true) if (s is [_, .. var r]) l.Add(r); }"""),
        Of("memory", "cond range", """@BEGIN var a = new int[5000000]; var l = new List<int[]>(); while (true) l.Add(a?[1..]); }"""),
        Of("memory", "cond upper", """@BEGIN @LONG var l = new List<string>(); while (true) l.Add(s?.ToUpper().ToLower().ToUpper().ToLower().ToUpper().ToLower()); }"""),
        Of("stack", "thenby chain", """@BEGIN var q = p.meds.OrderBy(x => x); for (var i = 0; i < 190000; i++) q = q.ThenBy(x => 1); return q.First() != ""; }"""),
        Of("determinism", "clock parse", """@BEGIN return DateTime.ParseExact("10:00", "HH:mm", System.Globalization.CultureInfo.InvariantCulture).Year > 2000; }"""),
        Of("determinism", "tz assume", """@BEGIN return DateTime.ParseExact("2020-06-01", "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal).Hour > 0; }"""),
        Of("time", "formats heavy", """@BEGIN var f = "y"; for (var i = 0; i < 13; i++) f += f; var a = new string[1000000]; for (var i = 0; i < 1000000; i++) a[i] = f; return DateTime.TryParseExact("2020", a, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var d); }"""),
        Of("compiler", "sum lambdas", """@BEGIN return p.labs.Sum(a => p.labs.Sum(b => p.labs.Sum(c => p.labs.Sum(d => p.labs.Sum(e => e.value))))) > 0; }"""),
        Of("compiler", "max lambdas", """@BEGIN return p.labs.Max(a => p.labs.Average(b => p.labs.Max(c => p.labs.Max(d => p.labs.Max(e => e.value + a.value + b.value + c.value))))) > 0; }"""),
        Of("integrity", "field keyword", """record R(int N) { public int X { get { return field++; } } } @BEGIN return new R(1).X == 0; }"""),
        Of("time", "goto case", """@BEGIN switch (1) { case 1: goto case 1; } return true; }"""),
        Of("time", "property pattern recursion", """record R(int N) { public bool B => this is { B: true }; } @BEGIN return new R(1) is { B: true }; }"""),
        Of("time", "index from end", """@BEGIN while (p.meds[^1] != "") ; return true; }"""),
        Of("time", "default iface", """interface I { void X(); } @BEGIN return true; }"""),
        Of("time", "ulong sum", """@BEGIN return Enumerable.Repeat(1, int.MaxValue).Sum() > 0; }"""),
        Of("time", "double enumerate", """@BEGIN var q = Enumerable.Range(0, 3000).SelectMany(a => Enumerable.Range(0, 3000)).Where(x => x > 1); var n = 0; while (true) n += q.Count(); }"""),
        Of("time", "zip infinite", """@BEGIN var q = Enumerable.Range(0, int.MaxValue); return q.Zip(q).Zip(q.Zip(q)).Any(x => false); }"""),
        Of("time", "group of groups", """@BEGIN return Enumerable.Range(0, 5000000).GroupBy(x => x).GroupBy(g => g.Key).Any(); }"""),
        Of("time", "cross join", """@BEGIN return Enumerable.Range(0, 100000).Join(Enumerable.Range(0, 100000), a => 1, b => 1, (a, b) => a + b).Count() > 3; }"""),
        Of("time", "hostile compare", """@BEGIN var l = Enumerable.Range(0, 100000).ToList(); var n = 0; l.Sort((a, b) => n++ % 3 - 1); return true; }"""),
        Of("time", "finally throw", """@BEGIN foreach (var x in p.meds) { throw new InvalidOperationException("x"); } return true; }"""),
        Of("evasion", "exception message", """@BEGIN @LONG throw new InvalidOperationException(s); }"""),
        Of("evasion", "exception user dx", """@BEGIN throw new InvalidOperationException("\u001b[2J\u001b]0;owned\a"); }"""),
        Of("time", "long concat", """@BEGIN @LONG return string.Concat(Enumerable.Repeat(s, 100000)) != ""; }"""),
        Of("time", "builder builder", """@BEGIN @LONG var b = new System.Text.StringBuilder(); b.Append(b).Append(b); return true; }"""),
        Of("time", "decimal parse", """@BEGIN @LONG var n = 0m; while (true) n += decimal.Parse("1" + s.Substring(20)); }"""),
        Of("time", "switch text", """@BEGIN @LONG var n = 0; while (true) n += s switch { "a" => 1, "b" => 2, _ => 3 }; }"""),
        Of("time", "records that double compared", Doubling + "@BEGIN return M() == M(); }"),
        Of("memory", "records that double as a text", Doubling + "@BEGIN return M().ToString() != \"\"; }"),
        Of("time", "records that double sought", Doubling + "@BEGIN return new[] { M() }.Distinct().Any(); }"),
        Of("time", "objects that double", $"@BEGIN var a0 = new {{ S = 1 }}; {string.Concat(Enumerable.Range(1, 12).Select(i => $"var a{i} = new {{ {string.Join(", ", Enumerable.Range(0, 8).Select(j => $"X{j} = a{i - 1}"))} }}; "))} return a12.ToString() != \"\"; }}"),
        Of("time", "tuples that double", $"@BEGIN var a0 = (1, 1, 1, 1, 1, 1, 1); {string.Concat(Enumerable.Range(1, 12).Select(i => $"var a{i} = ({string.Join(", ", Enumerable.Repeat($"a{i - 1}", 7))}); "))} return a12 == a12; }}"),
        Of("compiler", "functions with many overloads", string.Concat(from a in new[] { "int", "long", "double", "string", "bool", "char", "decimal", "short" } from b in new[] { "int", "long", "double" } select $"private int G(Func<{a}, {b}> f) => 1;\n") + "@BEGIN return G(a => G(b => G(c => G(d => G(e => 1))))) > 0; }"),
        Of("compiler", "many records", string.Concat(Enumerable.Range(0, 8000).Select(i => $"record R{i}(int a);\n")) + "@BEGIN return true; }"),
        Of("compiler", "a wide record", $"record R({string.Join(", ", Enumerable.Range(0, 9000).Select(i => $"int a{i}"))}); @BEGIN return true; }}"),
        Of("compiler", "loops in loops", $"@BEGIN int n = 0, m = 0; {string.Concat(Enumerable.Range(0, 90).Select(i => $"for (var i{i} = 0; i{i} < n; i{i}++) {{ string? s{i} = n > {i} ? null : \"a\"; "))}n++; m = n;{new string('}', 90)} return n > 0; }}"),
    ];

    private static Attack Of(string kind, string name, string text) => new(kind, name, text.Replace("@BEGIN ", Begin, StringComparison.Ordinal).Replace("@LONG ", Long, StringComparison.Ordinal));
}
