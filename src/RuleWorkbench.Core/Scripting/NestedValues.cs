using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RuleWorkbench.Scripting;

/// <summary>Tuples and anonymous objects that hold one another through variables: the compiler writes out all parts of their types,
/// so that a dozen of them, each of eight of the one before, keep it busy for ever.</summary>
internal static class NestedValues
{
    /// <summary>Parts that the last of them could have.</summary>
    private const double MostParts = 1_000_000;

    /// <summary>Whether the values of a function could have too many parts. Only what stands in different statements or functions can
    /// hold one another; within one all parts are written out.</summary>
    public static bool AreTooMany(SyntaxNode function) => function.DescendantNodes().Where(IsOutermost)
        .GroupBy(v => v.Ancestors().First(a => a is StatementSyntax or AnonymousFunctionExpressionSyntax or QueryClauseSyntax or SelectOrGroupClauseSyntax or MemberDeclarationSyntax))
        .Aggregate(1.0, (product, values) => product * values.Max(Parts)) > MostParts;

    private static bool IsValue(SyntaxNode node) => node is TupleExpressionSyntax or AnonymousObjectCreationExpressionSyntax;

    private static bool IsOutermost(SyntaxNode node) => IsValue(node) && !(node.Parent is ArgumentSyntax or AnonymousObjectMemberDeclaratorSyntax && node.Parent.Parent is { } around && IsValue(around));

    private static int Parts(SyntaxNode value) => value.DescendantNodesAndSelf(n => n is not AnonymousFunctionExpressionSyntax).Sum(n => n switch
    {
        TupleExpressionSyntax tuple => tuple.Arguments.Count,
        AnonymousObjectCreationExpressionSyntax made => made.Initializers.Count,
        _ => 0,
    });
}
