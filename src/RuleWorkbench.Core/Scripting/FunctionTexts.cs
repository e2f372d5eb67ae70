using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RuleWorkbench.Model;

namespace RuleWorkbench.Scripting;

/// <summary>Reads the functions of libraries so that two versions can be compared: each with all that it uses, and without
/// comments and layout.</summary>
public static class FunctionTexts
{
    /// <summary>The functions that expressions can call; null where a library cannot be taken apart, so that it can only be
    /// compared as a whole.</summary>
    public static ImmutableArray<FunctionText>? Read(ImmutableArray<ScriptLibrary> libraries)
    {
        var parts = new List<Part>();
        foreach (var library in libraries)
        {
            var script = (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(library.Text, ScriptCompiler.Parsing).GetRoot();
            if (script.ContainsDiagnostics || script.Members.Any(m => Names(m).IsEmpty))
                return null;
            var usings = string.Concat(script.Usings.Select(u => Words(u) + "\n"));
            parts.AddRange(script.Members.Select(m => new Part(library.Name, Names(m), usings + Text(m, library), Identifiers(m), IsFunction(m))));
        }

        return
        [
            .. parts.Where(p => p.IsFunction).GroupBy(p => (p.Library, Name: p.Names[0]))
                .Select(g => new FunctionText(g.Key.Library, g.Key.Name, string.Join('\n', Uses([.. g], parts).Select(p => p.Text)))),
        ];
    }

    /// <summary>Members and all that they use, themselves first. A name is taken for every member that it could mean: better one
    /// function too many that is said to have changed than one too few.</summary>
    private static List<Part> Uses(List<Part> members, List<Part> all)
    {
        var used = new List<Part>(members);
        for (var at = 0; at < used.Count; at++)
        {
            var part = used[at];
            used.AddRange(all.Where(p => !used.Contains(p) && p.Names.Any(part.Identifiers.Contains) && (p.Library == part.Library || part.Identifiers.Contains(p.Library))));
        }

        return [.. members, .. used.Skip(members.Count).OrderBy(p => p.Library, StringComparer.Ordinal).ThenBy(p => p.Names[0], StringComparer.Ordinal).ThenBy(p => p.Text, StringComparer.Ordinal)];
    }

    /// <summary>What a member declares.</summary>
    private static ImmutableArray<string> Names(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => [method.Identifier.Text],
        FieldDeclarationSyntax field => [.. field.Declaration.Variables.Select(v => v.Identifier.Text)],
        PropertyDeclarationSyntax property => [property.Identifier.Text],
        BaseTypeDeclarationSyntax type => [type.Identifier.Text],
        _ => [],
    };

    private static bool IsFunction(MemberDeclarationSyntax member) =>
        member is MethodDeclarationSyntax method && !method.Modifiers.Any(SyntaxKind.PrivateKeyword);

    private static HashSet<string> Identifiers(MemberDeclarationSyntax member) =>
        [.. member.DescendantTokens().Where(t => t.IsKind(SyntaxKind.IdentifierToken)).Select(t => t.Text)];

    /// <summary>The words of a member, with those of its comment that mean something, and the data of a table.</summary>
    private static string Text(MemberDeclarationSyntax member, ScriptLibrary library)
    {
        var text = new StringBuilder();
        if (LibraryComments.Missing(member) is not null)
            text.Append("// answers where arguments are missing\n");
        if (LibraryComments.Table(member) is { } file)
            text.Append("// ").Append(file).Append('\n').Append(library.Tables.FirstOrDefault(t => t.File == file)?.Text.ReplaceLineEndings("\n")).Append('\n');
        return text.Append(Words(member)).ToString();
    }

    /// <summary>A line a statement; within it one blank between words.</summary>
    private static string Words(SyntaxNode node)
    {
        var text = new StringBuilder();
        foreach (var token in node.DescendantTokens())
        {
            var isTight = text.Length == 0 || text[^1] is '(' or '[' or '.' or '!' or '\n' || token.Kind() switch
            {
                SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken or SyntaxKind.DotToken or SyntaxKind.CommaToken or SyntaxKind.SemicolonToken => true,
                SyntaxKind.OpenParenToken or SyntaxKind.OpenBracketToken or SyntaxKind.LessThanToken or SyntaxKind.GreaterThanToken => token.Parent is ArgumentListSyntax or BracketedArgumentListSyntax or ParameterListSyntax or TypeArgumentListSyntax or ArrayRankSpecifierSyntax,
                SyntaxKind.QuestionToken => token.Parent is NullableTypeSyntax or ConditionalAccessExpressionSyntax,
                _ => token.GetPreviousToken().IsKind(SyntaxKind.LessThanToken) && token.GetPreviousToken().Parent is TypeArgumentListSyntax,
            };
            text.Append(isTight ? "" : " ").Append(token.Text);
            if (token.Kind() is SyntaxKind.SemicolonToken or SyntaxKind.OpenBraceToken or SyntaxKind.CloseBraceToken)
                text.Append('\n');
        }

        return text.ToString().TrimEnd();
    }

    private sealed record Part(string Library, ImmutableArray<string> Names, string Text, HashSet<string> Identifiers, bool IsFunction);
}
