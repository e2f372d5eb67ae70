using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using RuleWorkbench.Model;

namespace RuleWorkbench.Compilation;

/// <summary>What an expression may do: reckon with facts, by operations that are allowed by name, in a size and a time that its
/// text bounds. RulesEngine by itself lets expressions much further (see docs/security.md).</summary>
/// <param name="functions">Classes whose functions expressions can call.</param>
internal sealed partial class ExpressionGate(FactTypes facts, ImmutableArray<Type> functions)
{
    /// <summary>How much larger than a fact a value may get.</summary>
    public const double MostSize = 1_000;

    /// <summary>How many lists may be gone through inside one another.</summary>
    public const int MostLevels = 4;

    /// <summary>How many elements a list may get, where a list of facts counts as some twenty.</summary>
    public const double MostItems = 20_000;

    /// <summary>How many elements may be looked at, counted in the same way.</summary>
    public const double MostTurns = 1_000_000;

    private readonly ConditionalWeakTable<ParameterExpression, Growth> variables = [];

    /// <summary>What is wrong with an expression, or null.</summary>
    public Diagnostic? Check(ExpressionText expression, Expression tree)
    {
        var visitor = new Visitor(facts, functions);
        visitor.Visit(tree);
        if (visitor.Refused is { } refused)
        {
            return Diagnostic.Error(
                DiagnosticIds.ExpressionNotAllowed,
                $"`{refused}` is not allowed in an expression.",
                PlaceOf(expression, refused),
                "Expressions reckon with the facts of the case, by arithmetic, comparisons, and functions of texts, dates, lists and scripts.");
        }

        try
        {
            var growth = Growth.Of(tree, variables);
            return growth.Size > MostSize || growth.Items > MostItems ? RunsOn("The value of this expression can get far larger than the facts that it is made of.", expression.Place, "Add and repeat less.")
                : growth.Turns > MostTurns ? RunsOn("The lists of this expression are gone through too many times inside one another.", expression.Place, "Put the inner part into a parameter, or into a function of a script.")
                : growth.Levels > MostLevels ? RunsOn($"More than {MostLevels} lists are gone through inside one another.", expression.Place, "Put the inner part into a parameter, or into a function of a script.")
                : null;
        }
        catch (UnboundedGrowthException e)
        {
            return RunsOn($"The result of `{e.Message}` can be of any size.", PlaceOf(expression, e.Message), "Write its arguments as constants.");
        }
    }

    /// <summary>Remembers what a parameter stands for, since the expressions behind it build upon it.</summary>
    public void Declare(ParameterExpression variable, Expression value) => variables.AddOrUpdate(variable, Growth.Of(value, variables).InParameter(value.Type));

    private static Diagnostic RunsOn(string message, SourcePlace place, string fix) => Diagnostic.Error(DiagnosticIds.ExpressionRunsOn, message, place, fix);

    private static SourcePlace PlaceOf(ExpressionText expression, string name)
    {
        var word = name[(name.LastIndexOf('.') + 1)..];
        return Regex.Match(expression.Text, $@"\b{Regex.Escape(word)}\b", RegexOptions.IgnoreCase) is { Success: true } match ? expression.PlaceAt(match.Index) : expression.Place;
    }

    private sealed partial class Visitor(FactTypes facts, ImmutableArray<Type> functions) : ExpressionVisitor
    {
        /// <summary>The first thing that is not allowed, in the user's words.</summary>
        public string? Refused { get; private set; }

        public override Expression? Visit(Expression? node)
        {
            if (node is null || Refused is not null)
                return node;
            if (node is MethodCallExpression { Method: var method } && !IsMethod(method))
                return Refuse(node, Name(method));
            if (node is not FigureList && (!AllowedOperations.IsAllowed(node.NodeType) || !(node is LambdaExpression || IsValue(node.Type))))
                return Refuse(node, node is LambdaExpression or BinaryExpression or UnaryExpression ? node.NodeType.ToString() : node.Type.Name);
            return base.Visit(node);
        }

        protected override Expression VisitConstant(ConstantExpression node) =>
            node.Value is null || IsValue(node.Value.GetType()) ? node : Refuse(node, node.Value.GetType().Name);

        protected override Expression VisitMember(MemberExpression node) =>
            facts.Find(node.Member) is not null || AllowedOperations.IsMember(node.Member) ? base.VisitMember(node) : Refuse(node, Name(node.Member));

        protected override Expression VisitMethodCall(MethodCallExpression node) =>
            !IsFormat(node) || !IsDate(node) ? Refuse(node, node.Method.Name)
            : base.VisitMethodCall(node);

        protected override Expression VisitIndex(IndexExpression node) =>
            node.Indexer is null || AllowedOperations.IsMember(node.Indexer) ? base.VisitIndex(node) : Refuse(node, Name(node.Indexer));

        protected override Expression VisitNew(NewExpression node) =>
            node.Constructor is null || AllowedOperations.IsMember(node.Constructor) ? base.VisitNew(node) : Refuse(node, node.Type.Name);

        protected override Expression VisitMemberInit(MemberInitExpression node) => AllowedOperations.IsFigures(node.Type) ? base.VisitMemberInit(node) : Refuse(node, node.Type.Name);

        protected override Expression VisitBinary(BinaryExpression node) => AllowedOperations.IsOperator(node.Method) ? base.VisitBinary(node) : Refuse(node, Name(node.Method!));

        protected override Expression VisitUnary(UnaryExpression node) => AllowedOperations.IsOperator(node.Method) ? base.VisitUnary(node) : Refuse(node, Name(node.Method!));

        private static string Name(MemberInfo member) => $"{member.DeclaringType!.Name.Split('`')[0]}.{member.Name}";

        private bool IsValue(Type type) => AllowedOperations.IsValue(type, t => facts.Find(t) is not null);

        private bool IsMethod(MethodInfo method) => AllowedOperations.IsMember(method) || (method.IsStatic && functions.Contains(method.DeclaringType!));

        /// <summary>A format is short, and asks for few digits: <c>D900000000</c> would fill the memory.</summary>
        private static bool IsFormat(MethodCallExpression call) =>
            call.Method.Name != "ToString" || call.Arguments.Count == 0 || call.Method.DeclaringType == typeof(Convert)
            || (call.Arguments is [ConstantExpression { Value: string format }] && format.Length <= 20 && !ManyDigits().IsMatch(format));

        /// <summary>A text that is read as a date is written out, with its year: what is left out .NET takes from today.</summary>
        private static bool IsDate(MethodCallExpression call) =>
            !(call.Method.DeclaringType == typeof(DateTime) && call.Method.Name == "Parse") && !(call.Method.Name == "ToDateTime" && call.Arguments[0].Type == typeof(string))
            || (call.Arguments[0] is ConstantExpression { Value: string text } && WholeDate().IsMatch(text));

        private Expression Refuse(Expression node, string what)
        {
            Refused ??= what;
            return node;
        }

        [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?)?$")]
        private static partial Regex WholeDate();

        [GeneratedRegex("[0-9]{3,}")]
        private static partial Regex ManyDigits();
    }
}
