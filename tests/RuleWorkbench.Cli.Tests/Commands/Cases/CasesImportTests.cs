using Newtonsoft.Json.Linq;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Cli.Commands.Cases;

public sealed class CasesImportTests
{
    private const string Map = """
        {
          "suite": "foreign",
          "pathway": "tiny",
          "id": "name",
          "facts": { "patient": { "age": "years", "allergic": "allergy" } },
          "expect": { "rules": [ { "rule": { "value": "T1" }, "met": "adult" } ] }
        }
        """;

    [Theory]
    [InlineData("2022", "cdc-opioid", 4)]
    [InlineData("2016", "cdc-opioid@2016", 3)]
    public async Task Import_FileInTheFormatOfTheSet_GivesSuitesThatPass(string guideline, string version, int cases)
    {
        using var workspace = TemporaryWorkspace.Shipped();
        var source = Path.Combine(RepositoryRoot.Folder, $"tests/RuleWorkbench.Cli.Tests/Commands/Cases/published-{guideline}.json");
        foreach (var map in (string[])[guideline, $"{guideline}-scalars"])
        {
            (await workspace.RunAsync("cases", "import", source, "--format", "json", "--map", $"seeds/cdc-opioid/imports/{map}.json", "--strict", "--replace"))
                .ShouldExitWith(RulewbResult.Clean).Out.ShouldContain($"{cases} cases, {cases} of them with an expectation");
        }

        var run = await workspace.RunAsync("simulate", version, "--suite", $"published-{guideline}", "--suite", $"scalars-{guideline}");

        run.ShouldExitWith(RulewbResult.Clean).Out.ShouldContain($"{2 * cases} cases: {2 * cases} passed");
    }

    [Theory]
    [InlineData("conversion-factors", """
        { "id": "a", "factorSet": "clinical2016-default", "ingredient": "codeine", "dailyDoseValue": 12.5, "dailyDoseUnit": "mg", "doseForm": "Oral Tablet", "dosesPerDay": null, "expectedFactor": 0.15 },
        { "id": "b", "factorSet": "clinical2016-default", "ingredient": "aspirin", "dailyDoseValue": 200, "dailyDoseUnit": "mg", "doseForm": "Oral Tablet", "dosesPerDay": null, "expectedFactor": null },
        { "id": "c", "factorSet": "research2018", "ingredient": "fentanyl", "dailyDoseValue": 0.4, "dailyDoseUnit": "mg", "doseForm": "Buccal Film", "dosesPerDay": 2, "expectedFactor": 180 }
        """)]
    [InlineData("product-factors", """
        { "id": "a", "tableVersion": "2016", "drug": "Buprenorphine", "form": "Tablet", "product": null, "strengthPerUnit": 2.0, "strengthUnit": "MG", "expectedFactor": 30.0 },
        { "id": "b", "tableVersion": "2018", "drug": "Buprenorphine", "form": "Tablet", "product": null, "strengthPerUnit": 2.0, "strengthUnit": "MG", "expectedFactor": null }
        """)]
    [InlineData("drug-classes", """{ "id": "a", "tableVersion": "2016", "drug": "Buprenorphine", "form": "Tablet", "expectedClass": "Opioid" }""")]
    [InlineData("totals", """
        { "id": "a", "factorSet": "clinical2016", "expectedMmePerDay": 120, "toleranceAbs": 0.05, "orders": [
          { "doseValue": 1, "doseUnit": "{tab}", "dosesPerDay": 4, "ingredients": [ { "ingredient": "Oxycodone", "doseForm": "Oral Tablet", "strength": 10, "strengthUnit": "MG" } ] },
          { "doseValue": 20, "doseUnit": "mg", "times": 1, "period": 8, "periodUnit": "h", "ingredients": [ { "ingredient": "Morphine", "doseForm": "Oral Tablet", "strength": 20, "strengthUnit": "MG" } ] } ] },
        { "id": "b", "factorSet": "cdcTable", "formula": "strength * quantity / daysSupply * factor", "strengthPerUnit": 25, "strengthUnit": "ug/h", "quantity": 10, "daysSupply": 30, "factor": 7.2, "expectedMmePerDay": 60, "toleranceAbs": 0.001 }
        """)]
    [InlineData("writing", """
        { "id": "a", "function": "sourceUnitToUcum", "input": { "unit": "MG/ML" }, "expected": "mg/mL" }, { "id": "b", "function": "timesPerDay", "input": { "times": 2, "period": 1.0, "periodUnit": "wk" }, "expected": 0.28571428, "toleranceAbs": 1e-08 },
        { "id": "c", "function": "parseDoseRange", "input": { "text": "*-5:12" }, "expected": { "low": null, "high": 5.0 } }, { "id": "d", "function": "parseDoseRange", "input": { "text": "foo" }, "expected": null },
        { "id": "e", "function": "parseDoseRangeFactor", "input": { "text": "1-2:12" }, "expected": 12.0 }, { "id": "f", "function": "parseDoseForm", "input": { "text": "12345:12" }, "expected": "12345" }
        """)]
    public async Task Import_EquivalentsInTheFormatOfTheSet_GiveSuitesThatPass(string suite, string cases)
    {
        using var workspace = TemporaryWorkspace.Shipped();
        workspace.Write("published.json", $$"""{ "source": "s", "licence": "l", "cases": [ {{cases}} ] }""");
        var count = JArray.Parse($"[{cases}]").Count;
        (await workspace.RunAsync("cases", "import", "published.json", "--map", $"seeds/mme/imports/{suite}.json", "--strict", "--replace"))
            .ShouldExitWith(RulewbResult.Clean).Out.ShouldContain($"{count} {(count == 1 ? "case" : "cases")}, {count} of them with an expectation");

        var run = await workspace.RunAsync("simulate", "mme", "--suite", suite);

        run.ShouldExitWith(RulewbResult.Clean).Out.ShouldContain($"{count} passed");
    }

    [Fact]
    public async Task Import_CaseThatContradictsItself_IsKeptAndNotCounted()
    {
        using var workspace = TemporaryWorkspace.Shipped();
        var published = JObject.Parse(await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Folder, "tests/RuleWorkbench.Cli.Tests/Commands/Cases/published-2022.json"), TestContext.Current.CancellationToken));
        published["cases"]![0]!["quality"] = "conflict";
        published["cases"]![0]!["expected"]!["fired"] = !(bool)published["cases"]![0]!["expected"]!["fired"]!;
        workspace.Write("conflict.json", published.ToString());
        (await workspace.RunAsync("cases", "import", "conflict.json", "--map", "seeds/cdc-opioid/imports/2022.json", "--replace")).ShouldExitWith(RulewbResult.Clean);

        var run = await workspace.RunAsync("simulate", "cdc-opioid", "--suite", "published-2022", "--verbose");

        run.ShouldExitWith(RulewbResult.Clean).Out.ShouldContain("4 cases: 3 passed, 0 failed, 0 errored, 1 not counted");
        run.Out.ShouldContain("The source contradicts itself.");
    }

    [Theory]
    [InlineData("csv", "name,years,allergy,adult\na,40,no,yes\nb,7,,false\n")]
    [InlineData("ndjson", "{\"name\":\"a\",\"years\":40,\"allergy\":false,\"adult\":true}\n{\"name\":\"b\",\"years\":7,\"adult\":false}\n")]
    [InlineData("json", "[{\"name\":\"a\",\"years\":40,\"allergy\":false,\"adult\":true},{\"name\":\"b\",\"years\":7,\"adult\":false}]")]
    public async Task Import_EachFormat_GivesTheSameSuite(string format, string text)
    {
        using var workspace = TemporaryWorkspace.Tiny().Write("map.json", Map).Write($"cases.{format}", text);

        (await workspace.RunAsync("cases", "import", $"cases.{format}", "--format", format, "--map", "map.json", "--strict")).ShouldExitWith(RulewbResult.Clean);

        JToken.DeepEquals(JObject.Parse(workspace.Read("seeds/tiny/suites/foreign.json"))["cases"], JArray.Parse("""
            [ { "id": "a", "facts": { "patient": { "age": 40, "allergic": false } }, "expect": { "rules": { "met": [ "T1" ] } } },
              { "id": "b", "facts": { "patient": { "age": 7 } }, "expect": { "rules": { "notMet": [ "T1" ] } } } ]
            """)).ShouldBeTrue(workspace.Read("seeds/tiny/suites/foreign.json"));
        (await workspace.RunAsync("simulate", "tiny", "--suite", "foreign")).ShouldExitWith(RulewbResult.Clean);
    }

    [Fact]
    public async Task Import_NoExpectation_GivesACohort()
    {
        using var workspace = TemporaryWorkspace.Tiny().Write("map.json", Map).Write("cases.json", """[ { "name": "a", "years": 40 } ]""");

        (await workspace.RunAsync("cases", "import", "cases.json", "--map", "map.json")).ShouldExitWith(RulewbResult.Clean).Out.ShouldContain("seeds/tiny/cohorts/foreign.ndjson");

        (await workspace.RunAsync("cohort", "run", "tiny", "--input", "seeds/tiny/cohorts/foreign.ndjson")).ShouldExitWith(RulewbResult.Clean).Out.ShouldContain("1 case");
    }

    [Fact]
    public async Task Import_WhatIsNotMapped_IsToldAndFailsStrictly()
    {
        using var workspace = TemporaryWorkspace.Tiny().Write("map.json", Map).Write("cases.json", """[ { "name": "a", "years": "old", "adult": true, "shoes": [ { "size": 44 } ] } ]""");

        var result = await workspace.RunAsync("cases", "import", "cases.json", "--map", "map.json", "--strict");

        result.ShouldExitWith(RulewbResult.GateFailed).ShouldNotLookLikeAFault();
        result.Out.ShouldContain("not mapped shoes[].size: no part of the mapping reads it (1x, such as 44 in a)");
        result.Out.ShouldContain("not used patient.age: `old` is left out: a text, which the fact cannot hold (1x, such as old)");
    }

    [Theory]
    [InlineData("\"years\"", "\"years\" } , \"patientt\": { \"age\": \"x\"", "map.json:5:")]
    [InlineData("\"id\": \"name\",", "", "A mapping needs an `id`.")]
    [InlineData("\"allergic\": \"allergy\"", "\"allergic\": { \"from\": \"allergy\", \"values\": \"yesno\" }", "There is no table `yesno`.")]
    public async Task Import_BrokenMapping_IsToldAtItsPlace(string old, string now, string told)
    {
        using var workspace = TemporaryWorkspace.Tiny().Write("map.json", Map.Replace(old, now, StringComparison.Ordinal)).Write("cases.json", "[]");

        (await workspace.RunAsync("cases", "import", "cases.json", "--map", "map.json")).ShouldExitWith(RulewbResult.Invalid).ShouldNotLookLikeAFault().Error.ShouldContain(told);
    }

    [Theory]
    [InlineData("{", "cases.json:1:1: this is no JSON.")]
    [InlineData("{}", "`cases.json` has no list of cases as its root.")]
    public async Task Import_FileThatIsNone_IsTold(string text, string told)
    {
        using var workspace = TemporaryWorkspace.Tiny().Write("map.json", Map).Write("cases.json", text);

        (await workspace.RunAsync("cases", "import", "cases.json", "--map", "map.json")).ShouldExitWith(RulewbResult.CouldNotRun).ShouldNotLookLikeAFault().Error.ShouldContain(told);
    }

    [Fact]
    public async Task Import_SuiteThatIsThere_IsReplacedOnlyWhenAsked()
    {
        using var workspace = TemporaryWorkspace.Tiny().Write("map.json", Map).Write("cases.json", """[ { "name": "a", "years": 40, "adult": true } ]""").Write("seeds/tiny/suites/foreign.json", "mine");

        (await workspace.RunAsync("cases", "import", "cases.json", "--map", "map.json")).ShouldExitWith(RulewbResult.CouldNotRun).Error.ShouldContain("is there already");
        workspace.Read("seeds/tiny/suites/foreign.json").ShouldBe("mine");
    }
}
