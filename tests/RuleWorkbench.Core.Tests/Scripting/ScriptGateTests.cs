using Shouldly;
using Xunit;

namespace RuleWorkbench.Scripting;

public sealed class ScriptGateTests
{
    [Theory]
    [InlineData("string F() => System.IO.File.ReadAllText(\"a\");")]
    [InlineData("string F() => System.Environment.MachineName;")]
    [InlineData("string F() => new System.Net.Http.HttpClient().ToString();")]
    [InlineData("bool F() { System.Threading.Thread.Sleep(1); return true; }")]
    [InlineData("DateTime F() => DateTime.Now;")]
    [InlineData("DateTime F() => DateTime.Today;")]
    [InlineData("string F(string x) => x.GetType().Name;")]
    [InlineData("string F() => typeof(string).Name;")]
    [InlineData("int F(string x) => x.GetHashCode();")]
    [InlineData("record R(string A); int F(string x) => new R(x).GetHashCode();")]
    [InlineData("int F(string x) => (x, 1).GetHashCode();")]
    [InlineData("record R(int N) { public R Join(IEnumerable<int> i, Func<int, int> f, Func<int, int> g, Func<int, int, int> h) => this; } bool F() => (from x in new R(1) join y in new[] { 1 } on x equals y select x) != null;")]
    [InlineData("bool F() { System.Console.WriteLine(); return true; }")]
    [InlineData("string F() { dynamic x = 1; return x.ToString(); }")]
    [InlineData("string F() => System.Guid.NewGuid().ToString();")]
    [InlineData("double F() => new Random().NextDouble();")]
    [InlineData("#r \"System.Net.Http\"\nbool F() => true;")]
    [InlineData("#load \"other.csx\"\nbool F() => true;")]
    [InlineData("unsafe bool F() => true;")]
    [InlineData("[System.Obsolete] bool F() => true;")]
    [InlineData("int counter = 0; int F() => counter++;")]
    [InlineData("static int counter; int F() => counter++;")]
    [InlineData("record R { public static int Counter; } int F() => R.Counter++;")]
    [InlineData("var x = 1;")]
    [InlineData("class C { } bool F() => true;")]
    [InlineData("bool F() => true; // \u202E")]
    public void Open_WhatIsNotAllowed_IsRefusedWithAPlace(string text)
    {
        var scripts = Library.Open(text);

        scripts.Classes.ShouldBeEmpty();
        scripts.Diagnostics.Errors().ShouldNotBeEmpty();
        scripts.Diagnostics.ShouldAllBe(d => d.Place.File == "scripts/L.csx" && d.Place.Line > 0);
    }

    [Theory]
    [InlineData("int F() { var a = new int[10]; int i = 0; while (i < a.Length) { a[i] = i * i; i++; } int s = 0; for (int j = 0; j < 10; j++) s += a[j]; do { s--; } while (s > 0); Func<int, int> sq = x => x * x; return sq(s); }", 0)]
    [InlineData("int F() { var d = new Dictionary<string, int>(); foreach (var m in new[] { \"a\", \"b\", \"a\" }) { if (d.ContainsKey(m)) d[m] = d[m] + 1; else d.Add(m, 1); } return d.Count; }", 2)]
    [InlineData("int F() { var d = (\" i5.1 \").Trim().ToUpperInvariant(); var s = $\"{d}:{7}\"; return d.StartsWith(\"I5\", StringComparison.Ordinal) && s.Length > 3 ? d.Split('.').Length : 0; }", 2)]
    public void Open_OrdinaryCode_Passes(string text, int expected)
    {
        Library.Open(text).Call("F").ShouldBe(expected);
    }

    [Fact]
    public void Open_DeepBrackets_AreRefusedBeforeTheCompilerRecurses()
    {
        Library.Errors($"double F() => {new string('(', 50_000)}1{new string(')', 50_000)};").ShouldHaveSingleItem().ShouldContain("RW102");
    }

    [Fact]
    public void Open_ManyComparisons_AreNoDeepBrackets()
    {
        Library.Open($"bool? F(double? x) => {string.Join(" || ", Enumerable.Range(0, 200).Select(i => $"x < {i}"))};").Call("F", 5.0).ShouldBe(true);
    }

    [Fact]
    public void CheckImage_AssemblyThatReadsFiles_NamesWhatIsNotAllowed()
    {
        var ours = File.ReadAllBytes(typeof(ScriptLibraries).Assembly.Location);

        ImageGate.Check([.. ours]).ShouldContain("System.IO.File");
    }
}
