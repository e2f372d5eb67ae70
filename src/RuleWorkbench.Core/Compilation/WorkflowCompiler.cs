using System.Collections.Immutable;
using System.Linq.Expressions;
using RuleWorkbench.Model;

namespace RuleWorkbench.Compilation;

/// <summary>Parses every expression of a workflow in the scope in which RulesEngine evaluates it.</summary>
internal sealed class WorkflowCompiler(FactTypes facts, ExpressionParser parser, ImmutableArray<ParameterExpression> inputs)
{
    /// <summary>The workflow with <c>WorkflowsToInject</c> resolved: RulesEngine would append the injected rules again on
    /// every call and drop the injected global parameters (trap T4).</summary>
    public static (ImmutableArray<Parameter> Globals, ImmutableArray<Rule> Rules) Flatten(Workflow workflow, Pathway pathway)
    {
        var globals = ImmutableArray.CreateBuilder<Parameter>();
        var rules = ImmutableArray.CreateBuilder<Rule>();
        var done = new HashSet<string>();
        Add(workflow);
        return (globals.ToImmutable(), rules.ToImmutable());

        void Add(Workflow part)
        {
            if (!done.Add(part.Name))
                return;
            globals.AddRange(part.Globals.Where(g => globals.All(other => other.Name != g.Name)));
            rules.AddRange(part.Rules.Where(r => rules.All(other => other.Name != r.Name)));
            foreach (var injected in part.Injects.Select(pathway.Workflow).OfType<Workflow>())
                Add(injected);
        }
    }

    public CompiledWorkflow Compile(Workflow workflow, Pathway pathway)
    {
        var (globalParameters, rules) = Flatten(workflow, pathway);
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        var (globals, scope, broken) = CompileParameters(globalParameters, inputs, [], diagnostics);
        var globalReads = new FactSet(facts.Count);
        foreach (var global in globals)
            AddReads(global.Value, globalReads);
        var together = ParseTogether(rules, scope);
        return new CompiledWorkflow(
            workflow, globals, [.. rules.Select(r => CompileRule(r, scope, broken, globalReads, together))], diagnostics.ToImmutable());
    }

    /// <summary>The conditions that see the workflow's scope and nothing else, parsed in one call.</summary>
    private Dictionary<ExpressionText, Expression> ParseTogether(ImmutableArray<Rule> rules, ImmutableArray<ParameterExpression> scope)
    {
        static IEnumerable<ExpressionText> Conditions(Rule rule) =>
            !rule.Locals.IsEmpty ? [] : rule.Operator is not null ? rule.Rules.SelectMany(Conditions) : rule.Expression is { } one ? [one] : [];
        var conditions = rules.SelectMany(Conditions).Distinct().ToList();
        var trees = parser.TryParseTogether(conditions, scope);
        return trees is null ? [] : conditions.Zip(trees).ToDictionary(p => p.First, p => p.Second);
    }

    private CompiledRule CompileRule(
        Rule rule, ImmutableArray<ParameterExpression> outer, ImmutableHashSet<string> brokenOuter, FactSet outerReads, Dictionary<ExpressionText, Expression> together)
    {
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        var (locals, scope, broken) = CompileParameters(rule.Locals, outer, brokenOuter, diagnostics);
        var reads = new FactSet(facts.Count);
        reads.UnionWith(outerReads);
        foreach (var local in locals)
            AddReads(local.Value, reads);

        Expression? condition = null;
        var children = ImmutableArray<CompiledRule>.Empty;
        if (rule.Operator is not null)
        {
            children = [.. rule.Rules.Select(r => CompileRule(r, scope, broken, reads, rule.Locals.IsEmpty ? together : []))];
            foreach (var child in children)
                reads.UnionWith(child.Reads);
        }
        else if (rule.Expression is not null)
        {
            condition = rule.Locals.IsEmpty && together.TryGetValue(rule.Expression, out var parsed)
                ? parsed
                : parser.Parse(rule.Expression, scope, typeof(bool), diagnostics);
            if (condition is not null)
                AddReads(condition, reads);
        }

        var figureReads = new FactSet(facts.Count);
        figureReads.UnionWith(reads);
        var figures = CompileAction(rule.OnSuccess, scope, figureReads, diagnostics);
        CompileAction(rule.OnFailure, scope, new FactSet(facts.Count), diagnostics);
        return new CompiledRule(rule, condition, scope, locals, children, reads, figureReads, [.. diagnostics.Select(d => Explained(d, broken))])
        {
            Figures = rule.OnSuccess?.ComputesFigures == true && figures.Length == 1 ? Members(figures[0]) : [],
        };
    }

    /// <summary>Parses what RulesEngine would parse when the action runs: what is wrong with it must show before, and
    /// what its parser could not survive must not reach it.</summary>
    private ImmutableArray<Expression> CompileAction(
        RuleAction? action, ImmutableArray<ParameterExpression> scope, FactSet reads, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        var trees = ImmutableArray.CreateBuilder<Expression>();
        IEnumerable<ExpressionText> expressions = action?.Name switch
        {
            RuleAction.OutputExpression or RuleAction.Script when action.Expression is { } figure && ArgumentsParse(action, scope, diagnostics) => [figure],
            nameof(EvaluateRule) => EvaluateRule.Expressions(action, diagnostics),
            _ => [],
        };
        foreach (var expression in expressions)
        {
            if (parser.Parse(expression, scope, null, diagnostics) is not { } tree)
                continue;
            AddReads(tree, reads);
            trees.Add(tree);
            if (action!.ComputesFigures && Members(tree).Any(m => !IsFigure(m.Value.Type)))
            {
                diagnostics.Add(Diagnostic.Error(
                    DiagnosticIds.FigureIsNoValue,
                    "A figure is a number, a text, true or false, or a date; this is a list or an object.",
                    expression.Place,
                    "Compute one value, or several as `new (… as name, …)`."));
            }
        }

        return trees.ToImmutable();
    }

    /// <summary>Whether each argument of a call parses by itself: then what is wrong with one is told at its own place.</summary>
    private bool ArgumentsParse(RuleAction action, ImmutableArray<ParameterExpression> scope, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        var before = diagnostics.Count;
        foreach (var argument in action.Arguments)
            parser.Parse(argument, scope, null, diagnostics);
        return diagnostics.Count == before;
    }

    private static bool IsFigure(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;

        // A value that is only known as an object is what the parser makes of a bare null.
        return type == typeof(object) || (!type.IsEnum && Type.GetTypeCode(type) is not (TypeCode.Object or TypeCode.Char or TypeCode.Empty));
    }

    /// <summary>The members of <c>new (… as name, …)</c>, or the whole tree without a name.</summary>
    private static ImmutableArray<(string? Name, Expression Value)> Members(Expression figures) =>
        FigureList.Of(figures) is { } list ? [.. list.Members.Select(m => ((string?)m.Name, m.Value))] : [(null, figures)];

    /// <param name="broken">Parameters around them that have no value since they do not parse.</param>
    private (ImmutableArray<CompiledParameter> Parameters, ImmutableArray<ParameterExpression> Scope, ImmutableHashSet<string> Broken) CompileParameters(
        ImmutableArray<Parameter> parameters,
        ImmutableArray<ParameterExpression> outer,
        ImmutableHashSet<string> broken,
        ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        var compiled = ImmutableArray.CreateBuilder<CompiledParameter>();
        var scope = outer;
        foreach (var parameter in parameters)
        {
            if (outer.Any(p => p.Name == parameter.Name))
            {
                diagnostics.Add(Diagnostic.Error(
                    DiagnosticIds.DuplicateName,
                    $"The parameter `{parameter.Name}` has the name of an input or of another parameter.",
                    parameter.Expression.Place,
                    "Choose another name."));
                continue;
            }

            if (parser.Parse(parameter.Expression, scope, null, diagnostics) is not { } value)
            {
                diagnostics[^1] = Explained(diagnostics[^1], broken);
                broken = broken.Add(parameter.Name);
                continue;
            }

            var variable = Expression.Parameter(value.Type, parameter.Name);
            parser.Declare(variable, value);
            compiled.Add(new CompiledParameter(parameter, variable, value));
            scope = scope.Add(variable);
        }

        return (compiled.ToImmutable(), scope, broken);
    }

    /// <summary>What is wrong with an expression that reads a parameter which has no value, in these words.</summary>
    private static Diagnostic Explained(Diagnostic found, ImmutableHashSet<string> broken) =>
        found.UnknownName is not { } name || !broken.Contains(name) ? found
        : found with { Message = $"The parameter `{name}` has an error itself.", Fix = "Mend that first.", IsConsequence = true };

    private void AddReads(Expression tree, FactSet reads) => new ReadsVisitor(facts, reads).Visit(tree);

    private sealed class ReadsVisitor(FactTypes facts, FactSet reads) : ExpressionVisitor
    {
        protected override Expression VisitMember(MemberExpression node)
        {
            if (facts.Find(node.Member) is { } fact)
                reads.Add(fact.Index);
            return base.VisitMember(node);
        }

        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            // A function that is given objects can read all that is in them.
            if (node.Method.DeclaringType != typeof(Enumerable))
            {
                foreach (var given in node.Arguments.Select(a => facts.Holds(a.Type)).OfType<FactObject>())
                    AddAll(given);
            }

            return base.VisitMethodCall(node);
        }

        private void AddAll(FactObject given)
        {
            foreach (var fact in given.Properties)
            {
                reads.Add(fact.Index);
                if (fact.Object is not null)
                    AddAll(fact.Object);
            }
        }
    }
}
