using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace RuleWorkbench.Scripting;

/// <summary>Finds the functions that no arguments can make fail or run on. What is not known to be harmless counts as what
/// may fail: a rule with an unknown call that may fail stays open, which is safe.</summary>
internal sealed class TotalFunctions(SemanticModels models)
{
    private static readonly HashSet<string> TotalMath = ["Abs", "Max", "Min", "Floor", "Ceiling", "Sqrt", "Pow", "Truncate"];

    private readonly Dictionary<IMethodSymbol, bool> known = new(SymbolEqualityComparer.Default);

    public bool Contains(IMethodSymbol function)
    {
        if (known.TryGetValue(function, out var total))
            return total;

        // A function that calls itself can run on.
        known[function] = false;
        return known[function] = function.DeclaringSyntaxReferences is [var declared]
            && models.Of(declared.SyntaxTree).GetOperation(declared.GetSyntax()) is { } body
            && body.DescendantsAndSelf().All(IsTotal);
    }

    private bool IsTotal(IOperation operation) => operation switch
    {
        IMethodBodyOperation or IBlockOperation or IExpressionStatementOperation or IReturnOperation or ILiteralOperation or IParameterReferenceOperation
            or ILocalReferenceOperation or IVariableDeclarationGroupOperation or IVariableDeclarationOperation or IVariableDeclaratorOperation
            or IVariableInitializerOperation or IConditionalOperation or ICoalesceOperation or IDefaultValueOperation or ISimpleAssignmentOperation
            or IIsPatternOperation or IPatternOperation or IParenthesizedOperation or IArgumentOperation or IIsTypeOperation => true,
        ISwitchExpressionOperation choice => choice.Arms.Any(a => a.Pattern is IDiscardPatternOperation && a.Guard is null),
        ISwitchExpressionArmOperation => true,
        IFieldReferenceOperation field => field.Field.IsConst,
        IBinaryOperation binary => binary.OperatorMethod?.ContainingType.SpecialType is null or SpecialType.System_String or SpecialType.System_DateTime
            && (!IsArithmetic(binary.OperatorKind) || IsFloat(binary.Type)),
        IUnaryOperation unary => unary.OperatorMethod is null && (IsFloat(unary.Type) || unary.OperatorKind == UnaryOperatorKind.Not),
        IConversionOperation conversion => conversion.OperatorMethod is null && (conversion.IsImplicit || (IsFloat(conversion.Type) && conversion.Operand.Type is { IsValueType: true } from && Underlying(from).Equals(from, SymbolEqualityComparer.Default))),
        IPropertyReferenceOperation property => property.Property is { Name: "HasValue", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T },
        IInvocationOperation call => IsTotal(call.TargetMethod),
        _ => false,
    };

    private bool IsTotal(IMethodSymbol method) =>
        method is { Name: "GetValueOrDefault", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }
        || (method.ContainingType.ToDisplayString() == "System.Math" && TotalMath.Contains(method.Name) && IsFloat(method.ReturnType))
        || (method.IsStatic && !method.DeclaringSyntaxReferences.IsEmpty && method.MethodKind == MethodKind.Ordinary && Contains(method));

    private static bool IsArithmetic(BinaryOperatorKind kind) => kind is BinaryOperatorKind.Add or BinaryOperatorKind.Subtract
        or BinaryOperatorKind.Multiply or BinaryOperatorKind.Divide or BinaryOperatorKind.Remainder or BinaryOperatorKind.LeftShift or BinaryOperatorKind.RightShift;

    private static bool IsFloat(ITypeSymbol? type) => type is not null && Underlying(type).SpecialType is SpecialType.System_Double;

    private static ITypeSymbol Underlying(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
}
