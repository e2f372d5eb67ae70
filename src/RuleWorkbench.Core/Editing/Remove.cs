using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Editing;

/// <summary>Takes away a member of an object or an item of a list.</summary>
public sealed record Remove(string File, string Pointer) : JsonEdit(File, Pointer)
{
    private protected override ImmutableArray<TextEdit>? Change(JsonFile file, JToken target)
    {
        var child = target.Parent is JProperty member ? member : target;
        if (child.Parent is not JContainer owner)
            return null;
        var end = file.SpanOf(target).End;
        var (from, to) = (child.Previous, child.Next) switch
        {
            (_, { } next) => (file.SpanOf(child).Start, file.SpanOf(next).Start),
            ({ } previous, _) => (file.SpanOf(previous is JProperty p ? p.Value : previous).End, end),
            _ => (file.SpanOf(owner).Start + 1, file.SpanOf(owner).End - 1),
        };
        return [new TextEdit(File, from, to - from, "")];
    }
}
