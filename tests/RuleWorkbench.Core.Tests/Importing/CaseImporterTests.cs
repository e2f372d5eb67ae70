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
