using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Editing;

/// <summary>Puts another value in the place of one.</summary>
/// <param name="Json">The new value as JSON.</param>
public sealed record SetValue(string File, string Pointer, string Json) : JsonEdit(File, Pointer)
{
    private protected override ImmutableArray<TextEdit>? Change(JsonFile file, JToken target)
    {
        var (start, end) = file.SpanOf(target);
        return [new TextEdit(File, start, end - start, Formatted(file, Json, start))];
    }
}
