using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using Diagnostic = RuleWorkbench.Model.Diagnostic;

namespace RuleWorkbench.Scripting;

/// <summary>What the names and operations of a script mean: only members that are allowed, and those of the libraries
/// themselves.</summary>
internal sealed class SymbolGate(SemanticModel model, SourceFile file, CancellationToken cancellation)
{
    /// <summary>Bytes of values that a function may have on the stack.</summary>
    private const int LargestFrame = 32_000;

    private const int DeepestType = 4;

    public IEnumerable<Diagnostic> Check()
    {
        foreach (var node in model.SyntaxTree.GetRoot(cancellation).DescendantNodes())
        {
            if (OfDeclaration(node) is { } declared)
                yield return declared;
            if (node is not (ExpressionSyntax or OrderingSyntax or SelectOrGroupClauseSyntax or QueryClauseSyntax))
                continue;
            if ((OfSymbol(node) ?? OfOperation(node)) is { } refused)
                yield return refused;
        }
    }

    private static string FullName(INamedTypeSymbol type) => type.ContainingType is { } outer ? FullName(outer.OriginalDefinition) : $"{type.ContainingNamespace.ToDisplayString()}.{type.MetadataName}";

    private static bool IsOurs(INamedTypeSymbol type) => type.ContainingAssembly?.Name.StartsWith("System", StringComparison.Ordinal) != true;

    private static int Depth(ITypeSymbol? type) => type switch
    {
        INamedTypeSymbol { TypeArguments: { Length: > 0 } arguments } => 1 + arguments.Max(Depth),
        IArrayTypeSymbol array => 1 + Depth(array.ElementType),
        _ => 0,
    };

    /// <summary>Whether comparing or showing a value walks down a chain of records of any length.</summary>
    private static bool HoldsRecords(ITypeSymbol type, INamedTypeSymbol from, HashSet<ISymbol> seen) => type switch
    {
        INamedTypeSymbol named when SymbolEqualityComparer.Default.Equals(named, from) => true,
        INamedTypeSymbol { IsRecord: true } record => seen.Add(record) && record.GetMembers().OfType<IPropertySymbol>().Where(p => p.Name != "EqualityContract").Any(p => HoldsRecords(p.Type, from, seen)),
        INamedTypeSymbol { SpecialType: SpecialType.System_Object } or INamedTypeSymbol { TypeKind: TypeKind.Interface, Arity: 0 } => true,
        INamedTypeSymbol { IsValueType: true, TypeArguments: var arguments } => arguments.Any(a => HoldsRecords(a, from, seen)),
        _ => false,
    };

    private Diagnostic? OfSymbol(SyntaxNode node)
    {
        var symbol = model.GetSymbolInfo(node, cancellation).Symbol;
        var type = model.GetTypeInfo(node, cancellation).Type;
        if (symbol is IDynamicTypeSymbol || type is IDynamicTypeSymbol or IPointerTypeSymbol or IFunctionPointerTypeSymbol || type is { IsRefLikeType: true })
            return Refuse(DiagnosticIds.ScriptNotAllowed, node, "A value of this kind is not allowed in a script.", "Name its type.");
        if (Depth(type) > DeepestType || ValueSize.Of(type) > ValueSize.Most)
            return Refuse(DiagnosticIds.ScriptShape, node, "The type of this is nested too deeply, or its values are too large.", "Make it a record.");

        // What is not named may still be used, as the type of a variable or of a part.
        if (type is INamedTypeSymbol used && !IsOurs(used) && !used.IsAnonymousType && used.TypeKind != TypeKind.Error && !AllowedMembers.IsNamed(FullName(used.OriginalDefinition)))
            return NotAllowed(node, used.Name);
        if ((symbol as INamedTypeSymbol ?? symbol?.ContainingType) is not { } owner || IsOurs(owner) || owner.IsAnonymousType || owner.IsTupleType)
            return null;
        var name = FullName(owner.OriginalDefinition);
        if (!AllowedMembers.IsNamed(name))
            return NotAllowed(node, owner.Name);
        return symbol is INamedTypeSymbol || (symbol is IMethodSymbol { MethodKind: MethodKind.BuiltinOperator } && owner.TypeKind != TypeKind.Delegate) || IsUsable(name, symbol!) ? null
            : Refuse(DiagnosticIds.ScriptNotAllowed, node, $"`{owner.Name}.{symbol!.Name}` is not allowed in a script.", "A function depends on its arguments alone; take what it needs as an argument.");
    }

    private Diagnostic? OfOperation(SyntaxNode node)
    {
        switch (node)
        {
            case BaseObjectCreationExpressionSyntax made when model.GetSymbolInfo(made, cancellation).Symbol is IMethodSymbol { ContainingType: var owner } constructor:
                var isCollection = FullName(owner.OriginalDefinition).StartsWith("System.Collections", StringComparison.Ordinal) || FullName(owner.OriginalDefinition) is "System.Text.StringBuilder";
                if (owner.SpecialType == SpecialType.System_String || (isCollection && !constructor.Parameters.All(p => FullName((p.Type.OriginalDefinition as INamedTypeSymbol)!) is "System.Collections.Generic.IEnumerable`1" or "System.Collections.Generic.IEqualityComparer`1")))
                    return Refuse(DiagnosticIds.ScriptNotAllowed, node, $"A `{owner.Name}` is not made from this.", "Begin with an empty one, and add to it.");
                break;
            case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression, Left: var left } when model.GetTypeInfo(left, cancellation).Type?.SpecialType == SpecialType.System_String && model.GetSymbolInfo(left, cancellation).Symbol is not (ILocalSymbol or IParameterSymbol):
                return Refuse(DiagnosticIds.ScriptNotAllowed, node, "Texts are added up in variables only.", "Add to a variable of the function, and put it here once it is whole.");
            case BinaryExpressionSyntax or AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression or (int)SyntaxKind.SubtractAssignmentExpression } when model.GetTypeInfo(node, cancellation).Type?.TypeKind == TypeKind.Delegate:
                return Refuse(DiagnosticIds.ScriptNotAllowed, node, "Functions cannot be added up.", "Call one after the other.");
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression, Left: var a, Right: var b } when model.GetTypeInfo(node, cancellation).Type?.SpecialType == SpecialType.System_String && (Unwritable(a) ?? Unwritable(b)) is { } part:
                return Refuse(DiagnosticIds.ScriptNotAllowed, part, "Only texts, numbers, flags and dates can be part of a text.", "Name the part that is meant.");
            case InterpolatedStringExpressionSyntax text when text.Contents.OfType<InterpolationSyntax>().Select(i => Unwritable(i.Expression)).FirstOrDefault(e => e is not null) is { } part:
                return Refuse(DiagnosticIds.ScriptNotAllowed, part, "Only texts, numbers, flags and dates can be part of a text.", "Name the part that is meant.");
        }

        return null;
    }

    private ExpressionSyntax? Unwritable(ExpressionSyntax part)
    {
        var type = model.GetTypeInfo(part, cancellation).Type;
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var inner] })
            type = inner;
        return type is null or { SpecialType: not SpecialType.None and not SpecialType.System_Object } or { TypeKind: TypeKind.Enum } or INamedTypeSymbol { Name: "TimeSpan" or "DateOnly" } ? null : part;
    }

    private Diagnostic? OfDeclaration(SyntaxNode node)
    {
        if (node is RecordDeclarationSyntax && model.GetDeclaredSymbol(node, cancellation) is INamedTypeSymbol record)
        {
            foreach (var property in record.GetMembers().OfType<IPropertySymbol>().Where(p => p.Name != "EqualityContract"))
            {
                if (HoldsRecords(property.Type, record, new(SymbolEqualityComparer.Default)))
                    return Refuse(DiagnosticIds.ScriptShape, node, $"`{record.Name}` holds itself, or anything, in `{property.Name}`.", "Hold it in a list.");
            }
        }

        return node is BaseMethodDeclarationSyntax && node.DescendantNodes().OfType<ExpressionSyntax>().Sum(e => model.GetTypeInfo(e, cancellation).Type is { IsValueType: true } type ? ValueSize.Of(type) is > 16 and var size ? size : 0 : 0) > LargestFrame
            ? Refuse(DiagnosticIds.ScriptShape, node, "The function holds too many large values.", "Split it into several functions.")
            : null;
    }

    /// <summary>Whether a member can be used: as it stands, or as it overrides one that can.</summary>
    private static bool IsUsable(string type, ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } => AllowedMembers.IsUsable(type, ".ctor"),
        IPropertySymbol { IsIndexer: true } => AllowedMembers.IsUsable(type, "this[]") || AllowedMembers.IsUsable(type, "Chars"),
        _ => AllowedMembers.IsUsable(type, member.Name),
    };

    private Diagnostic NotAllowed(SyntaxNode node, string type) =>
        Refuse(DiagnosticIds.ScriptNotAllowed, node, $"`{type}` is not allowed in a script.", "Scripts reckon with their arguments; they reach no files, clocks, threads or other programs.");

    private Diagnostic Refuse(string id, SyntaxNode node, string message, string? fix) => Diagnostic.Error(id, message, LibraryText.AuthorsPlace(file, node.SpanStart), fix);
}
