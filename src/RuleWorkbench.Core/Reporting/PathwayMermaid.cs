using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using RuleWorkbench.Model;
using RuleWorkbench.Reporting.Drawing;

namespace RuleWorkbench.Reporting;

/// <summary>Writes a pathway as a Mermaid flowchart: a box for each workflow, a node for each rule, an arrow for each
/// <c>next</c>, a dotted arrow for each veto.</summary>
public static class PathwayMermaid
{
    // Mermaid refuses to draw more, unless the page around it says otherwise.
    private const int MostArrows = 500;

    /// <summary>The whole pathway as the text of a Mermaid file.</summary>
    public static string Write(Pathway pathway)
    {
        var vetoes = new Vetoes(pathway);
        var signs = CategorySign.Of(pathway);
        var workflows = pathway.Workflows.DistinctBy(w => w.Name).ToImmutableArray();
        var ids = workflows.Select((w, i) => (w.Name, Id: $"w{i}")).ToDictionary(w => w.Name, w => w.Id);
        var steps = Steps(workflows, ids).ToList();
        var forbids = Forbids(workflows, vetoes, ids).ToList();
        var drawsVetoes = steps.Count + forbids.Count <= MostArrows;

        var text = new StringBuilder();
        Line($"flowchart LR");
        // Of an empty title Mermaid would make the next line the title.
        if (Text(pathway.Title ?? pathway.Name) is { Length: > 0 } title)
            Line($"  accTitle: {title}");
        foreach (var workflow in workflows)
        {
            var id = ids[workflow.Name];
            var tag = workflow.Name == pathway.Entry ? " · the walk begins here" : pathway.Always.Contains(workflow.Name) ? " · evaluated for every case" : "";
            Line($"  subgraph {id}[\"{Text(workflow.Name)}{tag}\"]");
            // Rules that no arrow joins stand below each other only so.
            Line($"    direction LR");
            // An empty box is no box to Mermaid, and an arrow to it would make a node of that name.
            if (workflow.Rules.IsEmpty)
                Line($"    {id}r[\"no rules\"]");
            for (var r = 0; r < workflow.Rules.Length; r++)
                Line($"    {id}r{Figures.Number(r)}{Node(workflow.Rules[r], pathway, signs, drawsVetoes)}");
            Line($"  end");
        }

        foreach (var (from, to) in steps)
            Line($"  {from} --> {to}");
        foreach (var (from, label, to) in drawsVetoes ? forbids : [])
            Line($"  {from} -. \"{label}\" .-> {to}");

        Line($"  classDef guard fill:#fbf1f2,stroke:{TextStyle.Warning},color:{TextStyle.Ink},stroke-width:2px");
        for (var i = 0; i < signs.Length; i++)
            Line($"  classDef c{Figures.Number(i)} fill:{signs[i].Tint},stroke:{signs[i].Colour},color:{TextStyle.Ink}");
        return text.ToString();

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    private static IEnumerable<(string From, string To)> Steps(ImmutableArray<Workflow> workflows, Dictionary<string, string> ids) =>
        workflows.SelectMany(w => w.Rules.SelectMany((rule, r) => rule.Properties.Next.Distinct()
            .Where(ids.ContainsKey)
            .Select(next => ($"{ids[w.Name]}r{Figures.Number(r)}", ids[next]))));

    /// <summary>From each guard to the one rule of a workflow that it forbids, or to the workflow, with what it forbids
    /// there: an arrow to every rule would be a thicket.</summary>
    private static IEnumerable<(string From, string Label, string To)> Forbids(
        ImmutableArray<Workflow> workflows, Vetoes vetoes, Dictionary<string, string> ids)
    {
        foreach (var workflow in workflows)
        {
            for (var g = 0; g < workflow.Rules.Length; g++)
            {
                var guard = workflow.Rules[g];
                var from = $"{ids[workflow.Name]}r{Figures.Number(g)}";
                foreach (var part in guard.IsGuard ? vetoes.By(guard).Where(p => p.Workflow is not null) : [])
                {
                    // An arrow from a rule to the box that it stands in cannot be drawn.
                    if (part.Rules.Length > 1 && part.Workflow!.Name != workflow.Name)
                        yield return (from, Label(part), ids[part.Workflow.Name]);
                    else
                    {
                        foreach (var rule in part.Rules)
                            yield return (from, "forbids", $"{ids[part.Workflow!.Name]}r{Figures.Number(IndexOf(part.Workflow, rule))}");
                    }
                }
            }
        }
    }

    private static string Label(Forbidden part) =>
        part.IsAll ? "forbids all"
        : part.IsAlmostAll ? $"forbids all but<br/>{string.Join("<br/>", part.Spared.Select(Text))}"
        : $"forbids<br/>{string.Join("<br/>", part.Names.Select(Text))}";

    private static int IndexOf(Workflow workflow, Rule rule)
    {
        var index = 0;
        while (!ReferenceEquals(workflow.Rules[index], rule))
            index++;
        return index;
    }

    private static string Node(Rule rule, Pathway pathway, ImmutableArray<CategorySign> signs, bool drawsVetoes)
    {
        var lines = new[]
        {
            (rule.Properties.Id is null ? "" : $"{Text(rule.Properties.Id)}: ") + Text(rule.Name) + (rule.Enabled ? "" : " (off)"),
            rule.SuccessEvent is null ? null : Text(rule.SuccessEvent),
            rule.Properties.Group is { } group ? $"{Text(group)} ({pathway.HitPolicyOf(group).ToString().ToLowerInvariant()})" : null,
            drawsVetoes || !rule.IsGuard ? null : $"forbids {Text(string.Join(", ", rule.Properties.Veto))}",
        };
        var label = string.Join("<br/>", lines.Where(l => l is not null));
        if (rule.IsGuard)
            return $"{{{{\"{label}\"}}}}:::guard";
        var category = rule.SuccessEvent is { } code ? signs.IndexOf(CategorySign.Of(code, pathway, signs)) : -1;
        return $"[\"{label}\"]{(category < 0 ? "" : $":::c{Figures.Number(category)}")}";
    }

    /// <summary>Any text as Mermaid takes it: what could mean something to it stands as the number of the
    /// character.</summary>
    private static string Text(string text)
    {
        var line = TextWidth.OneLine(text);
        var escaped = new StringBuilder(line.Length);
        for (var i = 0; i < line.Length; i++)
        {
            if (IsPlain(line, i))
                escaped.Append(line[i]);
            else
                escaped.Append(CultureInfo.InvariantCulture, $"#{(int)line[i]};");
        }

        return escaped.ToString();
    }

    private static bool IsPlain(string line, int at) => line[at] switch
    {
        // Between letters these mean nothing; elsewhere they can begin a list or emphasis.
        '.' or '-' or '_' => IsWord(line, at - 1) && IsWord(line, at + 1),
        ' ' or ',' => true,
        // Before it parses, Mermaid cuts a semicolon off what looks like a style, in the middle of a name too
        // ("Lifestyle: 50%").
        's' when line.AsSpan(at).StartsWith("style", StringComparison.Ordinal) => false,
        'c' when line.AsSpan(at).StartsWith("classDef", StringComparison.Ordinal) => false,
        var c => char.IsAsciiLetterOrDigit(c) || c > '\u007F',
    };

    private static bool IsWord(string line, int at) => at >= 0 && at < line.Length && char.IsLetterOrDigit(line[at]);
}
