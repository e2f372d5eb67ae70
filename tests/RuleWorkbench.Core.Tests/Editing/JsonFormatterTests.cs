using CsCheck;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Loading;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Editing;

public sealed class JsonFormatterTests
{
    [Fact]
    public void Format_ShippedFiles_AreAsTheyShouldBe()
    {
        foreach (var path in ShippedFiles.All)
        {
            var text = File.ReadAllText(path);

            JsonFormatter.Format(text).ShouldBe(text, path);
        }
    }

    [Fact]
    public void Format_AnyFile_IsFormattedAfterwards() => Gen.Int.Sample(seed =>
    {
        var once = JsonFormatter.Format(WrittenJson.Object(new Random(seed)).Text);

        JsonFormatter.Format(once).ShouldBe(once);
    });

    [Fact]
    public void Format_AnyFile_ChangesBlanksOnly() => Gen.Int.Sample(seed =>
    {
        var text = WrittenJson.Object(new Random(seed)).Text;
        var (before, after) = (JsonText.Sound(text), JsonText.Sound(JsonFormatter.Format(text)));

        Leaves(after).ShouldBe(Leaves(before));
        JToken.DeepEquals(after.Root, before.Root).ShouldBeTrue();
    });

    [Theory]
    [InlineData("""{"a":1.0,"b":1e3,"c":"\u00e4","d":[],"e":{}}""", """{ "a": 1.0, "b": 1e3, "c": "\u00e4", "d": [], "e": {} }""")]
    [InlineData("{\n\"a\":[ {\"b\":1},2 ]}", "{\n  \"a\": [ { \"b\": 1 }, 2 ]\n}")]
    [InlineData("{\"a\":[\n1,\n2\n]}", "{ \"a\": [ 1, 2 ] }")]
    [InlineData("{\"a\":{\r\n\"b\":1}}", "{\r\n  \"a\": {\r\n    \"b\": 1\r\n  }\r\n}")]
    public void Format_Examples_AreLaidOutAsPeopleDo(string text, string formatted)
    {
        JsonFormatter.Format(text).ShouldBe(formatted + (text.Contains('\r', StringComparison.Ordinal) ? "\r\n" : "\n"));
    }

    [Fact]
    public void Format_LongList_IsFilledUpToTheWidth()
    {
        var name = new string('n', 40);

        JsonFormatter.Format($$"""{"list":["{{name}}","{{name}}","{{name}}"]}""")
            .ShouldBe($"{{\n  \"list\": [\n    \"{name}\", \"{name}\",\n    \"{name}\"\n  ]\n}}\n");
    }

    /// <summary>Names and simple values as they are spelt.</summary>
    private static IEnumerable<string> Leaves(JsonFile file)
    {
        string Written(JToken token) => file.SpanOf(token) is var (start, end) ? file.Source.Text[start..end] : "";
        return file.Root.Descendants().Where(t => t is JProperty or JValue).Select(Written);
    }
}
