using System.Collections.Immutable;
using RuleWorkbench.Model;

namespace RuleWorkbench.Reporting.Drawing;

/// <summary>A step along <c>next</c> from a rule to a workflow.</summary>
/// <param name="Rule">Index of the rule in its workflow.</param>
/// <param name="Port">Which of the rule's <paramref name="Ports"/> steps it is.</param>
internal sealed record Step(string From, int Rule, int Port, int Ports, string To);

/// <summary>The workflows of a pathway in layers: each stands after all that lead to it, as early as it can.</summary>
internal sealed class WorkflowLayers
{
    private WorkflowLayers(ImmutableArray<ImmutableArray<Workflow>> layers, ImmutableArray<Step> steps, ImmutableArray<Workflow> apart)
    {
        Layers = layers;
        Steps = steps;
        Apart = apart;
    }

    /// <summary>Workflows of the walk, and those that no rule leads to.</summary>
    public ImmutableArray<ImmutableArray<Workflow>> Layers { get; }

    /// <summary>The steps between them, each to a later layer. A step that would lead back is left out.</summary>
    public ImmutableArray<Step> Steps { get; }

    /// <summary>Workflows that are evaluated for every case and that no rule leads to.</summary>
    public ImmutableArray<Workflow> Apart { get; }

    public static WorkflowLayers Of(Pathway pathway)
    {
        // A broken pathway may have two workflows of one name; the drawing shows the first.
        var workflows = pathway.Workflows.DistinctBy(w => w.Name).ToImmutableArray();
        var reached = Reached(pathway);
        var apart = workflows.Where(w => pathway.Always.Contains(w.Name) && !reached.Contains(w.Name)).ToImmutableArray();
        var shown = workflows.Except(apart).ToImmutableArray();
        var names = shown.Select(w => w.Name).ToHashSet();
        var steps = shown
            .SelectMany(StepsOf)
            .Where(s => names.Contains(s.To))
            .ToLookup(s => s.From);

        var (order, forward) = Sort(pathway.Entry, shown, steps);
        var outgoing = forward.ToLookup(s => s.From);
        var layer = new Dictionary<string, int>();
        foreach (var name in order)
        {
            var own = layer.GetValueOrDefault(name);
            layer[name] = own;
            foreach (var step in outgoing[name])
                layer[step.To] = Math.Max(layer.GetValueOrDefault(step.To), own + 1);
        }

        var layers = shown
            .GroupBy(w => layer[w.Name])
            .OrderBy(g => g.Key)
            .Select(g => g.OrderBy(w => w.Name == pathway.Entry ? 0 : 1).ToImmutableArray());
        return new([.. layers], forward, apart);
    }

    /// <summary>The workflows that some walk can come to.</summary>
    public static HashSet<string> Reached(Pathway pathway)
    {
        var reached = new HashSet<string>();
        var queue = new Queue<string>([pathway.Entry]);
        while (queue.TryDequeue(out var name))
        {
            if (pathway.Workflow(name) is not { } workflow || !reached.Add(name))
                continue;
            foreach (var next in workflow.Rules.SelectMany(r => r.Properties.Next))
                queue.Enqueue(next);
        }

        return reached;
    }

    private static IEnumerable<Step> StepsOf(Workflow workflow) => workflow.Rules.SelectMany((rule, i) =>
    {
        var next = rule.Properties.Next.Distinct().ToList();
        return next.Select((to, port) => new Step(workflow.Name, i, port, next.Count, to));
    });

    /// <summary>The workflows so that every step leads forward, and the steps without those that lead back.</summary>
    private static (List<string> Order, ImmutableArray<Step> Forward) Sort(
        string entry, ImmutableArray<Workflow> shown, ILookup<string, Step> steps)
    {
        var finished = new List<string>();
        var state = new Dictionary<string, bool>();
        var forward = ImmutableArray.CreateBuilder<Step>();
        foreach (var start in shown.Select(w => w.Name).OrderBy(n => n == entry ? 0 : 1))
        {
            // Depth first with an own stack: a hostile file may chain thousands of workflows.
            var stack = new Stack<(string Name, IEnumerator<Step> Remaining)>();
            if (state.TryAdd(start, false))
                stack.Push((start, steps[start].GetEnumerator()));
            while (stack.TryPeek(out var top))
            {
                if (!top.Remaining.MoveNext())
                {
                    stack.Pop();
                    state[top.Name] = true;
                    finished.Add(top.Name);
                    continue;
                }

                var step = top.Remaining.Current;
                if (!state.TryGetValue(step.To, out var isFinished))
                {
                    state[step.To] = false;
                    stack.Push((step.To, steps[step.To].GetEnumerator()));
                    forward.Add(step);
                }
                else if (isFinished)
                {
                    forward.Add(step);
                }
            }
        }

        finished.Reverse();
        // In declared order, whatever the order of the search was.
        var at = shown.Select((w, i) => (w.Name, i)).ToDictionary(p => p.Name, p => p.i);
        return (finished, [.. forward.OrderBy(s => at[s.From]).ThenBy(s => s.Rule).ThenBy(s => s.Port)]);
    }
}
