using System.Collections.Immutable;
using System.Globalization;
using System.Linq.Expressions;
using RuleWorkbench.Model;

namespace RuleWorkbench.Compilation;

/// <summary>What both engines do once a verdict stands: which missing facts leave it open, and the figures of a met rule.
/// It can judge a rule by its trees alone, too, just as RulesEngine would.</summary>
internal sealed class RuleJudge(CompiledPathway compiled)
{
    private readonly KleeneEvaluator kleene = new(compiled);
    private readonly TreeRunner trees = new();

    /// <summary>The bindings under which a workflow's rules are determined on a case.</summary>
    public KleeneBindings Bind(CompiledWorkflow workflow, BoundCase facts) => kleene.Bind(workflow, facts);

    /// <summary>A result, and those of its nested rules, with the facts that leave them open.</summary>
    public RuleResult Determine(CompiledWorkflow workflow, CompiledRule rule, RuleResult result, BoundCase facts, KleeneBindings outer)
    {
        var inner = kleene.BindLocals(rule, outer);
        return result with
        {
            MissingFacts = result.Verdict == Verdict.Skipped ? [] : kleene.MissingFacts(workflow, rule, result.Verdict, facts, outer),
            Children = [.. rule.Children.Zip(result.Children, (c, r) => c.Reads.Overlaps(facts.Missing) ? Determine(workflow, c, r, facts, inner) : r)],
        };
    }

    /// <summary>A rule's verdict by its trees, its nested rules' too. Parameters come first: one that fails fails the rule.</summary>
    public RuleResult Judge(CompiledWorkflow workflow, CompiledRule rule, BoundCase facts)
    {
        var scope = new TreeScope(compiled, trees, facts);
        return scope.Bind(workflow.Globals) is { } error ? Failed(rule, error) : Judge(rule, scope);
    }

    /// <summary>The figures of a met rule. RulesEngine would parse and compile an OutputExpression anew for every mix of
    /// types that its values happen to have at run time, and fail on a null; the tree that its parser made once is run
    /// instead.</summary>
    public Figures? ReadFigures(CompiledRule rule, Func<ParameterExpression, object?> valueOf, BoundCase facts)
    {
        if (rule.Rule.OnSuccess is null)
            return null;
        var values = ImmutableArray.CreateBuilder<(string? Name, object? Value)>(rule.Figures.Length);
        foreach (var (name, expression) in rule.Figures)
        {
            var (value, error) = trees.Run(expression, valueOf);
            if (error is not null)
                return Unreadable(rule, error, facts);
            values.Add((name, Simple(value)));
        }

        return new Figures(values.MoveToImmutable());
    }

    /// <summary>The figures of a met rule whose parameters are found in its trees.</summary>
    public Figures? ReadFigures(CompiledWorkflow workflow, CompiledRule rule, BoundCase facts)
    {
        if (rule.Rule.OnSuccess is null)
            return null;
        var scope = new TreeScope(compiled, trees, facts);
        return (scope.Bind(workflow.Globals) ?? scope.Bind(rule.Locals)) is { } error ? Unreadable(rule, error, facts) : ReadFigures(rule, scope.ValueOf, facts);
    }

    /// <summary>Figures that cannot be computed: open where a missing fact may be all that is wrong.</summary>
    public static Figures Unreadable(CompiledRule rule, string error, BoundCase facts) =>
        rule.FigureReads.Overlaps(facts.Missing) ? Figures.Open : new Figures([], error);

    /// <summary>A value as figures hold it.</summary>
    public static object? Simple(object? value) => value switch
    {
        null or string or bool or DateTime or double => value,
        IConvertible number when value.GetType().IsPrimitive || value is decimal => number.ToDouble(CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    /// <summary>The verdict of a rule with nested rules. A nested rule's error must not pass for "not met" (trap T12).
    /// </summary>
    public static RuleResult Combine(CompiledRule rule, bool isSuccess, ImmutableArray<RuleResult> children)
    {
        var decides = rule.Rule.Operator == RuleOperator.And ? Verdict.NotMet : Verdict.Met;
        var failed = children.FirstOrDefault(c => c.Verdict == Verdict.Error);
        var verdict = failed is not null && children.All(c => c.Verdict != decides) ? Verdict.Error
            : isSuccess ? Verdict.Met : Verdict.NotMet;
        return new RuleResult(rule.Rule, verdict, [], verdict == Verdict.Error ? $"`{failed!.Rule.Name}`: {failed.Error}" : null, null, children);
    }

    private static RuleResult Failed(CompiledRule rule, string error) => new(rule.Rule, Verdict.Error, [], error, null, []);

    private RuleResult Judge(CompiledRule rule, TreeScope scope)
    {
        if (!rule.Rule.Enabled)
            return new RuleResult(rule.Rule, Verdict.Skipped, [], null, null, []);
        if (scope.Bind(rule.Locals) is { } failure)
            return Failed(rule, failure);
        if (rule.Rule.Operator is not null)
        {
            var children = rule.Children.Select(c => Judge(c, scope)).ToImmutableArray();
            var enabled = children.Where(c => c.Verdict != Verdict.Skipped).ToList();
            var isSuccess = rule.Rule.Operator == RuleOperator.And ? enabled.Count > 0 && enabled.All(c => c.Verdict == Verdict.Met) : enabled.Any(c => c.Verdict == Verdict.Met);
            return Combine(rule, isSuccess, children);
        }

        var (value, error) = trees.Run(rule.Condition!, scope.ValueOf);
        return error is not null ? Failed(rule, error)
            : new RuleResult(rule.Rule, value is true ? Verdict.Met : Verdict.NotMet, [], null, null, []);
    }
}
