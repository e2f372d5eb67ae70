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

    /// <summary>Parts of a value that are looked at to compare it: records, tuples and the like that hold one another a few times
    /// each would double them at every level.</summary>
    private const int MostParts = 100;

    /// <summary>What authors reach for, and have another way to do.</summary>
    private static readonly Dictionary<string, string> Instead = new()
    {
        ["Convert"] = "Write a cast as in `(int)x`, or `double.Parse`.",
        ["Nullable"] = "Use `x.HasValue`, `x ?? 0`, or a comparison as in `x < y`.",
        ["SortedDictionary"] = "Use a `Dictionary`, and `OrderBy` where it is gone through.",
        ["DateTime.Parse"] = "Use `DateTime.ParseExact` with a format such as \"yyyy-MM-dd\".",
        ["DateTime.TryParse"] = "Use `DateTime.TryParseExact` with a format such as \"yyyy-MM-dd\".",
        ["DateOnly.Parse"] = "Use `DateTime.ParseExact` with a format such as \"yyyy-MM-dd\".",
        ["DateTime.Now"] = "Take the day as an argument, such as `now.date`.",
        ["DateTime.Today"] = "Take the day as an argument, such as `now.date`.",
        ["List.Find"] = "Use `FirstOrDefault`.",
        ["List.Exists"] = "Use `Any`.",
        ["List.ForEach"] = "Use `foreach`.",
    };

    /// <summary>Functions of .NET that can be handed on by their name, since they cost nothing to speak of.</summary>
    private static bool CanBeHandedOn(IMethodSymbol method) => method.IsStatic
        && (method.ContainingType.SpecialType is SpecialType.System_Char or SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Double or SpecialType.System_Boolean
            || FullName(method.ContainingType) == "System.Math" || method.Name is "IsNullOrEmpty" or "IsNullOrWhiteSpace");

    /// <summary>The type, or one within it, whose values could be anything: chains of them have no end that the text tells.</summary>
    private static bool HoldsAnything(ITypeSymbol? type) => type switch
    {
        { SpecialType: SpecialType.System_Object or SpecialType.System_ValueType or SpecialType.System_Enum } => true,
        INamedTypeSymbol { TypeKind: TypeKind.Interface, Arity: 0, Name: not "IFormatProvider" } => true,
        INamedTypeSymbol { TypeArguments: { Length: > 0 } arguments } => arguments.Any(HoldsAnything),
        IArrayTypeSymbol array => HoldsAnything(array.ElementType),
        INamedTypeSymbol { IsAnonymousType: true } anonymous => anonymous.GetMembers().OfType<IPropertySymbol>().Any(p => HoldsAnything(p.Type)),
        _ => false,
    };

    private static int Parts(ITypeSymbol type, int depth = 0)
    {
        if (depth > MostParts)
            return MostParts + 1;
        var within = type switch
        {
            INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.Select(e => e.Type),
            INamedTypeSymbol { IsRecord: true } or INamedTypeSymbol { IsAnonymousType: true } => type.GetMembers().OfType<IPropertySymbol>().Where(p => p.Name != "EqualityContract").Select(p => p.Type),
            INamedTypeSymbol { IsValueType: true, TypeArguments: { Length: > 0 } arguments } => arguments,
            _ => [],
        };
        var parts = 0;
        foreach (var part in within)
        {
            parts += Parts(part, depth + 1);
            if (parts > MostParts)
                return parts;
        }

        return Math.Max(1, parts);
    }

    private static string FullName(INamedTypeSymbol type) => type.ContainingType is { } outer ? FullName(outer.OriginalDefinition) : $"{type.ContainingNamespace.ToDisplayString()}.{type.MetadataName}";

    private static bool IsOurs(INamedTypeSymbol type) => type.ContainingAssembly?.Name.StartsWith("System", StringComparison.Ordinal) != true;

    /// <summary>Types within types, as far as it matters: tuples of tuples would take ever longer to look through.</summary>
    private static int Depth(ITypeSymbol? type, int most = DeepestType + 1) => type switch
    {
        _ when most == 0 => 0,
        INamedTypeSymbol { TypeArguments: { Length: > 0 } arguments } => 1 + arguments.Max(a => Depth(a, most - 1)),
        IArrayTypeSymbol array => 1 + Depth(array.ElementType, most - 1),
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
        if (type is not null && Parts(type) > MostParts)
            return Refuse(DiagnosticIds.ScriptShape, node, $"A value of this kind has more than {MostParts} parts, those of its parts included.", "Make it smaller.");
        if (Depth(type) > DeepestType || ValueSize.Of(type) > ValueSize.Most)
            return Refuse(DiagnosticIds.ScriptShape, node, "The type of this is nested too deeply, or its values are too large.", "Make it a record.");

        if (node is ExpressionSyntax && HoldsAnything(type))
            return Refuse(DiagnosticIds.ScriptNotAllowed, node, "A value that could be anything is not allowed in a script.", "Name its type.");
        if (symbol is IMethodSymbol { Name: "GetHashCode" })
            return Refuse(DiagnosticIds.ScriptNotAllowed, node, "Hashes differ from run to run, and are not allowed in a script.", "Compare the values.");
        if (symbol is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.ReducedExtension } handed && !IsOurs(handed.ContainingType) && IsHandedOn(node) && !CanBeHandedOn(handed))
            return Refuse(DiagnosticIds.ScriptNotAllowed, node, $"`{handed.Name}` is not handed on by its name.", $"Write a function around it, such as `x => x.{handed.Name}(…)`.");

        // What is not named may still be used, as the type of a variable or of a part.
        if (type is INamedTypeSymbol used && !IsOurs(used) && !used.IsAnonymousType && used.TypeKind != TypeKind.Error && !AllowedMembers.IsNamed(FullName(used.OriginalDefinition)))
            return NotAllowed(node, used.Name);
        if ((symbol as INamedTypeSymbol ?? symbol?.ContainingType) is not { } owner || IsOurs(owner) || owner.IsAnonymousType || owner.IsTupleType)
            return null;
        var name = FullName(owner.OriginalDefinition);
        if (!AllowedMembers.IsNamed(name))
            return NotAllowed(node, owner.Name);
        return symbol is INamedTypeSymbol || (symbol is IMethodSymbol { MethodKind: MethodKind.BuiltinOperator } && owner.TypeKind != TypeKind.Delegate) || IsUsable(name, symbol!) ? null
            : Refuse(DiagnosticIds.ScriptNotAllowed, node, $"`{owner.Name}.{symbol!.Name}` is not allowed in a script.", Instead.GetValueOrDefault($"{owner.Name}.{symbol.Name}", "A function depends on its arguments alone; take what it needs as an argument."));
    }

    private Diagnostic? OfOperation(SyntaxNode node)
    {
        switch (node)
        {
            case BaseObjectCreationExpressionSyntax made when model.GetSymbolInfo(made, cancellation).Symbol is IMethodSymbol { ContainingType: var owner } constructor:
                var isCollection = (owner.IsReferenceType && FullName(owner.OriginalDefinition).StartsWith("System.Collections", StringComparison.Ordinal)) || FullName(owner.OriginalDefinition) is "System.Text.StringBuilder";
                if (owner.SpecialType == SpecialType.System_String || (isCollection && !constructor.Parameters.All(p => FullName((p.Type.OriginalDefinition as INamedTypeSymbol)!) is "System.Collections.Generic.IEnumerable`1" or "System.Collections.Generic.IEqualityComparer`1")))
                    return Refuse(DiagnosticIds.ScriptNotAllowed, node, $"A `{owner.Name}` is not made from this.", "Begin with an empty one, and add to it.");
                break;
            case ElementAccessExpressionSyntax access when Written.Is(access) && model.GetTypeInfo(access.Expression, cancellation).Type is not (IArrayTypeSymbol or INamedTypeSymbol { Name: "List" or "Dictionary" }):
                return Refuse(DiagnosticIds.ScriptNotAllowed, node, "Only what the function made itself can be changed: a `List`, a `Dictionary`, an array.", "Make one of your own, as with `ToList()`.");
            case InvocationExpressionSyntax call when model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol { Name: "ThenBy" or "ThenByDescending" } then && Unwrapped(Sorted(call, then)) is not InvocationExpressionSyntax:
                return Refuse(DiagnosticIds.ScriptShape, node, $"`{then.Name}` stands right behind `OrderBy`.", "Write both in one expression.");
            case FromClauseSyntax { Expression: var over } when model.GetTypeInfo(over, cancellation).Type is { IsRecord: true }:
                return Refuse(DiagnosticIds.ScriptShape, over, "A query goes over a list.", "Hold the elements in a list.");
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

    /// <summary>Whether a name of a function stands for a value, and not for a call.</summary>
    private static bool IsHandedOn(SyntaxNode node)
    {
        var whole = node;
        while (whole is ExpressionSyntax && (whole.Parent is ParenthesizedExpressionSyntax || (whole.Parent is MemberAccessExpressionSyntax member && member.Name == whole) || whole.Parent is MemberBindingExpressionSyntax))
            whole = whole.Parent;
        return node is NameSyntax or MemberAccessExpressionSyntax or MemberBindingExpressionSyntax && !(whole.Parent is InvocationExpressionSyntax call && call.Expression == whole);
    }

    private static ExpressionSyntax? Sorted(InvocationExpressionSyntax call, IMethodSymbol method) => method.ReducedFrom is null ? call.ArgumentList.Arguments[0].Expression
        : call.Expression is MemberAccessExpressionSyntax member ? member.Expression : null;

    private static ExpressionSyntax? Unwrapped(ExpressionSyntax? expression) => expression is ParenthesizedExpressionSyntax inner ? Unwrapped(inner.Expression) : expression;

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
                if (Parts(property.Type) > MostParts)
                    return Refuse(DiagnosticIds.ScriptShape, node, $"`{record.Name}` has more than {MostParts} parts, those of its parts included.", "Make it smaller.");
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

    /// <summary>Whether a script can name a type or a member.</summary>
    public static bool Allows(ISymbol symbol) =>
        (symbol as INamedTypeSymbol ?? symbol.ContainingType) is not { } owner || IsOurs(owner) || owner.IsAnonymousType || owner.IsTupleType
        || (AllowedMembers.IsNamed(FullName(owner.OriginalDefinition)) && (symbol is INamedTypeSymbol || IsUsable(FullName(owner.OriginalDefinition), symbol)));

    private Diagnostic NotAllowed(SyntaxNode node, string type) =>
        Refuse(DiagnosticIds.ScriptNotAllowed, node, $"`{type}` is not allowed in a script.", Instead.GetValueOrDefault(type, "Scripts reckon with their arguments; they reach no files, clocks, threads or other programs."));

    private Diagnostic Refuse(string id, SyntaxNode node, string message, string? fix) => Diagnostic.Error(id, message, LibraryText.AuthorsPlace(file, node.SpanStart), fix);
}
