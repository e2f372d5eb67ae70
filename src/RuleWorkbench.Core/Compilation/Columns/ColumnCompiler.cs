using System.Globalization;
using System.Linq.Expressions;
using RuleWorkbench.Scripting;

namespace RuleWorkbench.Compilation.Columns;

/// <summary>Turns trees of RulesEngine's parser into column operations. What it does not know for sure to mean the same it
/// refuses (null); the rule then stays with the trees. Equal operations are made once.</summary>
/// <param name="facts">The fact types that trees read.</param>
/// <param name="scripts">The functions that they call.</param>
/// <param name="columns">The columns that the operations read.</param>
internal sealed partial class ColumnCompiler(FactTypes facts, LoadedScripts scripts, FactColumns columns)
{
    private readonly Dictionary<ParameterExpression, object?> variables = [];
    private readonly Dictionary<string, ColumnNode> made = new(StringComparer.Ordinal);
    private readonly Dictionary<(FactTable At, FactTable Owner, bool IsThroughInner, FactTable Inner), CrossTable> crosses = [];
    private readonly HashSet<(NumberNode Amount, double Most)> premises = [];
    private readonly Dictionary<ColumnNode, int> numbers = new(ReferenceEqualityComparer.Instance);

    /// <summary>Binds an input.</summary>
    public void BindInput(ParameterExpression variable, FactObject root) =>
        variables[variable] = Once($"input {root.Path}", () => new PresentObject(columns.Cases, root));

    /// <summary>Binds a parameter to its tree and returns its operation, which must be checked for errors even where
    /// nothing reads it; null when it is refused.</summary>
    public ColumnNode? BindParameter(ParameterExpression variable, Expression value)
    {
        var node = Translate(value);
        variables[variable] = node;
        return node;
    }

    /// <summary>What the operations made so far take for granted: numbers of a case that are known and smaller than a
    /// bound. Cases of which that is not true are for the trees.</summary>
    public IReadOnlyCollection<(NumberNode Amount, double Most)> Premises => premises;

    /// <summary>The operation of a condition.</summary>
    public FlagNode? Condition(Expression tree) => tree.Type == typeof(bool) ? Flag(tree) : null;

    /// <summary>The operation of a figure, one for each case; null when it is refused.</summary>
    public ColumnNode? Figure(Expression tree) =>
        Translate(tree) is { Table.Parent: null } node and not ObjectNode && (Nullable.GetUnderlyingType(tree.Type) ?? tree.Type) != typeof(TimeSpan) ? node : null;

    private ColumnNode? Translate(Expression tree)
    {
        var type = Nullable.GetUnderlyingType(tree.Type) ?? tree.Type;
        return type == typeof(bool) ? Flag(tree)
            : type == typeof(double) || type == typeof(int) ? Number(tree)
            : type == typeof(string) ? Text(tree)
            : type == typeof(DateTime) || type == typeof(TimeSpan) ? Ticks(tree)
            : facts.Find(type) is not null ? Object(tree)
            : null;
    }

    /// <summary>The operation of that key, made once. A key names the operation and the numbers of its operands.</summary>
    private T Once<T>(string key, Func<T> make)
        where T : ColumnNode
    {
        if (made.TryGetValue(key, out var known))
            return (T)known;
        var node = make();
        made.Add(key, node);
        numbers.Add(node, numbers.Count);
        return node;
    }

    private string Key(string operation, params ReadOnlySpan<ColumnNode?> operands)
    {
        var key = operation;
        foreach (var operand in operands)
            key = $"{key} {(operand is null ? -1 : numbers[operand]).ToString(CultureInfo.InvariantCulture)}";
        return key;
    }

    private static bool IsNullable(Expression tree) => Nullable.GetUnderlyingType(tree.Type) is not null;

    private static bool IsNullLiteral(Expression tree) => tree switch
    {
        ConstantExpression { Value: null } => true,
        UnaryExpression { NodeType: ExpressionType.Convert } convert => IsNullLiteral(convert.Operand),
        _ => false,
    };

    private static bool IsConstant(ColumnNode node) => node is ConstantNumber or ConstantText or ConstantTicks or ConstantFlag;

    /// <summary>The deeper of two tables, when one is within the other.</summary>
    private static FactTable? Common(ColumnNode a, ColumnNode b) =>
        a.Table.IsWithin(b.Table) ? a.Table : b.Table.IsWithin(a.Table) ? b.Table : null;

    /// <summary>A value for each row of a table within its own.</summary>
    private T Widen<T>(T node, FactTable table)
        where T : ColumnNode
    {
        if (node.Table == table || node is ConstantNumber or ConstantText or ConstantTicks)
            return node;
        if (node is ConstantFlag flag)
            return (T)(ColumnNode)Once($"flag {flag.Value} {table.Number}", () => new ConstantFlag(table, flag.Value));
        var near = Widen(node, table.Parent!);
        return (T)Once<ColumnNode>(Key($"widen{table.Number}", near), () => near switch
        {
            NumberNode n => new WidenedNumber(table, n) { HasOtherNulls = n.HasOtherNulls, MayFail = n.MayFail },
            TicksNode n => new WidenedTicks(table, n) { HasOtherNulls = n.HasOtherNulls, MayFail = n.MayFail },
            TextNode n => new WidenedText(table, n) { HasOtherNulls = n.HasOtherNulls, MayFail = n.MayFail },
            FlagNode n => new WidenedFlag(table, n) { HasOtherNulls = n.HasOtherNulls, MayFail = n.MayFail },
            ObjectNode n => new WidenedObject(table, n) { HasOtherNulls = n.HasOtherNulls, MayFail = n.MayFail },
            _ => throw new InvalidOperationException(near.GetType().Name),
        });
    }

    /// <summary>A value of elements, for each row of a table that stands for them.</summary>
    private T Crossed<T>(T node, CrossTable table)
        where T : ColumnNode =>
        (T)Once<ColumnNode>(Key($"cross{table.Number}", node), () => node switch
        {
            NumberNode n => new WidenedNumber(table, n, isOfElement: true) { HasOtherNulls = n.HasOtherNulls, MayFail = n.MayFail },
            TicksNode n => new WidenedTicks(table, n, isOfElement: true) { HasOtherNulls = n.HasOtherNulls, MayFail = n.MayFail },
            TextNode n => new WidenedText(table, n, isOfElement: true) { HasOtherNulls = n.HasOtherNulls, MayFail = n.MayFail },
            FlagNode n => new WidenedFlag(table, n, isOfElement: true) { HasOtherNulls = n.HasOtherNulls, MayFail = n.MayFail },
            ObjectNode n => new WidenedObject(table, n, isOfElement: true) { HasOtherNulls = n.HasOtherNulls, MayFail = n.MayFail },
            _ => throw new InvalidOperationException(node.GetType().Name),
        });

    private (FactTable Table, T Left, T Right)? Align<T>(T? left, T? right)
        where T : ColumnNode =>
        left is null || right is null || Common(left, right) is not { } table ? null : (table, Widen(left, table), Widen(right, table));

    private object? Variable(ParameterExpression variable) => variables.GetValueOrDefault(variable);

    private ObjectNode? Object(Expression tree)
    {
        switch (tree)
        {
            case ParameterExpression variable:
                return Variable(variable) as ObjectNode;
            case MemberExpression { Expression: { } target } member
                when facts.Find(member.Member) is { Object: { } type } fact && fact.Schema.Kind == Model.FactKind.Object && Object(target) is { } owner and not CrossedObject:
                return Once(Key($"object {fact.Index}", owner), () => new FactNull(columns.Column(fact, owner.Type), OwnerThatMayBeNull(owner), type));
            default:
                return null;
        }
    }

    private static ObjectNode? OwnerThatMayBeNull(ObjectNode owner) => owner is PresentObject ? null : owner;

    private T? Fact<T>(MemberExpression member, Func<FactColumn, ObjectNode?, T> make)
        where T : ColumnNode
    {
        if (member.Expression is null || facts.Find(member.Member) is not { } fact || Object(member.Expression) is not { } owner)
            return null;
        var column = columns.Column(fact, owner.Type);
        if (owner is CrossedObject crossed)
            return Crossed(Once(Key($"fact {fact.Index}", crossed.Origin), () => make(column, OwnerThatMayBeNull(crossed.Origin))), crossed.Cross);

        // A fact of a case that a lambda over elements reads is widened where it is combined.
        return owner.Table == column.Table ? Once(Key($"fact {fact.Index}", owner), () => make(column, OwnerThatMayBeNull(owner))) : null;
    }
}
