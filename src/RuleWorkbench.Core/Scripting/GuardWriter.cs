using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RuleWorkbench.Model;
using RuleWorkbench.Scripting.Metering;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace RuleWorkbench.Scripting;

/// <summary>Writes the metering of steps, depth and memory into a library (see <see cref="ScriptMeter"/>): at every function,
/// lambda and turn of a loop, and around all that is made. Calls whose cost depends on their arguments go to metered ones.
/// </summary>
internal sealed partial class GuardWriter(SemanticModel model, PlainReckoning plain, ScriptBudget budget) : CSharpSyntaxRewriter
{
    private const string Space = "global::RuleWorkbench.Scripting.Metering.";

    private const string Patience = "global::__Loaded.Patience";

    /// <summary>What stands beside metered libraries: each time that they are loaded, their calls have the time anew. No script can declare
    /// such a name.</summary>
    public const string Beside = "global using RuleWorkbench.Scripting.Metering; static class __Loaded { internal static readonly ScriptPatience Patience = new(); }";

    /// <summary>A function object lives on when it is kept; its memory is paid for in steps.</summary>
    private const int StepsPerLambda = 30;

    /// <summary>For short functions: what can be unloaded is compiled to machine code once, and never again for being called often.</summary>
    private static readonly SyntaxList<AttributeListSyntax> Inlined = ((MemberDeclarationSyntax)ParseMemberDeclaration(
        "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)] void F() { }")!).AttributeLists;

    private static readonly SymbolDisplayFormat Typed = SymbolDisplayFormat.FullyQualifiedFormat;

    public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node)
    {
        if (model.GetDeclaredSymbol(node) is not { } symbol || (node.Body is null && node.ExpressionBody is null))
            return node;
        var isOpen = symbol is { DeclaredAccessibility: Accessibility.Public, ContainingType.ContainingType: null };
        if (plain.Is(symbol))
            return node.WithAttributeLists(Inlined);
        var visited = (MethodDeclarationSyntax)base.VisitMethodDeclaration(node)!;
        var enter = isOpen ? $"{Space}ScriptMeter.Open({Patience}, {budget.Steps}L, {(long)budget.Megabytes * 1024 * 1024}L, {budget.Depth}, {Cost(node)});" : Enter(node);
        var given = isOpen ? symbol.Parameters.Where(p => p.Type is INamedTypeSymbol { Name: "List" or "IReadOnlyList" or "IEnumerable" }).Select(p => ParseStatement($"@{p.Name} = {Space}ScriptMeter.Given(@{p.Name});")) : [];
        return visited.WithBody(Wrapped(enter, isOpen || Calls(node), given.Concat(Statements(visited.Body, visited.ExpressionBody?.Expression, symbol.ReturnsVoid))))
            .WithExpressionBody(null).WithSemicolonToken(default);
    }

    /// <summary>Constants cost nothing, and tables are written by the host.</summary>
    public override SyntaxNode? VisitFieldDeclaration(FieldDeclarationSyntax node) => node;

    public override SyntaxNode? VisitLocalFunctionStatement(LocalFunctionStatementSyntax node)
    {
        var symbol = (IMethodSymbol)model.GetDeclaredSymbol(node)!;
        var visited = (LocalFunctionStatementSyntax)base.VisitLocalFunctionStatement(node)!;
        return visited.WithBody(Wrapped(Enter(node), Calls(node), Statements(visited.Body, visited.ExpressionBody?.Expression, symbol.ReturnsVoid)))
            .WithExpressionBody(null).WithSemicolonToken(default);
    }

    public override SyntaxNode? VisitPropertyDeclaration(PropertyDeclarationSyntax node)
    {
        var visited = (PropertyDeclarationSyntax)base.VisitPropertyDeclaration(node)!;
        return visited.ExpressionBody is not { } arrow ? visited : visited
            .WithExpressionBody(null).WithSemicolonToken(default)
            .WithAccessorList(AccessorList(SingletonList(AccessorDeclaration(SyntaxKind.GetAccessorDeclaration, Wrapped(Enter(node), Calls(node), Statements(null, arrow.Expression, false))))));
    }

    public override SyntaxNode? VisitAccessorDeclaration(AccessorDeclarationSyntax node)
    {
        var visited = (AccessorDeclarationSyntax)base.VisitAccessorDeclaration(node)!;
        return visited.Body is null && visited.ExpressionBody is null ? visited
            : visited.WithBody(Wrapped(Enter(node), Calls(node), Statements(visited.Body, visited.ExpressionBody?.Expression, false))).WithExpressionBody(null).WithSemicolonToken(default);
    }

    public override SyntaxNode? VisitSimpleLambdaExpression(SimpleLambdaExpressionSyntax node)
    {
        var visited = (SimpleLambdaExpressionSyntax)base.VisitSimpleLambdaExpression(node)!;
        return visited.WithBody(LambdaBody(node, visited)).WithExpressionBody(null);
    }

    public override SyntaxNode? VisitParenthesizedLambdaExpression(ParenthesizedLambdaExpressionSyntax node)
    {
        var visited = (ParenthesizedLambdaExpressionSyntax)base.VisitParenthesizedLambdaExpression(node)!;
        return visited.WithBody(LambdaBody(node, visited)).WithExpressionBody(null);
    }

    public override SyntaxNode? VisitAnonymousMethodExpression(AnonymousMethodExpressionSyntax node)
    {
        var visited = (AnonymousMethodExpressionSyntax)base.VisitAnonymousMethodExpression(node)!;
        return visited.WithBlock(Wrapped(Enter(node), Calls(node), visited.Block.Statements));
    }

    public override SyntaxNode? VisitWhileStatement(WhileStatementSyntax node) => ((WhileStatementSyntax)base.VisitWhileStatement(node)!) is var v ? Loop(node, v.WithStatement(Turn(node, v.Statement))) : null;

    public override SyntaxNode? VisitDoStatement(DoStatementSyntax node) => ((DoStatementSyntax)base.VisitDoStatement(node)!) is var v ? Loop(node, v.WithStatement(Turn(node, v.Statement))) : null;

    public override SyntaxNode? VisitForStatement(ForStatementSyntax node) => ((ForStatementSyntax)base.VisitForStatement(node)!) is var v ? Loop(node, v.WithStatement(Turn(node, v.Statement))) : null;

    public override SyntaxNode? VisitForEachStatement(ForEachStatementSyntax node) => ((ForEachStatementSyntax)base.VisitForEachStatement(node)!) is var v ? Loop(node, v.WithStatement(Turn(node, v.Statement))) : null;

    public override SyntaxNode? VisitForEachVariableStatement(ForEachVariableStatementSyntax node) => ((ForEachVariableStatementSyntax)base.VisitForEachVariableStatement(node)!) is var v ? Loop(node, v.WithStatement(Turn(node, v.Statement))) : null;

    /// <summary>Steps of a piece of code, what stands in the loops and functions in it aside.</summary>
    private static int Cost(SyntaxNode node)
    {
        var cost = 1;
        var open = new Stack<SyntaxNode>([node]);
        while (open.TryPop(out var next))
        {
            foreach (var child in next.ChildNodes())
            {
                if (child is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)
                    cost += StepsPerLambda;
                else if (child is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax)
                    cost++;
                else
                    open.Push(child);
                if (child is InvocationExpressionSyntax or StatementSyntax or BaseObjectCreationExpressionSyntax)
                    cost++;
            }
        }

        return cost;
    }

    private static BlockSyntax Wrapped(string enter, bool canNest, IEnumerable<StatementSyntax> body) => canNest
        ? Block(ParseStatement(enter), TryStatement(Block(body), default, FinallyClause(Block(ParseStatement(Space + "ScriptMeter.Up();")))))
        : Block(body.Prepend(ParseStatement(enter)));

    private static IEnumerable<StatementSyntax> Statements(BlockSyntax? body, ExpressionSyntax? expression, bool isVoid) =>
        body is not null ? body.Statements
        : expression is ThrowExpressionSyntax thrown ? [ThrowStatement(Token(SyntaxKind.ThrowKeyword).WithTrailingTrivia(SyntaxFactory.Space), thrown.Expression, Token(SyntaxKind.SemicolonToken))]
        : isVoid ? [ExpressionStatement(expression!.WithoutTrivia())]
        : [ReturnStatement(Token(SyntaxKind.ReturnKeyword).WithTrailingTrivia(SyntaxFactory.Space), expression!.WithoutTrivia(), Token(SyntaxKind.SemicolonToken))];

    /// <summary>A loop asks for the meter once, and not at every turn.</summary>
    private static BlockSyntax Loop(SyntaxNode loop, StatementSyntax metered) => Block(ParseStatement($"var {Meter(loop)} = {Space}ScriptMeter.Running;"), metered);

    private static BlockSyntax Turn(SyntaxNode loop, StatementSyntax body) =>
        Block((body is BlockSyntax block ? block.Statements : SingletonList(body)).Prepend(ParseStatement($"{Meter(loop)}.Turn({Cost(loop)});")));

    /// <summary>A name that no author can write, another for every loop.</summary>
    private static string Meter(SyntaxNode loop) => $"__meter{loop.SpanStart}";

    private BlockSyntax LambdaBody(LambdaExpressionSyntax node, LambdaExpressionSyntax visited) =>
        Wrapped(Enter(node), Calls(node), Statements(visited.Block, visited.ExpressionBody, model.GetSymbolInfo(node).Symbol is IMethodSymbol { ReturnsVoid: true }));

    private string Enter(SyntaxNode function) => $"{Space}ScriptMeter.{(Calls(function) ? "In" : "Step")}({Cost(function)});";

    /// <summary>Whether a function could call itself, straight or around: it calls what a script declares, has a function in its
    /// hands that it could hand on, or stands in a record. Those of a record are also called where no call is written: to
    /// compare, to take apart, to go through.</summary>
    private bool Calls(SyntaxNode function) => function.Ancestors().OfType<RecordDeclarationSyntax>().Any()
        || function.DescendantNodes().OfType<ExpressionSyntax>().Any(e => IsFunctionValue(e) || model.GetSymbolInfo(e).Symbol switch
        {
            IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } => false,
            IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } method => (!method.DeclaringSyntaxReferences.IsEmpty && !plain.Is(method)) || method.ContainingType.IsRecord,
            IPropertySymbol property => !property.DeclaringSyntaxReferences.IsEmpty && !property.DeclaringSyntaxReferences.All(r => r.GetSyntax() is ParameterSyntax),
            _ => false,
        });

    /// <summary>A function as a value, other than one that is written down here.</summary>
    private bool IsFunctionValue(ExpressionSyntax expression) =>
        expression is not AnonymousFunctionExpressionSyntax && model.GetTypeInfo(expression).Type is { TypeKind: TypeKind.Delegate };
}
