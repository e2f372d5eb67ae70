using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RuleWorkbench.Compilation;
using RuleWorkbench.Model;
using RuleWorkbench.Scripting;

namespace RuleWorkbench.Diffing;

/// <summary>All that decides what a pathway does, as lines in a fixed order. Two pathways with the same lines mean the same.
/// Layout, comments, texts, evidence, names of rules and of workflows, and order where it is no matter are not in it.
/// </summary>
internal sealed class MeaningText
{
    private readonly CompiledPathway compiled;
    private readonly Pathway pathway;
    private readonly VersionTrees trees;
    private readonly Dictionary<Rule, string> labels = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, string> workflows = [];

    private MeaningText(CompiledPathway compiled)
    {
        this.compiled = compiled;
        pathway = compiled.Pathway;
        trees = new VersionTrees(compiled);
        foreach (var rule in pathway.Workflows.SelectMany(w => w.Rules))
            labels[rule] = rule.Properties.Id ?? "#" + Hash(Content(rule));
        var taken = new HashSet<string>();
        foreach (var workflow in pathway.Workflows)
        {
            // A workflow is known by what stands in it, since its name is that of its file.
            var label = Hash(Lists([.. workflow.Rules.Select(r => labels[r]).Order(StringComparer.Ordinal)], [.. workflow.Injects], [.. workflow.Globals.Select(g => g.Name)]));
            workflows[workflow.Name] = taken.Add(label) ? label : label + workflow.Name;
        }
    }

    /// <summary>The lines of a pathway without errors.</summary>
    public static ImmutableArray<string> Of(CompiledPathway compiled) => [.. new MeaningText(compiled).Lines().Order(StringComparer.Ordinal)];

    private IEnumerable<string> Lines()
    {
        yield return Line("engine", EngineIdentity.Text);
        yield return Line("entry", Workflow(pathway.Entry));
        yield return Line("always", Lists([.. pathway.Always.Select(Workflow).Order(StringComparer.Ordinal)]));
        yield return Line("clock", pathway.Clock);
        foreach (var line in pathway.Inputs.SelectMany(i => Facts(i.Facts, i.Name)))
            yield return line;
        foreach (var value in pathway.Policy)
            yield return Line("policy", value.Name, value.Schema.Kind, Value(value.Value), value.Unit);
        foreach (var line in pathway.Workflows.SelectMany(Lines))
            yield return line;
        foreach (var line in Functions())
            yield return line;
    }

    private IEnumerable<string> Lines(Workflow workflow)
    {
        var label = Workflow(workflow.Name);
        yield return Line("workflow", label, Lists([.. workflow.Injects.Select(Workflow)]));
        foreach (var (name, value) in trees.GlobalsOf(workflow.Name))
            yield return Line("parameter", label, name, value.Key);
        foreach (var rule in workflow.Rules)
            yield return Line("rule", label, labels[rule], Content(rule), Effects(rule));

        // Order decides in a group that takes the first, and in which workflows are gone on with.
        foreach (var group in workflow.Rules.Where(r => r.Properties.Group is { } g && pathway.HitPolicyOf(g) == HitPolicy.First).GroupBy(r => r.Properties.Group))
            yield return Line("order", label, group.Key, Lists([.. group.Select(r => labels[r])]));
        yield return Line("order of walk", label, Lists([.. workflow.Rules.Where(r => !r.Properties.Next.IsEmpty).Select(r => labels[r])]));
        foreach (var group in workflow.Rules.Select(r => r.Properties.Group).OfType<string>().Distinct())
            yield return Line("group", group, pathway.HitPolicyOf(group));
    }

    /// <summary>What a rule decides.</summary>
    private string Content(Rule rule)
    {
        var of = trees.Of(rule);
        return Fields(
            rule.Enabled,
            of?.Condition?.Key ?? throw new ArgumentException($"`{rule.Id}` does not compile."),
            Lists([.. of.Locals.OrderBy(l => l.Name, StringComparer.Ordinal).Select(l => Fields(l.Name, l.Value.Key))]),
            rule.SuccessEvent,
            Lists([.. of.Figures.OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => Fields(f.Name, f.Value.Key))]),
            Lists([.. rule.Rules.Select(Nested).Where(n => n.Length > 0).Order(StringComparer.Ordinal)]));
    }

    /// <summary>What a rule does once it is met or not met.</summary>
    private string Effects(Rule rule) => Fields(
        rule.Properties.Group,
        Lists([.. rule.Properties.Next.Select(Workflow)]),
        Lists([.. rule.Properties.Veto.Select(Target).Order(StringComparer.Ordinal)]),
        rule.OnSuccess is { ComputesFigures: true } ? null : Action(rule.OnSuccess, rule),
        Action(rule.OnFailure, rule));

    /// <summary>What a nested rule does besides deciding; empty for nothing.</summary>
    private static string Nested(Rule rule)
    {
        var below = Lists([.. rule.Rules.Select(Nested).Where(n => n.Length > 0).Order(StringComparer.Ordinal)]);
        var own = Fields(rule.Properties.Id, rule.SuccessEvent, rule.Properties.Group, Lists(rule.Properties.Next), Lists(rule.Properties.Veto), rule.OnSuccess is null ? null : Describe(rule.OnSuccess), rule.OnFailure is null ? null : Describe(rule.OnFailure));
        var isEmpty = rule is { SuccessEvent: null, OnSuccess: null, OnFailure: null } && rule.Properties is { Group: null, Next.IsEmpty: true, Veto.IsEmpty: true };
        return isEmpty ? below : own + below;
    }

    private string? Action(RuleAction? action, Rule rule)
    {
        if (action is null)
            return null;
        var context = action.Context.OrderBy(c => c.Key, StringComparer.OrdinalIgnoreCase).Select(c => (Name: c.Key.ToLowerInvariant(), c.Value));
        return action.Name + Lists([.. context.Select(c => Fields(c.Name, c.Name switch
        {
            "workflowname" => Workflow(c.Value ?? ""),
            "rulename" => Target(c.Value ?? ""),
            "expression" => Expression(action, rule) ?? c.Value,
            _ => c.Value,
        }))]);
    }

    private string? Expression(RuleAction action, Rule rule)
    {
        var home = compiled.Workflows.Values.First(w => w.Rules.Any(r => ReferenceEquals(r.Rule, rule)));
        var found = home.Rules.First(r => ReferenceEquals(r.Rule, rule));
        return action.Expression is { } text && compiled.TryParse(text.Text, found.Scope, null) is { } tree
            ? new Canonicalizer(compiled, [.. home.Globals, .. found.Locals]).Read(tree).Key
            : null;
    }

    private static string Describe(RuleAction action) =>
        action.Name + Lists([.. action.Context.OrderBy(c => c.Key, StringComparer.OrdinalIgnoreCase).Select(c => Fields(c.Key.ToLowerInvariant(), c.Value))]);

    private static IEnumerable<string> Facts(FactSchema fact, string path)
    {
        yield return Line("fact", path, fact.Kind, fact.Element?.Kind, fact.Unit, Range(fact.Range), Value(fact.Step), Lists([.. fact.AllowedValues.Select(Value).OfType<string>().Order(StringComparer.Ordinal)]), fact.Length);
        if (fact.Element is { Kind: not FactKind.Object } element)
        {
            foreach (var line in Facts(element, path + "[]"))
                yield return line;
        }

        foreach (var line in (fact.Element ?? fact).Members.SelectMany(m => Facts(m, $"{path}{(fact.Kind == FactKind.List ? "[]" : "")}.{m.Name}")))
            yield return line;
    }

    private IEnumerable<string> Functions()
    {
        var nodes = pathway.Workflows.SelectMany(w => trees.GlobalsOf(w.Name).Select(g => g.Value).Concat(w.Rules.Select(trees.Of).OfType<RuleTrees>().SelectMany(r => r.Locals.Select(l => l.Value).Concat(r.Figures.Select(f => f.Value)).Append(r.Condition!))))
            .SelectMany(t => t.All);
        var libraries = pathway.Scripts.Select(s => s.Name).ToHashSet();
        var called = nodes.Select(n => n.Reads ?? n.Symbol).Where(n => libraries.Contains(n.Split('.')[0]));

        // What an action calls that is kept as text is not read: all that its text could name counts.
        var others = pathway.Workflows.SelectMany(w => w.Rules).SelectMany(r => new[] { r.OnSuccess, r.OnFailure }).OfType<RuleAction>().Where(a => !a.ComputesFigures || a.Context.Count > 1)
            .SelectMany(a => compiled.Scripts.Functions.Where(f => a.Context.Values.Any(v => v?.Contains(f.Name, StringComparison.Ordinal) == true)).Select(f => f.FullName));
        var reached = FunctionMeaning.Read(pathway.Scripts, called.Concat(others).Concat(FailureCalls()).Distinct());
        foreach (var (name, text) in reached)
            yield return Line("function", name, text);
        if (!reached.IsEmpty)
            yield return Line("budget", pathway.ScriptBudget.Steps, pathway.ScriptBudget.Megabytes, pathway.ScriptBudget.Depth);
    }

    private IEnumerable<string> FailureCalls() =>
        pathway.Workflows.SelectMany(w => w.Rules).SelectMany(r => new[] { r.OnFailure }.Concat(r.Rules.SelectMany(n => new[] { n.OnSuccess, n.OnFailure }))).OfType<RuleAction>()
            .SelectMany(a => compiled.Scripts.Functions.Where(f => a.Expression?.Text.Contains(f.Name, StringComparison.Ordinal) == true).Select(f => f.FullName));

    private string Workflow(string name) => workflows.GetValueOrDefault(name, name);

    /// <summary>A code, or the label of the rule of that id or name.</summary>
    private string Target(string target) =>
        pathway.Workflows.SelectMany(w => w.Rules).FirstOrDefault(r => r.Id == target || r.Name == target) is { } rule ? labels[rule] : target;

    private static string? Range(NumberRange? range) => range is null ? null : Fields(Value(range.Minimum), Value(range.Maximum), range.ExcludesMinimum, range.ExcludesMaximum);

    private static string? Value(object? value) => value switch
    {
        null => null,
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        string text => $"\"{text}\"",
        System.Collections.IEnumerable list => Lists([.. list.Cast<object?>().Select(Value).Select(v => v ?? "")]),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static string Line(string kind, params object?[] fields) => $"{kind} {Fields(fields)}";

    /// <summary>Fields with their lengths, so that no text that a person chose passes for several.</summary>
    private static string Fields(params object?[] fields)
    {
        var text = new StringBuilder();
        foreach (var field in fields)
        {
            var written = Convert.ToString(field, CultureInfo.InvariantCulture) ?? "";
            text.Append(field is null ? "-" : written.Length.ToString(CultureInfo.InvariantCulture)).Append(':').Append(written);
        }

        return text.ToString();
    }

    private static string Lists(params ImmutableArray<string>[] lists) => string.Concat(lists.Select(l => $"[{Fields([.. l])}]"));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
