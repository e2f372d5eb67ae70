using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using RuleWorkbench.Model;

namespace RuleWorkbench.Compilation.Rows;

/// <summary>The rules of a workflow as compiled code that judges one case after another just as the CLR runs the trees: some rules
/// a method, since one method for all would take far longer to compile and to run. On nearly all cases nothing fails, and code without
/// a guard around each rule is much faster: where something does, all rules are judged again by code that has them.</summary>
internal sealed class RowCode
{
    private const int RulesInAMethod = 32;

    private readonly CompiledPathway compiled;
    private readonly ImmutableArray<CompiledParameter> globals;
    private readonly Dictionary<CompiledRule, int> positions = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<CompiledRule, int> figures = new(ReferenceEqualityComparer.Instance);
    private readonly Action<object[], RowFrame>[] unguarded;
    private readonly Lazy<(Func<object[], RowFrame, bool> BindGlobals, Action<object[], RowFrame>[] Methods)> guarded;
    private readonly int figureCount;

    private readonly ParameterExpression inputs = Expression.Parameter(typeof(object[]), "inputs");
    private readonly ParameterExpression frame = Expression.Parameter(typeof(RowFrame), "frame");
    private readonly ParameterExpression verdicts = Expression.Variable(typeof(byte[]), "verdicts");
    private readonly ParameterExpression kinds = Expression.Variable(typeof(byte[]), "kinds");
    private readonly ParameterExpression numbers = Expression.Variable(typeof(double[]), "numbers");
    private readonly ParameterExpression values = Expression.Variable(typeof(object[]), "values");

    /// <param name="rules">Those that have no defect and are enabled.</param>
    public RowCode(CompiledPathway compiled, CompiledWorkflow workflow, IReadOnlyList<CompiledRule> rules)
    {
        (this.compiled, globals) = (compiled, workflow.Globals);
        foreach (var rule in rules)
        {
            Number(rule);
            figures[rule] = figureCount;
            figureCount += rule.Figures.Length;
        }

        var methods = rules.Chunk(RulesInAMethod).ToList();
        var computed = methods.Count == 1 ? Computed() : Computed().Concat(Kept());
        unguarded = [.. methods.Select((m, i) => Unguarded(m, i == 0 ? computed : Taken()))];
        guarded = new(() => (BindGlobals(), [.. methods.Select(Guarded)]));
    }

    public RowFrame NewFrame() =>
        new(positions.Count, figureCount, [.. globals.Select(g => Activator.CreateInstance(typeof(StrongBox<>).MakeGenericType(g.Variable.Type))!)]);

    /// <summary>The position of a rule in a frame.</summary>
    public int PositionOf(CompiledRule rule) => positions[rule];

    /// <summary>The position of the first figure of a rule that is not nested.</summary>
    public int FiguresOf(CompiledRule rule) => figures[rule];

    /// <summary>Judges a case; must run in an <see cref="InvariantScope"/>.</summary>
    public void Run(object[] facts, RowFrame into)
    {
        try
        {
            foreach (var method in unguarded)
                method(facts, into);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Which rule it is that fails, the guards tell.
            RunGuarded(facts, into);
        }
    }

    private void RunGuarded(object[] facts, RowFrame into)
    {
        if (!guarded.Value.BindGlobals(facts, into))
        {
            Array.Fill(into.Verdicts, RowFrame.Error);
            return;
        }

        foreach (var method in guarded.Value.Methods)
            method(facts, into);
    }

    private void Number(CompiledRule rule)
    {
        positions[rule] = positions.Count;
        foreach (var child in rule.Children.Where(c => c.Rule.Enabled))
            Number(child);
    }

    /// <summary>A method that computes global parameters, and says whether none of them fails.</summary>
    private Func<object[], RowFrame, bool> BindGlobals()
    {
        Expression[] body = [.. Computed(), .. Kept(), Expression.Constant(true)];
        var failure = Expression.Parameter(typeof(Exception));
        return Lambda<Func<object[], RowFrame, bool>>(
            globals.Select(g => g.Variable), [],
            [Expression.TryCatch(Expression.Block(body), Expression.Catch(failure, Expression.Block(Fail(failure), Expression.Constant(false))))]);
    }

    private IEnumerable<Expression> Computed() => globals.Select(g => Expression.Assign(g.Variable, ListLoops.In(g.Value)));

    /// <summary>Keeps global parameters for the methods that follow.</summary>
    private IEnumerable<Expression> Kept() => globals.Select((g, i) => Expression.Assign(BoxOf(i), g.Variable));

    private IEnumerable<Expression> Taken() => globals.Select((g, i) => Expression.Assign(g.Variable, BoxOf(i)));

    private Action<object[], RowFrame> Guarded(CompiledRule[] rules) => Method(Taken(), rules.Select(r => Top(r, Judge(r), GuardedFigures)));

    private Action<object[], RowFrame> Unguarded(CompiledRule[] rules, IEnumerable<Expression> parameters) => Method(parameters, rules.Select(r => Top(r, Verdict(r), Figures)));

    private Action<object[], RowFrame> Method(IEnumerable<Expression> parameters, IEnumerable<Expression> rules) =>
        Lambda<Action<object[], RowFrame>>(
            [.. globals.Select(g => g.Variable), verdicts, kinds, numbers, values],
            [
                .. parameters.Select(HeldInstances.In),
                Expression.Assign(verdicts, Expression.Property(frame, nameof(RowFrame.Verdicts))),
                Expression.Assign(kinds, Expression.Property(frame, nameof(RowFrame.Kinds))),
                Expression.Assign(numbers, Expression.Property(frame, nameof(RowFrame.Numbers))),
                Expression.Assign(values, Expression.Property(frame, nameof(RowFrame.Values))),
            ],
            rules);

    /// <summary>A method over inputs and a frame. Inputs and parameters that nothing reads cost nothing worth speaking of.</summary>
    private T Lambda<T>(IEnumerable<ParameterExpression> variables, IEnumerable<Expression> before, IEnumerable<Expression> body)
        where T : Delegate =>
        Expression.Lambda<T>(
            Expression.Block(
                [.. compiled.Inputs, .. variables],
                [.. compiled.Inputs.Select((v, i) => Expression.Assign(v, Expression.Convert(Expression.ArrayIndex(inputs, Expression.Constant(i)), v.Type))), .. before, .. body.Select(HeldInstances.In)]),
            inputs, frame).Compile();

    private MemberExpression BoxOf(int global)
    {
        var box = typeof(StrongBox<>).MakeGenericType(globals[global].Variable.Type);
        return Expression.Field(Expression.Convert(Expression.ArrayIndex(Expression.Property(frame, nameof(RowFrame.Globals)), Expression.Constant(global)), box), nameof(StrongBox<>.Value));
    }

    /// <summary>A rule that is not nested, with its figures.</summary>
    private BlockExpression Top(CompiledRule rule, Expression judged, Func<CompiledRule, Expression> figures) =>
        rule.Rule.OnSuccess is null || rule.Figures.IsEmpty
            ? Expression.Block(rule.Locals.Select(l => l.Variable), judged)
            : Expression.Block(rule.Locals.Select(l => l.Variable), judged, Expression.IfThen(IsMet(rule), figures(rule)));

    private BlockExpression Figures(CompiledRule rule) =>
        Expression.Block(typeof(void), rule.Figures.Select((f, i) => Figure(ListLoops.In(f.Value), figures[rule] + i)));

    private TryExpression GuardedFigures(CompiledRule rule)
    {
        var failure = Expression.Parameter(typeof(Exception));
        return Expression.TryCatch(
            Figures(rule),
            Expression.Catch(failure, Expression.Block(typeof(void), Fail(failure), Set(kinds, figures[rule], Expression.Constant(RowFrame.Failed)))));
    }

    /// <summary>Puts the verdict of a rule into the frame; where it fails, so does the code.</summary>
    private BlockExpression Verdict(CompiledRule rule) =>
        Verdict(rule, Verdict, (combines, children) => Told(children.Count == 0
            ? Expression.Constant(false)
            : children.Select(c => (Expression)IsMet(c)).Aggregate(combines == RuleOperator.And ? Expression.And : Expression.Or)));

    /// <summary>Puts the verdict of a rule into the frame, also where it fails.</summary>
    private TryExpression Judge(CompiledRule rule)
    {
        var failure = Expression.Parameter(typeof(Exception));
        return Expression.TryCatch(
            Verdict(rule, Judge, (combines, children) => Expression.Call(
                typeof(RowFrame), nameof(RowFrame.Combine), null, frame, Expression.Constant(children.Select(PositionOf).ToArray()), Expression.Constant(combines == RuleOperator.And))),
            Expression.Catch(failure, Expression.Block(typeof(void), Expression.Assign(VerdictOf(rule), Fail(failure)))));
    }

    /// <summary>The verdict of a rule. Parameters come first: one that fails fails the rule.</summary>
    /// <param name="judge">Puts the verdict of a nested rule into the frame.</param>
    /// <param name="combine">The verdict by those of the nested rules.</param>
    private BlockExpression Verdict(CompiledRule rule, Func<CompiledRule, Expression> judge, Func<RuleOperator, List<CompiledRule>, Expression> combine)
    {
        var children = rule.Children.Where(c => c.Rule.Enabled).ToList();
        var verdict = rule.Rule.Operator is { } combines ? combine(combines, children) : Told(ListLoops.In(rule.Condition!));
        return Expression.Block(
            typeof(void),
            [
                .. rule.Locals.Select(l => Expression.Assign(l.Variable, ListLoops.In(l.Value))),
                .. children.Select(c => Expression.Block(c.Locals.Select(l => l.Variable), judge(c))),
                Expression.Assign(VerdictOf(rule), verdict),
            ]);
    }

    private static ConditionalExpression Told(Expression isMet) => Expression.Condition(isMet, Expression.Constant(RowFrame.Met), Expression.Constant(RowFrame.NotMet));

    private BinaryExpression IsMet(CompiledRule rule) => Expression.Equal(VerdictOf(rule), Expression.Constant(RowFrame.Met));

    private IndexExpression VerdictOf(CompiledRule rule) => Expression.ArrayAccess(verdicts, Expression.Constant(positions[rule]));

    private static BinaryExpression Set(ParameterExpression array, int figure, Expression value) =>
        Expression.Assign(Expression.ArrayAccess(array, Expression.Constant(figure)), value);

    private static MethodCallExpression Fail(ParameterExpression failure) => Expression.Call(typeof(RowFrame), nameof(RowFrame.Fail), null, failure);

    /// <summary>Puts a figure into the frame: numbers without making objects of them.</summary>
    private BlockExpression Figure(Expression tree, int figure)
    {
        var type = Nullable.GetUnderlyingType(tree.Type) ?? tree.Type;
        if (type != typeof(double) && type != typeof(int))
        {
            var simple = tree.Type == typeof(string) ? tree : Expression.Call(typeof(RuleJudge), nameof(RuleJudge.Simple), null, Expression.Convert(tree, typeof(object)));
            return Expression.Block(Set(values, figure, simple), Set(kinds, figure, Expression.Constant(RowFrame.Value)));
        }

        var value = Expression.Variable(tree.Type);
        var number = Expression.Block(
            Set(numbers, figure, Expression.Convert(type == tree.Type ? value : Expression.Call(value, "GetValueOrDefault", null), typeof(double))),
            Set(kinds, figure, Expression.Constant(RowFrame.Number)));
        var nothing = Expression.Block(Set(values, figure, Expression.Constant(null, typeof(object))), Set(kinds, figure, Expression.Constant(RowFrame.Value)));
        return Expression.Block([value], Expression.Assign(value, tree), type == tree.Type ? number : Expression.IfThenElse(Expression.Property(value, "HasValue"), number, nothing));
    }
}
