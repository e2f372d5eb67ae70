using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Model;

namespace RuleWorkbench.Loading;

/// <summary>The names by which the parts of a pathway refer to each other: each must name something, and neither
/// <c>next</c>, nor injection, nor <c>EvaluateRule</c> may lead back to where it came from.</summary>
internal sealed class PathwayGraph
{
    private readonly Pathway pathway;
    private readonly JsonFile file;
    private readonly PathwayFiles files;
    private readonly List<Rule> rules;
    private readonly HashSet<string> workflowNames;
    private readonly Dictionary<string, Workflow> workflows = [];
    private readonly Dictionary<string, Dictionary<string, Rule>> rulesOf = [];

    private PathwayGraph(Pathway pathway, JsonFile file, PathwayFiles files)
    {
        this.pathway = pathway;
        this.file = file;
        this.files = files;
        rules = [.. pathway.Workflows.SelectMany(w => w.Rules)];

        // A workflow whose file is broken has its own error; that it is named elsewhere is no second one.
        workflowNames = [.. pathway.Workflows.Select(w => w.Name), .. (file.Root["workflows"] as JArray ?? []).Where(t => t.Type == JTokenType.String).Select(t => (string)t!)];
        foreach (var workflow in pathway.Workflows)
            workflows.TryAdd(workflow.Name, workflow);
    }

    public static IEnumerable<Diagnostic> Check(Pathway pathway, JsonFile file, PathwayFiles files)
    {
        var graph = new PathwayGraph(pathway, file, files);
        return graph.UnknownNames()
            .Concat(graph.DuplicateIds())
            .Concat(graph.InjectedTwice())
            .Concat(graph.RedefinedParameters())
            .Concat(graph.Cycles());
    }

    private IEnumerable<Diagnostic> UnknownNames()
    {
        var ids = rules.Select(r => r.Id).ToHashSet();
        var forbiddable = pathway.Recommendations.Select(r => r.Code)
            .Concat(rules.Select(r => r.SuccessEvent).OfType<string>()).Concat(ids).ToHashSet();
        if (pathway.Entry.Length > 0 && Unknown(pathway.Entry, workflowNames, "workflow", PlaceOf("entry")) is { } entry)
            yield return entry;
        foreach (var (name, i) in pathway.Always.Select((name, i) => (name, i)))
        {
            if (Unknown(name, workflowNames, "workflow", PlaceOf("always", i)) is { } always)
                yield return always;
        }

        foreach (var workflow in pathway.Workflows)
        {
            foreach (var injected in workflow.Injects)
            {
                if (Unknown(injected, workflowNames, "workflow", workflow.Place) is { } d)
                    yield return d with { Place = files.PlaceOfText(workflow.Place, injected, "WorkflowsToInject") };
            }

            foreach (var rule in workflow.Rules)
            {
                var unknown = rule.Properties.Next.Select(name => Located(Unknown(name, workflowNames, "workflow", rule.Place), rule, name, "next"))
                    .Concat(rule.Properties.Veto.Select(v => Located(Unknown(v, forbiddable, "recommendation or rule", rule.Place), rule, v, "veto")))
                    .Concat(EvaluatedRules(rule).Select(t => UnknownTarget(t, rule)));
                foreach (var d in unknown.OfType<Diagnostic>())
                    yield return d;
            }
        }
    }

    private Diagnostic? Located(Diagnostic? unknown, Rule rule, string name, string property) =>
        unknown is null ? null : unknown with { Place = files.PlaceOfText(rule.Place, name, "Properties", property) };

    private SourcePlace PlaceOf(string member, int index = 0) => file.Root[member] switch
    {
        JArray list when index < list.Count => file.PlaceOf(list[index]),
        { } token => file.PlaceOf(token),
        null => pathway.Place,
    };

    /// <summary>The (workflow, rule) pairs that a rule's actions evaluate, its nested rules' included.</summary>
    private static IEnumerable<(string Workflow, string Rule)> EvaluatedRules(Rule rule) =>
        new[] { rule.OnSuccess, rule.OnFailure }
            .Where(a => a?.Name == "EvaluateRule")
            .Select(a => (a!.Context.GetValueOrDefault("workflowName") ?? "", a.Context.GetValueOrDefault("ruleName") ?? ""))
            .Concat(rule.Rules.SelectMany(EvaluatedRules));

    private Diagnostic? UnknownTarget((string Workflow, string Rule) target, Rule from) =>
        Unknown(target.Workflow, workflowNames, "workflow", from.Place)
            ?? (!workflows.ContainsKey(target.Workflow) ? null : Unknown(target.Rule, RulesOf(target.Workflow).Keys, $"rule of `{target.Workflow}`", from.Place));

    private static Diagnostic? Unknown(string name, ICollection<string> known, string what, SourcePlace place) =>
        known.Contains(name)
            ? null
            : Diagnostic.Error(DiagnosticIds.UnknownName, $"There is no {what} `{name}`.", place, NearestName.Hint(name, known));

    private IEnumerable<Diagnostic> DuplicateIds() =>
        rules.Where(r => r.Properties.Id is not null).GroupBy(r => r.Properties.Id).Where(g => g.Count() > 1)
            .Select(twice => Diagnostic.Error(
                DiagnosticIds.DuplicateName,
                $"The id `{twice.Key}` belongs to `{twice.First().Name}` already ({twice.First().Place}).",
                files.PlaceOf(twice.ElementAt(1).Place, "Properties", "id"),
                "Give each rule an id of its own."));

    /// <summary>The workflow and all that it injects, each once.</summary>
    private IEnumerable<Workflow> WithInjected(Workflow workflow)
    {
        var seen = new HashSet<string> { workflow.Name };
        var pending = new Stack<Workflow>([workflow]);
        while (pending.TryPop(out var next))
        {
            yield return next;
            foreach (var injected in next.Injects.Select(name => workflows.GetValueOrDefault(name)).OfType<Workflow>())
            {
                if (seen.Add(injected.Name))
                    pending.Push(injected);
            }
        }
    }

    /// <summary>The rules of a workflow by name, injected ones included; empty when there is no such workflow.</summary>
    private Dictionary<string, Rule> RulesOf(string name)
    {
        if (rulesOf.TryGetValue(name, out var found))
            return found;
        found = rulesOf[name] = [];
        if (workflows.TryGetValue(name, out var workflow))
        {
            foreach (var rule in WithInjected(workflow).SelectMany(w => w.Rules))
                found.TryAdd(rule.Name, rule);
        }

        return found;
    }

    private IEnumerable<Diagnostic> InjectedTwice()
    {
        foreach (var workflow in pathway.Workflows.Where(w => !w.Injects.IsEmpty))
        {
            var first = new Dictionary<string, Rule>();
            foreach (var part in WithInjected(workflow))
            {
                var twice = part.Rules.FirstOrDefault(r => r.Name.Length > 0 && !first.TryAdd(r.Name, r) && first[r.Name].Place.File != r.Place.File);
                if (twice is null)
                    continue;
                yield return Diagnostic.Error(
                    DiagnosticIds.DuplicateName,
                    $"`{workflow.Name}` injects `{part.Name}`, and both have a rule `{twice.Name}` ({first[twice.Name].Place}); RulesEngine refuses to run such a workflow.",
                    twice.Place,
                    "Rename one of them.");
            }
        }
    }

    private IEnumerable<Diagnostic> RedefinedParameters()
    {
        // RulesEngine's cache can hand one parameter's value to another of the same name (trap T1), and a reader cannot
        // tell them apart either.
        static IEnumerable<Parameter> Locals(Rule rule) => rule.Locals.Concat(rule.Rules.SelectMany(Locals));
        var all = pathway.Workflows.SelectMany(w => w.Globals.Concat(w.Rules.SelectMany(Locals)));
        foreach (var named in all.GroupBy(p => p.Name))
        {
            var first = named.First();
            foreach (var other in named.Where(p => p.Expression.Text.Trim() != first.Expression.Text.Trim()))
            {
                yield return Diagnostic.Warning(
                    DiagnosticIds.ParameterRedefined,
                    $"The parameter `{other.Name}` means something else here than at {first.Expression.Place}.",
                    other.Expression.Place,
                    "Give each its own name.");
            }
        }
    }

    private IEnumerable<Diagnostic> Cycles()
    {
        IEnumerable<string> Next(string name) => workflows.GetValueOrDefault(name)?.Rules.SelectMany(r => r.Properties.Next) ?? [];
        IEnumerable<string> Injected(string name) => workflows.GetValueOrDefault(name)?.Injects ?? [];
        IEnumerable<(string Workflow, string Rule)> Evaluated((string Workflow, string Rule) at) =>
            RulesOf(at.Workflow).GetValueOrDefault(at.Rule) is { } rule ? EvaluatedRules(rule) : [];

        var names = pathway.Workflows.Select(w => w.Name);
        var ruleKeys = pathway.Workflows.SelectMany(w => RulesOf(w.Name).Keys.Select(rule => (w.Name, rule)));
        return Report(names, Next, "`next` leads in a circle", n => n, PlaceOfNext)
            .Concat(Report(names, Injected, "Workflows inject each other", n => n, (from, to) => files.PlaceOfText(workflows[from].Place, to, "WorkflowsToInject")))
            .Concat(Report(ruleKeys, Evaluated, "`EvaluateRule` leads in a circle", k => $"{k.Item1}/{k.Item2}", (from, _) => RulesOf(from.Item1)[from.Item2].Place));

        SourcePlace PlaceOfNext(string from, string to) =>
            files.PlaceOfText(workflows[from].Rules.First(r => r.Properties.Next.Contains(to)).Place, to, "Properties", "next");

        // The step that closes the circle is where it is reported.
        IEnumerable<Diagnostic> Report<T>(
            IEnumerable<T> nodes, Func<T, IEnumerable<T>> successors, string what, Func<T, string> show, Func<T, T, SourcePlace> placeOf)
            where T : notnull
        {
            if (FindCycle(nodes, successors) is not { } cycle)
                yield break;
            yield return Diagnostic.Error(
                DiagnosticIds.WorkflowCycle,
                $"{what}: {string.Join(" -> ", cycle.Select(n => $"`{show(n)}`"))}.",
                placeOf(cycle[^2], cycle[^1]),
                "Remove one of these steps.");
        }
    }

    private static List<T>? FindCycle<T>(IEnumerable<T> nodes, Func<T, IEnumerable<T>> successors)
        where T : notnull
    {
        var done = new HashSet<T>();
        foreach (var start in nodes.Where(n => !done.Contains(n)))
        {
            // Depth first with an own stack: a hostile file may chain thousands of workflows.
            var path = new List<T>();
            var onPath = new HashSet<T>();
            var stack = new Stack<IEnumerator<T>>();
            Enter(start);
            while (stack.Count > 0)
            {
                var rest = stack.Peek();
                if (!rest.MoveNext())
                {
                    stack.Pop();
                    done.Add(path[^1]);
                    onPath.Remove(path[^1]);
                    path.RemoveAt(path.Count - 1);
                }
                else if (onPath.Contains(rest.Current))
                {
                    return [.. path[path.IndexOf(rest.Current)..], rest.Current];
                }
                else if (!done.Contains(rest.Current))
                {
                    Enter(rest.Current);
                }
            }

            void Enter(T node)
            {
                path.Add(node);
                onPath.Add(node);
                stack.Push(successors(node).Distinct().GetEnumerator());
            }
        }

        return null;
    }
}
