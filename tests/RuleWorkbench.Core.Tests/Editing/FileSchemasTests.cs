using System.Text;
using CsCheck;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using RuleWorkbench.Releases;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Editing;

/// <summary>The schemas for editors and the loaders agree on the shape of files.</summary>
public sealed class FileSchemasTests
{
    private static readonly Lazy<Dictionary<string, JsonSchema>> Schemas = new(() =>
        FileSchemas.All.ToDictionary(s => s.Name, s => JsonSchema.FromJsonAsync(FileSchemas.Read(s.Name)).GetAwaiter().GetResult()));

    [Fact]
    public void All_ShippedFiles_Validate()
    {
        // A manifest is written by the program alone, and read by nobody's editor; mappings of imports have no schema.
        foreach (var path in ShippedFiles.All.Where(p => Path.GetFileName(p) != Manifest.FileName && !p.Contains("/imports/", StringComparison.Ordinal)))
            Errors(SchemaOf(path), File.ReadAllText(path)).ShouldBeEmpty(path);
    }

    [Theory]
    [InlineData("\"missing\": 0.01", "\"missing\": 1.5")]
    [InlineData("\"chance\": 0.015", "\"chanse\": 0.015")]
    [InlineData("\"mean\": 57, ", "")]
    public void All_CohortSpecThatTheLoaderRefuses_IsRefused(string right, string wrong)
    {
        var text = File.ReadAllText(Repository.PathOf("seeds/failed-nerve-block/cohorts/pain-clinic.json"));
        text.ShouldContain(right);

        Errors(Schemas.Value["cohort.schema.json"], text).ShouldBeEmpty();
        Errors(Schemas.Value["cohort.schema.json"], text.Replace(right, wrong, StringComparison.Ordinal)).ShouldNotBeEmpty();
    }

    [Fact]
    public void Approvals_AsApproveWritesThem_Validate()
    {
        var folder = Directory.CreateTempSubdirectory("rulewb-approvals-").FullName;
        var signOff = new SignOff("Ada", SignOffDecision.Rejected, "m1-" + new string('a', 64), new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero), "A note", new SourcePlace(""));
        var text = Signing.Add(new Workspace(folder), "demo", signOff).Value!.Documents.Single().Text;
        Directory.Delete(folder, recursive: true);

        Errors(Schemas.Value["approvals.schema.json"], text).ShouldBeEmpty();
        Errors(Schemas.Value["approvals.schema.json"], text.Replace("rejected", "maybe", StringComparison.Ordinal)).ShouldNotBeEmpty();
        JsonFormatter.Format(text).ShouldBe(text);
    }

    [Fact]
    public void Approvals_WithRemarksOnly_Validate()
    {
        var none = DocumentSet.Empty("/nowhere");
        var remark = new Remark("rule R1", new string('a', 16), "Ada", new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero), true, "A note");
        var text = Remarking.Edit(none, "workflows/demo/approvals.json", remark)!.Apply(none).Value!.Documents.Documents.Single().Text;

        Errors(Schemas.Value["approvals.schema.json"], text).ShouldBeEmpty();
        Errors(Schemas.Value["approvals.schema.json"], text.Replace("true", "1", StringComparison.Ordinal)).ShouldNotBeEmpty();
        JsonFormatter.Format(text).ShouldBe(text);
    }

    [Fact]
    public void All_Schemas_AreFormattedAndSaySoThemselves()
    {
        foreach (var (name, files) in FileSchemas.All)
        {
            var schema = JsonText.Sound(FileSchemas.Read(name)).Root;
            ((string?)schema["$schema"]).ShouldBe("http://json-schema.org/draft-07/schema#");
            schema["title"].ShouldNotBeNull();
            files.ShouldNotBeEmpty();
        }
    }

    /// <summary>Each object of a shipped file in turn gets a member that means nothing, and each member another casing:
    /// where the loader refuses it, the schema does too.</summary>
    [Fact]
    public void All_UnknownMembersAndWrongCasing_AreRefusedAsTheLoaderDoes() => Gen.Int.Sample(
        seed =>
        {
            var random = new Random(seed);
            var path = AnyFile(random);
            var root = JsonText.Sound(PathwayFolder.Files[path]).Root;
            var members = root.Descendants().OfType<JProperty>().ToList();
            var member = members[random.Next(members.Count)];
            var name = random.Next(2) == 0 ? member.Name + "x" : char.IsUpper(member.Name[0]) ? char.ToLowerInvariant(member.Name[0]) + member.Name[1..] : char.ToUpperInvariant(member.Name[0]) + member.Name[1..];
            while (((JObject)member.Parent!).ContainsKey(name))
                name += "x";
            if (random.Next(2) == 0)
                member.AddAfterSelf(new JProperty(name, member.Value.DeepClone()));
            else
                member.Replace(new JProperty(name, member.Value.DeepClone()));
            var text = root.ToString();
            var isUnknown = Shape(path, text).Any(d => d.Place.File == path && d.Id is DiagnosticIds.UnknownMember or DiagnosticIds.UnsupportedKeyword
                && !d.Message.Contains("not a property", StringComparison.Ordinal));

            if (isUnknown)
                Errors(SchemaOf(path), text).ShouldNotBeEmpty(text);
        },
        iter: 400,
        threads: 1);

    /// <summary>Definitions that nothing refers to are the one exception: the loader does not look at them.</summary>
    [Fact]
    public void All_FilesThatTheLoaderAccepts_Validate() => Gen.Int.Sample(
        seed =>
        {
            var random = new Random(seed);
            var path = AnyFile(random);
            var text = Encoding.UTF8.GetString(MutatedFile.ChangeStructure(PathwayFolder.Files[path], random));
            if (Shape(path, text).Any(d => d.Severity == DiagnosticSeverity.Error))
                return;
            if (path != PathwayFolder.SchemaFile || JToken.DeepEquals(Definitions(text), Definitions(PathwayFolder.Files[path])))
                Errors(SchemaOf(path), text).ShouldBeEmpty(text);
        },
        iter: 1000,
        threads: 1);

    private static JToken? Definitions(string text) => JsonText.Sound(text).Root["$defs"];

    private static string AnyFile(Random random) => PathwayFolder.Files.Keys.ElementAt(random.Next(PathwayFolder.Files.Count));

    /// <summary>What the loaders say when one file of the demo pathway has another text.</summary>
    private static IEnumerable<Diagnostic> Shape(string path, string text)
    {
        const string root = "/workspace";
        DocumentSet With(string now) => DocumentSet.Of(root, PathwayFolder.Files.Select(f => SourceFile.Of(f.Key, f.Key == path ? now : f.Value, hasByteOrderMark: false)));
        Loaded<Pathway> Pathway(DocumentSet documents) => PathwayLoader.Load($"{root}/workflows/demo", root, documents);
        var pathway = Pathway(With(text));
        var suites = SuiteLoader.Load($"{root}/seeds/demo/suites", root, pathway.Value ?? Pathway(With(PathwayFolder.Files[path])).Value!, With(text));
        return [.. pathway.Diagnostics, .. suites.Diagnostics, .. suites.Value!.Cases.SelectMany(c => c.Diagnostics)];
    }

    private static JsonSchema SchemaOf(string path) => Schemas.Value[
        path.EndsWith("pathway.json", StringComparison.Ordinal) ? "pathway.schema.json"
        : path.EndsWith(".schema.json", StringComparison.Ordinal) ? "facts.schema.json"
        : path.Contains("suites", StringComparison.Ordinal) ? "suite.schema.json"
        : path.Contains("/cohorts/", StringComparison.Ordinal) ? "cohort.schema.json"
        : "workflow.schema.json"];

    private static IEnumerable<string> Errors(JsonSchema schema, string json) => schema.Validate(json).Select(e => e.ToString());
}
