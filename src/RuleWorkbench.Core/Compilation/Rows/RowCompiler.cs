using System.Linq.Expressions;
using System.Reflection;

namespace RuleWorkbench.Compilation.Rows;

/// <summary>Turns the trees of a workflow into nodes that evaluate themselves, in the order in which parameters can be named.</summary>
internal sealed class RowCompiler(CompiledPathway compiled)
{
    private readonly Dictionary<ParameterExpression, RowNode> variables = [];
    private readonly Dictionary<(MethodInfo Method, string Types), RowOperation> calls = [];
    private readonly Dictionary<string, RowNode> shared = [];
    private readonly SharedTrees trees = new(compiled);
    private readonly NodeOperations conversions = new();

    /// <summary>How many variables there are.</summary>
    public int Variables { get; private set; }

    /// <summary>Binds a variable that is set for each case; returns its number.</summary>
    public int Bind(ParameterExpression variable)
    {
        variables[variable] = new RowVariable(Variables);
        return Variables++;
    }

    /// <summary>Binds a parameter to its tree.</summary>
    public RowNode Bind(CompiledParameter parameter) => variables[parameter.Variable] = new RowParameter(Variables++, Node(parameter.Value));

    /// <summary>The node of a tree.</summary>
    public RowNode Node(Expression tree) => tree switch
    {
        ConstantExpression constant => new RowConstant(constant.Value),
        ParameterExpression variable => variables[variable],
        MemberExpression member => Member(member),
        UnaryExpression { NodeType: ExpressionType.Not } not when not.Type == typeof(bool) => new RowNot(Node(not.Operand)),
        UnaryExpression unary => new RowUnary(
            Node(unary.Operand), Nullness.CanHoldNull(unary.Type), unary.NodeType is ExpressionType.Convert or ExpressionType.ConvertChecked,
            unary.NodeType == ExpressionType.Convert, TotalOperations.MayFail(unary), new RowOperation(unary)),
        BinaryExpression binary => Binary(binary),
        ConditionalExpression choice => new RowConditional(Node(choice.Test), choice.Test.Type == typeof(bool), Node(choice.IfTrue), Node(choice.IfFalse)),
        MethodCallExpression call => Shared(call),
        _ => Whole(tree),
    };

    private RowNode Member(MemberExpression member)
    {
        if (member.Expression is null)
            return new RowFixed(new RowOperation(member));
        var isHasValue = member.Member.Name == "HasValue" && Nullable.GetUnderlyingType(member.Expression.Type) is not null;
        return new RowMember(
            Node(member.Expression), compiled.Facts.Find(member.Expression.Type), compiled.Facts.Find(member.Member), isHasValue, Nullness.CanHoldNull(member.Type), new RowOperation(member));
    }

    private RowNode Binary(BinaryExpression binary)
    {
        var isFlags = binary.Type == typeof(bool) || binary.Type == typeof(bool?);
        var (left, right) = (Node(binary.Left), Node(binary.Right));
        if (isFlags && binary.NodeType is ExpressionType.AndAlso or ExpressionType.OrElse)
            return new RowShortCircuit(left, right, binary.NodeType == ExpressionType.OrElse, binary.IsLiftedToNull);
        if (binary.NodeType == ExpressionType.Coalesce)
            return new RowCoalesce(binary, left, right, new RowOperation(binary), conversions);
        var asked = binary.NodeType is not (ExpressionType.Equal or ExpressionType.NotEqual) ? 0
            : KleeneEvaluator.IsNullLiteral(binary.Right) ? -1
            : KleeneEvaluator.IsNullLiteral(binary.Left) ? 1 : 0;
        return new RowBinary(binary, left, right, asked, isFlags && binary.NodeType is ExpressionType.And or ExpressionType.Or, new RowOperation(binary));
    }

    private RowNode Shared(MethodCallExpression call)
    {
        if (trees.KeyOf(call) is not { } key)
            return Call(call);
        if (!shared.TryGetValue(key, out var known))
            shared[key] = known = new RowShared(Variables++, Call(call));
        return known;
    }

    private RowNode Call(MethodCallExpression call)
    {
        if (call.Method.DeclaringType == typeof(Enumerable) && call.Method.Name is "Any" or "All" or "Count")
        {
            var predicate = call.Arguments.Count == 2 ? KleeneEvaluator.Lambda(call.Arguments[1]) : null;
            if (predicate is { Parameters.Count: 1 } || (call.Arguments.Count == 1 && KleeneEvaluator.IsFilteredList(call.Arguments[0], compiled.Facts)))
            {
                var (list, source) = (List(call.Arguments[0]), Node(call.Arguments[0]));
                var passes = predicate is null ? null : Lambda(predicate, call.Arguments[0]);
                return call.Method.Name == "Count" ? new RowCount(list, source, passes) : new RowQuantifier(list, source, passes, decisive: call.Method.Name == "Any");
            }
        }

        return Whole(call);
    }

    private RowNode Whole(Expression tree)
    {
        if (NodeOperations.Parts(tree) is not { } trees)
            return new RowOpaque();
        var hasLambdas = trees.Any(p => KleeneEvaluator.Lambda(p) is not null);
        RowPart[] parts = [.. trees.Select(p => KleeneEvaluator.Lambda(p) is { } lambda ? LambdaPart(lambda, tree, trees[0]) : Argument(p, hasLambdas ? Unread(p) : Node(p)))];
        if (tree is MethodCallExpression call && compiled.Scripts.Find(call.Method) is { } function)
            return new RowCall(call, function, parts, [.. call.Arguments.Select(a => compiled.Facts.Holds(a.Type))], Tree(call), OperationOf(call));
        return new RowWhole(tree, parts, Nullness.OfResult(tree, compiled.Facts), hasLambdas ? Tree(tree) : null, tree is MethodCallExpression known ? OperationOf(known) : new RowOperation(tree));
    }

    /// <summary>What a call does with its parts. All calls of a method with parts of the same types do the same: the code is compiled
    /// once.</summary>
    private RowOperation OperationOf(MethodCallExpression call)
    {
        var key = (call.Method, string.Join(' ', NodeOperations.Parts(call)!.Select(p => p.Type.TypeHandle.Value)));
        if (!calls.TryGetValue(key, out var operation))
            calls[key] = operation = new RowOperation(call);
        return operation;
    }

    private RowArgument Argument(Expression part, RowNode value) => new(value, part is MethodCallExpression { Method.Name: "Where" } ? List(part) : null);

    /// <summary>What goes into an operation that is run as it stands.</summary>
    private RowNode Unread(Expression part) =>
        part is MethodCallExpression { Method.Name: "Where" or "Select" } call && call.Method.DeclaringType == typeof(Enumerable) && Whole(call) is RowWhole sequence
            ? new RowUnread(sequence)
            : Node(part);

    private RowPart LambdaPart(LambdaExpression lambda, Expression owner, Expression source)
    {
        var body = Lambda(lambda, source);
        return lambda.Parameters.Count != 1 || owner is not MethodCallExpression call || call.Method.DeclaringType != typeof(Enumerable)
            ? new RowForeignLambda(body)
            : new RowLambdaPart(body, List(source), Node(source));
    }

    private RowList List(Expression source)
    {
        while (source is UnaryExpression { NodeType: ExpressionType.Convert } convert)
            source = convert.Operand;
        if (source is MethodCallExpression { Method.Name: "Where" or "Select" } call
            && call.Method.DeclaringType == typeof(Enumerable)
            && KleeneEvaluator.Lambda(call.Arguments[1]) is { Parameters.Count: 1 } lambda)
        {
            var (list, body) = (List(call.Arguments[0]), Lambda(lambda, call.Arguments[0]));
            return call.Method.Name == "Where" ? new RowFilter(list, body) : new RowMap(list, body);
        }

        return new RowSource(Node(source));
    }

    /// <summary>The body of a lambda. The same lambda may be compiled several times; each has variables of its own, so that one can
    /// be evaluated inside another.</summary>
    private RowLambda Lambda(LambdaExpression lambda, Expression source)
    {
        var around = lambda.Parameters.Select(p => (Variable: p, Node: variables.GetValueOrDefault(p))).ToList();
        int[] own = [.. lambda.Parameters.Select(Bind)];
        var made = new RowLambda(own, Node(lambda.Body), Tree(lambda.Body), Nullness.OfElements(source, compiled.Facts));
        foreach (var (variable, node) in around)
        {
            if (node is not null)
                variables[variable] = node;
        }

        return made;
    }

    private RowTree Tree(Expression tree) => new(tree, new Dictionary<ParameterExpression, RowNode>(variables));
}
