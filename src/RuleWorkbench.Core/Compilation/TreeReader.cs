using System.Linq.Expressions;
using System.Runtime.CompilerServices;

namespace RuleWorkbench.Compilation;

/// <summary>Makes the trees again that <see cref="TreeWriter"/> wrote.</summary>
/// <param name="names">What has been looked up before, by name: the same few members come up in every tree.</param>
internal sealed class TreeReader(TreeVocabulary vocabulary, TreeNames names, BinaryReader input)
{
    private readonly Dictionary<int, ParameterExpression> bound = [];

    /// <summary>Reads a tree.</summary>
    /// <param name="scope">The variables that it does not bind itself.</param>
    /// <exception cref="InvalidDataException">What is stored is no tree of this vocabulary.</exception>
    public Expression Read(IReadOnlyList<ParameterExpression> scope)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var type = (ExpressionType)input.ReadByte();
        switch (type)
        {
            case ExpressionType.Constant:
                var constantType = ReadType();
                return Expression.Constant(ReadValue(), constantType);
            case ExpressionType.Parameter:
                return ReadVariable(scope);
            case ExpressionType.MemberAccess:
                var target = Read(scope);
                return Expression.Property(target, names.Property(ReadType(), input.ReadString()));
            case ExpressionType.Convert or ExpressionType.ConvertChecked or ExpressionType.Not or ExpressionType.Negate or ExpressionType.Quote:
                var operand = Read(scope);
                var unaryType = ReadType();
                return Expression.MakeUnary(type, operand, unaryType, ReadMethod());
            case ExpressionType.Conditional:
                var (test, yes, no) = (Read(scope), Read(scope), Read(scope));
                return Expression.Condition(test, yes, no, ReadType());
            case ExpressionType.Call:
                var method = ReadMethod() ?? throw new InvalidDataException("A call has no method.");
                var instance = input.ReadBoolean() ? Read(scope) : null;
                var arguments = new Expression[names.ParametersOf(method)];
                for (var i = 0; i < arguments.Length; i++)
                    arguments[i] = Read(scope);
                return Expression.Call(instance, method, arguments);
            case ExpressionType.Lambda:
                return ReadLambda(scope);
            case ExpressionType.Extension:
                var figures = new (string, Expression)[ReadCount()];
                for (var i = 0; i < figures.Length; i++)
                    figures[i] = (input.ReadString(), Read(scope));
                return new FigureList([.. figures]);
            case ExpressionType.NewArrayInit:
                var elementType = ReadType();
                var items = new Expression[ReadCount()];
                for (var i = 0; i < items.Length; i++)
                    items[i] = Read(scope);
                return Expression.NewArrayInit(elementType, items);
            case ExpressionType.New:
                var made = ReadType();
                var (types, values) = (new Type[ReadCount()], new List<Expression>());
                for (var i = 0; i < types.Length; i++)
                {
                    types[i] = ReadType();
                    values.Add(Read(scope));
                }

                return Expression.New(made.GetConstructor(types) ?? throw new InvalidDataException($"There is no such `{made.Name}`."), values);
            case var _ when TreeVocabulary.IsOperator(type):
                var (left, right) = (Read(scope), Read(scope));
                var isLifted = input.ReadBoolean();
                return Expression.MakeBinary(type, left, right, isLifted, ReadMethod());
            default:
                throw new InvalidDataException($"A tree has no `{type}`.");
        }
    }

    private ParameterExpression ReadVariable(IReadOnlyList<ParameterExpression> scope)
    {
        var number = input.ReadInt32();
        if (number >= 0)
            return bound.GetValueOrDefault(number) ?? throw new InvalidDataException("A variable is not bound.");
        var name = input.ReadString();
        foreach (var variable in scope)
        {
            if (variable.Name == name)
                return variable;
        }

        throw new InvalidDataException($"There is no variable `{name}`.");
    }

    private LambdaExpression ReadLambda(IReadOnlyList<ParameterExpression> scope)
    {
        var type = ReadType();
        var types = type.GetGenericArguments();
        var parameters = new ParameterExpression[types.Length - 1];
        for (var i = 0; i < parameters.Length; i++)
        {
            var number = input.ReadInt32();
            parameters[i] = bound[number] = Expression.Parameter(types[i], input.ReadString());
        }

        return Expression.Lambda(type, Read(scope), parameters);
    }

    /// <summary>A number of parts; each of them takes a byte at least.</summary>
    private int ReadCount() => input.ReadInt32() is var count && count >= 0 && count <= input.BaseStream.Length
        ? count
        : throw new InvalidDataException("There are more parts than bytes.");

    private Type ReadType() => vocabulary.TypeOf(input.ReadString());

    private System.Reflection.MethodInfo? ReadMethod()
    {
        var name = input.ReadString();
        return name.Length == 0 ? null : names.Method(name);
    }

    private object? ReadValue() => input.ReadByte() switch
    {
        0 => null,
        1 => input.ReadBoolean(),
        2 => input.ReadInt32(),
        3 => input.ReadDouble(),
        4 => input.ReadString(),
        5 => DateTime.FromBinary(input.ReadInt64()),
        _ => throw new InvalidDataException("A value is of no known kind."),
    };
}
