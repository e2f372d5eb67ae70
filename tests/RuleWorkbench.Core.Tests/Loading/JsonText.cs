using Newtonsoft.Json.Linq;
using RuleWorkbench.Model;
using Shouldly;

namespace RuleWorkbench.Loading;

/// <summary>JSON that stands in a test.</summary>
internal static class JsonText
{
    public static Loaded<JsonFile> Parse(string text) => JsonFile.Parse(new SourceFile("file.json", text, ""));

    public static JsonFile Sound(string text)
    {
        var parsed = Parse(text);
        parsed.Diagnostics.ShouldBeEmpty();
        return parsed.Value!;
    }

    public static Diagnostic Refused(string text)
    {
        var parsed = Parse(text);
        parsed.Value.ShouldBeNull();
        return parsed.Diagnostics.ShouldHaveSingleItem();
    }

    /// <summary>Every token of a tree, members included, in the order of the text.</summary>
    public static IEnumerable<JToken> Tokens(JToken root) => ((JContainer)root).DescendantsAndSelf();
}
