using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RuleWorkbench.Scripting;

/// <summary>Functions that need no budget, since their text is one: short, with no loop, no call but of arithmetic, and nothing
/// that is made. To meter them would cost many times what they do.</summary>
internal sealed class PlainReckoning(SemanticModel model)
{
    /// <summary>Parts of the syntax tree; a few hundred nanoseconds.</summary>
    private const int MostParts = 200;

    public bool Is(MethodDeclarationSyntax function)
    {
        var parts = ((SyntaxNode?)function.Body ?? function.ExpressionBody!).DescendantNodes().ToList();
        return parts.Count <= MostParts && parts.TrueForAll(IsPlain);
    }

    private bool IsPlain(SyntaxNode node) => node switch
    {
        LocalFunctionStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax or ThrowStatementSyntax => false,
        InvocationExpressionSyntax call => model.GetSymbolInfo(call).Symbol is IMethodSymbol method && IsArithmetic(method),
        NameSyntax or MemberAccessExpressionSyntax => model.GetSymbolInfo(node).Symbol switch
        {
            INamespaceOrTypeSymbol => true,
            IMethodSymbol method => IsArithmetic(method),
            IPropertySymbol property => property.DeclaringSyntaxReferences.IsEmpty && property.ContainingType.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T,
            ILocalSymbol or IParameterSymbol or IFieldSymbol { IsConst: true } => IsValue(node),
            _ => false,
        },
        LiteralExpressionSyntax or TypeSyntax => true,
        BinaryExpressionSyntax or PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax or ParenthesizedExpressionSyntax or ConditionalExpressionSyntax or CastExpressionSyntax
            or AssignmentExpressionSyntax or SwitchExpressionSyntax or IsPatternExpressionSyntax => IsNumber(node),
        ExpressionSyntax => false,
        ListPatternSyntax or RecursivePatternSyntax => false,
        _ => true,
    };

    private bool IsValue(SyntaxNode node) => IsNumber(node) || model.GetTypeInfo(node).Type?.SpecialType == SpecialType.System_String;

    private bool IsNumber(SyntaxNode node) => model.GetTypeInfo(node).Type switch
    {
        // A literal `null` has no type of its own.
        null => true,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => IsNumber(nullable.TypeArguments[0]),
        var type => IsNumber(type),
    };

    private static bool IsNumber(ITypeSymbol type) => type.SpecialType is SpecialType.System_Boolean or SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Double;

    private static bool IsArithmetic(IMethodSymbol method) =>
        (method.ContainingType.ToDisplayString() == "System.Math" && method.Parameters.All(p => IsNumber(p.Type)) && IsNumber(method.ReturnType))
        || (method.ContainingType.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T && method.Name == "GetValueOrDefault")
        || (method.ContainingType.SpecialType == SpecialType.System_Double && method is { IsStatic: true, ReturnType.SpecialType: SpecialType.System_Boolean, Parameters.Length: 1 });
}
