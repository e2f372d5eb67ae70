using System.Collections.Immutable;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Editing;

/// <summary>Adds a member to an object that has none of this name.</summary>
/// <param name="Json">Its value as JSON.</param>
/// <param name="Index">Before which member it is to stand; null for the end.</param>
public sealed record AddMember(string File, string Pointer, string Name, string Json, int? Index = null) : JsonEdit(File, Pointer)
{
    private protected override ImmutableArray<TextEdit>? Change(JsonFile file, JToken target) =>
        target is JObject owner && !owner.ContainsKey(Name) && (Index is null || (Index >= 0 && Index <= owner.Count))
            ? Insert(file, owner, Index ?? owner.Count, JsonConvert.ToString(Name) + ": ", Json)
            : null;
}
