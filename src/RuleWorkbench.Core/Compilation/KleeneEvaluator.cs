using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using RuleWorkbench.Model;

namespace RuleWorkbench.Compilation;

/// <summary>Evaluates trees in strong Kleene logic: what reads a missing fact is unknown, unless it asks for the
/// missingness (<c>x == null</c>, <c>x.HasValue</c>, <c>x ?? d</c>, <c>np(x, d)</c>). It walks the tree that RulesEngine's
/// parser made and hands every operation on known values to the CLR, so that it cannot disagree with RulesEngine about
/// them.</summary>
public sealed partial class KleeneEvaluator(CompiledPathway compiled)
{
    /// <summary>Stands for the missing facts where it cannot be told which.</summary>
    private const string Opaque = "(an expression that cannot be looked into)";

    private readonly NodeOperations operations = new();

    /// <summary>The inputs and global parameters of a workflow on a case.</summary>
    public KleeneBindings Bind(CompiledWorkflow workflow, BoundCase facts)
    {
        var bindings = Bind(facts);
        AddParameters(workflow.Globals, bindings);
        bindings.SetHidden(() => UnknownParts(workflow.Globals, bindings));
        return bindings;
    }

    /// <summary>The inputs on a case.</summary>
    public KleeneBindings Bind(BoundCase facts)
    {
        var bindings = new KleeneBindings(null);
        for (var i = 0; i < compiled.Inputs.Length; i++)
            bindings.Set(compiled.Inputs[i], Kleene.Known(facts.Values[i]) with { Path = compiled.Facts.Inputs[i].Name });
        return bindings;
    }

    /// <summary>The bindings that a rule's expression sees: those of its workflow and its local parameters.</summary>
    public KleeneBindings BindLocals(CompiledRule rule, KleeneBindings outer)
    {
        if (rule.Locals.IsEmpty)
            return outer;
        var bindings = new KleeneBindings(outer);
        AddParameters(rule.Locals, bindings);
        return bindings;
    }

    /// <summary>The three-valued value of a tree.</summary>
    public Kleene Evaluate(Expression node, KleeneBindings bindings)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return node switch
        {
            ConstantExpression constant => Kleene.Known(constant.Value),
            ParameterExpression variable => bindings.Find(variable) ?? throw new InvalidOperationException($"`{variable.Name}` is not bound."),
            MemberExpression member => EvaluateMember(member, bindings),
            UnaryExpression unary => EvaluateUnary(unary, bindings),
            BinaryExpression binary => EvaluateBinary(binary, bindings),
            ConditionalExpression conditional => EvaluateConditional(conditional, bindings),
            MethodCallExpression call => EvaluateCall(call, bindings),
            _ => EvaluateWhole(node, bindings),
        };
    }

    /// <summary>The value that RulesEngine sees, a missing fact being null; null also where that cannot be told.</summary>
    public object? ValueOf(Expression node, KleeneBindings bindings) =>
        Evaluate(node, bindings) is { State: KleeneState.Known } known ? known.Value : operations.TryRun(node, bindings)?.Value;

    /// <summary>Where the fact that a node reads stands in the case, e.g. <c>patient.anticoagulants[1].drug</c>.</summary>
    public string PathOf(MemberExpression node, FactProperty fact, KleeneBindings bindings) =>
        PathOf(Evaluate(node.Expression!, bindings), fact);

    /// <summary>The lambda that an argument is, or null.</summary>
    public static LambdaExpression? Lambda(Expression argument) => argument switch
    {
        LambdaExpression lambda => lambda,
        UnaryExpression { NodeType: ExpressionType.Quote, Operand: LambdaExpression quoted } => quoted,
        _ => null,
    };

    private void AddParameters(ImmutableArray<CompiledParameter> parameters, KleeneBindings bindings)
    {
        foreach (var parameter in parameters)
            bindings.Set(parameter.Variable, () => Evaluate(parameter.Value, bindings));
    }

    private Kleene EvaluateMember(MemberExpression node, KleeneBindings bindings)
    {
        if (node.Expression is null)
            return operations.Apply(node, []);
        var target = Evaluate(node.Expression, bindings);
        if (target.IsFailed)
            return target;
        var fact = compiled.Facts.Find(node.Member);
        if (target.IsUnknown)
        {
            if (node.Member.Name == "HasValue" && Nullable.GetUnderlyingType(node.Expression.Type) is not null)
                return target.AsksForMissingness ? Kleene.False with { Facts = target.Facts } : Kleene.Unknown(target.Facts, target.MayFail);

            // A fact of a missing object: ask for the fact itself.
            var facts = fact is not null && target.Path is not null ? [$"{target.Path}.{node.Member.Name}"] : target.Facts;
            return Kleene.Unknown(facts, target.MayFail || target.MayBeNull) with { MayBeNull = fact is null && Nullness.CanHoldNull(node.Type) };
        }

        if (fact is null || target.Value is null)
            return operations.Apply(node, [target]);
        var value = compiled.Facts.Find(node.Expression.Type)!.Access.Get(target.Value, fact.Slot);

        // Only what can lead to further facts needs to know where it stands.
        return value is null ? Kleene.Missing(PathOf(target, fact))
            : fact.Schema.Kind is FactKind.List or FactKind.Object ? Kleene.Known(value) with { Path = PathOf(target, fact) }
            : Kleene.Known(value);
    }

    private static string PathOf(Kleene owner, FactProperty fact) =>
        owner.Path is null ? fact.Path : $"{owner.Path}.{fact.Schema.Name}";

    private Kleene EvaluateUnary(UnaryExpression node, KleeneBindings bindings)
    {
        var operand = Evaluate(node.Operand, bindings);
        if (operand.IsFailed)
            return operand;
        if (node.NodeType == ExpressionType.Not && node.Type == typeof(bool))
            return operand.Not();
        if (operand.IsUnknown)
        {
            var keepsNull = Nullness.CanHoldNull(node.Type);
            return operand with
            {
                IsNull = operand.IsNull && keepsNull,
                MayBeNull = operand.MayBeNull && keepsNull,
                Bounds = node.NodeType is ExpressionType.Convert or ExpressionType.ConvertChecked ? operand.Bounds : null,
                MayFail = operand.MayFail || (operand.MayBeNull && !keepsNull) || TotalOperations.MayFail(node),
            };
        }

        var value = operations.Apply(node, [operand]);
        return node.NodeType == ExpressionType.Convert && !value.IsFailed ? value with { Path = operand.Path, Facts = operand.Facts } : value;
    }

    private Kleene EvaluateBinary(BinaryExpression node, KleeneBindings bindings)
    {
        var left = Evaluate(node.Left, bindings);
        var isBool = node.Type == typeof(bool) || node.Type == typeof(bool?);
        switch (node.NodeType)
        {
            case ExpressionType.AndAlso or ExpressionType.OrElse when isBool:
                var combined = Kleene.ShortCircuit(left, () => Evaluate(node.Right, bindings), decisive: node.NodeType == ExpressionType.OrElse);
                return combined.IsUnknown && node.IsLiftedToNull ? combined with { MayBeNull = true } : combined;
            case ExpressionType.Coalesce:
                return EvaluateCoalesce(node, left, bindings);
        }

        var right = Evaluate(node.Right, bindings);
        if (left.IsFailed || right.IsFailed)
            return left.IsFailed ? left : right;
        if (isBool && node.NodeType is ExpressionType.And or ExpressionType.Or && (left.IsUnknown || right.IsUnknown))
            return EvaluateBoth(left, right, decisive: node.NodeType == ExpressionType.Or);
        if (node.NodeType is ExpressionType.Equal or ExpressionType.NotEqual
            && (IsNullLiteral(node.Right) ? left : IsNullLiteral(node.Left) ? right : null) is { } asked)
        {
            if (asked.State == KleeneState.Known)
                return Kleene.Known(asked.Value is null == (node.NodeType == ExpressionType.Equal)) with { Facts = asked.Facts };
            if (asked.AsksForMissingness)
                return Kleene.Known(node.NodeType == ExpressionType.Equal) with { Facts = asked.Facts };
        }

        if (left.IsUnknown || right.IsUnknown)
        {
            var mayFail = left.MayFail || right.MayFail || TotalOperations.MayFail(node, right);
            return CountBounds.Compare(node, left, right) ?? Kleene.Unknown(Kleene.Union(UnknownFacts(left), UnknownFacts(right)), mayFail) with
            {
                IsNull = node.IsLiftedToNull && (left.IsNull || right.IsNull),
                MayBeNull = node.IsLiftedToNull && (left.CouldBeNull || right.CouldBeNull),
            };
        }

        return operations.Apply(node, [left, right]);
    }

    private Kleene EvaluateCoalesce(BinaryExpression node, Kleene left, KleeneBindings bindings)
    {
        if (left.IsFailed)
            return left;
        if (left.IsUnknown && !left.AsksForMissingness)
        {
            if (!left.IsNull && !left.MayBeNull)
                return left;
            var other = Evaluate(node.Right, bindings);
            return Kleene.Unknown(Kleene.Union(left.Facts, UnknownFacts(other)), left.MayFail || other.MayFail || other.IsFailed) with { MayBeNull = other.CouldBeNull };
        }

        if (left.IsUnknown || left.Value is null)
        {
            var right = Evaluate(node.Right, bindings);
            var value = right.State == KleeneState.Known && right.Value is not null && node.Type != node.Right.Type
                ? operations.Convert(right, node.Type)
                : right;
            return value with { Facts = Kleene.Union(left.Facts, value.Facts) };
        }

        return node.Conversion is null ? left : operations.Apply(node, [left, Kleene.Known(null)]);
    }

    private static Kleene EvaluateBoth(Kleene left, Kleene right, bool decisive)
    {
        // Both sides of & and | are evaluated, so either may keep the whole from having a value.
        var combined = Kleene.Combine([left, right], decisive);
        return combined.IsUnknown || !(left.MayFail || right.MayFail)
            ? combined
            : Kleene.Unknown(Kleene.Union(UnknownFacts(left), UnknownFacts(right)), mayFail: true);
    }

    private Kleene EvaluateConditional(ConditionalExpression node, KleeneBindings bindings)
    {
        var test = Evaluate(node.Test, bindings);
        if (test.IsFailed)
            return test;
        if (test.State == KleeneState.Known)
        {
            var chosen = node.Test.Type == typeof(bool) && test.Value is true ? node.IfTrue : node.IfFalse;
            var value = Evaluate(chosen, bindings);

            // np(a.b) without a default is null because a fact is missing: nothing was answered yet.
            return value is { State: KleeneState.Known, Value: null } && !test.Facts.IsEmpty
                ? Kleene.Unknown(test.Facts, mayFail: false) with { IsNull = true }
                : value with { Facts = Kleene.Union(test.Facts, value.Facts) };
        }

        var (whenTrue, whenFalse) = (Evaluate(node.IfTrue, bindings), Evaluate(node.IfFalse, bindings));
        if (whenTrue.State == KleeneState.Known && whenFalse.State == KleeneState.Known && !test.MayFail && Equals(whenTrue.Value, whenFalse.Value))
            return whenTrue;
        var facts = Kleene.Union(test.Facts, Kleene.Union(UnknownFacts(whenTrue), UnknownFacts(whenFalse)));
        var mayFail = test.MayFail || whenTrue.MayFail || whenFalse.MayFail || whenTrue.IsFailed || whenFalse.IsFailed;
        return Kleene.Unknown(facts, mayFail) with { MayBeNull = whenTrue.CouldBeNull || whenFalse.CouldBeNull };
    }

    /// <summary>Any other operation: known when all that goes into it is known.</summary>
    private Kleene EvaluateWhole(Expression node, KleeneBindings bindings)
    {
        var parts = NodeOperations.Parts(node);
        if (parts is null)
            return Kleene.Unknown([Opaque], mayFail: true);
        var values = new List<Kleene>(parts.Count);
        foreach (var part in parts)
            values.Add(Lambda(part) is { } lambda ? EvaluateLambda(lambda, node, bindings) : EvaluateArgument(part, bindings));
        if (values.FirstOrDefault(v => v.IsFailed) is { } failed)
            return failed;
        if (node is MethodCallExpression call && compiled.Scripts.Find(call.Method) is { } function)
            return EvaluateScriptCall(call, function, values, bindings);
        if (values.Any(v => v.IsUnknown))
        {
            var facts = values.Aggregate(ImmutableArray<string>.Empty, (all, v) => Kleene.Union(all, UnknownFacts(v)));
            return Kleene.Unknown(facts, values.Any(v => v.MayFail) || TotalOperations.MayFail(node, values)) with { MayBeNull = Nullness.OfResult(node, compiled.Facts) };
        }

        if (!parts.Any(p => Lambda(p) is not null))
            return operations.Apply(node, values);

        // The lambdas are run as they stand. Where they fail, a missing fact may be all that is wrong.
        var result = operations.ApplyWithLambdas(node, bindings);
        return result.IsFailed && UnknownParts(node, parts, bindings) is { IsEmpty: false } hidden ? Kleene.Unknown(hidden, mayFail: true) : result;
    }

    private static ImmutableArray<string> UnknownFacts(Kleene value) => value.IsUnknown ? value.Facts : [];

    /// <summary>Whether a tree is a bare <c>null</c>.</summary>
    internal static bool IsNullLiteral(Expression node) => node switch
    {
        ConstantExpression { Value: null } => true,
        UnaryExpression { NodeType: ExpressionType.Convert } convert => IsNullLiteral(convert.Operand),
        _ => false,
    };

}
