using System.Collections.Immutable;
using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Loading;

public sealed class FactCheckerTests
{
    private const string Schema = """
        {
          "type": "object",
          "properties": {
            "age": { "type": "integer", "minimum": 0, "maximum": 120, "unit": "a" },
            "weight": { "type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 500, "unit": "kg" },
            "dose": { "type": "number", "multipleOf": 0.1 },
            "step": { "type": "number", "multipleOf": 1 },
            "grade": { "type": "number", "enum": [ 1, 2.5 ] },
            "sex": { "type": "string", "enum": [ "female", "male" ] },
            "note": { "type": "string", "minLength": 2, "maxLength": 3 },
            "born": { "type": "string", "format": "date" },
            "smoker": { "type": "boolean" },
            "drugs": { "type": "array", "items": { "type": "string" }, "minItems": 1, "maxItems": 2 },
            "visits": { "type": "array", "items": { "type": "object", "properties": { "day": { "type": "integer" } } } },
            "pain": { "type": "object", "properties": { "now": { "type": "number", "maximum": 10 } } }
          }
        }
        """;

    private static readonly Input Patient = ReadPatient();

    public static TheoryData<string> Sound() =>
    [
        "{ }", """{ "age": 0 }""", """{ "age": 120 }""", """{ "age": 5.0 }""", """{ "age": 5e1 }""", """{ "age": null, "sex": null, "drugs": null, "pain": null, "born": null, "smoker": null }""",
        """{ "weight": 0.0001 }""", """{ "weight": 499.99 }""", """{ "dose": 0.3 }""", """{ "dose": -7.7 }""", """{ "dose": 123456789.1 }""", """{ "dose": 0 }""", """{ "step": 1e20 }""", """{ "step": 1e300 }""",
        """{ "grade": 1 }""", """{ "grade": 1.0 }""", """{ "grade": 2.50 }""", """{ "sex": "male" }""", """{ "note": "ab" }""", """{ "note": "abc" }""", """{ "note": "😀😀😀" }""",
        """{ "born": "2024-02-29" }""", """{ "born": "1800-01-01" }""", """{ "born": "2200-12-31" }""", """{ "smoker": false }""", """{ "drugs": [ "a" ] }""", """{ "drugs": [ "a", "a" ] }""",
        """{ "visits": [ ] }""", """{ "visits": [ { "day": 1 }, { } ] }""", """{ "pain": { } }""", """{ "pain": { "now": 10 } }""",
    ];

    public static TheoryData<string, string, string, string> Wrong() => new()
    {
        { """{ "agee": 1 }""", DiagnosticIds.UnknownFact, "There is no fact `patient.agee`. Did you mean `age`?", "agee" },
        { """{ "Age": 1 }""", DiagnosticIds.UnknownFact, "There is no fact `patient.Age`. Did you mean `age`?", "Age" },
        { """{ "pain": { "nwo": 1 } }""", DiagnosticIds.UnknownFact, "There is no fact `patient.pain.nwo`. Did you mean `now`?", "nwo" },
        { """{ "visits": [ { }, { "zzz": 1 } ] }""", DiagnosticIds.UnknownFact, "There is no fact `patient.visits[1].zzz`. Known here: `day`.", "zzz" },
        { """{ "other": null }""", DiagnosticIds.UnknownFact, "There is no fact `patient.other`. Known here: `age`, `weight`, `dose`, `step`, `grade`, `sex`, `note`, `born`, `smoker`, `drugs`, `visits`, `pain`.", "other" },
        { """{ "age": "1" }""", DiagnosticIds.WrongFactType, "`patient.age` is a text; a whole number is expected.", "\"1\"" },
        { """{ "age": 1.5 }""", DiagnosticIds.WrongFactType, "`patient.age` is 1.5; a whole number is expected.", "1.5" },
        { """{ "weight": true }""", DiagnosticIds.WrongFactType, "`patient.weight` is true or false; a number is expected.", "true" },
        { """{ "sex": 1 }""", DiagnosticIds.WrongFactType, "`patient.sex` is a number; a text is expected.", "1" },
        { """{ "born": 1999 }""", DiagnosticIds.WrongFactType, "`patient.born` is a number; a date \"YYYY-MM-DD\" is expected.", "1999" },
        { """{ "smoker": "false" }""", DiagnosticIds.WrongFactType, "`patient.smoker` is a text; true or false is expected.", "\"false\"" },
        { """{ "drugs": "a" }""", DiagnosticIds.WrongFactType, "`patient.drugs` is a text; a list in [ ] is expected.", "\"a\"" },
        { """{ "drugs": { } }""", DiagnosticIds.WrongFactType, "`patient.drugs` is an object; a list in [ ] is expected.", "{ }" },
        { """{ "drugs": [ "a", 7 ] }""", DiagnosticIds.WrongFactType, "`patient.drugs[1]` is a number; a text is expected.", "7" },
        { """{ "drugs": [ "a", null ] }""", DiagnosticIds.WrongFactType, "`patient.drugs[1]` is null. Leave the element out.", "null" },
        { """{ "visits": [ null ] }""", DiagnosticIds.WrongFactType, "`patient.visits[0]` is null. Leave the element out.", "null" },
        { """{ "pain": 5 }""", DiagnosticIds.WrongFactType, "`patient.pain` is a number; an object in { } is expected.", "5" },
        { """{ "age": -1 }""", DiagnosticIds.FactOutOfRange, "`patient.age` is -1; it must be at least 0 and at most 120 a.", "-1" },
        { """{ "age": 1.21E2 }""", DiagnosticIds.FactOutOfRange, "`patient.age` is 1.21E2; it must be at least 0 and at most 120 a.", "1.21E2" },
        { """{ "age": 123456789012345678901 }""", DiagnosticIds.FactOutOfRange, "`patient.age` is 123456789012345678901; it must be at least 0 and at most 120 a.", "12345678901" },
        { """{ "age": 1e999 }""", DiagnosticIds.FactOutOfRange, "`patient.age` is 1e999, which is too large a number.", "1e999" },
        { """{ "weight": 0 }""", DiagnosticIds.FactOutOfRange, "`patient.weight` is 0; it must be more than 0 and less than 500 kg.", "0 }" },
        { """{ "weight": 500 }""", DiagnosticIds.FactOutOfRange, "`patient.weight` is 500; it must be more than 0 and less than 500 kg.", "500" },
        { """{ "pain": { "now": 10.5 } }""", DiagnosticIds.FactOutOfRange, "`patient.pain.now` is 10.5; it must be at most 10.", "10.5" },
        { """{ "dose": 0.25 }""", DiagnosticIds.FactOutOfRange, "`patient.dose` is 0.25; it must be a multiple of 0.1.", "0.25" },
        { """{ "dose": 0.30000001 }""", DiagnosticIds.FactOutOfRange, "`patient.dose` is 0.30000001; it must be a multiple of 0.1.", "0.30000001" },
        { """{ "step": 1234567890.5 }""", DiagnosticIds.FactOutOfRange, "`patient.step` is 1234567890.5; it must be a multiple of 1.", "1234567890.5" },
        { """{ "grade": 2 }""", DiagnosticIds.FactNotAllowed, "`patient.grade` is 2; allowed are 1, 2.5.", "2 }" },
        { """{ "sex": "mael" }""", DiagnosticIds.FactNotAllowed, "`patient.sex` is \"mael\", which is not an allowed value. Did you mean \"male\"?", "\"mael\"" },
        { """{ "sex": "" }""", DiagnosticIds.FactNotAllowed, "`patient.sex` is \"\", which is not an allowed value. Allowed are \"female\", \"male\".", "\"\"" },
        { """{ "sex": "Male" }""", DiagnosticIds.FactNotAllowed, "`patient.sex` is \"Male\", which is not an allowed value. Did you mean \"male\"?", "\"Male\"" },
        { """{ "note": "a" }""", DiagnosticIds.FactOutOfRange, "`patient.note` has 1 characters; 2 to 3 are allowed.", "\"a\"" },
        { """{ "note": "abcd" }""", DiagnosticIds.FactOutOfRange, "`patient.note` has 4 characters; 2 to 3 are allowed.", "\"abcd\"" },
        { """{ "note": "😀" }""", DiagnosticIds.FactOutOfRange, "`patient.note` has 1 characters; 2 to 3 are allowed.", "\"😀\"" },
        { """{ "born": "2023-02-29" }""", DiagnosticIds.WrongFactType, "`patient.born` is \"2023-02-29\"; a date is written YYYY-MM-DD.", "\"2023" },
        { """{ "born": "29.02.2024" }""", DiagnosticIds.WrongFactType, "`patient.born` is \"29.02.2024\"; a date is written YYYY-MM-DD.", "\"29" },
        { """{ "born": "2024-02-29T00:00:00Z" }""", DiagnosticIds.WrongFactType, "`patient.born` is \"2024-02-29T00:00:00Z\"; a date is written YYYY-MM-DD.", "\"2024" },
        { """{ "born": "1799-12-31" }""", DiagnosticIds.FactOutOfRange, "`patient.born` is 1799-12-31; dates from 1800-01-01 to 2200-12-31 are allowed.", "\"1799" },
        { """{ "born": "2201-01-01" }""", DiagnosticIds.FactOutOfRange, "`patient.born` is 2201-01-01; dates from 1800-01-01 to 2200-12-31 are allowed.", "\"2201" },
        { """{ "drugs": [ ] }""", DiagnosticIds.FactOutOfRange, "`patient.drugs` has 0 elements; 1 to 2 are allowed.", "[ ]" },
        { """{ "drugs": [ "a", "b", "c" ] }""", DiagnosticIds.FactOutOfRange, "`patient.drugs` has 3 elements; 1 to 2 are allowed.", "[ \"a\"" },
    };

    [Theory]
    [MemberData(nameof(Sound))]
    public void Check_SoundFacts_HaveNoDiagnostics(string facts) => Check(facts).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Check_WrongFact_SaysWhatIsWrongAndWhere(string facts, string id, string message, string at)
    {
        var error = Check(facts).ShouldHaveSingleItem();
        error.Id.ShouldBe(id);
        (error.Fix is null ? error.Message : $"{error.Message} {error.Fix}").ShouldBe(message);
        error.Place.File.ShouldBe("file.json");
        error.Place.Line.ShouldBe(2);
        error.Place.Column.ShouldBe(facts.IndexOf(at, StringComparison.Ordinal) + 1 - (id == DiagnosticIds.UnknownFact ? 1 : 0));
        error.Place.Path.ShouldStartWith("patient.");
    }

    [Fact]
    public void Check_UnknownInput_NamesTheNearest()
    {
        var file = JsonText.Sound("""{ "pateint": { } }""");
        var error = FactChecker.Check(file, file.Root, [Patient]).ShouldHaveSingleItem();
        error.Message.ShouldBe("There is no fact `pateint`.");
        error.Fix.ShouldBe("Did you mean `patient`?");
    }

    [Fact]
    public void Check_InputThatIsNull_IsMissing()
    {
        var file = JsonText.Sound("""{ "patient": null }""");
        FactChecker.Check(file, file.Root, [Patient]).ShouldBeEmpty();
    }

    [Fact]
    public void Check_SeveralWrongFacts_ReportsEach() =>
        Check("""{ "age": -1, "agee": 1, "sex": "x", "drugs": [ 1, 2, 3 ] }""").Length.ShouldBe(7);

    [Fact]
    public void Check_TenThousandUnknownFacts_ReportsAllWithHintsForTheFirst()
    {
        var facts = "{ " + string.Join(", ", Enumerable.Range(0, 10_000).Select(i => $"\"ag{i}\": 1")) + " }";
        var errors = Check(facts);
        errors.Length.ShouldBe(10_000);
        errors.Select(e => e.Place.Column).Distinct().Count().ShouldBe(10_000);
        errors.Count(e => e.Fix is not null).ShouldBeInRange(1, 100);
    }

    [Fact]
    public void Check_NumberWithAMillionDigits_IsShownShort()
    {
        var error = Check($$"""{ "age": {{new string('1', 1_000_000)}} }""").ShouldHaveSingleItem();
        error.Message.Length.ShouldBeLessThan(150);
    }

    private static ImmutableArray<Diagnostic> Check(string facts)
    {
        var file = JsonText.Sound($$"""
            { "patient":
            {{facts}} }
            """);
        return FactChecker.Check(file, file.Root, [Patient]);
    }

    private static Input ReadPatient()
    {
        using var folder = new PathwayFolder();
        folder.Write(PathwayFolder.SchemaFile, Schema);
        return folder.Load().Value!.Inputs[0];
    }
}
