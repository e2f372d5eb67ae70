using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using RuleWorkbench.Shipped;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Importing;

/// <summary>What a mapping makes of one foreign case, over the facts of the opioid pathway.</summary>
public sealed class CaseImporterTests
{
    private static readonly Lazy<Pathway> Opioid = new(() => PathwayLoader.Load(ShippedPathway.Workspace.FolderOf("cdc-opioid"), ShippedPathway.Workspace.Root).Value!);

    [Theory]
    [InlineData("\"a\"", """{ "a": 7 }""", "7")]
    [InlineData("\"b.a\"", """{ "b": { "a": 7 } }""", "7")]
    [InlineData("\"b.a\"", """{ "b.a": "7" }""", "7")]
    [InlineData("{ \"from\": [ \"a\", \"b\" ] }", """{ "a": null, "b": 8 }""", "8")]
    [InlineData("{ \"from\": \"*Years\" }", """{ "ageInYears": 9 }""", "9")]
    [InlineData("{ \"from\": \"a\", \"ifMissing\": 5 }", """{ }""", "5")]
    [InlineData("{ \"value\": 5 }", """{ }""", "5")]
    [InlineData("{ \"from\": \"a\", \"values\": { \"old\": 80, \"*\": null } }", """{ "a": "OLD" }""", "80")]
    [InlineData("{ \"from\": \"a\", \"values\": { \"old\": 80, \"*\": null } }", """{ "a": "young" }""", null)]
    [InlineData("\"a\"", """{ "a": 131 }""", null)]
    public void Import_Number_ComesFromWhereTheMappingSays(string origin, string foreign, string? age)
    {
        var (made, _) = Import($$"""{ "patient": { "ageYears": {{origin}} } }""", foreign);

        made.SelectToken("facts.patient.ageYears")?.ToString(Formatting.None).ShouldBe(age);
    }

    [Theory]
    [InlineData("""{ "classes": [ "x" ], "more": [ "sickle-cell" ] }""", """["sickleCell"]""")]
    [InlineData("""{ "classes": [ "Sickle cell disease", "sickleCell" ] }""", """["sickleCell"]""")]
    [InlineData("""{ "isSickle": true }""", """["sickleCell"]""")]
    [InlineData("""{ "isSickle": false }""", "[]")]
    [InlineData("""{ }""", null)]
    public void Import_Union_HoldsEachValueOnce(string condition, string? classes)
    {
        const string facts = """
            { "chart": { "conditions": { "list": "conditions", "each": { "classes": { "all": [ "classes", "more" ], "values": { "*sickle*": "sickleCell" }, "flags": { "isSickle": "sickleCell" } } } } } }
            """;
        var (made, _) = Import(facts, $$"""{ "conditions": [ {{condition}} ] }""");

        made.SelectToken("facts.chart.conditions[0].classes")?.ToString(Formatting.None).ShouldBe(classes);
    }

    [Fact]
    public void Import_ListThatIsMissing_StaysMissingUnlessTheMappingSaysMore()
    {
        Import("""{ "chart": { "orders": { "list": "orders", "each": { } } } }""", "{ }").Made.SelectToken("facts.chart.orders").ShouldBeNull();
        Import("""{ "chart": { "orders": { "list": "orders", "each": { }, "ifMissing": [] } } }""", "{ }").Made.SelectToken("facts.chart.orders").ShouldBeOfType<JArray>();
    }

    [Fact]
    public void Import_Report_TellsWhatNothingReadsOnceForAllCases()
    {
        var importer = new CaseImporter(Mapping("""{ "patient": { "ageYears": "age" } }"""), null);
        foreach (var id in (string[])["1", "2"])
            importer.Import(JObject.Parse($$"""{ "id": "{{id}}", "age": 4, "drugs": [ { "name": "x", "note": null }, { "name": "y" } ] }""")).ShouldNotBeNull();

        importer.Report.NotMapped.ShouldBe([new ImportFinding("drugs[].name", "no part of the mapping reads it", "x in 1", 4)]);
        importer.Report.NotUsed.ShouldBeEmpty();
    }

    [Fact]
    public void Import_SameIdTwice_IsLeftOutAndTold()
    {
        var importer = new CaseImporter(Mapping("""{ "patient": { "ageYears": "age" } }"""), null);

        importer.Import(JObject.Parse("""{ "id": "1" }""")).ShouldNotBeNull();
        importer.Import(JObject.Parse("""{ "id": "1" }""")).ShouldBeNull();

        importer.Report.Cases.ShouldBe(1);
        importer.Report.NotUsed.ShouldHaveSingleItem().Where.ShouldBe("id");
    }

    [Theory]
    [InlineData("""{ "expected": true }""", """{"rules":{"met":["OPI-01"]}}""")]
    [InlineData("""{ "expected": false }""", """{"rules":{"notMet":["OPI-01"]}}""")]
    [InlineData("""{ "expected": null }""", null)]
    [InlineData("""{ "scalars": { "a": true, "b": [], "mme": 4.5, "c": null } }""", """{"rules":{"met":["F-a"],"notMet":["F-b"]},"figures":{"F-mme":{"value":4.5,"tolerance":0.1}}}""")]
    public void Import_Expectation_IsWhatTheForeignCaseSays(string foreign, string? expected)
    {
        const string expect = """{ "rules": [ { "rule": { "value": "OPI-01" }, "met": "expected" } ], "members": [ { "of": "scalars", "rule": "F-{name}", "tolerance": 0.1 } ] }""";
        var importer = new CaseImporter(Mapping("""{ "patient": { "ageYears": "age" } }""", expect), null);

        importer.Import(JObject.Parse(foreign))!["expect"]?.ToString(Formatting.None).ShouldBe(expected);
        importer.Report.Expecting.ShouldBe(expected is null ? 0 : 1);
    }

    [Theory]
    [InlineData("""{ "about": "factor", "factor": 4, "within": 0.5 }""", """{"rules":{"met":["OPI-04"]},"figures":{"OPI-04":{"value":4,"tolerance":0.5}}}""")]
    [InlineData("""{ "about": "factor", "factor": "x", "within": 0.5 }""", """{"rules":{"met":["OPI-04"]},"figures":{"OPI-04":"x"}}""")]
    [InlineData("""{ "about": "factor", "factor": 4 }""", """{"rules":{"met":["OPI-04"]},"figures":{"OPI-04":4}}""")]
    [InlineData("""{ "about": "factor", "factor": null, "within": 0.5 }""", """{"rules":{"notMet":["OPI-04"]}}""")]
    [InlineData("""{ "about": "else", "factor": 4 }""", null)]
    [InlineData("""{ "about": "range", "low": 1, "high": 2 }""", """{"rules":{"met":["OPI-06"]},"figures":{"OPI-06":{"low":1,"high":2}}}""")]
    [InlineData("""{ "about": "range", "high": 2 }""", """{"rules":{"met":["OPI-06"]},"figures":{"OPI-06":{"high":2}}}""")]
    public void Import_Figure_IsExpectedOfARuleThatIsMet(string foreign, string? expected)
    {
        const string range = """{ "from": "about", "values": { "range": "OPI-06", "*": null } }""";
        const string expect = $$"""
            { "figures": [
              { "rule": { "from": "about", "values": { "factor": "OPI-04", "*": null } }, "value": "factor", "tolerance": "within", "withoutValue": "notMet" },
              { "rule": {{range}}, "figure": "low", "value": "low" }, { "rule": {{range}}, "figure": "high", "value": "high" } ] }
            """;
        var importer = new CaseImporter(Mapping("""{ "patient": { "ageYears": "age" } }""", expect), null);

        importer.Import(JObject.Parse(foreign))!["expect"]?.ToString(Formatting.None).ShouldBe(expected);
    }

    [Fact]
    public void Read_VerdictThatNobodyCanExpect_IsToldWithThoseThatCan()
    {
        var text = """{ "suite": "s", "pathway": "cdc-opioid", "id": "id", "facts": { }, "expect": { "figures": [ { "rule": { "value": "x" }, "value": "v", "withoutValue": "no" } ] } }""";

        MappingReader.Read(JsonFile.Parse(new SourceFile("map.json", text, "")).Value!, Opioid.Value).Diagnostics.ShouldHaveSingleItem().Fix.ShouldBe("One of `met`, `notMet`, `undetermined`.");
    }

    [Fact]
    public void Import_ListInsideAList_IsOneListWithWhatStandsAround()
    {
        var (made, report) = Import(
            """{ "chart": { "orders": { "list": "orders.drugs", "each": { "drugName": "name", "dose": "$outer.dose" } } } }""",
            """{ "orders": [ { "dose": 1, "drugs": [ { "name": "a" }, { "name": "b" } ] }, { "dose": 2, "drugs": [ { "name": "c" } ] }, { "dose": 3 } ] }""");

        made.SelectToken("facts.chart.orders")!.ToString(Formatting.None).ShouldBe("""[{"drugName":"a","dose":1},{"drugName":"b","dose":1},{"drugName":"c","dose":2}]""");
        report.NotMapped.ShouldHaveSingleItem().Where.ShouldBe("orders[].dose");
    }

    private static (JObject Made, ImportReport Report) Import(string facts, string foreign)
    {
        var importer = new CaseImporter(Mapping(facts), null);
        return (importer.Import(JObject.Parse(foreign))!, importer.Report);
    }

    private static CaseMapping Mapping(string facts, string expect = "{ }")
    {
        var text = $$"""{ "suite": "s", "pathway": "cdc-opioid", "id": "id", "facts": {{facts}}, "expect": {{expect}} }""";
        var read = MappingReader.Read(JsonFile.Parse(new SourceFile("map.json", text, "")).Value!, Opioid.Value);
        read.Diagnostics.ShouldBeEmpty();
        return read.Value!;
    }
}
