using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RuleWorkbench.Scripting;

/// <summary>Functions that need no budget, since their text is one: short, with no loop, no call but of arithmetic and of
/// functions of this kind, and nothing that is made. To meter them would cost many times what they do.</summary>
internal sealed class PlainReckoning(SemanticModels models)
{
    /// <summary>Parts of the syntax tree, those of the functions that it calls included; a few hundred nanoseconds.</summary>
    private const int MostParts = 200;

    private const int TooMany = MostParts + 1;

    private readonly Dictionary<ISymbol, int> known = new(SymbolEqualityComparer.Default);

    /// <summary>Whether a function, if it is one of a library itself, runs without a budget.</summary>
    public bool Is(IMethodSymbol function) => Parts(function) <= MostParts;

    /// <summary>Parts of a function with all that it calls; too many where something is not plain.</summary>
    private int Parts(IMethodSymbol function)
    {
        if (known.TryGetValue(function, out var parts))
            return parts;

        // A function that calls itself can run on.
        known[function] = TooMany;
        return known[function] = function is { IsStatic: true, MethodKind: MethodKind.Ordinary, ContainingType: { IsStatic: true, ContainingType: null }, DeclaringSyntaxReferences: [var declared] }
            && function.Parameters.All(p => IsValue(p.Type)) && declared.GetSyntax() is MethodDeclarationSyntax method && ((SyntaxNode?)method.Body ?? method.ExpressionBody) is { } body
            ? Parts(body) : TooMany;
    }

    private int Parts(SyntaxNode body)
    {
        var model = models.Of(body.SyntaxTree);
        var parts = 0;
        foreach (var node in body.DescendantNodes())
        {
            parts += node is InvocationExpressionSyntax call ? OfCall(call, model) : IsPlain(node, model) ? 1 : TooMany;
            if (parts > MostParts)
                return TooMany;
        }

        return parts;
    }

    private int OfCall(InvocationExpressionSyntax call, SemanticModel model) => model.GetSymbolInfo(call).Symbol switch
    {
        IMethodSymbol method when IsArithmetic(method) => 1,
        IMethodSymbol method => 1 + Parts(method),
        _ => TooMany,
    };

    private static bool IsPlain(SyntaxNode node, SemanticModel model) => node switch
    {
        LocalFunctionStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax or ThrowStatementSyntax => false,
        NameSyntax or MemberAccessExpressionSyntax => model.GetSymbolInfo(node).Symbol switch
        {
            INamespaceOrTypeSymbol => true,
            IMethodSymbol method => IsArithmetic(method) || IsCalled(node),
            IPropertySymbol property => property.DeclaringSyntaxReferences.IsEmpty && property.ContainingType.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T,
            ILocalSymbol or IParameterSymbol or IFieldSymbol { IsConst: true } => IsValue(model.GetTypeInfo(node).Type),
            _ => false,
        },
        LiteralExpressionSyntax or TypeSyntax => true,

        // To compare two texts takes as long as they are.
        BinaryExpressionSyntax { Left: var left, Right: var right } when IsText(left, model) && IsText(right, model) => false,
        BinaryExpressionSyntax or PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax or ParenthesizedExpressionSyntax or ConditionalExpressionSyntax or CastExpressionSyntax
            or AssignmentExpressionSyntax or SwitchExpressionSyntax or IsPatternExpressionSyntax => IsNumber(node, model),
        ExpressionSyntax => false,

        // `{ } x`: anything but null.
        RecursivePatternSyntax { Type: null, PositionalPatternClause: null, PropertyPatternClause.Subpatterns.Count: 0 } => true,
        ListPatternSyntax or RecursivePatternSyntax => false,
        _ => true,
    };

    /// <summary>Whether a name stands for a call; the call itself is weighed with all that it does.</summary>
    private static bool IsCalled(SyntaxNode name) => name.Parent switch
    {
        InvocationExpressionSyntax call => call.Expression == name,
        MemberAccessExpressionSyntax member => member.Name == name && IsCalled(member),
        _ => false,
    };

    private static bool IsText(ExpressionSyntax node, SemanticModel model) => model.GetTypeInfo(node).Type?.SpecialType == SpecialType.System_String && !model.GetConstantValue(node).HasValue;

    private static bool IsNumber(SyntaxNode node, SemanticModel model) => IsNumber(model.GetTypeInfo(node).Type);

    private static bool IsValue(ITypeSymbol? type) => IsNumber(type) || type?.SpecialType == SpecialType.System_String;

    private static bool IsNumber(ITypeSymbol? type) => type switch
    {
        // A literal `null` has no type of its own.
        null => true,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => IsNumber(nullable.TypeArguments[0]),
        _ => type.SpecialType is SpecialType.System_Boolean or SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Double,
    };

    private static bool IsArithmetic(IMethodSymbol method) =>
        (method.ContainingType.ToDisplayString() == "System.Math" && method.Parameters.All(p => IsNumber(p.Type)) && IsNumber(method.ReturnType))
        || (method.ContainingType.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T && method.Name == "GetValueOrDefault")
        || (method.ContainingType.SpecialType == SpecialType.System_Double && method is { IsStatic: true, ReturnType.SpecialType: SpecialType.System_Boolean, Parameters.Length: 1 });
}
