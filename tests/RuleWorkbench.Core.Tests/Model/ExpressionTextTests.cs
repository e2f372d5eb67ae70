using CsCheck;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Loading;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Model;

public sealed class ExpressionTextTests
{
    [Theory]
    [InlineData("\\\"")]
    [InlineData("\\\\")]
    [InlineData("\\/")]
    [InlineData("\\b")]
    [InlineData("\\f")]
    [InlineData("\\n")]
    [InlineData("\\r")]
    [InlineData("\\t")]
    [InlineData("\\u0041")]
    [InlineData("\\u00E4")]
    public void PlaceAt_AfterAnEscape_SkipsAllOfIt(string escape)
    {
        var file = JsonText.Sound($$"""{ "e": "{{escape}}x" }""");
        var expression = file.Expression((JValue)file.Root["e"]!);
        expression.PlaceAt(0).Column.ShouldBe(9);
        expression.PlaceAt(1).Column.ShouldBe(9 + escape.Length);
    }

    [Fact]
    public void PlaceAt_EveryIndexOfAnyText_IsWhereThatCharacterIsWritten() =>
        Gen.Int.Sample(
            seed =>
            {
                var random = new Random(seed);
                var text = WrittenJson.AnyText(random);
                var (json, starts) = WrittenJson.Quote(text, random);
                var file = JsonText.Sound($"{{\r\n  \"e\":{json}}}");
                var expression = file.Expression((JValue)file.Root["e"]!);
                expression.Text.ShouldBe(text);
                expression.Place.ShouldBe(new SourcePlace("file.json", 2, 7, "e"));
                for (var i = 0; i < text.Length; i++)
                    expression.PlaceAt(i).Column.ShouldBe(7 + starts[i], json);
            },
            iter: 1000,
            threads: 1);

    [Fact]
    public void PlaceAt_IndexPastTheEnd_IsTheClosingQuote()
    {
        var file = JsonText.Sound("""{ "e": "ab" }""");
        file.Expression((JValue)file.Root["e"]!).PlaceAt(99).Column.ShouldBe(11);
    }

    [Fact]
    public void Equals_SameTextAtAnotherPlace_IsEqual()
    {
        var file = JsonText.Sound("""{ "a": "x \u003e 1", "b": "x > 1" }""");
        file.Expression((JValue)file.Root["a"]!).ShouldBe(file.Expression((JValue)file.Root["b"]!));
    }
}
