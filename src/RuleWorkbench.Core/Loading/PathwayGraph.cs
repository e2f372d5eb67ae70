using System.Collections.Immutable;
using RuleWorkbench.Model;

namespace RuleWorkbench.Loading;

/// <summary>The names by which the parts of a pathway refer to each other: each must name something, and neither
/// <c>next</c>, nor injection, nor <c>EvaluateRule</c> may lead back to where it came from.</summary>
internal static class PathwayGraph
{
    public static IEnumerable<Diagnostic> Check(Pathway pathway)
    {
        var workflows = pathway.Workflows.Select(w => w.Name).ToList();
        var rules = pathway.Workflows.SelectMany(w => w.Rules).ToList();
        var codes = pathway.Recommendations.Select(r => r.Code)
            .Concat(rules.Select(r => r.SuccessEvent).OfType<string>()).ToHashSet();
        var ids = rules.Select(r => r.Id).ToHashSet();

        if (pathway.Entry.Length > 0)
        {
            foreach (var d in Unknown(pathway.Entry, workflows, "workflow", pathway.Place))
                yield return d;
        }

        foreach (var d in pathway.Always.SelectMany(name => Unknown(name, workflows, "workflow", pathway.Place)))
            yield return d;
        foreach (var workflow in pathway.Workflows)
        {
            foreach (var d in workflow.Injects.SelectMany(name => Unknown(name, workflows, "workflow", workflow.Place)))
                yield return d;
            foreach (var rule in workflow.Rules)
            {
                foreach (var d in rule.Properties.Next.SelectMany(name => Unknown(name, workflows, "workflow", rule.Place)))
                    yield return d;
                foreach (var d in rule.Properties.Veto.Where(v => !ids.Contains(v)).SelectMany(v => Unknown(v, codes, "recommendation or rule", rule.Place)))
                    yield return d;
                foreach (var d in EvaluatedRules(rule).SelectMany(t => CheckTarget(pathway, t, rule)))
                    yield return d;
            }
        }

        foreach (var twice in rules.Where(r => r.Properties.Id is not null).GroupBy(r => r.Properties.Id).Where(g => g.Count() > 1))
        {
            yield return Diagnostic.Error(
                DiagnosticIds.DuplicateName,
                $"The id `{twice.Key}` belongs to `{twice.First().Name}` already ({twice.First().Place}).",
                twice.ElementAt(1).Place,
                "Give each rule an id of its own.");
        }

        foreach (var d in RedefinedParameters(pathway))
            yield return d;
        foreach (var d in Cycles(pathway))
            yield return d;
    }

    /// <summary>The (workflow, rule) pairs that a rule's actions evaluate, its nested rules' included.</summary>
    private static IEnumerable<(string Workflow, string Rule)> EvaluatedRules(Rule rule) =>
        new[] { rule.OnSuccess, rule.OnFailure }
            .Where(a => a?.Name == "EvaluateRule")
            .Select(a => (a!.Context.GetValueOrDefault("workflowName") ?? "", a.Context.GetValueOrDefault("ruleName") ?? ""))
            .Concat(rule.Rules.SelectMany(EvaluatedRules));

    private static IEnumerable<Diagnostic> CheckTarget(Pathway pathway, (string Workflow, string Rule) target, Rule from)
    {
        var workflow = pathway.Workflow(target.Workflow);
        return workflow is null
            ? Unknown(target.Workflow, pathway.Workflows.Select(w => w.Name), "workflow", from.Place)
            : Unknown(target.Rule, workflow.Rules.Select(r => r.Name), $"rule of `{workflow.Name}`", from.Place);
    }

    private static IEnumerable<Diagnostic> Unknown(string name, IEnumerable<string> known, string what, SourcePlace place)
    {
        var names = known.ToList();
        if (!names.Contains(name))
            yield return Diagnostic.Error(DiagnosticIds.UnknownName, $"There is no {what} `{name}`.", place, NearestName.Hint(name, names));
    }

    private static IEnumerable<Diagnostic> RedefinedParameters(Pathway pathway)
    {
        // RulesEngine's cache can hand one parameter's value to another of the same name (trap T1), and a reader cannot
        // tell them apart either.
        static IEnumerable<Parameter> Locals(Rule rule) => rule.Locals.Concat(rule.Rules.SelectMany(Locals));
        var all = pathway.Workflows.SelectMany(w => w.Globals.Concat(w.Rules.SelectMany(Locals)));
        foreach (var named in all.GroupBy(p => p.Name))
        {
            var first = named.First();
            foreach (var other in named.Where(p => p.Expression.Text != first.Expression.Text))
            {
                yield return Diagnostic.Warning(
                    DiagnosticIds.ParameterRedefined,
                    $"The parameter `{other.Name}` means something else here than at {first.Expression.Place}.",
                    other.Expression.Place,
                    "Give each its own name.");
            }
        }
    }

    private static IEnumerable<Diagnostic> Cycles(Pathway pathway)
    {
        IEnumerable<string> Next(string name) => pathway.Workflow(name)?.Rules.SelectMany(r => r.Properties.Next) ?? [];
        IEnumerable<string> Injected(string name) => pathway.Workflow(name)?.Injects ?? [];
        IEnumerable<string> Evaluated(string key)
        {
            var parts = key.Split('\n');
            var rule = pathway.Workflow(parts[0])?.Rules.FirstOrDefault(r => r.Name == parts[1]);
            return rule is null ? [] : EvaluatedRules(rule).Select(t => $"{t.Workflow}\n{t.Rule}");
        }

        var names = pathway.Workflows.Select(w => w.Name).ToImmutableArray();
        var ruleKeys = pathway.Workflows.SelectMany(w => w.Rules.Select(r => $"{w.Name}\n{r.Name}")).ToImmutableArray();
        return Report(names, Next, "`next` leads in a circle")
            .Concat(Report(names, Injected, "Workflows inject each other"))
            .Concat(Report(ruleKeys, Evaluated, "`EvaluateRule` leads in a circle"));

        IEnumerable<Diagnostic> Report(ImmutableArray<string> nodes, Func<string, IEnumerable<string>> successors, string what)
        {
            if (FindCycle(nodes, successors) is not { } cycle)
                yield break;
            var place = pathway.Workflow(cycle[0].Split('\n')[0])?.Place ?? pathway.Place;
            yield return Diagnostic.Error(
                DiagnosticIds.WorkflowCycle,
                $"{what}: {string.Join(" -> ", cycle.Select(n => $"`{n.Replace("\n", "/", StringComparison.Ordinal)}`"))}.",
                place,
                "Remove one of these steps.");
        }
    }

    private static List<string>? FindCycle(ImmutableArray<string> nodes, Func<string, IEnumerable<string>> successors)
    {
        var done = new HashSet<string>();
        foreach (var start in nodes)
        {
            // Depth first with an own stack: a hostile file may chain thousands of workflows.
            var path = new List<string>();
            var stack = new Stack<(string Node, IEnumerator<string> Remaining)>();
            if (!done.Contains(start))
                Enter(start);
            while (stack.Count > 0)
            {
                var (node, rest) = stack.Peek();
                if (!rest.MoveNext())
                {
                    stack.Pop();
                    path.RemoveAt(path.Count - 1);
                    done.Add(node);
                }
                else if (path.IndexOf(rest.Current) is >= 0 and var at)
                {
                    return [.. path[at..], rest.Current];
                }
                else if (!done.Contains(rest.Current))
                {
                    Enter(rest.Current);
                }
            }

            void Enter(string node)
            {
                path.Add(node);
                stack.Push((node, successors(node).Distinct().GetEnumerator()));
            }
        }

        return null;
    }
}
