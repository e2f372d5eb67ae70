using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Compilation;

/// <summary>Hostile expressions in every place that holds one: each is refused at check, or runs and is harmless. The table is the
/// output of the test.</summary>
public sealed class ExpressionAttackTests
{
    private const long MostBytes = 256L * 1024 * 1024;

    private const string Facts = """
        { "patient": { "age": 70, "visits": 3, "weight": 80, "name": "Ann Example", "country": "x", "pregnant": false, "born": "1950-03-01", "codes": [ 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 ],
          "drugs": [ { "name": "a", "stoppedDaysAgo": 1 }, { "name": "b", "stoppedDaysAgo": 2 }, { "name": "c", "stoppedDaysAgo": 3 } ], "address": { "city": "y" } } }
        """;

    private static readonly string Many = $"new [] {{ {string.Join(", ", Enumerable.Range(0, 900))} }}";

    private static readonly string Words = $"\"{string.Join(',', Enumerable.Repeat("a", 2000))}\".Split(',')";

    /// <summary>What no place may let in.</summary>
    private static readonly (string Name, string Expression)[] Refused =
    [
        ("type", "patient.GetType().Name == \"x\""), ("type of a text", "\"\".GetType().Assembly != null"), ("type of a list", "patient.codes.GetType().Module != null"), ("type by a conversion", "object(patient.name).GetType() != null"),
        ("type of a figure", "new (patient.age as a).GetType() != null"), ("dynamic property", "new (patient.age as a).GetDynamicPropertyValue(\"a\") != null"), ("queryable", "patient.codes.AsQueryable().Expression != null"), ("hash", "patient.name.GetHashCode() > 0"),
        ("changed list", "patient.codes.Remove(1)"), ("cleared list", "patient.codes.Clear() == null"), ("grown list", "patient.codes.Add(1) == null"), ("sorted list", "patient.codes.Sort() == null"), ("reversed in place", "patient.codes.Reverse(0, 2) == null"),
        ("for each", "patient.codes.ForEach(null) == null"), ("enumerator", "patient.codes.GetEnumerator().MoveNext()"), ("capacity", "patient.codes.EnsureCapacity(1000000000) > 0"),
        ("clock", "DateTime.Now.Year > 1"), ("clock in UTC", "DateTime.UtcNow.Year > 1"), ("today", "DateTime.Today.Year > 1"), ("time of day read", "DateTime.Parse(\"10:00\").Year > 1"), ("day without year", "DateTime.Parse(\"03-01\").Year > 1"), ("date of a fact", "DateTime.Parse(patient.name).Year > 1"),
        ("converted time of day", "Convert.ToDateTime(\"10:00\").Year > 1"), ("time zone", "patient.born.Value.ToLocalTime().Hour > 1"), ("date by time zone", "DateTime.Parse(\"2020-01-01T00:00:00Z\").Hour > 1"), ("guid", "Guid.NewGuid().ToString() == \"\""), ("random", "new Random().Next() > 0"),
        ("environment", "Environment.MachineName != null"), ("file", "System.IO.File.Exists(\"/\")"), ("process", "new System.Diagnostics.Process() != null"), ("uri", "new Uri(\"http://example.invalid/\").Host != null"), ("activator", "Activator.CreateInstance(null) != null"),
        ("regular expression", "System.Text.RegularExpressions.Regex.IsMatch(patient.name, \"(a+)+$\")"), ("format", "string.Format(\"{0,999999999}\", 1).Length > 0"), ("intern", "string.Intern(patient.name) != null"), ("copied text", "new string('a', 1000000000).Length > 0"),
        ("digits", "patient.weight.Value.ToString(\"F900000000\").Length > 0"), ("computed digits", "patient.weight.Value.ToString(patient.name).Length > 0"), ("padded", "patient.name.PadLeft(2000000000).Length > 0"), ("padded by a fact", "patient.name.PadLeft(patient.age).Length > 0"),
        ("replaced by a fact", "patient.name.Replace(\"a\", patient.name).Length > 0"), ("inserted", "patient.name.Insert(0, patient.name).Length > 0"), ("range", "Enumerable.Range(0, 2000000000).Any(it < 0)"), ("repeated", "Enumerable.Repeat(1, 2000000000).ToList().Count() > 0"),
        ("aggregate", "patient.codes.Aggregate((a, b) => a + b) > 0"), ("is", "is(patient, \"System.String\")"), ("as", "as(patient, \"System.String\") != null"), ("called function", "((x => x)(1)) == 1"),
        ("constants in one another", $"{Many}.Any(a => {Many}.Any(b => {Many}.Any(c => a + b + c < 0)))"), ("words in one another", $"{Words}.Any(a => {Words}.Any(b => a == b + \"x\"))"), ("groups of constants", $"{Words}.GroupBy(x => 1).Any(g => g.Any(a => g.Any(b => g.Any(c => a == b + c))))"),
        ("elements of long texts", $"new [] {{ \"{new string(',', 3000)}\" }}.Any(s => s.Split(',').Any(a => s.Split(',').Any(b => a == b + \"x\")))"), ("five levels", "patient.drugs.Any(a => patient.drugs.Any(b => patient.drugs.Any(c => patient.drugs.Any(d => patient.drugs.Any(e => e.stoppedDaysAgo > 9)))))"),
        ("text that grows in a list", "patient.codes.Any(c => \"aaaaaaaaaa\".Replace(\"a\", \"aaaaaaaaaa\").Replace(\"a\", \"aaaaaaaaaa\").Replace(\"a\", \"aaaaaaaaaa\").Replace(\"a\", \"aaaaaaaaaa\").Length > c)"),
        ("brackets", new string('(', 3000) + "true" + new string(')', 3000)), ("signs", string.Concat(Enumerable.Repeat("!", 9000)) + "true"), ("long sum", string.Join(" && ", Enumerable.Repeat("true", 20_000))), ("minus", string.Concat(Enumerable.Repeat("- ", 4000)) + "1 < 0"),
    ];

    /// <summary>What looks hostile and does no harm.</summary>
    private static readonly (string Name, string Expression)[] Harmless =
    [
        ("equals sign", "patient.age = 5"), ("overflow", "2147483647 * 2147483647 > 0"), ("division by zero", "1 / (patient.visits - patient.visits) > 0"), ("null", "patient.potassium > 3"), ("empty list", "patient.codes.Where(c => c > 99).First() > 0"),
        ("large power", "Math.Pow(10, 300) * Math.Pow(10, 300) > 1"), ("decimal", "Convert.ToDecimal(Math.Pow(10, 300)) > 1"), ("far date", "patient.born.Value.AddDays(999999999) > patient.born"), ("text out of bounds", "patient.name.Substring(900) == \"\""), ("not a number", "Convert.ToInt32(patient.name) > 1"),
        ("date with a year", "DateTime.Parse(\"2020-01-01\") > patient.born"), ("four levels", "patient.codes.Any(a => patient.codes.Any(b => patient.codes.Any(c => patient.codes.Any(d => a + b + c + d > 999))))"),
    ];

    private static IEnumerable<(string Place, Pathway Pathway)> Places(string expression)
    {
        yield return ("rule", TestPathway.Of(TestPathway.Rule("r", expression)));
        yield return ("local", TestPathway.Of(TestPathway.Rule("r", "true", ("x", expression))));
        yield return ("global", TestPathway.Of(TestPathway.Workflow(TestPathway.Main, TestPathway.Rule("r", "true")) with { Globals = TestPathway.Parameters(("x", expression)) }));
        yield return ("figure", TestPathway.Of(TestPathway.Rule("r", "true").WithFigure(expression)));
        yield return ("nested", TestPathway.Of(TestPathway.Nested("n", RuleOperator.And, TestPathway.Rule("r", expression))));
        var inputs = Newtonsoft.Json.JsonConvert.SerializeObject(new[] { new { Name = "x", Expression = expression } });
        yield return ("handed on", TestPathway.Of(TestPathway.Rule("s", "true"), TestPathway.Rule("r", "true") with { OnSuccess = TestPathway.Action("EvaluateRule", ("workflowName", TestPathway.Main), ("ruleName", "s"), ("additionalInputs", inputs)) }));
    }

    [Fact]
    public void Compile_HostileExpressionInAnyPlace_IsRefused()
    {
        foreach (var (name, expression) in Refused)
        {
            foreach (var (place, pathway) in Places(expression))
            {
                var error = pathway.Compile().Diagnostics.FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error);
                TestContext.Current.TestOutputHelper?.WriteLine($"{name,-26} {place,-10} {(error is null ? "LET IN" : "refused"),-9} {error?.Id} {error?.Message}");
                error.ShouldNotBeNull($"{name} as {place}");
            }
        }
    }

    [Fact]
    public async Task Evaluate_ExpressionThatLooksHostile_IsHarmlessInBothEngines()
    {
        foreach (var (name, expression) in Harmless)
        {
            var compiled = TestPathway.Of(TestPathway.Rule("r", expression)).Compile();
            compiled.Diagnostics.ShouldBeEmpty(name);
            var bound = compiled.Bind(Facts);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var verdict = (await new ReferenceEngine(compiled).EvaluateAsync(TestPathway.Main, bound, TestContext.Current.CancellationToken)).Rules.Single().Verdict;
            var planned = (await new Plan(compiled).EvaluateAsync(TestPathway.Main, bound, TestContext.Current.CancellationToken)).Rules.Single().Verdict;
            var taken = GC.GetAllocatedBytesForCurrentThread() - before;
            TestContext.Current.TestOutputHelper?.WriteLine($"{name,-26} harmless  {verdict,-8} {taken >> 20,4} MB");
            planned.ShouldBe(verdict, name);
            taken.ShouldBeLessThan(MostBytes, name);
        }
    }

    [Fact]
    public void Compile_ListsThatMultiplyFromParameterToParameter_AreRefused()
    {
        var rule = TestPathway.Rule("r", "true", ("a", "patient.codes.SelectMany(x => patient.codes).ToList()"), ("b", "a.SelectMany(x => a).ToList()"), ("c", "b.SelectMany(x => b).ToList()"));

        TestPathway.Of(rule).Compile().Diagnostics.ShouldContain(d => d.Id == DiagnosticIds.ExpressionRunsOn);
    }

    [Fact]
    public void Compile_ParameterOfManyWords_CannotBeGoneThroughInItself()
    {
        var rule = TestPathway.Rule("r", "w.Any(a => w.Any(b => w.Any(c => a == b + c)))", ("w", Words));

        TestPathway.Of(rule).Compile().Diagnostics.ShouldContain(d => d.Id == DiagnosticIds.ExpressionRunsOn);
    }
}
