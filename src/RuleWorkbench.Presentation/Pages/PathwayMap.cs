using System.Collections.Immutable;
using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Lines;

namespace RuleWorkbench.Presentation.Pages;

/// <summary>A pathway drawn in text: its workflows in the order of a walk, further in the later they can come, and under each the
/// rules that lead on, with arrows to where.</summary>
/// <param name="beside">What stands beside a workflow, and what it is to stand for.</param>
/// <param name="along">The same of an arrow, by its rule and the workflow that it leads to.</param>
public sealed class PathwayMap(Pathway pathway, Func<Workflow, (Line Line, object? Tag)> beside, Func<Workflow, Rule, string, (Line Line, object? Tag)> along)
{
    /// <summary>The columns that names take, before what stands beside them.</summary>
    private const int NameColumns = 42;

    private readonly int longest = pathway.Workflows.Select(w => w.Name.Length).DefaultIfEmpty().Max();

    public ImmutableArray<TreeNode> Nodes
    {
        get
        {
            var layers = Layers();
            return [.. pathway.Workflows.Where(w => layers.ContainsKey(w.Name)).OrderBy(w => layers[w.Name]).Select(w => Node(w, layers[w.Name])),
                .. pathway.Workflows.Where(w => !layers.ContainsKey(w.Name)).Select(w => Node(w, 0))];
        }
    }

    private TreeNode Node(Workflow workflow, int layer)
    {
        var arrows = workflow.Rules.SelectMany(r => r.Properties.Next.Select(n => (Rule: r, Next: n))).ToList();
        var indent = new string(' ', layer * 2);
        var role = workflow.Name == pathway.Entry ? "entry" : pathway.Always.Contains(workflow.Name) ? "always" : "";
        var (line, tag) = beside(workflow);
        return new TreeNode("m:" + workflow.Name, Line.Of(indent).And(workflow.Name, Tone.Strong).And(" " + role, Tone.Accent).Fit(NameColumns).And(line), tag)
        {
            IsOpen = true,
            Children = [.. arrows.Select((a, i) => Arrow(workflow, a.Rule, a.Next, indent + (i == arrows.Count - 1 ? "╰─ " : "├─ ")))],
        };
    }

    private TreeNode Arrow(Workflow workflow, Rule rule, string next, string indent)
    {
        var (line, tag) = along(workflow, rule, next);
        return new TreeNode($"{rule.Id}:{next}", Line.Of(indent, Tone.Quiet).And(line).And("→ ", Tone.Quiet).And(next.PadRight(longest)).And("  " + rule.Label, Tone.Quiet), tag);
    }

    /// <summary>How many arrows lead to each workflow from the entry at most; those that none leads to are left out.</summary>
    private Dictionary<string, int> Layers()
    {
        var layers = new Dictionary<string, int> { [pathway.Entry] = 0 };

        // A pathway is acyclic (a check says so); one that is not ends here all the same.
        for (var round = 0; round < pathway.Workflows.Length; round++)
        {
            foreach (var (from, to) in pathway.Workflows.SelectMany(w => w.Rules.SelectMany(r => r.Properties.Next).Select(n => (w.Name, n))).Where(e => layers.ContainsKey(e.Name)))
                layers[to] = Math.Max(layers.GetValueOrDefault(to), Math.Min(round, layers[from]) + 1);
        }

        return layers;
    }
}
