using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace RuleWorkbench.Scripting;

/// <summary>What is compared or looked at as a whole: keys of queries, and values whose texts can be long.</summary>
internal sealed partial class GuardWriter
{
    public override SyntaxNode? VisitJoinClause(JoinClauseSyntax node)
    {
        var visited = (JoinClauseSyntax)base.VisitJoinClause(node)!;
        var typed = model.GetQueryClauseInfo(node).OperationInfo.Symbol is not IMethodSymbol { TypeArguments: [_, _, { IsAnonymousType: false } key, ..] } ? "" : $"<{key.ToDisplayString(Typed)}>";
        ExpressionSyntax Match(ExpressionSyntax side) => ParseExpression($"{Space}MeteredKeys.Match{typed}({side.ToFullString()}) ");
        return visited.WithInExpression(Extended(visited.InExpression, "Each").WithTrailingTrivia(SyntaxFactory.Space))
            .WithLeftExpression(Match(visited.LeftExpression)).WithRightExpression(Match(visited.RightExpression));
    }

    public override SyntaxNode? VisitQueryExpression(QueryExpressionSyntax node)
    {
        var visited = (QueryExpressionSyntax)base.VisitQueryExpression(node)!;
        return visited.Body.DescendantNodes(n => n is QueryBodySyntax or QueryContinuationSyntax).Any(n => n is GroupClauseSyntax)
            ? ParseExpression(Grouped(visited.FromClause.ToFullString(), visited.Body)) : visited;
    }

    /// <summary>A query whose <c>group a by b</c> is written as <c>(select (b, a)).MeteredGroups()</c>: the compiler would call a
    /// method of LINQ with an equality that does not charge. What follows <c>into</c> is a query over that.</summary>
    private static string Grouped(string from, QueryBodySyntax body)
    {
        if (body.Continuation is { } then)
            return Grouped($"from {then.Identifier} in ({Grouped(from, body.WithContinuation(null))}).MeteredEach() ", then.Body);
        var clauses = from + " " + string.Concat(body.Clauses.Select(c => c.ToFullString() + " "));
        return body.SelectOrGroup is GroupClauseSyntax group
            ? $"({clauses}select ({group.ByExpression.ToFullString()}, {group.GroupExpression.ToFullString()})).MeteredGroups()"
            : clauses + body.SelectOrGroup.ToFullString();
    }

    /// <summary>A call of .NET, with texts that it looks at charged by their length, and what it compares by all that is in it.</summary>
    private InvocationExpressionSyntax Read(InvocationExpressionSyntax node, IMethodSymbol method, InvocationExpressionSyntax call)
    {
        var compares = method.Name is "Equals" or "CompareTo" or "Compare" or "CompareOrdinal";
        if (method.ContainingType.Name == "Enumerable")
            return call;
        call = call.WithArgumentList(call.ArgumentList.WithArguments(SeparatedList(call.ArgumentList.Arguments.Select((a, i) =>
            a.RefKindKeyword.RawKind == 0 && i < node.ArgumentList.Arguments.Count && IsLong(node.ArgumentList.Arguments[i].Expression, compares) ? a.WithExpression(Call("Read", a.Expression)) : a))));
        return call.Expression is MemberAccessExpressionSyntax member && node.Expression is MemberAccessExpressionSyntax { Expression: var read }
            && !method.IsStatic && !InConditionalAccess(node) && IsLong(read, compares)
            ? call.WithExpression(member.WithExpression(Call("Read", member.Expression))) : call;
    }

    /// <summary>A comparison, with one side charged by what is in it.</summary>
    private BinaryExpressionSyntax Compared(BinaryExpressionSyntax node, BinaryExpressionSyntax visited)
    {
        if (!IsLong(node.Left, true) || !IsLong(node.Right, true))
            return visited;
        if (node.Left is not TupleExpressionSyntax)
            return visited.WithLeft(Call("Read", visited.Left).WithTrailingTrivia(SyntaxFactory.Space));
        if (node.Right is not TupleExpressionSyntax)
            return visited.WithRight(Call("Read", visited.Right));
        return visited.WithLeft(OfParts((TupleExpressionSyntax)node.Left, (TupleExpressionSyntax)visited.Left));
    }

    private TupleExpressionSyntax OfParts(TupleExpressionSyntax node, TupleExpressionSyntax visited) =>
        visited.WithArguments(SeparatedList(visited.Arguments.Zip(node.Arguments, (v, n) =>
            n.Expression is TupleExpressionSyntax inner ? v.WithExpression(OfParts(inner, (TupleExpressionSyntax)v.Expression))
            : IsLong(n.Expression, true) ? v.WithExpression(Call("Read", v.Expression)) : v)));

    /// <summary>Whether a value can be much to look at: a text, and where it is compared anything with parts.</summary>
    private bool IsLong(ExpressionSyntax value, bool isCompared)
    {
        if (model.GetConstantValue(value).HasValue || model.GetTypeInfo(value).Type is not { } type)
            return false;
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var inner] })
            type = inner;
        return type.SpecialType == SpecialType.System_String || (isCompared && (type is { IsTupleType: true } or { IsRecord: true } or { IsAnonymousType: true } || type.Name == "KeyValuePair"));
    }

    /// <summary>Whether a method is metered itself; what the compiler writes for a record is not.</summary>
    private static bool IsOfLibrary(IMethodSymbol method) => !method.IsImplicitlyDeclared && !method.DeclaringSyntaxReferences.IsEmpty;
}
