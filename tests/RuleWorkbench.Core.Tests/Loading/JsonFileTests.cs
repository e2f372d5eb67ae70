using System.Text;
using CsCheck;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Loading;

public sealed class JsonFileTests
{
    /// <summary>Values as they may stand in a file; RulesEngine is asked about each.</summary>
    public static TheoryData<string> Values() =>
    [
        "1", "-1", "-0", "0.5", "1E5", "1e-5", "1e400", "123456789012345678901234567890", "true", "null", "\"\"", "\"\\/\"", "\"\\u00e4\"", "[]", "{}", "[ [ ] , { } ]", "\"\u2028\"", "\"a\tb\"".Replace("\t", "\\t"),
        "01", "-01", ".5", "1.", "+1", "1e", "0x10", "NaN", "-NaN", "Infinity", "-Infinity", "undefined", "True", "NULL", "'a'", "a", "\"", "\"a", "\"\\x41\"", "\"\\u12\"", "\"a\tb\"", "\"a\nb\"", "[1,]", "[,1]", "[1 2]", "{\"a\":1,}", "{\"a\" 1}", "{a:1}", "{'a':1}", "{\"a\":}", "/* c */ 1", "1 // c\n", "# c\n1", "1;", "[1", "{", "\u00a01", "\uFEFF1", "new Date(0)", "\"a\" + \"b\"",
    ];

    [Theory]
    [MemberData(nameof(Values))]
    public void Parse_AnyValue_TakesWhatRulesEngineTakes(string value)
    {
        var text = $$"""{ "WorkflowName": "w", "Rules": [ { "RuleName": "R", "Expression": "true", "Properties": { "x": {{value}} } } ] }""";
        var parsed = JsonText.Parse(text);
        (parsed.Value is not null).ShouldBe(RulesEngineTakes(text));
        parsed.Diagnostics.Select(d => d.Id).ShouldBe(parsed.Value is null ? [DiagnosticIds.JsonBroken] : []);
    }

    [Theory]
    [InlineData('[', ']')]
    [InlineData('{', '}')]
    public void Parse_NestedValue_TakesTheDepthThatRulesEngineTakes(char opening, char closing)
    {
        var verdicts = Enumerable.Range(55, 15).Select(levels =>
        {
            var nested = opening == '['
                ? new string('[', levels) + new string(']', levels)
                : string.Concat(Enumerable.Repeat("{ \"a\": ", levels)) + "1" + new string(closing, levels);
            var text = $$"""{ "WorkflowName": "w", "Rules": [ { "RuleName": "R", "Expression": "true", "Properties": { "x": {{nested}} } } ] }""";
            return (Levels: levels, Ours: JsonText.Parse(text).Value is not null, Theirs: RulesEngineTakes(text));
        }).ToList();
        verdicts.ShouldAllBe(v => v.Ours == v.Theirs);
        verdicts.Select(v => v.Ours).Distinct().Count().ShouldBe(2);
    }

    [Theory]
    [InlineData("{ \"a\": 1, // why\n \"b\": 2 }", 1, 11, "JSON has no comments: remove it.")]
    [InlineData("{\n  \"ä😀\": 'x' }", 2, 10, "Mend the JSON at this place.")]
    [InlineData("{ \"a\": 1,\r\n}", 2, 1, "Mend the JSON at this place.")]
    [InlineData("{ \"a\": 1 }\n x", 2, 2, "Mend the JSON at this place.")]
    [InlineData("{ \"a\": 1,\r \"b\" 2 }", 2, 6, "Mend the JSON at this place.")]
    public void Parse_BrokenJson_SaysWhereAndWhatToDo(string text, int line, int column, string fix)
    {
        var error = JsonText.Refused(text);
        error.Id.ShouldBe(DiagnosticIds.JsonBroken);
        (error.Place.Line, error.Place.Column).ShouldBe((line, column));
        error.Fix.ShouldBe(fix);
        error.Message.ShouldNotContain("BytePositionInLine");
    }

    [Fact]
    public void Parse_TooDeep_SaysHowDeepIsAllowed() =>
        JsonText.Refused(new string('[', 10_000)).Fix.ShouldBe("RulesEngine reads at most 64 levels: nest less deeply.");

    [Theory]
    [InlineData("[ 1 ]", "The file holds a list; an object in { } is expected.")]
    [InlineData("\n \"a\"", "The file holds a text; an object in { } is expected.")]
    [InlineData("12", "The file holds a number; an object in { } is expected.")]
    public void Parse_RootThatIsNoObject_IsRefused(string text, string message)
    {
        var error = JsonText.Refused(text);
        error.Id.ShouldBe(DiagnosticIds.WrongJsonType);
        error.Message.ShouldBe(message);
        error.Place.Line.ShouldBe(text.Count(c => c == '\n') + 1);
        error.Fix.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("{ \"a\": 1, \"a\": 2 }", 1, 11, "a", "a")]
    [InlineData("{ \"x\": [ { \"a.b\": 1,\n\"\\u0061.b\": 1 } ] }", 2, 1, "a.b", "x[0]['a.b']")]
    [InlineData("{ \"\": 1, \"\": 2 }", 1, 10, "", "['']")]
    public void Parse_MemberTwice_NamesItAndItsSecondPlace(string text, int line, int column, string name, string path)
    {
        var error = JsonText.Refused(text);
        error.Id.ShouldBe(DiagnosticIds.DuplicateMember);
        error.Message.ShouldContain($"`{name}`");
        error.Place.ShouldBe(new SourcePlace("file.json", line, column, path));
    }

    [Theory]
    [InlineData("{ \"a\": \"x\\ud83dy\" }", 8)]
    [InlineData("{ \"\\ude00\": 1 }", 3)]
    public void Parse_HalfASurrogatePair_IsRefusedAtItsText(string text, int column)
    {
        var error = JsonText.Refused(text);
        error.Id.ShouldBe(DiagnosticIds.JsonBroken);
        error.Place.Column.ShouldBe(column);
    }

    [Fact]
    public void Parse_LiteralThatRunsOverLines_IsToldInOneShortLine()
    {
        var message = JsonText.Parse("{ \"a\": tputExpression\",\n      \"Context\": {\n   at \"expression\": \"new (patient.age as years, patient.weight as kilograms)\" } }").Diagnostics.ShouldHaveSingleItem().Message;

        message.ShouldContain("tputExpression\", \"Context\"");
        message.ShouldNotContain("\n");
        message.Length.ShouldBeLessThan(160);
    }

    [Fact]
    public void PlaceOf_AnyToken_IsItsFirstCharacter() =>
        Gen.Int.Sample(
            seed =>
            {
                var written = WrittenJson.Object(new Random(seed));
                var file = JsonText.Sound(written.Text);
                var tokens = JsonText.Tokens(file.Root).ToList();
                tokens.Count.ShouldBe(written.Starts.Count);
                foreach (var (token, start) in tokens.Zip(written.Starts))
                {
                    var place = file.PlaceOf(token);
                    (place.Line, place.Column).ShouldBe(LineAndColumn(written.Text, start), $"{token.Path} in {written.Text}");
                    if (!place.Path.Contains('\'', StringComparison.Ordinal))
                        place.Path.ShouldBe(token.Path);
                }
            },
            iter: 1000,
            threads: 1);

    [Fact]
    public void Parse_AnyJson_HasTheValuesThatWereWritten() =>
        Gen.Int.Sample(
            seed =>
            {
                var written = WrittenJson.Object(new Random(seed));
                JToken.DeepEquals(JsonText.Sound(written.Text).Root, written.Value).ShouldBeTrue(written.Text);
            },
            iter: 1000,
            threads: 1);

    [Fact]
    public void PlaceOf_FileWithByteOrderMark_CountsFromTheFirstCharacterAfterIt()
    {
        using var folder = new PathwayFolder();
        folder.Write("bom.json", [.. Encoding.UTF8.Preamble, .. "{\"a\": 1}"u8]);
        var file = JsonFile.Read(folder["bom.json"], "bom.json").Value!;
        file.PlaceOf(file.Root["a"]!).ShouldBe(new SourcePlace("bom.json", 1, 7, "a"));
        file.PlaceOf(file.Root.Property("a")!).Column.ShouldBe(2);
    }

    [Fact]
    public void PlaceOf_TokenOfAnotherFile_HasNoLine() =>
        JsonText.Sound("{}").PlaceOf(new JObject { ["a"] = 1 }["a"]!).Line.ShouldBe(0);

    [Fact]
    public void PlaceOf_VeryLongName_KeepsThePathShort()
    {
        var file = JsonText.Sound($$"""{ "{{new string('x', 100_000)}}": { "a": 1 } }""");
        file.PlaceOf(file.Root.First!.First!["a"]!).Path.Length.ShouldBeLessThan(200);
    }

    internal static (int Line, int Column) LineAndColumn(string text, int index)
    {
        var (line, lineStart) = (1, 0);
        for (var i = 0; i < index; i++)
        {
            if (text[i] is '\n' || (text[i] is '\r' && text.ElementAtOrDefault(i + 1) != '\n'))
                (line, lineStart) = (line + 1, i + 1);
        }

        return (line, index - lineStart + 1);
    }

    private static bool RulesEngineTakes(string workflow)
    {
        try
        {
            _ = new RulesEngine.RulesEngine([workflow]);
            return true;
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }
}
