using System.Collections.Immutable;
using System.Globalization;
using System.Linq.Expressions;
using RuleWorkbench.Compilation;

namespace RuleWorkbench.Diffing;

/// <summary>Brings trees into canonical form: constants folded, <c>&amp;&amp;</c> and <c>||</c> flat with total operands in a
/// fixed order, negations at the leaves, comparisons the one way round, names of lambda variables dropped. Each step
/// leaves the verdict, its determinedness and its errors as they were on every case.</summary>
public sealed class Canonicalizer
{
    private readonly FactTypes facts;
    private readonly ImmutableArray<Type> functions;
    private readonly Totality totality;
    private readonly Dictionary<ParameterExpression, string> variables = [];

    /// <param name="compiled">The version that trees are of.</param>
    /// <param name="parameters">The parameters that trees can read, each after those that it reads itself.</param>
    public Canonicalizer(CompiledPathway compiled, IEnumerable<CompiledParameter> parameters)
    {
        facts = compiled.Facts;
        functions = compiled.Functions;
        totality = new Totality(facts);
        foreach (var input in compiled.Inputs)
            totality.Declare(input, isTotal: true);
        foreach (var parameter in parameters)
            totality.Declare(parameter.Variable, totality.IsTotal(parameter.Value));
    }

    public CanonicalTree Read(Expression node)
    {
        if (node is not ConstantExpression && ConstantFolding.TryFold(node) is { } folded)
            return Read(folded) with { Text = TreeText.Of(node) };
        return node switch
        {
            BinaryExpression { NodeType: ExpressionType.AndAlso or ExpressionType.OrElse } binary when IsPlain(binary) =>
                Combine(binary, binary.NodeType == ExpressionType.AndAlso),
            UnaryExpression { NodeType: ExpressionType.Not } not when not.Type == typeof(bool) && not.Method is null => Negate(Read(not.Operand), TreeText.Of(not)),
            BinaryExpression binary => ReadBinary(binary),
            ConstantExpression constant => Leaf(node, CanonicalKind.Constant, $"{TypeName(constant.Type)} {ConstantText(constant.Value)}"),
            ParameterExpression variable => variables.TryGetValue(variable, out var name)
                ? Leaf(node, CanonicalKind.Other, name)
                : Leaf(node, CanonicalKind.Parameter, variable.Name ?? "") with { Reads = variable.Name },
            MemberExpression member => ReadMember(member),
            UnaryExpression unary => Whole(node, CanonicalKind.Other, $"{unary.NodeType} {TypeName(unary.Type)}{Method(unary.Method)}", [unary.Operand]),
            ConditionalExpression c => Whole(node, CanonicalKind.Other, "?:", [c.Test, c.IfTrue, c.IfFalse]),
            MethodCallExpression call => ReadCall(call),
            LambdaExpression lambda => ReadLambda(lambda, null),
            NewExpression made => Whole(node, CanonicalKind.Other, $"new {TypeName(made.Type)} {string.Join(',', made.Members?.Select(m => m.Name) ?? [])}", made.Arguments),
            NewArrayExpression array => Whole(node, CanonicalKind.Other, $"[] {TypeName(array.Type)}", array.Expressions),
            MemberInitExpression init when init.Bindings.All(b => b is MemberAssignment) =>
                Whole(node, CanonicalKind.Other, $"new {string.Join(',', init.Bindings.Select(b => b.Member.Name))}", [.. init.Bindings.Cast<MemberAssignment>().Select(b => b.Expression)]),
            InvocationExpression invocation => Whole(node, CanonicalKind.Other, "invoke", [invocation.Expression, .. invocation.Arguments]),
            IndexExpression index => Whole(node, CanonicalKind.Other, $"[{index.Indexer?.Name}]", index.Object is null ? index.Arguments : [index.Object, .. index.Arguments]),

            // What is not known here is compared by all that it says of itself.
            _ => Leaf(node, CanonicalKind.Other, $"{node.NodeType} {node}"),
        };
    }

    private CanonicalTree Combine(BinaryExpression node, bool isAnd)
    {
        var kind = isAnd ? CanonicalKind.And : CanonicalKind.Or;
        return Combine(kind, [Read(node.Left), Read(node.Right)], TreeText.Of(node));
    }

    /// <summary>A flat <c>&amp;&amp;</c> or <c>||</c>. A part that can fail keeps its place, and total ones do not pass it.
    /// </summary>
    private static CanonicalTree Combine(CanonicalKind kind, ImmutableArray<CanonicalTree> nested, string text)
    {
        var neutral = kind == CanonicalKind.And ? ConstantFolding.True : ConstantFolding.False;
        var decisive = kind == CanonicalKind.And ? ConstantFolding.False : ConstantFolding.True;
        var parts = new List<CanonicalTree>();
        foreach (var part in nested.SelectMany(p => p.Kind == kind ? p.Parts : [p]))
        {
            if (part.Key == neutral.Key)
                continue;
            parts.Add(part);
            if (part.Key != decisive.Key)
                continue;

            // Nothing behind it is looked at, and of what stands before it only what can fail still matters.
            while (parts.Count > 1 && parts[^2].IsTotal)
                parts.RemoveAt(parts.Count - 2);
            break;
        }

        if (parts.Count == 0)
            return neutral with { Text = text };
        if (parts.Count == 1)
            return parts[0];
        var sorted = ImmutableArray.CreateBuilder<CanonicalTree>(parts.Count);
        for (var from = 0; from < parts.Count;)
        {
            var to = from;
            while (to < parts.Count && parts[to].IsTotal)
                to++;
            sorted.AddRange(parts[from..to].OrderBy(p => p.Key, StringComparer.Ordinal));
            if (to < parts.Count)
                sorted.Add(parts[to++]);
            from = to;
        }

        return new CanonicalTree(kind, "", sorted.ToImmutable(), text) { IsTotal = parts.All(p => p.IsTotal) };
    }

    private static CanonicalTree Negate(CanonicalTree tree, string text) => tree switch
    {
        { Kind: CanonicalKind.Not } => tree.Parts[0],
        { Kind: CanonicalKind.And } => Combine(CanonicalKind.Or, [.. tree.Parts.Select(p => Negate(p, $"!({p.Text})"))], text),
        { Kind: CanonicalKind.Or } => Combine(CanonicalKind.And, [.. tree.Parts.Select(p => Negate(p, $"!({p.Text})"))], text),
        { Kind: CanonicalKind.Comparison, Written: "==" } => Opposite(tree, "==", "!=", "Equality", "Inequality", text),
        { Kind: CanonicalKind.Comparison, Written: "!=" } => Opposite(tree, "!=", "==", "Inequality", "Equality", text),
        _ when tree.Key == ConstantFolding.True.Key => ConstantFolding.False with { Text = text },
        _ when tree.Key == ConstantFolding.False.Key => ConstantFolding.True with { Text = text },
        _ => new CanonicalTree(CanonicalKind.Not, "", [tree], text) { IsTotal = tree.IsTotal },
    };

    /// <summary>Equality has an opposite, null or not; an order has none: neither of <c>x &lt; 1</c> and <c>x &gt;= 1</c>
    /// holds where x is missing.</summary>
    private static CanonicalTree Opposite(CanonicalTree tree, string sign, string opposite, string name, string oppositeName, string text) => tree with
    {
        Symbol = opposite + tree.Symbol[sign.Length..].Replace("op_" + name, "op_" + oppositeName, StringComparison.Ordinal),
        Written = opposite,
        Text = text,
    };

    private CanonicalTree ReadBinary(BinaryExpression node)
    {
        var (left, right) = (Read(node.Left), Read(node.Right));
        var symbol = TreeText.Operator(node.NodeType);
        var method = Method(node.Method);
        switch (node.NodeType)
        {
            case ExpressionType.GreaterThan or ExpressionType.GreaterThanOrEqual:
                // Both sides are always evaluated, so which one first is no matter.
                return Comparison(node, node.NodeType == ExpressionType.GreaterThan ? "<" : "<=", symbol, method, right, left);
            case ExpressionType.LessThan or ExpressionType.LessThanOrEqual:
                return Comparison(node, symbol, symbol, method, left, right);
            case ExpressionType.Equal or ExpressionType.NotEqual:
                (left, right) = Ordered(left, right);
                return Comparison(node, symbol, symbol, method, left, right);
        }

        if (node.NodeType is ExpressionType.And or ExpressionType.Or || (node.NodeType is ExpressionType.Add or ExpressionType.Multiply && IsNumber(node.Type)))
            (left, right) = Ordered(left, right);
        return new CanonicalTree(CanonicalKind.Other, $"{symbol} {TypeName(node.Type)}{method}", [left, right], TreeText.Of(node)) { Written = symbol, IsTotal = totality.IsTotal(node) };
    }

    private CanonicalTree Comparison(BinaryExpression node, string symbol, string written, string method, CanonicalTree left, CanonicalTree right) =>
        new(CanonicalKind.Comparison, symbol + method, [left, right], TreeText.Of(node)) { Written = written, IsTotal = totality.IsTotal(node) };

    private CanonicalTree ReadMember(MemberExpression member)
    {
        if (member.Expression is null)
            return Leaf(member, CanonicalKind.Other, $"{TypeName(member.Member.DeclaringType!)}.{member.Member.Name}");
        var target = Read(member.Expression);
        return facts.Find(member.Member) is { } fact
            ? new CanonicalTree(CanonicalKind.Fact, $"{TypeName(member.Type)} {member.Member.Name}", [target], TreeText.Of(member)) { Fact = fact.Schema, Reads = fact.Path, IsTotal = totality.IsTotal(member) }
            : new CanonicalTree(CanonicalKind.Other, $".{member.Member.Name}", [target], TreeText.Of(member)) { IsTotal = totality.IsTotal(member) };
    }

    private CanonicalTree ReadCall(MethodCallExpression call)
    {
        var parts = ImmutableArray.CreateBuilder<CanonicalTree>();
        if (call.Object is not null)
            parts.Add(Read(call.Object));
        foreach (var argument in call.Arguments)
            parts.Add(KleeneEvaluator.Lambda(argument) is { } lambda ? ReadLambda(lambda, call.Arguments[0]) : Read(argument));
        var types = string.Join(',', call.Method.GetGenericArguments().Select(TypeName));
        return new CanonicalTree(CanonicalKind.Call, $"{TypeName(call.Method.DeclaringType!)}.{call.Method.Name}<{types}>", parts.ToImmutable(), TreeText.Of(call))
        {
            Written = call.Method.Name,
            Reads = functions.Contains(call.Method.DeclaringType!) ? $"{call.Method.DeclaringType!.Name}.{call.Method.Name}" : null,
            IsTotal = totality.IsTotal(call),
        };
    }

    private CanonicalTree ReadLambda(LambdaExpression lambda, Expression? source)
    {
        foreach (var parameter in lambda.Parameters)
        {
            variables[parameter] = $"#{variables.Count}";
            if (source is not null)
                totality.DeclareElement(parameter, source);
        }

        var body = Read(lambda.Body);
        foreach (var parameter in lambda.Parameters)
            variables.Remove(parameter);
        return new CanonicalTree(CanonicalKind.Other, "=>", [body], TreeText.Of(lambda));
    }

    private CanonicalTree Whole(Expression node, CanonicalKind kind, string symbol, IEnumerable<Expression> parts) =>
        new(kind, symbol, [.. parts.Select(Read)], TreeText.Of(node)) { IsTotal = totality.IsTotal(node) };

    private CanonicalTree Leaf(Expression node, CanonicalKind kind, string symbol) =>
        new(kind, symbol, [], TreeText.Of(node)) { IsTotal = totality.IsTotal(node) };

    private static (CanonicalTree, CanonicalTree) Ordered(CanonicalTree left, CanonicalTree right) =>
        string.CompareOrdinal(left.Key, right.Key) <= 0 ? (left, right) : (right, left);

    /// <summary>On flags that can be null, <c>&amp;&amp;</c> has a third value, which only the tree as it stands tells.</summary>
    private static bool IsPlain(BinaryExpression node) => node.Type == typeof(bool) && node.Method is null;

    private static bool IsNumber(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) is var plain && (plain == typeof(double) || plain == typeof(int));

    private static string Method(System.Reflection.MethodInfo? method) => method is null ? "" : $" {method.DeclaringType!.Name}.{method.Name}";

    private static string ConstantText(object? value) => value switch
    {
        null => "null",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        string text => $"\"{text}\"",
        DateTime date => date.ToString("O", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>A type by a name that is the same in every version: types of facts are made anew for each.</summary>
    private string TypeName(Type type)
    {
        if (facts.Find(type) is { } fact)
            return fact.Path;
        if (type.IsGenericType && !type.IsGenericTypeDefinition)
            return $"{type.GetGenericTypeDefinition().FullName}<{string.Join(',', type.GetGenericArguments().Select(TypeName))}>";
        return type.IsArray ? TypeName(type.GetElementType()!) + "[]" : type.FullName ?? type.Name;
    }
}
