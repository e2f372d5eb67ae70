using System.Collections.ObjectModel;
using System.Globalization;
using System.Linq.Dynamic.Core;
using System.Linq.Expressions;
using System.Reflection;
using System.Text;

namespace RuleWorkbench.Editing;

/// <summary>Writes an expression tree as a text that two trees share only if they mean the same: with all types, members,
/// methods and constants.</summary>
internal sealed class TreeText : ExpressionVisitor
{
    private readonly FactNames names;
    private readonly StringBuilder text = new();
    private readonly Dictionary<ParameterExpression, int> elements = [];

    private TreeText(FactNames names) => this.names = names;

    public static string Of(Expression tree, FactNames names)
    {
        var writer = new TreeText(names);
        writer.Visit(tree);
        return writer.text.ToString();
    }

    public override Expression? Visit(Expression? node)
    {
        if (node is null)
        {
            text.Append('-');
            return null;
        }

        text.Append('(').Append(node.NodeType).Append(':').Append(Name(node.Type)).Append(' ');
        base.Visit(node);
        text.Append(')');
        return node;
    }

    protected override Expression VisitBinary(BinaryExpression node)
    {
        text.Append(Name(node.Method)).Append(node.IsLifted).Append(node.IsLiftedToNull);
        return base.VisitBinary(node);
    }

    protected override Expression VisitUnary(UnaryExpression node)
    {
        text.Append(Name(node.Method)).Append(node.IsLifted).Append(node.IsLiftedToNull);
        return base.VisitUnary(node);
    }

    protected override Expression VisitMember(MemberExpression node)
    {
        text.Append(Name(node.Member));
        return base.VisitMember(node);
    }

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        text.Append(Name(node.Method));
        return base.VisitMethodCall(node);
    }

    protected override Expression VisitIndex(IndexExpression node)
    {
        text.Append(Name(node.Indexer));
        return base.VisitIndex(node);
    }

    protected override Expression VisitNew(NewExpression node)
    {
        Names(node.Members);
        return base.VisitNew(node);
    }

    protected override MemberBinding VisitMemberBinding(MemberBinding node)
    {
        text.Append(node.BindingType).Append(node.Member.Name);
        return base.VisitMemberBinding(node);
    }

    protected override ElementInit VisitElementInit(ElementInit node)
    {
        text.Append(Name(node.AddMethod));
        return base.VisitElementInit(node);
    }

    protected override Expression VisitTypeBinary(TypeBinaryExpression node)
    {
        text.Append(Name(node.TypeOperand));
        return base.VisitTypeBinary(node);
    }

    protected override Expression VisitConstant(ConstantExpression node)
    {
        text.Append(node.Value switch
        {
            null => "null",
            string s => $"{s.Length}\"{s}\"",
            double d => BitConverter.DoubleToInt64Bits(d).ToString(CultureInfo.InvariantCulture),
            IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
            var other => other.ToString(),
        });
        return node;
    }

    protected override Expression VisitLambda<T>(Expression<T> node)
    {
        foreach (var parameter in node.Parameters)
            elements.TryAdd(parameter, elements.Count);
        return base.VisitLambda(node);
    }

    protected override Expression VisitParameter(ParameterExpression node)
    {
        // What a lambda calls its element means nothing; inputs and parameters go by name.
        text.Append(elements.TryGetValue(node, out var index) ? index.ToString(CultureInfo.InvariantCulture) : names.OldParameter(node.Name ?? ""));
        return node;
    }

    private void Names(ReadOnlyCollection<MemberInfo>? members) => text.AppendJoin(',', members?.Select(m => m.Name) ?? []);

    private string Name(MemberInfo? member) => member switch
    {
        null => "",
        MethodInfo method => $"{Name(method.DeclaringType!)}.{method.Name}<{string.Join(',', method.GetGenericArguments().Select(Name))}>({string.Join(',', method.GetParameters().Select(p => Name(p.ParameterType)))})",
        _ => names.Of(member) ?? $"{Name(member.DeclaringType!)}.{member.Name}",
    };

    private string Name(Type type) =>
        names.Of(type)
            ?? (type.IsSubclassOf(typeof(DynamicClass)) ? $"{{{string.Join(',', type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Select(p => $"{p.Name}:{Name(p.PropertyType)}"))}}}"
                : type.IsArray ? Name(type.GetElementType()!) + "[]"
                : type.IsGenericType ? $"{type.Namespace}.{type.Name}<{string.Join(',', type.GetGenericArguments().Select(Name))}>"
                : type.ToString());
}
