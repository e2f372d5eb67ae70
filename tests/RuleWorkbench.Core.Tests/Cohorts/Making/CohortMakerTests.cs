using System.Text;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Loading;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Cohorts.Making;

public sealed class CohortMakerTests
{
    [Fact]
    public async Task WriteAsync_ShippedSpec_SamePeopleForEver()
    {
        var people = await MadePeople.MakeAsync(MadePeople.Shipped().Maker, 5, seed: 7);

        Golden.Check(Encoding.UTF8.GetString(people), "pain-clinic.verified.ndjson");
    }

    [Fact]
    public async Task WriteAsync_MoreThreads_SameBytes()
    {
        var (maker, _) = MadePeople.Shipped();

        (await MadePeople.MakeAsync(maker, 5_000, 3, threads: 1)).ShouldBe(await MadePeople.MakeAsync(maker, 5_000, 3, threads: 3));
    }

    [Fact]
    public async Task WriteAsync_AnotherSeed_OtherPeople()
    {
        var (maker, _) = MadePeople.Shipped();

        (await MadePeople.MakeAsync(maker, 5, 1)).ShouldNotBe(await MadePeople.MakeAsync(maker, 5, 2));
    }

    [Fact]
    public async Task WriteAsync_FewerPeople_TheFirstOfThem()
    {
        var (maker, _) = MadePeople.Shipped();
        var many = await MadePeople.MakeAsync(maker, 2_000, 1);
        var few = await MadePeople.MakeAsync(maker, 1_500, 1);

        many.AsSpan(0, few.Length).SequenceEqual(few).ShouldBeTrue();
    }

    [Fact]
    public async Task WriteAsync_ShippedSpec_EveryPersonIsACase()
    {
        var (maker, pathway) = MadePeople.Shipped();
        var lines = Encoding.UTF8.GetString(await MadePeople.MakeAsync(maker, 500, 11)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        lines.SelectMany((l, i) => CohortLine.Read(l, "people", i + 1, pathway, null).Diagnostics).ShouldBeEmpty();
        lines.Length.ShouldBe(500);
    }

    [Fact]
    public async Task WriteAsync_NothingSaid_IsDrawnFromTheSchemas()
    {
        var people = await MadePeople.MakeAsync("", 400);

        people.Select(p => (int)p["age"]!).ShouldAllBe(a => a >= 0 && a <= 120);
        people.Select(p => (double)p["grade"]!).Distinct().Order().ShouldBe([0.5, 1, 2]);
        people.Select(p => (string)p["sex"]!).Distinct().Order().ShouldBe(["female", "male"]);
        people.Select(p => ((JArray)p["drugs"]!).Count).Distinct().Order().ShouldBe([0, 1, 2, 3]);
        people.ShouldAllBe(p => p["name"] == null);
    }

    [Theory]
    [InlineData("""{ "normal": { "mean": 60, "deviation": 10 } }""", 60, 1.5)]
    [InlineData("""{ "uniform": { "from": 20, "to": 40 } }""", 30, 1)]
    [InlineData("""{ "choose": { "10": 3, "50": 1 } }""", 20, 2)]
    [InlineData("""{ "value": 33 }""", 33, 0.001)]
    public async Task WriteAsync_Numbers_HaveTheMeanOfTheirDistribution(string recipe, double mean, double tolerance)
    {
        var people = await MadePeople.MakeAsync($"\"patient.age\": {recipe}", 2_000);

        people.Average(p => (double)p["age"]!).ShouldBe(mean, tolerance);
    }

    [Fact]
    public async Task WriteAsync_DrawnOutsideTheRange_StaysWithinIt()
    {
        var people = await MadePeople.MakeAsync("""
            "patient.age": { "normal": { "mean": 119, "deviation": 50 } }, "patient.weight": { "normal": { "mean": "patient.age * 1000", "deviation": 1 } }
            """, 500);

        people.ShouldAllBe(p => (int)p["age"]! <= 120 && (double)p["weight"]! <= 400);
    }

    [Fact]
    public async Task WriteAsync_Conditions_TheFirstThatHoldsIsTaken()
    {
        var people = await MadePeople.MakeAsync("""
            "patient.pregnant": [ { "when": "patient.sex == \"male\"", "value": false }, { "when": "patient.age > 50", "missing": 1 }, { "value": true } ]
            """, 300);

        people.ShouldAllBe(p => (string)p["sex"]! == "male" ? p["pregnant"] != null && !(bool)p["pregnant"]! : (int)p["age"]! > 50 ? p["pregnant"] == null : (bool)p["pregnant"]!);
    }

    [Fact]
    public async Task WriteAsync_RecipeOfAnElement_ReadsTheElement()
    {
        var people = await MadePeople.MakeAsync("""
            "patient.drugs": { "count": { "value": 2 } },
            "patient.drugs[].name": { "choose": { "strong": 1, "weak": 1 } },
            "patient.drugs[].dose": [ { "when": "element.name == \"strong\"", "value": 1 }, { "value": 100 } ],
            "patient.dose": { "uniform": { "from": "patient.drugs.Count()", "to": 2 } }
            """, 100);

        people.SelectMany(p => p["drugs"]!).ShouldAllBe(d => (int)d["dose"]! == ((string)d["name"]! == "strong" ? 1 : 100));
        people.ShouldAllBe(p => (int)p["dose"]! == 2);
    }

    [Fact]
    public async Task WriteAsync_ListOfAllowedValues_HoldsNoneTwice()
    {
        var people = await MadePeople.MakeAsync("\"patient.allergies\": { \"count\": { \"value\": 5 } }", 50);

        people.ShouldAllBe(p => p["allergies"]!.Distinct().Count() == p["allergies"]!.Count() && p["allergies"]!.Count() == 2);
    }

    [Fact]
    public async Task WriteAsync_Dates_LieBeforeTheClock()
    {
        var people = await MadePeople.MakeAsync("\"patient.born\": { \"daysBefore\": { \"uniform\": { \"from\": 1, \"to\": 2 } } }", 60);

        people.Select(p => (string)p["born"]!).Distinct().Order().ShouldBe(["2026-02-28", "2026-03-01"]);
    }

    [Fact]
    public async Task WriteAsync_Missingness_ByDefaultAndPerFact()
    {
        var people = await MadePeople.MakeAsync("\"patient.age\": { \"missing\": 0 }, \"patient.sex\": { \"missing\": 1 }", 1_000, missing: 0.3);

        people.ShouldAllBe(p => p["age"] != null && p["sex"] == null);
        people.Count(p => p["weight"] == null).ShouldBeInRange(240, 360);
    }

    [Fact]
    public async Task WriteAsync_RecipeIsEdited_OtherFactsStay()
    {
        var before = await MadePeople.MakeAsync("\"patient.age\": { \"value\": 3 }", 50);
        var after = await MadePeople.MakeAsync("\"patient.age\": { \"normal\": { \"mean\": 50, \"deviation\": 9 } }", 50);

        after.Select(p => Without(p, "age")).ShouldBe(before.Select(p => Without(p, "age")));

        static string Without(JObject person, string fact)
        {
            person.Remove(fact);
            return person.ToString();
        }
    }
}
