using Shouldly;
using Xunit;

namespace RuleWorkbench.Scripting.Attacks;

/// <summary>Every attack is refused at check, stopped at run time, or harmless; the table is the output of the test.</summary>
public sealed class AttackTests
{
    private const long MostBytes = 256L * 1024 * 1024;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AttackList_EachKind_EndsWithTheHostUnharmed(bool aroundTheMeter)
    {
        var outcomes = (aroundTheMeter ? WaysAround.All : AttackList.All).Select(a => (Attack: a, Outcome: AttackOutcome.Of(a.Text))).ToList();

        foreach (var (attack, outcome) in outcomes)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{attack.Kind,-20} {attack.Name,-28} {outcome.Ending,-9} {outcome.Allocated >> 20,4} MB  {outcome.Detail}");
            outcome.Allocated.ShouldBeLessThan(MostBytes, attack.Name);
            outcome.Facts.ShouldBe(AttackOutcome.FactsBefore, attack.Name);
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
