using Shouldly;
using Xunit;

namespace RuleWorkbench.Scripting.Attacks;

/// <summary>Every attack is refused at check, stopped at run time, or harmless; the table is the output of the test.</summary>
public sealed class AttackTests
{
    private const long MostBytes = 256L * 1024 * 1024;

    [Fact]
    public void AttackList_EachKind_EndsWithTheHostUnharmed()
    {
        var outcomes = AttackList.All.Select(a => (Attack: a, Outcome: AttackOutcome.Of(a.Text))).ToList();

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
    [InlineData("while (true) { } }", "`steps`")]
    [InlineData("var l = new List<long>(); while (true) l.Add(1); }", "`megabytes`")]
    [InlineData("int G(int n) => G(n + 1) + 1; return G(0) > 0; }", "`depth`")]
    public void Exhaustion_SaysWhichBudget(string body, string budget)
    {
        AttackOutcome.Of("bool F(Facts_p p) { " + body).Detail.ShouldContain(budget);
    }
}
