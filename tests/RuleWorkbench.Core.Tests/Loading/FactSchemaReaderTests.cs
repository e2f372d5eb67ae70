using System.Collections.Immutable;
using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Loading;

public sealed class FactSchemaReaderTests
{
    /// <summary>Keywords of draft 2020-12 that mean nothing here, each in a schema where it would matter.</summary>
    public static TheoryData<string, string> UnsupportedKeywords() => new()
    {
        { "default", """{ "type": "number", "default": 1 }""" },
        { "const", """{ "type": "number", "const": 1 }""" },
        { "pattern", """{ "type": "string", "pattern": "a" }""" },
        { "contentEncoding", """{ "type": "string", "contentEncoding": "base64" }""" },
        { "contentMediaType", """{ "type": "string", "contentMediaType": "text/plain" }""" },
        { "uniqueItems", """{ "type": "array", "items": { "type": "string" }, "uniqueItems": true }""" },
        { "contains", """{ "type": "array", "items": { "type": "string" }, "contains": { } }""" },
        { "prefixItems", """{ "type": "array", "items": { "type": "string" }, "prefixItems": [ ] }""" },
        { "unevaluatedItems", """{ "type": "array", "items": { "type": "string" }, "unevaluatedItems": false }""" },
        { "required", """{ "type": "object", "properties": { }, "required": [ "a" ] }""" },
        { "minProperties", """{ "type": "object", "properties": { }, "minProperties": 1 }""" },
        { "maxProperties", """{ "type": "object", "properties": { }, "maxProperties": 1 }""" },
        { "patternProperties", """{ "type": "object", "properties": { }, "patternProperties": { } }""" },
        { "propertyNames", """{ "type": "object", "properties": { }, "propertyNames": { } }""" },
        { "dependentRequired", """{ "type": "object", "properties": { }, "dependentRequired": { } }""" },
        { "dependentSchemas", """{ "type": "object", "properties": { }, "dependentSchemas": { } }""" },
        { "unevaluatedProperties", """{ "type": "object", "properties": { }, "unevaluatedProperties": false }""" },
        { "allOf", """{ "type": "number", "allOf": [ ] }""" },
        { "anyOf", """{ "type": "number", "anyOf": [ ] }""" },
        { "oneOf", """{ "type": "number", "oneOf": [ ] }""" },
        { "not", """{ "type": "number", "not": { } }""" },
        { "if", """{ "type": "number", "if": { } }""" },
        { "then", """{ "type": "number", "then": { } }""" },
        { "else", """{ "type": "number", "else": { } }""" },
        { "readOnly", """{ "type": "number", "readOnly": true }""" },
        { "deprecated", """{ "type": "number", "deprecated": true }""" },
        { "$anchor", """{ "type": "number", "$anchor": "a" }""" },
        { "$dynamicRef", """{ "type": "number", "$dynamicRef": "#a" }""" },
        { "definitions", """{ "type": "object", "properties": { }, "definitions": { } }""" },
        { "minimum", """{ "type": "string", "minimum": 1 }""" },
        { "unit", """{ "type": "string", "unit": "mg" }""" },
        { "minLength", """{ "type": "number", "minLength": 1 }""" },
        { "maxItems", """{ "type": "string", "maxItems": 1 }""" },
        { "items", """{ "type": "number", "items": { } }""" },
        { "properties", """{ "type": "number", "properties": { } }""" },
        { "minLength", """{ "type": "string", "format": "date", "minLength": 1 }""" },
        { "Minimum", """{ "type": "number", "Minimum": 1 }""" },
        { "minimum", """{ "$ref": "#/$defs/d", "minimum": 1 }""" },
    };

    public static TheoryData<string, string, string> Mistakes() => new()
    {
        { "no type", """{ "title": "T" }""", DiagnosticIds.MissingMember },
        { "unknown type", """{ "type": "nmuber" }""", DiagnosticIds.UnsupportedKeyword },
        { "null type", """{ "type": "null" }""", DiagnosticIds.UnsupportedKeyword },
        { "list of types", """{ "type": [ "number", "null" ] }""", DiagnosticIds.WrongJsonType },
        { "other format", """{ "type": "string", "format": "email" }""", DiagnosticIds.UnsupportedKeyword },
        { "format of a number", """{ "type": "number", "format": "date" }""", DiagnosticIds.UnsupportedKeyword },
        { "minimum as text", """{ "type": "number", "minimum": "1" }""", DiagnosticIds.WrongJsonType },
        { "minimum too large", """{ "type": "number", "minimum": 1e999 }""", DiagnosticIds.WrongJsonType },
        { "exclusiveMinimum as in draft 4", """{ "type": "number", "minimum": 1, "exclusiveMinimum": true }""", DiagnosticIds.WrongJsonType },
        { "empty range", """{ "type": "number", "minimum": 2, "maximum": 1 }""", DiagnosticIds.WrongJsonType },
        { "empty open range", """{ "type": "number", "minimum": 2, "exclusiveMaximum": 2 }""", DiagnosticIds.WrongJsonType },
        { "multipleOf 0", """{ "type": "number", "multipleOf": 0 }""", DiagnosticIds.WrongJsonType },
        { "multipleOf below 0", """{ "type": "number", "multipleOf": -1 }""", DiagnosticIds.WrongJsonType },
        { "minLength below 0", """{ "type": "string", "minLength": -1 }""", DiagnosticIds.WrongJsonType },
        { "minLength not whole", """{ "type": "string", "minLength": 1.5 }""", DiagnosticIds.WrongJsonType },
        { "minLength too large", """{ "type": "string", "minLength": 1e15 }""", DiagnosticIds.WrongJsonType },
        { "empty enum", """{ "type": "string", "enum": [ ] }""", DiagnosticIds.WrongJsonType },
        { "enum of another type", """{ "type": "string", "enum": [ "a", 1 ] }""", DiagnosticIds.WrongJsonType },
        { "enum with null", """{ "type": "number", "enum": [ null, 1 ] }""", DiagnosticIds.WrongJsonType },
        { "enum of a flag", """{ "type": "boolean", "enum": [ true ] }""", DiagnosticIds.UnsupportedKeyword },
        { "enum of a date", """{ "type": "string", "format": "date", "enum": [ "2026-01-01" ] }""", DiagnosticIds.UnsupportedKeyword },
        { "enum of a list", """{ "type": "array", "items": { "type": "string" }, "enum": [ [ ] ] }""", DiagnosticIds.UnsupportedKeyword },
        { "enum of an object", """{ "type": "object", "properties": { }, "enum": [ { } ] }""", DiagnosticIds.UnsupportedKeyword },
        { "list without items", """{ "type": "array" }""", DiagnosticIds.MissingMember },
        { "list of lists", """{ "type": "array", "items": { "type": "array", "items": { "type": "string" } } }""", DiagnosticIds.UnsupportedKeyword },
        { "list of flags", """{ "type": "array", "items": { "type": "boolean" } }""", DiagnosticIds.UnsupportedKeyword },
        { "list of dates", """{ "type": "array", "items": { "type": "string", "format": "date" } }""", DiagnosticIds.UnsupportedKeyword },
        { "open object", """{ "type": "object", "additionalProperties": true }""", DiagnosticIds.UnsupportedKeyword },
        { "schema of other members", """{ "type": "object", "additionalProperties": { "type": "string" } }""", DiagnosticIds.UnsupportedKeyword },
        { "member as text", """{ "type": "object", "properties": { "a": "number" } }""", DiagnosticIds.WrongJsonType },
        { "members as list", """{ "type": "object", "properties": [ ] }""", DiagnosticIds.WrongJsonType },
        { "code without system", """{ "type": "number", "code": { "code": "1" } }""", DiagnosticIds.MissingMember },
        { "code with more", """{ "type": "number", "code": { "system": "s", "code": "1", "version": "2" } }""", DiagnosticIds.UnknownMember },
        { "code as text", """{ "type": "number", "code": "1" }""", DiagnosticIds.WrongJsonType },
        { "unknown definition", """{ "$ref": "#/$defs/nowhere" }""", DiagnosticIds.UnknownName },
        { "definition of another file", """{ "$ref": "other.json#/$defs/d" }""", DiagnosticIds.UnknownName },
        { "definition deeper", """{ "$ref": "#/$defs/d/properties" }""", DiagnosticIds.UnknownName },
        { "definition with an escape", """{ "$ref": "#/$defs/%64" }""", DiagnosticIds.UnknownName },
        { "the file itself", """{ "$ref": "#" }""", DiagnosticIds.UnknownName },
        { "reference as number", """{ "$ref": 5 }""", DiagnosticIds.WrongJsonType },
        { "name with a blank", """{ "type": "object", "properties": { "a b": { "type": "number" } } }""", DiagnosticIds.UnusableName },
        { "name with a digit first", """{ "type": "object", "properties": { "2a": { "type": "number" } } }""", DiagnosticIds.UnusableName },
        { "name with an umlaut", """{ "type": "object", "properties": { "größe": { "type": "number" } } }""", DiagnosticIds.UnusableName },
        { "empty name", """{ "type": "object", "properties": { "": { "type": "number" } } }""", DiagnosticIds.UnusableName },
        { "name with a line feed", """{ "type": "object", "properties": { "a\n": { "type": "number" } } }""", DiagnosticIds.UnusableName },
        { "names that differ by case", """{ "type": "object", "properties": { "age": { "type": "number" }, "Age": { "type": "number" } } }""", DiagnosticIds.UnusableName },
    };

    [Theory]
    [MemberData(nameof(UnsupportedKeywords))]
    public void Read_KeywordThatMeansNothingHere_IsAnErrorAtTheKeyword(string keyword, string schema)
    {
        var error = ReadFact(schema).Diagnostics.ShouldHaveSingleItem();
        error.Id.ShouldBe(DiagnosticIds.UnknownMember);
        error.Message.ShouldContain($"`{keyword}`");
        error.Place.File.ShouldBe(PathwayFolder.SchemaFile);
        error.Place.Line.ShouldBe(3);
        error.Place.Column.ShouldBe(schema.IndexOf($"\"{keyword}\"", StringComparison.Ordinal) + 1);
        error.Place.Path.ShouldEndWith(keyword);
        error.Fix.ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Read_Mistake_IsAnErrorWithItsPlace(string what, string schema, string id)
    {
        var errors = ReadFact(schema).Diagnostics;
        errors.Select(e => e.Id).ShouldContain(id, what);
        errors.ShouldAllBe(e => e.Severity == DiagnosticSeverity.Error && e.Place.File == PathwayFolder.SchemaFile && e.Place.Line == 3 && e.Place.Column > 0, what);
    }

    [Fact]
    public void Read_Number_HasAllThatTheSchemaSays()
    {
        var fact = Sound("""
            { "type": "number", "title": "T", "description": "D", "unit": "mg", "minimum": 1, "exclusiveMaximum": 9.5, "multipleOf": 0.5,
              "code": { "system": "http://loinc.org", "code": "72514-3", "display": "Pain" }, "examples": [ 1 ], "$comment": "c" }
            """);
        fact.Kind.ShouldBe(FactKind.Number);
        fact.Title.ShouldBe("T");
        fact.Description.ShouldBe("D");
        fact.Unit.ShouldBe("mg");
        fact.Range.ShouldBe(new NumberRange(1, 9.5, false, true));
        fact.Step.ShouldBe(0.5);
        fact.Code.ShouldBe(new TerminologyCode("http://loinc.org", "72514-3", "Pain"));
    }

    [Theory]
    [InlineData("\"minimum\": 1, \"exclusiveMinimum\": 2", 2.0, true)]
    [InlineData("\"minimum\": 2, \"exclusiveMinimum\": 1", 2.0, false)]
    [InlineData("\"minimum\": 2, \"exclusiveMinimum\": 2", 2.0, true)]
    public void Read_TwoLowerBounds_TheStricterCounts(string bounds, double minimum, bool excluded) =>
        Sound($$"""{ "type": "number", {{bounds}} }""").Range.ShouldBe(new NumberRange(minimum, null, excluded, false));

    [Theory]
    [InlineData("\"maximum\": 1, \"exclusiveMaximum\": 2", 1.0, false)]
    [InlineData("\"maximum\": 2, \"exclusiveMaximum\": 1", 1.0, true)]
    [InlineData("\"maximum\": 2, \"exclusiveMaximum\": 2", 2.0, true)]
    public void Read_TwoUpperBounds_TheStricterCounts(string bounds, double maximum, bool excluded) =>
        Sound($$"""{ "type": "number", {{bounds}} }""").Range.ShouldBe(new NumberRange(null, maximum, false, excluded));

    [Theory]
    [InlineData("""{ "type": "integer" }""", FactKind.Integer)]
    [InlineData("""{ "type": "boolean" }""", FactKind.Flag)]
    [InlineData("""{ "type": "string" }""", FactKind.Text)]
    [InlineData("""{ "type": "string", "format": "date" }""", FactKind.Date)]
    [InlineData("""{ "type": "array", "items": { "type": "object" } }""", FactKind.List)]
    [InlineData("""{ "type": "object" }""", FactKind.Object)]
    public void Read_Type_IsItsKind(string schema, FactKind kind) => Sound(schema).Kind.ShouldBe(kind);

    [Fact]
    public void Read_Text_HasAllowedValuesAndLengths()
    {
        var fact = Sound("""{ "type": "string", "enum": [ "a", "b" ], "minLength": 1, "maxLength": 5 }""");
        fact.AllowedValues.ShouldBe(["a", "b"]);
        fact.Length.ShouldBe((1, 5));
    }

    [Fact]
    public void Read_List_HasElementAndLengths()
    {
        var fact = Sound("""{ "type": "array", "items": { "type": "number", "minimum": 0 }, "minItems": 1, "maxItems": 2 }""");
        fact.Element!.Range!.Minimum.ShouldBe(0);
        fact.Length.ShouldBe((1, 2));
    }

    [Fact]
    public void Read_Reference_IsItsDefinitionWithTheTextsOfThePlace()
    {
        var fact = Sound("""{ "$ref": "#/$defs/d", "description": "Here" }""");
        fact.Kind.ShouldBe(FactKind.Integer);
        fact.Description.ShouldBe("Here");
        fact.Title.ShouldBe("Definition");
        fact.Name.ShouldBe("fact");
    }

    [Fact]
    public void Read_DefinitionUsedTwice_IsNoCircle() =>
        Sound("""{ "type": "object", "properties": { "a": { "$ref": "#/$defs/d" }, "b": { "$ref": "#/$defs/d" } } }""").Members.Length.ShouldBe(2);

    [Theory]
    [InlineData("""{ "d": { "$ref": "#/$defs/d" } }""")]
    [InlineData("""{ "d": { "$ref": "#/$defs/e" }, "e": { "$ref": "#/$defs/d" } }""")]
    [InlineData("""{ "d": { "type": "object", "properties": { "again": { "$ref": "#/$defs/d" } } } }""")]
    [InlineData("""{ "d": { "type": "array", "items": { "type": "object", "properties": { "again": { "$ref": "#/$defs/d" } } } } }""")]
    public void Read_DefinitionThatContainsItself_IsAnError(string definitions)
    {
        var error = Read("""{ "$ref": "#/$defs/d" }""", definitions).Diagnostics.ShouldHaveSingleItem();
        error.Id.ShouldBe(DiagnosticIds.UnknownName);
        error.Message.ShouldBe("`#/$defs/d` contains itself.");
        error.Place.Line.ShouldBe(2);
    }

    [Theory]
    [InlineData("[ ]")]
    [InlineData("5")]
    [InlineData("null")]
    [InlineData("\"d\"")]
    [InlineData("""{ "d": [ ] }""")]
    public void Read_DefinitionsThatAreNone_AreAnError(string definitions) =>
        Read("""{ "$ref": "#/$defs/d" }""", definitions).Diagnostics.ShouldHaveSingleItem().Id.ShouldBe(DiagnosticIds.UnknownName);

    [Fact]
    public void Read_DefinitionsThatMultiply_StopAtTheMostFacts()
    {
        // Each definition holds the next one ten times: 10^20 facts.
        var definitions = string.Join(", ", Enumerable.Range(0, 20).Select(i =>
            $$"""{{(i == 0 ? "\"d\"" : $"\"d{i}\"")}}: { "type": "object", "properties": { {{string.Join(", ", Enumerable.Range(0, 10).Select(j => $$"""" "m{{j}}": { "$ref": "#/$defs/d{{i + 1}}" } """"))}} } }"""));
        var error = Read("""{ "$ref": "#/$defs/d" }""", $$"""{ {{definitions}}, "d20": { "type": "number" } }""").Diagnostics.ShouldHaveSingleItem();
        error.Id.ShouldBe(DiagnosticIds.TooManyFacts);
        error.Fix.ShouldNotBeNull();
    }

    [Fact]
    public void Read_LongChainOfDefinitions_StopsAtTheMostLevels()
    {
        var definitions = string.Join(", ", Enumerable.Range(0, 50_000).Select(i => $$"""" "{{(i == 0 ? "d" : $"d{i}")}}": { "$ref": "#/$defs/d{{i + 1}}" } """"));
        Read("""{ "$ref": "#/$defs/d" }""", $$"""{ {{definitions}} }""").Diagnostics.ShouldHaveSingleItem().Id.ShouldBe(DiagnosticIds.TooManyFacts);
    }

    [Theory]
    [InlineData("""{ "type": "number" }""")]
    [InlineData("""{ "type": "array", "items": { "type": "object" } }""")]
    public void Read_RootThatIsNoObject_IsAnError(string schema)
    {
        using var folder = new PathwayFolder();
        folder.Write(PathwayFolder.SchemaFile, schema);
        folder.Load().Diagnostics.Where(d => d.Id == DiagnosticIds.WrongJsonType).ShouldHaveSingleItem().Message
            .ShouldBe("The schema of the input `patient` must describe an object.");
    }

    private static FactSchema Sound(string schema)
    {
        var (fact, diagnostics) = ReadFact(schema);
        diagnostics.ShouldBeEmpty();
        return fact!;
    }

    private static (FactSchema? Fact, ImmutableArray<Diagnostic> Diagnostics) ReadFact(string schema) =>
        Read(schema, """{ "d": { "type": "integer", "title": "Definition", "description": "There" } }""");

    private static (FactSchema? Fact, ImmutableArray<Diagnostic> Diagnostics) Read(string schema, string definitions)
    {
        using var folder = new PathwayFolder();
        folder.Write(PathwayFolder.SchemaFile, $$"""
            { "type": "object",
            "$defs": {{definitions}}, "properties": { "fact":
            {{schema}} } }
            """);
        var loaded = folder.Load();
        return (loaded.Value!.Inputs[0].Facts.Member("fact"), loaded.Diagnostics);
    }
}
