using System.Collections.Immutable;
using System.Linq.Expressions;
using RuleWorkbench.Compilation;
using RuleWorkbench.Compilation.Syntax;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Checking;

/// <summary>All that checks look at; nothing here changes.</summary>
/// <param name="Compiled">Null when the inputs are broken; then expressions have no trees.</param>
/// <param name="Suites">The saved cases; null when their files are not known.</param>
/// <param name="Today">The date for reviews that are due.</param>
public sealed record CheckContext(
    Pathway Pathway,
    PathwayFiles Files,
    CompiledPathway? Compiled,
    ImmutableSuites? Suites,
    DateOnly Today,
    ImmutableArray<CheckedExpression> Expressions)
{
    /// <summary>True for workflows that belong to no pathway: nothing is known of their inputs.</summary>
    public bool IsPlain => Pathway.Name.Length == 0;

    /// <summary>The rules at the top of all workflows.</summary>
    public IEnumerable<Rule> Rules => Pathway.Workflows.SelectMany(w => w.Rules);

    /// <summary>Rules at the top and all nested ones.</summary>
    public IEnumerable<Rule> AllRules => Rules.SelectMany(WithNested);

    /// <summary>Values of the parameters that trees refer to.</summary>
    internal IReadOnlyDictionary<ParameterExpression, Expression> Parameters { get; init; } = new Dictionary<ParameterExpression, Expression>();

    public static IEnumerable<Rule> WithNested(Rule rule) => rule.Rules.SelectMany(WithNested).Prepend(rule);

    /// <summary>The fact that a node reads, <c>.Value</c> passed over; null when it is something else.</summary>
    public FactSchema? FactOf(Node node, CheckedExpression expression) => FactOf(node.Inner.Tree, expression);

    /// <summary>A fact's path as messages show it, or null.</summary>
    public string? PathOf(Node node) => MemberOf(node.Inner.Tree) is { } member && Compiled?.Facts.Find(member.Member) is { } fact ? fact.Path : null;

    /// <summary>The number that a node is: a literal, or the pathway's own value of a policy.</summary>
    public double? NumberOf(Node node) => node.Inner.Tree switch
    {
        ConstantExpression { Value: double or int or long or float or decimal } constant => Convert.ToDouble(constant.Value, System.Globalization.CultureInfo.InvariantCulture),
        UnaryExpression { NodeType: ExpressionType.Negate, Operand: ConstantExpression { Value: double or int } constant } => -Convert.ToDouble(constant.Value, System.Globalization.CultureInfo.InvariantCulture),
        { } tree when PolicyOf(tree) is { Value: double value } => value,
        _ => null,
    };

    /// <summary>The policy value that a tree reads, or null.</summary>
    public PolicyValue? PolicyOf(Expression tree) =>
        MemberOf(tree) is { Expression: ParameterExpression { Name: Pathway.PolicyInput } } member
            ? Pathway.Policy.FirstOrDefault(p => p.Name == member.Member.Name)
            : null;

    /// <summary>True when the tree reads an input, a parameter or an element of a list.</summary>
    public static bool Reads(Expression tree) => ParameterFinder.Finds(tree);

    private FactSchema? FactOf(Expression? tree, CheckedExpression expression) => tree switch
    {
        ParameterExpression variable => expression.Elements.GetValueOrDefault(variable),
        _ => MemberOf(tree) is { } member ? Compiled?.Facts.Find(member.Member)?.Schema : null,
    };

    /// <summary>A member access, <c>.Value</c> of a nullable one taken off.</summary>
    private static MemberExpression? MemberOf(Expression? tree) => tree switch
    {
        MemberExpression { Member.Name: "Value", Expression: { } inner } when Nullable.GetUnderlyingType(inner.Type) is not null => MemberOf(inner),
        MemberExpression member => member,
        _ => null,
    };

    private sealed class ParameterFinder : ExpressionVisitor
    {
        private bool found;

        public static bool Finds(Expression tree)
        {
            var finder = new ParameterFinder();
            finder.Visit(tree);
            return finder.found;
        }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            found = true;
            return node;
        }
    }
}
