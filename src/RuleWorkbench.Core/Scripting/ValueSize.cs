using Microsoft.CodeAnalysis;

namespace RuleWorkbench.Scripting;

/// <summary>How many bytes a value takes where it stands: the whole value for a struct, a reference for anything else.</summary>
internal static class ValueSize
{
    /// <summary>Larger values than this are refused: a few of them would fill the stack.</summary>
    public const int Most = 256;

    private const int DeepestStruct = 8;

    public static int Of(ITypeSymbol? type) => Of(type, DeepestStruct);

    private static int Of(ITypeSymbol? type, int depth) => type switch
    {
        null or { IsReferenceType: true } or ITypeParameterSymbol => 8,
        { SpecialType: SpecialType.System_Boolean or SpecialType.System_Byte or SpecialType.System_SByte } => 1,
        { SpecialType: SpecialType.System_Char or SpecialType.System_Int16 or SpecialType.System_UInt16 } => 2,
        { SpecialType: SpecialType.System_Int32 or SpecialType.System_Single or SpecialType.System_UInt32 } => 4,
        { SpecialType: not SpecialType.None and not SpecialType.System_Nullable_T and not SpecialType.System_Decimal } => 8,
        { SpecialType: SpecialType.System_Decimal } => 16,
        _ when depth == 0 => Most + 1,
        INamedTypeSymbol { TypeKind: TypeKind.Enum } => 8,
        INamedTypeSymbol named => Sum(named.IsTupleType ? named.TupleElements.Select(e => e.Type) : named.GetMembers().OfType<IFieldSymbol>().Where(f => !f.IsStatic).Select(f => f.Type), depth - 1),
        _ => 8,
    };

    private static int Sum(IEnumerable<ITypeSymbol> fields, int depth)
    {
        var sum = 0;
        foreach (var field in fields)
        {
            sum += Math.Max(Of(field, depth), 1);
            if (sum > Most)
                break;
        }

        // Fields are aligned, and a nullable value has a flag beside it.
        return Math.Min(Most + 1, (sum + 7) / 8 * 8);
    }
}
