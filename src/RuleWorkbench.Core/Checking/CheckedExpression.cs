using System.Collections.Immutable;
using System.Linq.Expressions;
using RuleWorkbench.Compilation;
using RuleWorkbench.Compilation.Syntax;
using RuleWorkbench.Model;

namespace RuleWorkbench.Checking;

/// <summary>An expression as checks see it.</summary>
/// <param name="Rule">The rule that it belongs to; null for a global parameter.</param>
/// <param name="Root">Its nodes, with trees where RulesEngine's parser accepts it; null when it cannot be read.</param>
/// <param name="Scope">The names that it can use.</param>
/// <param name="IsSound">False when it does not compile.</param>
public sealed record CheckedExpression(
    ExpressionText Source,
    ExpressionUse Use,
    Workflow Workflow,
    Rule? Rule,
    Node? Root,
    ImmutableArray<ParameterExpression> Scope,
    bool IsSound)
{
    /// <summary>What the variables of quantifiers stand for: the elements of lists of facts.</summary>
    internal IReadOnlyDictionary<ParameterExpression, FactSchema> Elements { get; init; } = new Dictionary<ParameterExpression, FactSchema>();

    public IEnumerable<Node> Nodes => Root?.All ?? [];

    /// <summary>Where a node's caret stands in the file.</summary>
    public SourcePlace PlaceOf(Node node) => Source.PlaceAt(node.At);

    /// <summary>A node as it stands in the text.</summary>
    public string TextOf(Node node) => Source.Text[node.Start..node.End];

    /// <summary>The same without blanks around its tokens, for comparisons.</summary>
    public string Normalised(Node node) => string.Join(' ', ExpressionLexer.Read(TextOf(node.Inner)).Select(t => t.Value));

    internal static IReadOnlyDictionary<ParameterExpression, FactSchema> FindElements(IEnumerable<Expression> trees, FactTypes facts)
    {
        var finder = new ElementFinder(facts);
        foreach (var tree in trees)
            finder.Visit(tree);
        return finder.Found;
    }

    private sealed class ElementFinder(FactTypes facts) : ExpressionVisitor
    {
        public Dictionary<ParameterExpression, FactSchema> Found { get; } = [];

        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            if (node.Object is null && node.Arguments.Count > 1 && node.Arguments[0] is MemberExpression list && facts.Find(list.Member)?.Schema.Element is { } element)
            {
                foreach (var lambda in node.Arguments.Skip(1).Select(a => (a as UnaryExpression)?.Operand ?? a).OfType<LambdaExpression>())
                    Found[lambda.Parameters[0]] = element;
            }

            return base.VisitMethodCall(node);
        }
    }
}
