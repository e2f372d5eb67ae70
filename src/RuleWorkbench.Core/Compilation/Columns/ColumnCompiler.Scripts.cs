using System.Linq.Expressions;
using System.Reflection;
using RuleWorkbench.Scripting;

namespace RuleWorkbench.Compilation.Columns;

/// <content>Calls of script functions on numbers, texts, flags, dates, and lists of numbers or texts.</content>
internal sealed partial class ColumnCompiler
{
    /// <summary>The node of a call whose result is of that type, or null.</summary>
    private T? ScriptCall<T, TResult>(MethodCallExpression call, Func<FactTable, ScriptCalls<TResult>, ScriptFunction, bool, T> make)
        where T : ColumnNode
    {
        if (scripts.Find(call.Method) is not { } function || ScriptArguments(call) is not { } arguments)
            return null;
        return Once(Key($"call {call.Method.DeclaringType!.Name}.{call.Method}", arguments.Keys), () =>
        {
            var row = Expression.Parameter(typeof(int), "row");
            var invoke = Expression.Lambda<Func<int, TResult>>(
                Expression.Convert(Expression.Call(call.Method, call.Method.GetParameters().Zip(arguments.Given, (p, a) => Read(a, row, p.ParameterType))), typeof(TResult)), row);
            var calls = new ScriptCalls<TResult>(
                function, [.. arguments.Given.OfType<ColumnNode>().Where(n => !IsConstant(n))], [.. arguments.Given.OfType<ListSource>()], invoke.Compile());
            return make(arguments.Table, calls, function, !function.NeverFails || arguments.Given.Any(a => a is ColumnNode { MayFail: true }));
        });
    }

    /// <summary>What goes into a call: nodes in one table, lists of its rows, or null literals.</summary>
    private (FactTable Table, object?[] Given, ColumnNode?[] Keys)? ScriptArguments(MethodCallExpression call)
    {
        var given = new object?[call.Arguments.Count];
        FactTable? table = columns.Cases;
        for (var i = 0; i < given.Length; i++)
        {
            if (IsNullLiteral(call.Arguments[i]))
                continue;
            if (Translate(call.Arguments[i]) is { } node and not ObjectNode)
                given[i] = node;
            else if (Source(call.Arguments[i]) is { Element: NumberNode or TextNode } list)
                given[i] = list;
            else
                return null;
            var own = given[i] is ListSource source ? source.Elements.Parent! : ((ColumnNode)given[i]!).Table;
            table = own.IsWithin(table) ? own : table.IsWithin(own) ? table : null;
            if (table is null)
                return null;
        }

        for (var i = 0; i < given.Length; i++)
        {
            if (given[i] is ListSource list && list.Elements.Parent != table)
                return null;
            if (given[i] is ColumnNode node)
                given[i] = Widen(node, table);
        }

        return (table, given, [.. given.SelectMany(g => g is ListSource l ? [l.List, l.Belongs, l.Element] : new[] { g as ColumnNode })]);
    }

    private Expression Read(object? argument, ParameterExpression row, Type type)
    {
        Expression value = argument switch
        {
            null => Expression.Constant(null, type),
            ConstantNumber constant => Expression.Constant(constant.Value),
            ConstantFlag constant => Expression.Constant(constant.Value),
            ConstantText constant => Expression.Constant(columns.Texts[constant.Code]),
            ConstantTicks constant => Expression.Constant(new DateTime(constant.Ticks)),
            NumberNode node => Reader(nameof(RowReader.Number), Expression.Constant(node, typeof(NumberNode)), row),
            FlagNode node => Reader(nameof(RowReader.Flag), Expression.Constant(node, typeof(FlagNode)), row),
            TextNode node => Reader(nameof(RowReader.Text), Expression.Constant(node, typeof(TextNode)), row, Expression.Constant(columns.Texts)),
            TicksNode node => Reader(nameof(RowReader.Date), Expression.Constant(node, typeof(TicksNode)), row),
            ListSource { Element: NumberNode } list => Reader(nameof(RowReader.Numbers), Expression.Constant(list), row),
            ListSource list => Reader(nameof(RowReader.Texts), Expression.Constant(list), row, Expression.Constant(columns.Texts)),
            _ => throw new InvalidOperationException(argument.GetType().Name),
        };
        return value.Type == type ? value : Expression.Convert(value, type);
    }

    private static MethodCallExpression Reader(string name, params Expression[] arguments) =>
        Expression.Call(typeof(RowReader).GetMethod(name, BindingFlags.Public | BindingFlags.Static)!, arguments);
}
