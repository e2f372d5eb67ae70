using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Loading;

public sealed class ShippedPathwaysTests
{
    /// <summary>The part of draft 2020-12's own schema that concerns the keywords we support, written for a validator of
    /// an older draft: it has neither vocabularies nor dynamic references.</summary>
    private const string SchemaOfSchemas = """
        {
          "type": "object",
          "properties": {
            "$schema": { "enum": [ "https://json-schema.org/draft/2020-12/schema" ] },
            "$id": { "type": "string" },
            "$ref": { "type": "string" },
            "$comment": { "type": "string" },
            "$defs": { "type": "object", "additionalProperties": { "$ref": "#" } },
            "title": { "type": "string" },
            "description": { "type": "string" },
            "examples": { "type": "array" },
            "type": { "enum": [ "object", "number", "integer", "boolean", "string", "array" ] },
            "enum": { "type": "array" },
            "format": { "type": "string" },
            "minimum": { "type": "number" },
            "maximum": { "type": "number" },
            "exclusiveMinimum": { "type": "number" },
            "exclusiveMaximum": { "type": "number" },
            "multipleOf": { "type": "number", "minimum": 1e-300 },
            "minLength": { "type": "integer", "minimum": 0 },
            "maxLength": { "type": "integer", "minimum": 0 },
            "minItems": { "type": "integer", "minimum": 0 },
            "maxItems": { "type": "integer", "minimum": 0 },
            "items": { "$ref": "#" },
            "properties": { "type": "object", "additionalProperties": { "$ref": "#" } },
            "additionalProperties": { "type": "boolean" },
            "unit": { "type": "string" },
            "code": { "type": "object" }
          },
          "additionalProperties": false
        }
        """;

    public static TheoryData<string> SchemaFiles() =>
        [.. Directory.EnumerateFiles(Repository.PathOf("workflows"), "*.schema.json", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Repository.Root, f))];

    public static TheoryData<string> Pathways() =>
        [.. new Workspace(Repository.Root).Pathways.SelectMany(p => new Workspace(Repository.Root).ReleasesOf(p).Select(r => $"{p}@{r}").Prepend(p))];

    [Theory]
    [MemberData(nameof(SchemaFiles))]
    public async Task SchemaFile_AsShipped_IsADraft202012Schema(string file)
    {
        var validator = await JsonSchema.FromJsonAsync(SchemaOfSchemas, TestContext.Current.CancellationToken);
        var schema = JObject.Parse(await File.ReadAllTextAsync(Repository.PathOf(file), TestContext.Current.CancellationToken));
        validator.Validate(schema).ShouldBeEmpty(file);
        ((string?)schema["$schema"]).ShouldBe("https://json-schema.org/draft/2020-12/schema");
    }

    [Theory]
    [MemberData(nameof(Pathways))]
    public void Load_PathwayAsShipped_HasNoErrors(string pathway)
    {
        var workspace = new Workspace(Repository.Root);
        PathwayLoader.Load(workspace.FolderOf(pathway), workspace.Root).Diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public void Load_SuitesAsShipped_HaveNoErrors()
    {
        var workspace = new Workspace(Repository.Root);
        foreach (var name in workspace.Pathways)
        {
            var pathway = PathwayLoader.Load(workspace.FolderOf(name), workspace.Root).Value!;
            var suites = SuiteLoader.Load(workspace.SuitesOf(name), workspace.Root, pathway);
            suites.Diagnostics.ShouldBeEmpty();
            suites.Value!.Cases.ShouldNotBeEmpty();
            ImmutableArray<Diagnostic> ofCases = [.. suites.Value.Cases.SelectMany(c => c.Diagnostics)];
            ofCases.ShouldBeEmpty();
        }
    }
}
