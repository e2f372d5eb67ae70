using RuleWorkbench.Scripting.Attacks;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Scripting;

/// <summary>What clinicians write: scores, units, windows of dates, tables. None of it may meet a gate, or its budget.</summary>
public sealed class ClinicalScriptsTests
{
    private static readonly Dictionary<string, string> Scripts = new()
    {
        ["kidney function"] = """
            /// <summary>eGFR by CKD-EPI 2021.</summary>
            /// <example>L.Egfr(1.0, 60, "F") > 60 = true</example>
            double? Egfr(double? creatinine, double? age, string sex)
            {
                if (creatinine is null || age is null) return null;
                var (k, a, f) = sex == "F" ? (0.7, -0.241, 1.012) : (0.9, -0.302, 1.0);
                var ratio = creatinine.Value / k;
                return Math.Round(142 * Math.Pow(Math.Min(ratio, 1), a) * Math.Pow(Math.Max(ratio, 1), -1.200) * Math.Pow(0.9938, age.Value) * f, 1);
            }
            bool F(Facts_p p) => Egfr(1.0, 60, "F") > 60;
            """,
        ["score of items"] = """
            record Item(string Name, int Points, bool Present);
            int Score(double? age, string sex, bool chf, bool htn, bool dm, bool stroke, bool vascular)
            {
                List<Item> items =
                [
                    new("CHF", 1, chf), new("Hypertension", 1, htn), new("Age >= 75", 2, age >= 75), new("Age 65-74", 1, age is >= 65 and < 75),
                    new("Diabetes", 1, dm), new("Stroke", 2, stroke), new("Vascular", 1, vascular), new("Female", 1, sex == "F"),
                ];
                return items.Where(i => i.Present).Sum(i => i.Points);
            }
            bool F(Facts_p p) => Score(p.age, "F", true, true, false, false, false) == 4;
            """,
        ["classes of an enum"] = """
            enum Weight { Under, Normal, Over, Obese }
            private Weight ClassOf(double bmi) => bmi switch { < 18.5 => Weight.Under, < 25 => Weight.Normal, < 30 => Weight.Over, _ => Weight.Obese };
            double? Bmi(double? kg, double? cm) => cm > 0 ? kg / Math.Pow(cm.Value / 100, 2) : null;
            bool F(Facts_p p) => Bmi(80, 180) is { } b && ClassOf(b) == Weight.Normal && ClassOf(b).ToString() == "Normal";
            """,
        ["units"] = """
            private double? ToMg(double? amount, string unit) => unit?.Trim().ToLowerInvariant() switch { "mg" => amount, "g" => amount * 1000, "mcg" or "ug" or "µg" => amount / 1000, null => null, var other => throw new ArgumentException($"The unit {other} is not known.") };
            bool F(Facts_p p) => ToMg(2, " G ") == 2000;
            """,
        ["windows of dates"] = """
            bool Within(DateTime? when, DateTime? now, int days) => when is { } w && now is { } n && (n - w).TotalDays >= 0 && (n.Date - w.Date).Days <= days;
            int? AgeAt(DateTime? born, DateTime? now)
            {
                if (born == null || now == null) return null;
                var years = now.Value.Year - born.Value.Year;
                if (born.Value.AddYears(years) > now.Value) years--;
                return years;
            }
            bool F(Facts_p p) => Within(new DateTime(2024, 1, 1), new DateTime(2024, 1, 31), 30) && AgeAt(new DateTime(1950, 6, 1), new DateTime(2020, 5, 31)) == 69 && new DateTime(2024, 2, 29).AddYears(1).ToString("yyyy-MM-dd") == "2025-02-28";
            """,
        ["lookup of factors"] = """
            private Dictionary<string, double> Factors() => new(StringComparer.OrdinalIgnoreCase) { ["morphine"] = 1, ["oxycodone"] = 1.5, ["hydromorphone"] = 5 };
            double? Factor(string drug) => Factors().TryGetValue(drug ?? "", out var f) ? f : null;
            string Known() => string.Join(", ", Factors().OrderByDescending(f => f.Value).ThenBy(f => f.Key).Select(f => $"{f.Key} x{f.Value:0.0}"));
            bool F(Facts_p p) { var n = 0.0; foreach (var (drug, factor) in Factors()) n += factor; return Factor("Oxycodone") == 1.5 && Known().StartsWith("hydromorphone x5.0") && n == 7.5; }
            """,
        ["slope of a diary"] = """
            double? Slope(IReadOnlyList<double?> values)
            {
                var known = values.Select((v, i) => (X: (double)i, Y: v)).Where(t => t.Y.HasValue).Select(t => (t.X, Y: t.Y!.Value)).ToArray();
                if (known.Length < 2) return null;
                var (mx, my) = (known.Average(k => k.X), known.Average(k => k.Y));
                var below = known.Sum(k => (k.X - mx) * (k.X - mx));
                return below == 0 ? null : known.Sum(k => (k.X - mx) * (k.Y - my)) / below;
            }
            bool F(Facts_p p) => Slope(new List<double?> { 1, 2, null, 4 }) == 1;
            """,
        ["median"] = """
            double? Median(IReadOnlyList<double?> xs)
            {
                var s = xs.OfType<double>().Order().ToList();
                return s.Count == 0 ? null : s.Count % 2 == 1 ? s[s.Count / 2] : (s[s.Count / 2 - 1] + s[s.Count / 2]) / 2;
            }
            bool F(Facts_p p) => Median(new List<double?> { 3, null, 1, 2, 10 }) == 2.5;
            """,
        ["pairs of drugs"] = """
            private (string A, string B)[] Pairs() => [("warfarin", "aspirin"), ("warfarin", "metformin")];
            private IEnumerable<string> Found(IEnumerable<string> meds) { var set = meds.Select(m => m.ToLowerInvariant()).ToHashSet(); return from x in Pairs() where set.Contains(x.A) && set.Contains(x.B) select $"{x.A} + {x.B}"; }
            bool F(Facts_p p) => Found(p.meds).Single() == "warfarin + metformin";
            """,
        ["codes of diagnoses"] = """
            private string Code(string dx) => (dx ?? "").Split('.', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault()?.PadRight(3, '-').Substring(0, 3).ToUpperInvariant() ?? "";
            private bool InRange(string code, string from, string to) => string.CompareOrdinal(code, from) >= 0 && string.CompareOrdinal(code, to) <= 0;
            bool F(Facts_p p) => InRange(Code(p.dx), "I00", "I99") && p.dx.IndexOf("50") == 1 && p.dx[0] == 'I' && p.dx[1..].All(char.IsDigit) && int.TryParse(p.dx[1..], out var n) && n == 50;
            """,
        ["latest of a lab"] = """
            double? Latest(IReadOnlyList<Facts_p_labs> labs, string code) => labs?.Where(l => string.Equals(l.code, code, StringComparison.OrdinalIgnoreCase)).LastOrDefault()?.value;
            bool F(Facts_p p) => Latest(p.labs, "k") == 5.6;
            """,
        ["stages"] = """
            record Stage(string Name, double From, double To) { public bool Holds(double x) => x >= From && x < To; public string Text => $"{Name} ({From} to {To})"; }
            private List<Stage> Stages() => [new("G1", 90, double.PositiveInfinity), new("G2", 60, 90), new("G3", 30, 60), new("G4", 15, 30), new("G5", 0, 15)];
            string Of(double? egfr) => egfr is { } e ? Stages().First(s => s.Holds(e)).Text : "unknown";
            bool F(Facts_p p) => Of(45) == "G3 (30 to 60)" && Stages().GroupBy(s => s.From >= 30).ToDictionary(g => g.Key, g => g.Count())[true] == 3;
            """,
        ["runs in a diary"] = """
            int LongestRun(IReadOnlyList<double?> diary, double limit)
            {
                var (best, run) = (0, 0);
                for (var i = 0; i < diary.Count; i++)
                {
                    if (diary[i] is { } v && v <= limit) { run++; best = Math.Max(best, run); }
                    else if (diary[i] is null) continue;
                    else run = 0;
                }
                return best;
            }
            bool F(Facts_p p) { int Inner(int a, int b = 2) => a * b; var queue = new Queue<int>([1, 2]); while (queue.TryDequeue(out var x)) { if (x == 1) queue.Enqueue(3); } return LongestRun(new List<double?> { 1, 2, null, 1, 9, 1 }, 3) == 3 && Inner(2) == 4; }
            """,
        ["dose by weight"] = """
            private decimal Dose(decimal mgPerKg, decimal kg, decimal max) => Math.Min(decimal.Round(mgPerKg * kg, 1, MidpointRounding.AwayFromZero), max);
            bool F(Facts_p p) => Dose(1.25m, 70.5m, 80m) == 80m && Dose(0.15m, 10.33m, 80m) == 1.5m;
            """,
        ["weighted sum"] = """
            bool F(Facts_p p) { var weights = new[] { 1.0, 2, 3 }; var xs = new List<double> { 4, 5, 6 }; var sum = xs.Zip(weights, (x, w) => x * w).Sum(); var chunks = Enumerable.Range(1, 7).Select(i => i % 3).Distinct().ToList(); var text = new System.Text.StringBuilder(); foreach (var c in chunks) text.AppendLine($"{c,3:0}"); return sum == 32 && text.ToString().Length > 0 && xs.MaxBy(x => -x) == 4 && xs.Aggregate(0.0, (a, b) => a + b) == 15; }
            """,
    };

    public static TheoryData<string> Names => [.. Scripts.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Script_OfAClinician_Passes(string name)
    {
        var outcome = AttackOutcome.Of(Scripts[name]);

        (outcome.Ending, outcome.Detail).ShouldBe(("harmless", "True"));
    }

    [Theory]
    [InlineData("return Convert.ToInt32(3.2) == 3;", "(int)x")]
    [InlineData("return DateTime.TryParse(p.dx, out var d);", "TryParseExact")]
    [InlineData("return DateTime.Today.Year > 2000;", "now.date")]
    [InlineData("return p.labs.Find(l => l.n == 1).n == 1;", "FirstOrDefault")]
    [InlineData("try { return int.Parse(p.dx) > 1; } catch (FormatException) { return false; }", "TryParse")]
    public void Script_ThatHasAnotherWay_IsTold(string body, string hint)
    {
        var told = Library.Open($"bool F(string x) => true; private bool G() {{ var p = (dx: \"\", labs: new List<(string code, int n)>()); {body} }}").Diagnostics;

        told.ShouldContain(d => d.Fix != null && d.Fix.Contains(hint, StringComparison.Ordinal));
    }
}
