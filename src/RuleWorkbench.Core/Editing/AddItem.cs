using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Editing;

/// <summary>Adds an item to a list.</summary>
/// <param name="Json">The item as JSON.</param>
/// <param name="Index">Before which item it is to stand; null for the end.</param>
public sealed record AddItem(string File, string Pointer, string Json, int? Index = null) : JsonEdit(File, Pointer)
{
    private protected override ImmutableArray<TextEdit>? Change(JsonFile file, JToken target) =>
        target is JArray list && (Index is null || (Index >= 0 && Index <= list.Count)) ? Insert(file, list, Index ?? list.Count, "", Json) : null;
}
