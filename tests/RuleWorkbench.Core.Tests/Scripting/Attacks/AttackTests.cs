using RuleWorkbench.Compilation;
using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Scripting.Attacks;

/// <summary>Every attack is refused at check, stopped at run time, or harmless; the table is the output of the test.</summary>
public sealed class AttackTests
{
    private const long MostBytes = 256L * 1024 * 1024;

    [Theory]
    [InlineData("known kinds")]
    [InlineData("ways around the meter")]
    [InlineData("collisions")]
    [InlineData("strangers")]
    public void AttackList_EachKind_EndsWithTheHostUnharmed(string list)
    {
        var outcomes = (list switch { "known kinds" => AttackList.All, "collisions" => Collisions.All, "strangers" => Strangers.All, _ => WaysAround.All }).Select(a => (Attack: a, Outcome: AttackOutcome.Of(a.Text))).ToList();

        foreach (var (attack, outcome) in outcomes)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{attack.Kind,-20} {attack.Name,-28} {outcome.Ending,-9} {outcome.Allocated >> 20,4} MB  {outcome.Detail}");
            outcome.Allocated.ShouldBeLessThan(MostBytes, attack.Name);
            outcome.Facts.ShouldBe(AttackOutcome.FactsBefore, attack.Name);

            // Time is the last resort: steps and memory have to end it before.
            outcome.Detail.ShouldNotContain("too much time", customMessage: attack.Name);
        }
    }

    [Theory]
    [InlineData("int n = 0; foreach (var l in p.labs) { if (l.code == \"K\" && l.value > 5.5) n++; } return n >= 1; }")]
    [InlineData("return p.meds.Contains(\"warfarin\") && p.age > 30; }")]
    [InlineData("var d = (p.dx ?? \"\").Trim().ToUpperInvariant(); var s = $\"{d}:{p.age}\"; return d.StartsWith(\"I5\", System.StringComparison.Ordinal) && s.Length > 3 && d.Split('.').Length >= 1; }")]
    [InlineData("var l = new List<int> { 3, 1 }; l.Add(2); l.Sort(); l[0] += 1; return l[0] == 2 && l.Sum() == 7; }")]
    [InlineData("var d = new Dictionary<string, int>(); foreach (var m in p.meds) d[m] = d.TryGetValue(m, out var n) ? n + 1 : 1; return d.Count == 2; }")]
    [InlineData("var q = from m in p.meds where m.Length > 3 orderby m select m; return q.First() == \"metformin\"; }")]
    [InlineData("int Twice(int n) => n * 2; Func<int, int> f = n => Twice(n) + 1; return f(2) == 5; }")]
    [InlineData("var byCode = p.labs.GroupBy(l => l.code).ToDictionary(g => g.Key, g => g.Max(l => l.value)); return byCode[\"K\"] > 5; }")]
    [InlineData("var (a, b) = (p.age, p.meds?.Count()); return a is > 60 and < 80 && b switch { 2 => true, _ => false }; }")]
    [InlineData("var text = new System.Text.StringBuilder(); foreach (var m in p.meds) text.Append(m).Append(';'); return text.ToString().EndsWith(';'); }")]
    [InlineData("List<string> l = [.. p.meds, \"x\"]; int[] a = [1, 2, 3]; l.Add(\"y\"); return l.Count == 4 && a[^1] == 3 && a[1..].Length == 2; }")]
    [InlineData("string Join(IEnumerable<string> x) => string.Join(\", \", x.Select(s => s.ToUpperInvariant())); return Join(p.meds) == \"WARFARIN, METFORMIN\"; }")]
    public void OrdinaryScript_Passes(string body)
    {
        var outcome = AttackOutcome.Of("bool F(Facts_p p) { " + body);

        (outcome.Ending, outcome.Detail).ShouldBe(("harmless", "True"));
    }

    [Theory]
    [InlineData("var m = p.meds.ToList(); (m[0]) = \"x\"; ((m[1], var a), var b) = ((\"y\", 1), 2); return m[0] + m[1] + a + b == \"xy12\"; }")]
    [InlineData("return p.labs.OrderBy(l => l.code).ThenByDescending(l => l.value).First().code == \"K\" && p.meds.Order().First() == \"metformin\"; }")]
    [InlineData("return p.meds.OrderBy(m => m, StringComparer.Ordinal).Last() == \"warfarin\" && (from m in p.meds orderby m.Length descending, m select m).First() == \"metformin\"; }")]
    [InlineData("return p.meds.Select(m => m.Length).Aggregate(Math.Max) == 9 && !p.meds.Any(string.IsNullOrEmpty) && p.meds[0].All(char.IsLetter); }")]
    [InlineData("var a = new[] { 1, 2 }; return a.Contains(2) && a.SequenceEqual(new[] { 1, 2 }) && p.meds?.Select(m => m.ToUpper()).ToArray()?[0]?[1..]?.Trim('A', 'N') == \"RFARI\"; }")]
    [InlineData("return DateTime.ParseExact(\"2020-06-01\", \"yyyy-MM-dd\", System.Globalization.CultureInfo.InvariantCulture).Month == 6 && $\"{p.age} {p.dx?.ToLower()}\" == \"70 i50\"; }")]
    [InlineData("var l = new List<(string, int)> { (\"b\", 1), (\"a\", 2) }; l.Sort(); return l.Contains((\"b\", 1)) && l.IndexOf((\"b\", 1)) == 1 && l.Remove((\"a\", 2)) && l.Count == 1; }")]
    public void OrdinaryScript_NearWhatIsMetered_Passes(string body)
    {
        var outcome = AttackOutcome.Of("bool F(Facts_p p) { " + body);

        (outcome.Ending, outcome.Detail).ShouldBe(("harmless", "True"));
    }

    [Theory]
    [InlineData("var d = new Dictionary<string, int> { [\"a\"] = 1, [\"b\"] = 2 }; d.Remove(\"a\", out var a); var n = 0; foreach (var (k, v) in d) n += v; foreach (var k in d.Keys) n += k.Length; foreach (var v in d.Values) n += v; return a == 1 && n == 5; }")]
    [InlineData("HashSet<int> a = [1, 2, 2]; var b = new HashSet<int> { 2, 3 }; b.UnionWith(a); var n = 0; foreach (var x in b) n += x; a.Clear(); return n == 6 && a.Count == 0 && b.Remove(3) && !b.Contains(3); }")]
    [InlineData("var q = new Queue<int>(); q.Enqueue(1); var s = new Stack<int>(); s.Push(2); var n = 0; foreach (var x in q) n += x; foreach (var x in s) n += x; return n == 3; }")]
    [InlineData("var d = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { { \"A\", 1 } }; return d[\"a\"] == 1 && d.TryGetValue(\"b\", out var b) == false && p.meds.ToHashSet(StringComparer.OrdinalIgnoreCase).Contains(\"WARFARIN\"); }")]
    [InlineData("return p.meds.GroupBy(m => new { m.Length, First = m[0] }).Count() == 2 && p.meds.ToDictionary(m => m, m => m.Length)[\"warfarin\"] == 8 && p.meds.ToLookup(m => m.Length)[9].Single() == \"metformin\"; }")]
    [InlineData("var q = from m in p.meds group m.ToUpper() by m.Length % 2 into g orderby g.Key select g.Key + g.First(); return string.Join(\",\", q) == \"0WARFARIN,1METFORMIN\"; }")]
    [InlineData("var names = new[] { (Code: \"K\", Name: \"potassium\"), (Code: \"Na\", Name: \"sodium\") }; return (from l in p.labs join n in names on l.code equals n.Code select n.Name).Single() == \"potassium\" && (from n in names join l in p.labs on new { C = n.Code } equals new { C = l.code } into g select g.Count()).Sum() == 1; }")]
    [InlineData("return (from l in new int?[] { 1, null } join m in new int?[] { null, 1 } on l equals m select l).Single() == 1 && (from i in new[] { 1, 2 } join d in new[] { 2.0 } on i equals d select d).Single() == 2; }")]
    [InlineData("return p.meds.Union([\"a\"]).Except([\"warfarin\"]).Intersect([\"a\", \"b\"]).Single() == \"a\" && p.meds.CountBy(m => m.Length).First().Value == 1 && p.meds.Join(p.meds, a => a, b => b, (a, b) => a).Count() == 2; }")]
    [InlineData("var a = (p.dx, 1); var b = (p.dx, 1); return a == b && (p.dx, 2) != (p.dx, 1) && a.Equals(b) && new { a } is { } x && p.dx == \"I50\" && p.dx != p.meds[0] && (\"I50\", (string?)null) == (p.dx, null); }")]
    public void OrdinaryScript_WithKeys_Passes(string body)
    {
        var outcome = AttackOutcome.Of("bool F(Facts_p p) { " + body);

        (outcome.Ending, outcome.Detail).ShouldBe(("harmless", "True"));
    }

    [Fact]
    public void ListThatAScriptMade_InALaterCall_IsNotChanged()
    {
        var scripts = Library.Open("List<double> Make() => [1, 2]; IReadOnlyList<double> Many() => new[] { 1.0, 2 }; double Change(List<double> l) { l.Add(1); return l.Count; } double Set(IReadOnlyList<double> l) => l is double[] a ? a[0] = 9 : 0;");
        var list = (List<double>)scripts.Call("Make")!;
        var array = (double[])scripts.Call("Many")!;

        Should.Throw<System.Reflection.TargetInvocationException>(() => scripts.Call("Change", list)).InnerException.ShouldBeOfType<Metering.ScriptBudgetException>();
        scripts.Call("Set", array).ShouldBe(0.0);
        list.ShouldBe([1, 2]);
        array.ShouldBe([1, 2]);
    }

    [Fact]
    public void CallThatTakesTooLong_LeavesLittleTimeToTheNextOnes()
    {
        var pathway = TestPathway.Of(TestPathway.Rule("rule", "true")).With(Library.Of("L", """
            double Endless() { var d = 1m; while (true) { d = d * 1.0000001m / 1.00000005m; d = d * 1.0000001m / 1.00000005m; d = d * 1.0000001m / 1.00000005m; d = d * 1.0000001m / 1.00000005m; } }
            double Long() { var n = 0.0; for (var i = 0; i < 100000000; i++) n += i; return n; }
            """)) with { ScriptBudget = ScriptBudget.Most };
        LoadedScripts Open() => new ScriptsInProcess(Library.NoCache).Open(pathway, TestContext.Current.CancellationToken);
        static string Failure(LoadedScripts scripts, string function) =>
            Should.Throw<System.Reflection.TargetInvocationException>(() => scripts.Call(function)).InnerException.ShouldBeOfType<Metering.ScriptBudgetException>().Message;
        var (scripts, others) = (Open(), Open());

        scripts.Call("Long").ShouldNotBeNull();
        Failure(scripts, "Endless").ShouldContain("too much time");
        Failure(scripts, "Long").ShouldContain("too much time");
        others.Call("Long").ShouldNotBeNull();
        Open().Call("Long").ShouldNotBeNull();
    }

    [Fact]
    public void Sorting_BeyondTheBudget_SaysWhichBudget()
    {
        const string Texts = "var s = \"aaaaaaaaaaaaaaaa\"; for (var i = 0; i < 10; i++) s += s; var l = new List<string>(); for (var i = 0; i < 4000; i++) l.Add(s); ";

        AttackOutcome.Of("bool F(Facts_p p) { " + Texts + "l.Sort(); return true; }").Detail.ShouldContain("`steps`");
        AttackOutcome.Of("bool F(Facts_p p) { " + Texts + "return l.Order().First() == s; }").Detail.ShouldContain("`steps`");
    }

    [Theory]
    [InlineData("while (true) { } }", "`steps`")]
    [InlineData("var l = new List<long>(); while (true) l.Add(1); }", "`megabytes`")]
    [InlineData("int G(int n) => G(n + 1) + 1; return G(0) > 0; }", "`depth`")]
    public void Exhaustion_SaysWhichBudget(string body, string budget)
    {
        AttackOutcome.Of("bool F(Facts_p p) { " + body).Detail.ShouldContain(budget);
    }
}
