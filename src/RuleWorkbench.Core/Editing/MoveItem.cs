using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Editing;

/// <summary>Moves an item within its list, or a member within its object; the others close up.</summary>
/// <param name="Pointer">The list or the object.</param>
/// <param name="To">Where it stands afterwards.</param>
public sealed record MoveItem(string File, string Pointer, int From, int To) : JsonEdit(File, Pointer)
{
    private protected override ImmutableArray<TextEdit>? Change(JsonFile file, JToken target)
    {
        if (target is not JContainer owner || From < 0 || From >= owner.Count || To < 0 || To >= owner.Count)
            return null;
        var spans = owner.Children().Select(c => (file.SpanOf(c).Start, file.SpanOf(c is JProperty m ? m.Value : c).End)).ToList();
        var order = Enumerable.Range(0, spans.Count).ToList();
        order.RemoveAt(From);
        order.Insert(To, From);

        // The commas and blanks between the children stay where they are.
        return [.. order.Select((from, to) => (from, to)).Where(m => m.from != m.to)
            .Select(m => new TextEdit(File, spans[m.to].Start, spans[m.to].End - spans[m.to].Start, file.Source.Text[spans[m.from].Start..spans[m.from].End]))];
    }
}
