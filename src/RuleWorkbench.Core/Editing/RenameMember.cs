using System.Collections.Immutable;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Editing;

/// <summary>Gives a member of an object another name; what refers to it by the old one is not touched.</summary>
public sealed record RenameMember(string File, string Pointer, string NewName) : JsonEdit(File, Pointer)
{
    private protected override ImmutableArray<TextEdit>? Change(JsonFile file, JToken target)
    {
        if (target.Parent is not JProperty { Parent: JObject owner } member || owner.ContainsKey(NewName))
            return null;
        var (start, end) = file.SpanOf(member);
        return [new TextEdit(File, start, end - start, JsonConvert.ToString(NewName))];
    }
}
