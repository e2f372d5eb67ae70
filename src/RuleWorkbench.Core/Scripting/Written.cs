using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RuleWorkbench.Scripting;

/// <summary>What an assignment writes to, however it is put.</summary>
internal static class Written
{
    /// <summary>Whether an expression is assigned to: by itself, in brackets, or as a part of a tuple.</summary>
    public static bool Is(ExpressionSyntax node) => node.Parent switch
    {
        ParenthesizedExpressionSyntax around => Is(around),
        ArgumentSyntax { Parent: TupleExpressionSyntax tuple } => Is(tuple),
        AssignmentExpressionSyntax assignment => assignment.Left == node,
        PrefixUnaryExpressionSyntax prefix => prefix.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression,
        PostfixUnaryExpressionSyntax postfix => postfix.Kind() is SyntaxKind.PostIncrementExpression or SyntaxKind.PostDecrementExpression,
        _ => false,
    };
}
