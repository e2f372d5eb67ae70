using System.Collections.Immutable;
using System.Linq.Expressions;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Compilation;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Editing;

/// <summary>Every expression and every message template of a pathway, in the order of its files.</summary>
internal sealed class ExpressionSites
{
    private readonly OpenedPathway opened;
    private readonly ILookup<Rule, CompiledRule> compiled;

    private ExpressionSites(OpenedPathway opened, CompiledPathway compiled)
    {
        this.opened = opened;
        static IEnumerable<CompiledRule> WithNested(CompiledRule rule) => rule.Children.SelectMany(WithNested).Prepend(rule);
        this.compiled = opened.Pathway.Workflows.SelectMany(w => compiled.Workflows[w.Name].Rules).SelectMany(WithNested)
            .ToLookup(r => r.Rule, (IEqualityComparer<Rule>)ReferenceEqualityComparer.Instance);
        Compiled = compiled;
        foreach (var workflow in opened.Pathway.Workflows)
            Add(workflow);
    }

    private CompiledPathway Compiled { get; }

    public List<ExpressionSite> Expressions { get; } = [];

    /// <summary>Texts with <c>$(…)</c>.</summary>
    public List<ExpressionSite> Templates { get; } = [];

    /// <summary>Contexts of <c>EvaluateRule</c> that hold JSON within a text, where nothing can be renamed.</summary>
    public List<ExpressionSite> Opaque { get; } = [];

    /// <summary>Names in the <c>inputFilter</c> of <c>EvaluateRule</c>.</summary>
    public List<ExpressionSite> Filters { get; } = [];

    /// <param name="compiled">The pathway that was opened, or one that differs in its facts only.</param>
    public static ExpressionSites Of(OpenedPathway opened, CompiledPathway compiled) => new(opened, compiled);

    private void Add(Workflow workflow)
    {
        var file = opened.FileOf(workflow.Place);
        var globals = (file.Root["GlobalParams"] as JArray)?.OfType<JObject>() ?? [];
        foreach (var (node, global) in globals.Zip(workflow.Globals))
        {
            foreach (var part in Compiled.Workflows.Values.OrderBy(w => w.Workflow.Name, StringComparer.Ordinal))
            {
                var index = part.Globals.IndexOf(part.Globals.FirstOrDefault(g => ReferenceEquals(g.Parameter, global))!);
                if (index >= 0)
                    Add(Expressions, file, node["Expression"], Compiled.Inputs.AddRange(part.Globals.Take(index).Select(g => g.Variable)), null);
            }
        }

        foreach (var (node, rule) in (file.Root["Rules"] as JArray ?? []).OfType<JObject>().Zip(workflow.Rules))
            Add(file, node, rule);
    }

    private void Add(JsonFile file, JObject node, Rule rule)
    {
        foreach (var found in compiled[rule])
        {
            var locals = (node["LocalParams"] as JArray ?? []).OfType<JObject>().ToList();
            for (var i = 0; i < locals.Count; i++)
                Add(Expressions, file, locals[i]["Expression"], found.Scope[..^(locals.Count - i)], null);
            if (rule.Operator is null)
                Add(Expressions, file, node["Expression"], found.Scope, typeof(bool));
            Add(Templates, file, node["ErrorMessage"], found.Scope, null);
            foreach (var action in (node["Actions"] as JObject)?.Properties().Select(p => p.Value).OfType<JObject>() ?? [])
                AddAction(file, action, found.Scope);
        }

        foreach (var (child, nested) in (node["Rules"] as JArray ?? []).OfType<JObject>().Zip(rule.Rules))
            Add(file, child, nested);
    }

    private void AddAction(JsonFile file, JObject action, ImmutableArray<ParameterExpression> scope)
    {
        var isEvaluation = "EvaluateRule".Equals((string?)action["Name"], StringComparison.OrdinalIgnoreCase);
        foreach (var entry in (action["Context"] as JObject)?.Properties() ?? [])
        {
            switch (entry.Name.ToUpperInvariant())
            {
                case "EXPRESSION" when !isEvaluation:
                    Add(Expressions, file, entry.Value, scope, null);
                    break;
                case "ADDITIONALINPUTS" or "INPUTFILTER" when isEvaluation && entry.Value is JValue:
                    Add(Opaque, file, entry.Value, scope, null);
                    break;
                case "ADDITIONALINPUTS" when isEvaluation:
                    foreach (var input in entry.Value.OfType<JObject>())
                        Add(Expressions, file, input["Expression"], scope, null);
                    break;
                case "INPUTFILTER" when isEvaluation:
                    foreach (var name in entry.Value)
                        Add(Filters, file, name, scope, null);
                    break;
            }
        }
    }

    private static void Add(List<ExpressionSite> sites, JsonFile file, JToken? token, ImmutableArray<ParameterExpression> scope, Type? type)
    {
        if (token is JValue { Value: string } text)
            sites.Add(new ExpressionSite(file.Expression(text), file.SpanOf(text).Start + 1, scope, type));
    }
}
