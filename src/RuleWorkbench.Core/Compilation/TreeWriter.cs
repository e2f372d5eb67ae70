using System.Linq.Expressions;
using System.Reflection;

namespace RuleWorkbench.Compilation;

/// <summary>Writes trees so that <see cref="TreeReader"/> can make them again.</summary>
internal sealed class TreeWriter(TreeVocabulary vocabulary, BinaryWriter output)
{
    private readonly Dictionary<ParameterExpression, int> bound = [];
    private readonly List<string> missing = [];

    /// <summary>Writes a tree; false when it holds something that cannot be stored. Variables that it does not bind itself
    /// are written by their names.</summary>
    public bool TryWrite(Expression tree)
    {
        missing.Clear();
        Write(tree);
        return missing.Count == 0;
    }

    private void Write(Expression tree)
    {
        if (FigureList.Of(tree) is { } figures)
        {
            output.Write((byte)ExpressionType.Extension);
            output.Write(figures.Members.Length);
            foreach (var (name, value) in figures.Members)
            {
                output.Write(name);
                Write(value);
            }

            return;
        }

        output.Write((byte)tree.NodeType);
        switch (tree)
        {
            case ConstantExpression constant:
                WriteType(constant.Type);
                WriteValue(constant.Value);
                break;
            case ParameterExpression variable:
                output.Write(bound.TryGetValue(variable, out var number) ? number : -1);
                if (!bound.ContainsKey(variable))
                    output.Write(variable.Name ?? "");
                break;
            case MemberExpression { Expression: { } target } member:
                Write(target);
                WriteType(member.Member.DeclaringType!);
                output.Write(member.Member is PropertyInfo ? member.Member.Name : Missing(member.Member.Name));
                break;
            case UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked or ExpressionType.Not or ExpressionType.Negate or ExpressionType.Quote } unary:
                Write(unary.Operand);
                WriteType(unary.Type);
                WriteMethod(unary.Method);
                break;
            case BinaryExpression { Conversion: null } binary when TreeVocabulary.IsOperator(binary.NodeType):
                Write(binary.Left);
                Write(binary.Right);
                output.Write(binary.IsLiftedToNull);
                WriteMethod(binary.Method);
                break;
            case ConditionalExpression conditional:
                Write(conditional.Test);
                Write(conditional.IfTrue);
                Write(conditional.IfFalse);
                WriteType(conditional.Type);
                break;
            case MethodCallExpression call:
                WriteMethod(call.Method);
                output.Write(call.Object is not null);
                if (call.Object is not null)
                    Write(call.Object);
                foreach (var argument in call.Arguments)
                    Write(argument);
                break;
            case LambdaExpression lambda:
                WriteType(lambda.Type);
                foreach (var parameter in lambda.Parameters)
                {
                    bound[parameter] = bound.Count;
                    output.Write(bound[parameter]);
                    output.Write(parameter.Name ?? "");
                }

                Write(lambda.Body);
                break;
            case NewArrayExpression { NodeType: ExpressionType.NewArrayInit } array:
                WriteType(array.Type.GetElementType()!);
                output.Write(array.Expressions.Count);
                foreach (var item in array.Expressions)
                    Write(item);
                break;
            case NewExpression { Constructor: { } constructor, Members: null } made:
                WriteType(made.Type);
                output.Write(made.Arguments.Count);
                foreach (var (parameter, argument) in constructor.GetParameters().Zip(made.Arguments))
                {
                    WriteType(parameter.ParameterType);
                    Write(argument);
                }

                break;
            default:
                Missing(tree.NodeType.ToString());
                break;
        }
    }

    private void WriteType(Type type) => output.Write(vocabulary.NameOf(type) ?? Missing(type.ToString()));

    private void WriteMethod(MethodInfo? method) => output.Write(method is null ? "" : vocabulary.NameOf(method) ?? Missing(method.Name));

    private void WriteValue(object? value)
    {
        switch (value)
        {
            case null:
                output.Write((byte)0);
                break;
            case bool flag:
                output.Write((byte)1);
                output.Write(flag);
                break;
            case int whole:
                output.Write((byte)2);
                output.Write(whole);
                break;
            case double number:
                output.Write((byte)3);
                output.Write(number);
                break;
            case string text:
                output.Write((byte)4);
                output.Write(text);
                break;
            case DateTime date:
                output.Write((byte)5);
                output.Write(date.ToBinary());
                break;
            default:
                Missing(value.GetType().ToString());
                break;
        }
    }

    private string Missing(string what)
    {
        missing.Add(what);
        return what;
    }
}
