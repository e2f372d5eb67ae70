using System.Collections.Immutable;
using System.Linq.Expressions;
using RuleWorkbench.Compilation;
using RuleWorkbench.Compilation.Syntax;
using RuleWorkbench.Model;

namespace RuleWorkbench.Checking;

/// <summary>Finds every expression of a pathway, each once and where it stands, with its tree.</summary>
internal sealed class ExpressionCollector
{
    private readonly CompiledPathway? compiled;
    private readonly ImmutableArray<CheckedExpression>.Builder found = ImmutableArray.CreateBuilder<CheckedExpression>();

    private ExpressionCollector(CompiledPathway? compiled) => this.compiled = compiled;

    /// <summary>Values of parameters by their variables.</summary>
    public Dictionary<ParameterExpression, Expression> Parameters { get; } = [];

    public static (ImmutableArray<CheckedExpression> Expressions, Dictionary<ParameterExpression, Expression> Parameters) Collect(
        Pathway pathway, CompiledPathway? compiled, CancellationToken cancellation)
    {
        var collector = new ExpressionCollector(compiled);
        foreach (var workflow in pathway.Workflows)
        {
            cancellation.ThrowIfCancellationRequested();
            collector.Add(workflow);
        }

        return (collector.found.ToImmutable(), collector.Parameters);
    }

    private void Add(Workflow workflow)
    {
        var trees = compiled?.Workflows[workflow.Name];
        AddParameters(workflow.Globals, trees?.Globals ?? [], workflow, null);
        var rules = new Dictionary<Rule, CompiledRule>(ReferenceEqualityComparer.Instance);
        foreach (var rule in trees?.Rules ?? [])
            rules[rule.Rule] = rule;
        foreach (var rule in workflow.Rules)
            Add(rule, rules.GetValueOrDefault(rule), workflow);
    }

    private void Add(Rule rule, CompiledRule? trees, Workflow workflow)
    {
        AddParameters(rule.Locals, trees?.Locals ?? [], workflow, rule);
        if (rule.Operator is null && rule.Expression is { } condition)
            Add(condition, ExpressionUse.Condition, workflow, rule, trees?.Condition, trees?.Scope ?? []);
        if (rule.OnSuccess is { Name: "OutputExpression", Expression: { } figures })
            AddFigures(figures, trees, workflow, rule);
        for (var i = 0; i < rule.Rules.Length; i++)
            Add(rule.Rules[i], trees is not null && i < trees.Children.Length ? trees.Children[i] : null, workflow);
    }

    private void AddParameters(ImmutableArray<Parameter> parameters, ImmutableArray<CompiledParameter> trees, Workflow workflow, Rule? rule)
    {
        foreach (var parameter in parameters)
        {
            var tree = trees.FirstOrDefault(t => ReferenceEquals(t.Parameter, parameter));
            if (tree is not null)
                Parameters[tree.Variable] = tree.Value;
            Add(parameter.Expression, ExpressionUse.Parameter, workflow, rule, tree?.Value, compiled is null ? [] : compiled.Inputs.AddRange(trees.TakeWhile(t => t != tree).Select(t => t.Variable)));
        }
    }

    private void Add(ExpressionText text, ExpressionUse use, Workflow workflow, Rule? rule, Expression? tree, ImmutableArray<ParameterExpression> scope)
    {
        // A condition that is no condition, such as a flag by itself, has a tree all the same.
        var isSound = tree is not null;
        if (tree is null && use == ExpressionUse.Condition && compiled is not null && !scope.IsEmpty)
            tree = compiled.TryParse(text.Text, scope, null);
        var root = text.Text.Length <= MostCharacters ? ExpressionReader.Read(text.Text) : null;
        found.Add(new CheckedExpression(text, use, workflow, rule, root is null || tree is null ? root : TreePairing.Pair(root, tree), scope, isSound)
        {
            Elements = tree is null || compiled is null ? NoElements : CheckedExpression.FindElements([tree], compiled.Facts),
        });
    }

    private const int MostCharacters = 10_000;

    private static readonly Dictionary<ParameterExpression, FactSchema> NoElements = [];

    private void AddFigures(ExpressionText text, CompiledRule? trees, Workflow workflow, Rule rule)
    {
        var root = text.Text.Length <= MostCharacters ? ExpressionReader.Read(text.Text) : null;
        var figures = trees?.Figures ?? [];
        if (root is { Kind: NodeKind.New } && root.Parts.Length == figures.Length)
            root = root with { Parts = [.. root.Parts.Zip(figures, (part, figure) => TreePairing.Pair(part, figure.Value))] };
        else if (root is not null && figures.Length == 1)
            root = TreePairing.Pair(root, figures[0].Value);
        found.Add(new CheckedExpression(text, ExpressionUse.Figure, workflow, rule, root, trees?.Scope ?? [], !figures.IsEmpty)
        {
            Elements = compiled is null ? NoElements : CheckedExpression.FindElements(figures.Select(f => f.Value), compiled.Facts),
        });
    }
}
