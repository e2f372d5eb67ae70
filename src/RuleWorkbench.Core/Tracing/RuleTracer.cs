using System.Collections.Immutable;
using System.Linq.Expressions;
using RuleWorkbench.Compilation;
using RuleWorkbench.Model;

namespace RuleWorkbench.Tracing;

/// <summary>Explains the verdicts of a workflow's rules on a case: what each criterion saw and what it made of it.</summary>
public sealed class RuleTracer(CompiledPathway compiled)
{
    private readonly KleeneEvaluator kleene = new(compiled);
    private readonly TreeRunner trees = new();
    private readonly CriterionSplitter splitter = new(compiled);
    private readonly Dictionary<ParameterExpression, Expression> parameterTrees =
        compiled.Workflows.Values.SelectMany(w => w.Globals.Concat(w.Rules.SelectMany(Locals))).DistinctBy(p => p.Variable).ToDictionary(p => p.Variable, p => p.Value);

    /// <summary>The traces of the rules in a result, in its order.</summary>
    public ImmutableArray<RuleTrace> Trace(WorkflowResult result, BoundCase facts)
    {
        using var invariant = InvariantScope.Enter();
        var workflow = compiled.Workflows[result.Workflow.Name];
        var values = new Dictionary<ParameterExpression, object?>();
        for (var i = 0; i < compiled.Inputs.Length; i++)
            values[compiled.Inputs[i]] = facts.Values[i];
        var bindings = kleene.Bind(workflow, facts);
        var globals = TraceParameters(workflow.Globals, values);
        var rules = workflow.Rules.ToDictionary(r => r.Rule.Name);
        return [.. result.Rules.Select(r => Obstacles.Mark(Trace(rules[r.Rule.Name], r, values, bindings, globals)))];
    }

    /// <summary>Takes all rules of the pathway apart now, and not when a trace first asks for one.</summary>
    public void ParseCriteria()
    {
        foreach (var rule in compiled.Workflows.Values.SelectMany(w => w.Rules).SelectMany(Tested))
            splitter.Split(rule);
    }

    /// <summary>A rule and those nested in it that have an expression.</summary>
    private static IEnumerable<CompiledRule> Tested(CompiledRule rule) =>
        rule.Condition is null ? rule.Children.SelectMany(Tested) : rule.Children.SelectMany(Tested).Prepend(rule);

    private static IEnumerable<CompiledParameter> Locals(CompiledRule rule) => rule.Locals.Concat(rule.Children.SelectMany(Locals));

    private RuleTrace Trace(
        CompiledRule rule,
        RuleResult result,
        Dictionary<ParameterExpression, object?> outerValues,
        KleeneBindings outer,
        ImmutableArray<ParameterTrace> outerParameters)
    {
        var values = new Dictionary<ParameterExpression, object?>(outerValues);
        var bindings = kleene.BindLocals(rule, outer);
        var parameters = outerParameters.AddRange(TraceParameters(rule.Locals, values));
        var criteria = rule.Condition is null ? null : Trace(splitter.Split(rule), values, bindings);
        var children = rule.Children.Zip(result.Children, (c, r) => Trace(c, r, values, bindings, parameters)).ToImmutableArray();
        var message = result.Verdict == Verdict.NotMet && rule.Rule.ErrorMessage is { } template
            ? MessageTemplate.Fill(template, name => ValueOf(name, values))
            : null;
        return new RuleTrace(rule, result, parameters, criteria, children, message) { Figures = TraceFigures(rule, result, bindings) };
    }

    private ImmutableArray<FigureTrace> TraceFigures(CompiledRule rule, RuleResult result, KleeneBindings bindings)
    {
        if (result.Figures is not { Error: null, Values: var values } || values.Length != rule.Figures.Length)
            return [];
        return
        [
            .. values.Zip(rule.Figures, (value, figure) =>
            {
                var seen = new SeenVisitor(compiled, kleene, bindings, parameterTrees);
                seen.Visit(figure.Value);
                return new FigureTrace(value.Name, ReadableValue.Of(value.Value), seen.Values.RemoveAll(v => v.Name == value.Name));
            }),
        ];
    }

    private ImmutableArray<ParameterTrace> TraceParameters(ImmutableArray<CompiledParameter> parameters, Dictionary<ParameterExpression, object?> values)
    {
        var traces = ImmutableArray.CreateBuilder<ParameterTrace>();
        foreach (var parameter in parameters)
        {
            var (value, error) = trees.Run(parameter.Value, v => values.GetValueOrDefault(v));
            values[parameter.Variable] = value;
            traces.Add(new ParameterTrace(parameter.Parameter, ReadableValue.Of(value), error));
        }

        return traces.ToImmutable();
    }

    private CriterionTrace Trace(Criterion criterion, Dictionary<ParameterExpression, object?> values, KleeneBindings bindings)
    {
        var parts = criterion.Parts.Select(p => Trace(p, values, bindings)).ToImmutableArray();
        if (criterion.Kind != CriterionKind.Test)
        {
            bool? actual = criterion.Kind switch
            {
                // The first part that does not say "go on" ends the evaluation, whether it decides or fails.
                CriterionKind.And => parts.FirstOrDefault(p => p.Actual != true) is { } last ? last.Actual : true,
                CriterionKind.Or => parts.FirstOrDefault(p => p.Actual != false) is { } last ? last.Actual : false,
                _ => !parts[0].Actual,
            };
            var outcome = criterion.Kind switch
            {
                CriterionKind.Not => parts[0].Outcome.Not(),
                var kind => parts.Select(p => p.Outcome).Aggregate((a, b) => Kleene.ShortCircuit(a, () => b, decisive: kind == CriterionKind.Or)),
            };
            return new CriterionTrace(criterion, actual, null, outcome, [], [], parts, false);
        }

        var (value, error) = trees.Run(criterion.Tree!, v => values.GetValueOrDefault(v));
        var seen = new SeenVisitor(compiled, kleene, bindings, parameterTrees);
        seen.Visit(criterion.Tree!);
        return new CriterionTrace(
            criterion, value as bool?, error, kleene.Evaluate(criterion.Tree!, bindings), seen.Values, [.. seen.Quantifiers], parts, false);
    }

    private object? ValueOf(string path, Dictionary<ParameterExpression, object?> values)
    {
        var segments = path.Split('.');
        var value = values.FirstOrDefault(v => v.Key.Name == segments[0]).Value;
        foreach (var segment in segments.Skip(1))
            value = value is null ? null : value.GetType().GetProperty(segment)?.GetValue(value);
        return value;
    }
}
