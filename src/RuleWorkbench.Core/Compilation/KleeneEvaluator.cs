using System.Collections;
using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using RuleWorkbench.Model;

namespace RuleWorkbench.Compilation;

/// <summary>Evaluates trees in strong Kleene logic: what reads a missing fact is unknown, unless it asks for the
/// missingness (<c>x == null</c>, <c>x.HasValue</c>, <c>x ?? d</c>, <c>np(x, d)</c>). It walks the tree that RulesEngine's
/// parser made and hands every operation on known values to the CLR, so that it cannot disagree with RulesEngine about
/// them.</summary>
public sealed class KleeneEvaluator(CompiledPathway compiled)
{
    private readonly NodeOperations operations = new();

    /// <summary>The inputs and global parameters of a workflow on a case.</summary>
    public KleeneBindings Bind(CompiledWorkflow workflow, BoundCase facts)
    {
        var bindings = new KleeneBindings(null);
        for (var i = 0; i < compiled.Inputs.Length; i++)
            bindings.Set(compiled.Inputs[i], Kleene.Known(facts.Values[i]) with { Path = compiled.Facts.Inputs[i].Name });
        AddParameters(workflow.Globals, bindings);
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

    /// <summary>The facts that leave a rule's verdict open; empty when it is determined.</summary>
    /// <param name="verdict">RulesEngine's verdict.</param>
    public ImmutableArray<string> MissingFacts(CompiledWorkflow workflow, CompiledRule rule, Verdict verdict, KleeneBindings bindings)
    {
        var value = EvaluateRule(rule, bindings, workflow.Globals);
        if (value.IsUnknown)
            return value.Facts;
        if (verdict != Verdict.Error || value.IsFailed)
            return [];

        // RulesEngine fails where no completion needs to: on a null list, say, or a parameter that reads one.
        var facts = ImmutableArray<string>.Empty;
        foreach (var parameter in workflow.Globals.Concat(rule.Locals))
        {
            if (BindLocals(rule, bindings).Find(parameter.Variable) is { IsUnknown: true } unknown)
                facts = Kleene.Union(facts, unknown.Facts);
        }

        foreach (var part in Conditions(rule))
            facts = Kleene.Union(facts, UnknownParts(part.Condition!, BindLocals(part, bindings)));
        return facts;
    }

    /// <summary>The three-valued verdict of a rule.</summary>
    public Kleene EvaluateRule(CompiledRule rule, KleeneBindings outer, ImmutableArray<CompiledParameter> globals)
    {
        var bindings = BindLocals(rule, outer);

        // Parameters are evaluated before the rule, needed or not: one that fails fails the rule.
        var open = ImmutableArray<string>.Empty;
        foreach (var parameter in globals.Concat(rule.Locals))
        {
            var value = bindings.Find(parameter.Variable)!;
            if (value.IsFailed)
                return value;
            if (value is { IsUnknown: true, MayFail: true })
                open = Kleene.Union(open, value.Facts);
        }

        if (!open.IsEmpty)
            return Kleene.Unknown(open, mayFail: true);
        if (rule.Rule.Operator is { } nested)
        {
            var enabled = rule.Children.Where(c => c.Rule.Enabled).ToList();
            return enabled.Count == 0
                ? Kleene.False
                : Kleene.Combine(enabled.Select(c => EvaluateRule(c, bindings, [])), decisive: nested == RuleOperator.Or);
        }

        return rule.Condition is null ? Kleene.Failed(rule.Defect ?? "") : Evaluate(rule.Condition, bindings);
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

    /// <summary>The elements of a list with their place, and whether each belongs to it (a <c>Where</c> may leave that
    /// open); null when the source is not a list that can be looked into.</summary>
    public IReadOnlyList<(Kleene Element, Kleene Belongs)>? Elements(Expression source, KleeneBindings bindings)
    {
        while (source is UnaryExpression { NodeType: ExpressionType.Convert } convert)
            source = convert.Operand;
        if (source is MethodCallExpression { Method: { Name: "Where", DeclaringType: { } type } } where
            && type == typeof(Enumerable)
            && Lambda(where.Arguments[1]) is { Parameters.Count: 1 } filter)
        {
            return Elements(where.Arguments[0], bindings)?
                .Select(e => (e.Element, Kleene.ShortCircuit(e.Belongs, () => Evaluate(filter.Body, bindings.With(filter.Parameters[0], e.Element)), decisive: false)))
                .ToList();
        }

        var value = Evaluate(source, bindings);
        if (value.State != KleeneState.Known || value.Value is not IEnumerable list || value.Value is string)
            return null;
        var elements = new List<(Kleene, Kleene)>();
        foreach (var item in list)
        {
            var path = value.Path is null ? null : $"{value.Path}[{elements.Count}]";
            elements.Add((Kleene.Known(item) with { Path = path }, Kleene.True));
        }

        return elements;
    }

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

    private static IEnumerable<CompiledRule> Conditions(CompiledRule rule) =>
        rule.Condition is not null ? [rule] : rule.Children.Where(c => c.Rule.Enabled).SelectMany(Conditions);

    private ImmutableArray<string> UnknownParts(Expression node, KleeneBindings bindings)
    {
        var value = Evaluate(node, bindings);
        if (value.IsUnknown)
            return value.Facts;
        return node switch
        {
            BinaryExpression b => Kleene.Union(UnknownParts(b.Left, bindings), UnknownParts(b.Right, bindings)),
            UnaryExpression u => UnknownParts(u.Operand, bindings),
            ConditionalExpression c => Kleene.Union(UnknownParts(c.Test, bindings), Kleene.Union(UnknownParts(c.IfTrue, bindings), UnknownParts(c.IfFalse, bindings))),
            MethodCallExpression { Arguments.Count: > 0 } m when Lambda(m.Arguments[0]) is null => UnknownParts(m.Arguments[0], bindings),
            _ => [],
        };
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
            if (node.Member.Name == "HasValue" && target.IsNull)
                return Kleene.False with { Facts = target.Facts };

            // A fact of a missing object: ask for the fact itself.
            return fact is not null && target.Path is not null
                ? Kleene.Unknown([$"{target.Path}.{node.Member.Name}"], target.MayFail)
                : Kleene.Unknown(target.Facts, target.MayFail);
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
            var keepsNull = !node.Type.IsValueType || Nullable.GetUnderlyingType(node.Type) is not null;
            return operand with
            {
                IsNull = operand.IsNull && keepsNull,
                Bounds = node.NodeType is ExpressionType.Convert or ExpressionType.ConvertChecked ? operand.Bounds : null,
                MayFail = operand.MayFail || node.NodeType == ExpressionType.ConvertChecked || node.Method is not null,
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
                return Kleene.ShortCircuit(left, () => Evaluate(node.Right, bindings), decisive: node.NodeType == ExpressionType.OrElse);
            case ExpressionType.Coalesce:
                return EvaluateCoalesce(node, left, bindings);
        }

        var right = Evaluate(node.Right, bindings);
        if (left.IsFailed || right.IsFailed)
            return left.IsFailed ? left : right;
        if (isBool && node.NodeType is ExpressionType.And or ExpressionType.Or)
            return EvaluateBoth(left, right, decisive: node.NodeType == ExpressionType.Or);
        if (node.NodeType is ExpressionType.Equal or ExpressionType.NotEqual
            && (IsNullLiteral(node.Right) ? left : IsNullLiteral(node.Left) ? right : null) is { } asked)
        {
            if (asked.State == KleeneState.Known)
                return Kleene.Known(asked.Value is null == (node.NodeType == ExpressionType.Equal)) with { Facts = asked.Facts };
            if (asked.IsNull)
                return Kleene.Known(node.NodeType == ExpressionType.Equal) with { Facts = asked.Facts };
        }

        if (left.IsUnknown || right.IsUnknown)
        {
            return CompareBounds(node, left, right) ?? Kleene.Unknown(Kleene.Union(UnknownFacts(left), UnknownFacts(right)), left.MayFail || right.MayFail || MayFail(node)) with
            {
                IsNull = node.IsLiftedToNull && (left.IsNull || right.IsNull),
            };
        }

        return operations.Apply(node, [left, right]);
    }

    private Kleene EvaluateCoalesce(BinaryExpression node, Kleene left, KleeneBindings bindings)
    {
        if (left.IsFailed || (left.IsUnknown && !left.IsNull))
            return left;
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
        return Kleene.Unknown(facts, test.MayFail || whenTrue.MayFail || whenFalse.MayFail || whenTrue.IsFailed || whenFalse.IsFailed);
    }

    private Kleene EvaluateCall(MethodCallExpression node, KleeneBindings bindings)
    {
        if (node.Method.DeclaringType == typeof(Enumerable) && node.Arguments.Count > 0)
        {
            var predicate = node.Arguments.Count > 1 ? Lambda(node.Arguments[1]) : null;
            if (node.Arguments.Count == 1 || predicate is { Parameters.Count: 1 })
            {
                switch (node.Method.Name)
                {
                    case "Any":
                        return Quantify(node, predicate, bindings, decisive: true);
                    case "All":
                        return Quantify(node, predicate, bindings, decisive: false);
                    case "Count":
                        return EvaluateCount(node, predicate, bindings);
                }
            }
        }

        return EvaluateWhole(node, bindings);
    }

    private Kleene Quantify(MethodCallExpression node, LambdaExpression? predicate, KleeneBindings bindings, bool decisive)
    {
        if (Elements(node.Arguments[0], bindings) is not { } elements)
            return WithoutElements(node.Arguments[0], bindings);
        var value = decisive ? Kleene.False : Kleene.True;
        foreach (var (element, belongs) in elements)
        {
            Kleene Element()
            {
                Kleene Test() => predicate is null ? Kleene.True : Evaluate(predicate.Body, bindings.With(predicate.Parameters[0], element));
                return decisive ? Kleene.ShortCircuit(belongs, Test, decisive: false) : Kleene.ShortCircuit(belongs.Not(), Test, decisive: true);
            }

            value = Kleene.ShortCircuit(value, Element, decisive);
            if (value.IsFailed || (decisive ? value.IsTrue : value.IsFalse))
                break;
        }

        return value;
    }

    private Kleene EvaluateCount(MethodCallExpression node, LambdaExpression? predicate, KleeneBindings bindings)
    {
        if (Elements(node.Arguments[0], bindings) is not { } elements)
            return WithoutElements(node.Arguments[0], bindings);
        var (least, most, mayFail, facts) = (0, 0, false, ImmutableArray<string>.Empty);
        foreach (var (element, belongs) in elements)
        {
            var counts = predicate is null
                ? belongs
                : Kleene.ShortCircuit(belongs, () => Evaluate(predicate.Body, bindings.With(predicate.Parameters[0], element)), decisive: false);
            if (counts.IsFailed)
                return counts;
            least += counts.IsTrue ? 1 : 0;
            most += counts.IsFalse ? 0 : 1;
            mayFail |= counts.MayFail;
            facts = Kleene.Union(facts, UnknownFacts(counts));
        }

        return least == most ? Kleene.Known(least) : Kleene.Unknown(facts, mayFail) with { Bounds = (least, most) };
    }

    private Kleene WithoutElements(Expression source, KleeneBindings bindings)
    {
        while (source is MethodCallExpression { Method.Name: "Where" } where && where.Method.DeclaringType == typeof(Enumerable))
            source = where.Arguments[0];
        var value = Evaluate(source, bindings);
        return value.State == KleeneState.Known ? Kleene.Failed("the list is null") : value with { IsNull = false, Bounds = null };
    }

    /// <summary>Any other operation: known when all that goes into it is known.</summary>
    private Kleene EvaluateWhole(Expression node, KleeneBindings bindings)
    {
        var parts = NodeOperations.Parts(node);
        if (parts is null)
            return Kleene.Unknown(["(an expression that cannot be looked into)"], mayFail: true);
        var values = new List<Kleene>(parts.Count);
        foreach (var part in parts)
            values.Add(Lambda(part) is { } lambda ? EvaluateLambda(lambda, node, bindings) : EvaluateArgument(part, bindings));
        if (values.FirstOrDefault(v => v.IsFailed) is { } failed)
            return failed;
        if (values.Any(v => v.IsUnknown))
        {
            var facts = values.Aggregate(ImmutableArray<string>.Empty, (all, v) => Kleene.Union(all, UnknownFacts(v)));
            return Kleene.Unknown(facts, values.Any(v => v.MayFail) || MayFail(node));
        }

        var result = parts.Any(p => Lambda(p) is not null) ? operations.ApplyWithLambdas(node, bindings) : operations.Apply(node, values);
        return result;
    }

    private Kleene EvaluateArgument(Expression part, KleeneBindings bindings)
    {
        // A filtered list whose membership is open in places is itself unknown.
        if (part is MethodCallExpression { Method.Name: "Where" } && Elements(part, bindings) is { } elements
            && elements.FirstOrDefault(e => e.Belongs.State != KleeneState.Known) is { Belongs: { } open })
        {
            return open;
        }

        return Evaluate(part, bindings);
    }

    /// <summary>A lambda is known when its body is known for every element that it can be given.</summary>
    private Kleene EvaluateLambda(LambdaExpression lambda, Expression owner, KleeneBindings bindings)
    {
        var source = NodeOperations.Parts(owner)![0];
        if (lambda.Parameters.Count != 1 || Elements(source, bindings) is not { } elements)
            return Kleene.Known(null);
        var (mayFail, facts) = (false, ImmutableArray<string>.Empty);
        foreach (var (element, belongs) in elements)
        {
            var value = Kleene.ShortCircuit(belongs, () => Evaluate(lambda.Body, bindings.With(lambda.Parameters[0], element)), decisive: false);
            facts = Kleene.Union(facts, UnknownFacts(value));
            mayFail |= value.MayFail;
        }

        return facts.IsEmpty ? Kleene.Known(null) : Kleene.Unknown(facts, mayFail);
    }

    private static Kleene? CompareBounds(BinaryExpression node, Kleene left, Kleene right)
    {
        // `list.Count(…) >= 2` is decided once two elements count for sure, whatever the others are.
        var (bounds, other, type) = left.Bounds is not null && right.State == KleeneState.Known
            ? (left.Bounds.Value, right.Value, node.NodeType)
            : right.Bounds is not null && left.State == KleeneState.Known
                ? (right.Bounds.Value, left.Value, Mirror(node.NodeType))
                : (default, null, node.NodeType);
        if (other is not (int or long or double) || node.Type != typeof(bool))
            return null;
        var limit = Convert.ToDouble(other, System.Globalization.CultureInfo.InvariantCulture);
        bool? decided = type switch
        {
            ExpressionType.GreaterThan => bounds.Least > limit ? true : bounds.Most > limit ? null : false,
            ExpressionType.GreaterThanOrEqual => bounds.Least >= limit ? true : bounds.Most >= limit ? null : false,
            ExpressionType.LessThan => bounds.Most < limit ? true : bounds.Least < limit ? null : false,
            ExpressionType.LessThanOrEqual => bounds.Most <= limit ? true : bounds.Least <= limit ? null : false,
            ExpressionType.Equal => limit < bounds.Least || limit > bounds.Most ? false : null,
            ExpressionType.NotEqual => limit < bounds.Least || limit > bounds.Most ? true : null,
            _ => null,
        };
        var mayFail = left.MayFail || right.MayFail;
        return decided is { } value && !mayFail ? Kleene.Known(value) : null;
    }

    private static ExpressionType Mirror(ExpressionType type) => type switch
    {
        ExpressionType.GreaterThan => ExpressionType.LessThan,
        ExpressionType.GreaterThanOrEqual => ExpressionType.LessThanOrEqual,
        ExpressionType.LessThan => ExpressionType.GreaterThan,
        ExpressionType.LessThanOrEqual => ExpressionType.GreaterThanOrEqual,
        _ => type,
    };

    private static ImmutableArray<string> UnknownFacts(Kleene value) => value.IsUnknown ? value.Facts : [];

    private static bool IsNullLiteral(Expression node) => node switch
    {
        ConstantExpression { Value: null } => true,
        UnaryExpression { NodeType: ExpressionType.Convert } convert => IsNullLiteral(convert.Operand),
        _ => false,
    };

    /// <summary>Whether an operation can fail on values that a schema allows. What is not known not to fail may.</summary>
    private static bool MayFail(Expression node) => node switch
    {
        BinaryExpression b => b.NodeType is ExpressionType.Divide or ExpressionType.Modulo
            ? Number(b.Type) != typeof(double)
            : b.NodeType switch
            {
                ExpressionType.Add or ExpressionType.Subtract => Number(b.Type) == typeof(decimal) || Number(b.Left.Type) == typeof(DateTime) && b.NodeType == ExpressionType.Add,
                ExpressionType.Multiply => Number(b.Type) == typeof(decimal),
                ExpressionType.ArrayIndex or ExpressionType.AddChecked or ExpressionType.MultiplyChecked or ExpressionType.SubtractChecked or ExpressionType.Power => true,
                _ => false,
            },
        MethodCallExpression c => !TotalMethods.Contains(c),
        _ => true,
    };

    private static Type Number(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}
