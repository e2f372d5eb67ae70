using System.Collections.Immutable;
using RuleWorkbench.Compilation;
using RuleWorkbench.Model;

namespace RuleWorkbench.Diffing;

/// <summary>The canonical trees of all expressions of a version, and which rules read what.</summary>
internal sealed class VersionTrees
{
    private readonly Dictionary<Rule, RuleTrees> rules = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, ImmutableArray<(string Name, CanonicalTree Value)>> globals = [];

    public VersionTrees(CompiledPathway compiled)
    {
        foreach (var workflow in compiled.Pathway.Workflows.Select(w => compiled.Workflows[w.Name]))
        {
            var name = workflow.Workflow.Name;
            globals[name] = ReadParameters(compiled, [], workflow.Globals);

            // An injected rule belongs to the workflow in whose file it stands.
            foreach (var rule in workflow.Rules.Where(r => workflow.Workflow.Rules.Contains(r.Rule, ReferenceEqualityComparer.Instance)))
                rules[rule.Rule] = Read(compiled, name, workflow.Globals, rule);
        }
    }

    /// <summary>The trees of a rule that stands in a workflow.</summary>
    public RuleTrees? Of(Rule rule) => rules.GetValueOrDefault(rule);

    /// <summary>The global parameters that a workflow's rules see, those of injected workflows included.</summary>
    public ImmutableArray<(string Name, CanonicalTree Value)> GlobalsOf(string workflow) => globals.GetValueOrDefault(workflow, []);

    /// <summary>The rules that read a fact, a policy value or a function, directly or through parameters.</summary>
    public ImmutableArray<ReachedRule> ReadersOf(string name) => [.. rules.Values.Select(r => Reader(r, Reading(r, name))).OfType<ReachedRule>()];

    /// <summary>The rules that call any function of a library.</summary>
    public ImmutableArray<ReachedRule> CallersOf(string library)
    {
        var functions = rules.Values.SelectMany(r => r.Locals.Select(l => l.Value).Concat(r.Figures.Select(f => f.Value)).Concat(GlobalsOf(r.Workflow).Select(g => g.Value)).Append(r.Condition))
            .OfType<CanonicalTree>().SelectMany(t => t.All).Select(n => n.Reads).OfType<string>().Where(n => n.StartsWith(library + ".", StringComparison.Ordinal)).ToHashSet();
        return [.. rules.Values.Select(r => Reader(r, Closure(r, [.. functions]))).OfType<ReachedRule>()];
    }

    /// <summary>The rules that use a global parameter of a workflow, directly or through others.</summary>
    public ImmutableArray<ReachedRule> UsersOf(string workflow, string parameter) =>
        [.. rules.Values.Where(r => r.Workflow == workflow).Select(r => Reader(r, Closure(r, [parameter]))).OfType<ReachedRule>()];

    /// <summary>The names by which a rule's own expressions reach a thing: its name, and parameters that read it.</summary>
    private HashSet<string> Reading(RuleTrees rule, string name) => Closure(rule, [name]);

    private HashSet<string> Closure(RuleTrees rule, HashSet<string> names)
    {
        // A parameter reads only those before it.
        foreach (var (name, value) in GlobalsOf(rule.Workflow).Concat(rule.Locals))
        {
            if (value.All.Any(n => n.Reads is { } read && names.Contains(read)))
                names.Add(name);
        }

        return names;
    }

    private static ReachedRule? Reader(RuleTrees rule, HashSet<string> names)
    {
        var criteria = Criteria(rule.Condition)
            .Concat(rule.Locals.Select(l => l.Value with { Text = $"{l.Name} = {l.Value.Text}" }))
            .Concat(rule.Figures.Select(f => f.Value with { Text = f.Name is null ? $"figure {f.Value.Text}" : $"figure {f.Name} = {f.Value.Text}" }))
            .Where(c => c.All.Any(n => n.Reads is { } read && names.Contains(read)))
            .Select(c => c.Text)
            .Distinct()
            .ToImmutableArray();
        return criteria.IsEmpty ? null : new ReachedRule(rule.Workflow, rule.Rule, criteria);
    }

    private static IEnumerable<CanonicalTree> Criteria(CanonicalTree? tree) => tree switch
    {
        null => [],
        { Kind: CanonicalKind.And or CanonicalKind.Or } => tree.Parts.SelectMany(Criteria),
        _ => [tree],
    };

    private static RuleTrees Read(CompiledPathway compiled, string workflow, ImmutableArray<CompiledParameter> outer, CompiledRule rule)
    {
        var canonicalizer = new Canonicalizer(compiled, [.. outer, .. rule.Locals]);
        return new RuleTrees(
            workflow,
            rule.Rule,
            Condition(compiled, outer, rule, canonicalizer),
            ReadParameters(compiled, outer, rule.Locals),
            [.. rule.Figures.Select(f => (f.Name, canonicalizer.Read(f.Value)))]);
    }

    private static ImmutableArray<(string Name, CanonicalTree Value)> ReadParameters(CompiledPathway compiled, ImmutableArray<CompiledParameter> outer, ImmutableArray<CompiledParameter> parameters)
    {
        var canonicalizer = new Canonicalizer(compiled, [.. outer, .. parameters]);
        return [.. parameters.Select(p => (p.Parameter.Name, canonicalizer.Read(p.Value)))];
    }

    /// <summary>The condition of a rule. Nested rules are all looked at, so their order is no matter; a disabled one is as
    /// good as gone.</summary>
    private static CanonicalTree? Condition(CompiledPathway compiled, ImmutableArray<CompiledParameter> outer, CompiledRule rule, Canonicalizer canonicalizer)
    {
        if (rule.Rule.Operator is not { } nested)
            return rule.Condition is null ? null : canonicalizer.Read(rule.Condition);
        ImmutableArray<CompiledParameter> scope = [.. outer, .. rule.Locals];
        var parts = new List<CanonicalTree>();
        foreach (var child in rule.Children.Where(c => c.Rule.Enabled))
        {
            var inner = new Canonicalizer(compiled, [.. scope, .. child.Locals]);
            if (Condition(compiled, scope, child, inner) is not { } condition)
                return null;
            parts.Add(child.Locals.IsEmpty ? condition : new CanonicalTree(
                CanonicalKind.Other,
                $"where {string.Join(',', child.Locals.Select(l => l.Parameter.Name))}",
                [.. child.Locals.Select(l => inner.Read(l.Value)), condition],
                condition.Text));
        }

        var text = string.Join(nested == RuleOperator.And ? " and " : " or ", parts.Select(p => p.Text));
        return new CanonicalTree(nested == RuleOperator.And ? CanonicalKind.And : CanonicalKind.Or, "rules", [.. parts.OrderBy(p => p.Key, StringComparer.Ordinal)], text);
    }
}
