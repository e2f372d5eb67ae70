using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using RuleWorkbench.Model;

namespace RuleWorkbench.Compilation.Rows;

/// <summary>The rules of a workflow as compiled code that judges one case after another just as the CLR runs the trees: some rules
/// a method, since one method for all would take far longer to compile and to run.</summary>
internal sealed class RowCode
{
    private const int RulesInAMethod = 32;

    private readonly CompiledPathway compiled;
    private readonly ImmutableArray<CompiledParameter> globals;
    private readonly Dictionary<CompiledRule, int> positions = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<CompiledRule, int> figures = new(ReferenceEqualityComparer.Instance);
    private readonly Func<object[], RowFrame, bool> bindGlobals;
    private readonly Action<object[], RowFrame>[] methods;
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

        bindGlobals = BindGlobals();
        methods = [.. rules.Chunk(RulesInAMethod).Select(Method)];
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
        if (!bindGlobals(facts, into))
        {
            Array.Fill(into.Verdicts, RowFrame.Error);
            return;
        }

        foreach (var method in methods)
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
        var body = globals.Select((g, i) => (Expression)Expression.Block(
            Expression.Assign(g.Variable, ListLoops.In(g.Value)), Expression.Assign(BoxOf(i), g.Variable))).ToList();
        body.Add(Expression.Constant(true));
        var failure = Expression.Parameter(typeof(Exception));
        return Lambda<Func<object[], RowFrame, bool>>(
            globals.Select(g => g.Variable), [],
            [Expression.TryCatch(Expression.Block(body), Expression.Catch(failure, Expression.Block(Fail(failure), Expression.Constant(false))))]);
    }

    private Action<object[], RowFrame> Method(CompiledRule[] rules) =>
        Lambda<Action<object[], RowFrame>>(
            [.. globals.Select(g => g.Variable), verdicts, kinds, numbers, values],
            [
                .. globals.Select((g, i) => Expression.Assign(g.Variable, BoxOf(i))),
                Expression.Assign(verdicts, Expression.Property(frame, nameof(RowFrame.Verdicts))),
                Expression.Assign(kinds, Expression.Property(frame, nameof(RowFrame.Kinds))),
                Expression.Assign(numbers, Expression.Property(frame, nameof(RowFrame.Numbers))),
                Expression.Assign(values, Expression.Property(frame, nameof(RowFrame.Values))),
            ],
            rules.Select(Top));

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
    private Expression Top(CompiledRule rule)
    {
        var judged = Judge(rule);
        if (rule.Rule.OnSuccess is null || rule.Figures.IsEmpty)
            return Expression.Block(rule.Locals.Select(l => l.Variable), judged);
        var first = figures[rule];
        var failure = Expression.Parameter(typeof(Exception));
        return Expression.Block(
            rule.Locals.Select(l => l.Variable),
            judged,
            Expression.IfThen(
                Expression.Equal(VerdictOf(rule), Expression.Constant(RowFrame.Met)),
                Expression.TryCatch(
                    Expression.Block(typeof(void), rule.Figures.Select((f, i) => Figure(ListLoops.In(f.Value), first + i))),
                    Expression.Catch(failure, Expression.Block(typeof(void), Fail(failure), Set(kinds, first, Expression.Constant(RowFrame.Failed)))))));
    }

    /// <summary>Puts the verdict of a rule into the frame. Parameters come first: one that fails fails the rule.</summary>
    private TryExpression Judge(CompiledRule rule)
    {
        var body = rule.Locals.Select(l => (Expression)Expression.Assign(l.Variable, ListLoops.In(l.Value))).ToList();
        Expression verdict;
        if (rule.Rule.Operator is not null)
        {
            var children = rule.Children.Where(c => c.Rule.Enabled).ToList();
            body.AddRange(children.Select(c => Expression.Block(c.Locals.Select(l => l.Variable), Judge(c))));
            verdict = Expression.Call(
                typeof(RowFrame), nameof(RowFrame.Combine), null, frame, Expression.Constant(children.Select(PositionOf).ToArray()), Expression.Constant(rule.Rule.Operator == RuleOperator.And));
        }
        else
        {
            verdict = Expression.Condition(ListLoops.In(rule.Condition!), Expression.Constant(RowFrame.Met), Expression.Constant(RowFrame.NotMet));
        }

        body.Add(Expression.Assign(VerdictOf(rule), verdict));
        var failure = Expression.Parameter(typeof(Exception));
        return Expression.TryCatch(
            Expression.Block(typeof(void), body),
            Expression.Catch(failure, Expression.Block(typeof(void), Expression.Assign(VerdictOf(rule), Fail(failure)))));
    }

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
