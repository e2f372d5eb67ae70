using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using Diagnostic = RuleWorkbench.Model.Diagnostic;

namespace RuleWorkbench.Scripting;

/// <summary>What a script may be made of. Its text is looked at before it is parsed, its syntax before it is bound, what
/// its names mean before it is compiled, and what the assembly refers to before it is loaded. What is not allowed is
/// refused.</summary>
public static class ScriptGate
{
    /// <summary>More than a library that people read has.</summary>
    public const int MostCharacters = 200_000;

    /// <summary>Deepest nesting of brackets: the compiler recurses.</summary>
    public const int MostBrackets = 100;

    private static readonly ImmutableHashSet<SyntaxKind> DeniedTokens =
    [
        SyntaxKind.UnsafeKeyword, SyntaxKind.ExternKeyword, SyntaxKind.AsyncKeyword, SyntaxKind.AwaitKeyword, SyntaxKind.LockKeyword, SyntaxKind.GotoKeyword,
        SyntaxKind.StackAllocKeyword, SyntaxKind.FixedKeyword, SyntaxKind.TypeOfKeyword, SyntaxKind.MakeRefKeyword, SyntaxKind.RefTypeKeyword,
        SyntaxKind.RefValueKeyword, SyntaxKind.ArgListKeyword, SyntaxKind.VolatileKeyword, SyntaxKind.PartialKeyword, SyntaxKind.FinallyKeyword,
    ];

    /// <summary>What is wrong with the text; then it is not parsed.</summary>
    public static Diagnostic? CheckText(ScriptLibrary library)
    {
        var file = new SourceFile(library.Place.File, library.Text, "");
        if (library.Text.Length > MostCharacters)
            return Refuse(DiagnosticIds.ScriptShape, $"The script has {library.Text.Length} characters; at most {MostCharacters} are allowed.", library.Place, "Split it into several libraries.");
        var depth = 0;
        for (var i = 0; i < library.Text.Length; i++)
        {
            var c = library.Text[i];
            depth = Math.Max(0, depth + c switch { '(' or '[' or '{' => 1, ')' or ']' or '}' => -1, _ => 0 });
            if (depth > MostBrackets)
                return Refuse(DiagnosticIds.ScriptShape, $"Brackets nest more than {MostBrackets} levels deep.", LibraryText.AuthorsPlace(file, i), "Split it into several functions.");
            if (c is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' or '\u200E' or '\u200F' or '\u061C')
                return Refuse(DiagnosticIds.ScriptNotAllowed, "There is a character here that changes the direction of writing, so that people read something else than the compiler.", LibraryText.AuthorsPlace(file, i), "Remove it.");
        }

        return null;
    }

    /// <summary>A library is functions, constants, tables, records and enums.</summary>
    public static IEnumerable<Diagnostic> CheckSyntax(CompilationUnitSyntax script, SourceFile file)
    {
        Diagnostic At(string id, SyntaxNodeOrToken at, string message, string? fix) => Refuse(id, message, LibraryText.AuthorsPlace(file, at.SpanStart), fix);
        foreach (var trivia in script.DescendantTrivia(descendIntoTrivia: false))
        {
            if (trivia.IsDirective && !trivia.IsKind(SyntaxKind.RegionDirectiveTrivia) && !trivia.IsKind(SyntaxKind.EndRegionDirectiveTrivia))
                yield return Refuse(DiagnosticIds.ScriptNotAllowed, "A script has no directives.", LibraryText.AuthorsPlace(file, trivia.SpanStart), "Remove it. Libraries that expressions can use are listed under `scripts` in pathway.json.");
        }

        foreach (var member in script.Members)
        {
            if (member is FieldDeclarationSyntax field && !field.Modifiers.Any(SyntaxKind.ConstKeyword) && LibraryComments.Table(field) is null)
                yield return At(DiagnosticIds.ScriptShape, field, "A library holds no variables: a function would give one thing now and another later.", "Make it `const`, or a variable of a function; a table is declared with `/// <table>file.csv</table>`.");
            else if (member is GlobalStatementSyntax or PropertyDeclarationSyntax or EventFieldDeclarationSyntax or EventDeclarationSyntax or IndexerDeclarationSyntax)
                yield return At(DiagnosticIds.ScriptShape, member, "A library holds functions, constants, tables, records and enums, and nothing else.", "Put this into a function.");
            else if (member is ClassDeclarationSyntax or StructDeclarationSyntax or InterfaceDeclarationSyntax or DelegateDeclarationSyntax or BaseNamespaceDeclarationSyntax)
                yield return At(DiagnosticIds.ScriptShape, member, "A library holds functions, constants, tables, records and enums, and nothing else.", "Make it a record.");
        }

        foreach (var node in script.DescendantNodesAndTokens())
        {
            if (node.IsToken && DeniedTokens.Contains(node.Kind()))
                yield return At(DiagnosticIds.ScriptNotAllowed, node, $"`{node}` is not allowed in a script.", null);
            else if (node.AsNode() is AttributeListSyntax or DestructorDeclarationSyntax or ConstructorDeclarationSyntax or OperatorDeclarationSyntax or ConversionOperatorDeclarationSyntax or AliasQualifiedNameSyntax)
                yield return At(DiagnosticIds.ScriptNotAllowed, node, "This is not allowed in a script.", "A library holds functions, constants, tables, records and enums.");
            else if (node.AsNode() is MemberDeclarationSyntax { Parent: RecordDeclarationSyntax } inner && inner.Modifiers.Any(SyntaxKind.StaticKeyword) && inner is not MethodDeclarationSyntax)
                yield return At(DiagnosticIds.ScriptShape, inner, "A record holds no static state.", "Make it a constant of the library.");
        }
    }

    /// <summary>What names mean: only members of the allowed types, and of the libraries themselves.</summary>
    public static IEnumerable<Diagnostic> CheckSymbols(SemanticModel model, SourceFile file, CancellationToken cancellation)
    {
        foreach (var node in model.SyntaxTree.GetRoot(cancellation).DescendantNodes())
        {
            if (node is not (ExpressionSyntax or OrderingSyntax or SelectOrGroupClauseSyntax or QueryClauseSyntax))
                continue;
            var symbol = model.GetSymbolInfo(node, cancellation).Symbol;
            if (symbol is IDynamicTypeSymbol || model.GetTypeInfo(node, cancellation).Type is IDynamicTypeSymbol or IPointerTypeSymbol or IFunctionPointerTypeSymbol)
            {
                yield return Refuse(DiagnosticIds.ScriptNotAllowed, "A value of an unknown type is not allowed in a script.", LibraryText.AuthorsPlace(file, node.SpanStart), "Name its type.");
                continue;
            }

            if ((symbol as INamedTypeSymbol ?? symbol?.ContainingType) is not { } type || IsOurs(type) || type.IsAnonymousType || type.IsTupleType)
                continue;
            var name = FullName(type.OriginalDefinition);
            if (!AllowedTypes.IsNamed(name))
                yield return Refuse(DiagnosticIds.ScriptNotAllowed, $"`{type.Name}` is not allowed in a script.", LibraryText.AuthorsPlace(file, node.SpanStart), "Scripts reckon with their arguments; they reach no files, clocks, threads or other programs.");
            else if (symbol is not INamedTypeSymbol && AllowedTypes.IsDenied(name, symbol!.Name))
                yield return Refuse(DiagnosticIds.ScriptNotAllowed, $"`{type.Name}.{symbol.Name}` is not allowed in a script.", LibraryText.AuthorsPlace(file, node.SpanStart), "A function depends on its arguments alone; take what it needs as an argument.");
        }
    }

    /// <summary>The types and members that an assembly refers to though they are not allowed; it is then not loaded.</summary>
    public static ImmutableArray<string> CheckImage(ImmutableArray<byte> assembly)
    {
        using var file = new PEReader(assembly);
        var metadata = file.GetMetadataReader();
        var types = metadata.TypeReferences.Select(metadata.GetTypeReference).ToList();
        var members = metadata.MemberReferences.Select(metadata.GetMemberReference)
            .Where(m => m.Parent.Kind == HandleKind.TypeReference)
            .Select(m => (Type: FullName(metadata, metadata.GetTypeReference((TypeReferenceHandle)m.Parent)), Name: metadata.GetString(m.Name)));
        var native = metadata.GetTableRowCount(TableIndex.ImplMap);
        return [
            .. types.Select(t => FullName(metadata, t)).Where(t => !AllowedTypes.IsReferenced(t)),
            .. members.Where(m => m.Name != "GetHashCode" && AllowedTypes.IsDenied(m.Type, m.Name)).Select(m => $"{m.Type}.{m.Name}"),
            .. native == 0 ? Enumerable.Empty<string>() : ["native code"]];
    }

    private static bool IsOurs(INamedTypeSymbol type) => type.ContainingAssembly?.Name.StartsWith("System", StringComparison.Ordinal) != true;

    /// <summary>The name of a type; of a nested one that of the type that it stands in.</summary>
    private static string FullName(INamedTypeSymbol type) => type.ContainingType is { } outer ? FullName(outer.OriginalDefinition) : $"{type.ContainingNamespace.ToDisplayString()}.{type.MetadataName}";

    private static string FullName(MetadataReader metadata, TypeReference type) => type.ResolutionScope.Kind == HandleKind.TypeReference
        ? FullName(metadata, metadata.GetTypeReference((TypeReferenceHandle)type.ResolutionScope))
        : $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";

    private static Diagnostic Refuse(string id, string message, SourcePlace place, string? fix) => Diagnostic.Error(id, message, place, fix);
}
