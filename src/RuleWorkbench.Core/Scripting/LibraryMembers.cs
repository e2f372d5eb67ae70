using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RuleWorkbench.Model;

namespace RuleWorkbench.Scripting;

/// <summary>Takes libraries apart so that two versions can be compared: each member by itself, without comments and layout.
/// </summary>
public static class LibraryMembers
{
    /// <summary>The members of libraries; null where one cannot be taken apart, so that it can only be compared as a whole.
    /// </summary>
    public static ImmutableArray<LibraryMember>? Read(ImmutableArray<ScriptLibrary> libraries)
    {
        var parts = new List<Part>();
        foreach (var library in libraries)
        {
            var script = (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(library.Text, ScriptCompiler.Parsing).GetRoot();
            if (script.ContainsDiagnostics || script.Members.Any(m => Names(m).IsEmpty))
                return null;
            var usings = string.Concat(script.Usings.Select(u => Words(u) + "\n"));
            parts.AddRange(script.Members.Select(m => new Part(library.Name, Names(m), usings + Text(m), Identifiers(m), LibraryComments.Table(m), IsFunction(m))));
        }

        return
        [
            .. parts.GroupBy(p => (p.Library, Name: p.Names[0])).Select(g => Of([.. g], parts)),
            .. libraries.SelectMany(l => l.Tables.Select(t => new LibraryMember(l.Name, t.File, t.Text.ReplaceLineEndings("\n").TrimEnd(), LibraryMemberKind.Table))),
        ];
    }

    private static LibraryMember Of(List<Part> overloads, List<Part> all)
    {
        var first = overloads[0];
        var member = new LibraryMember(first.Library, first.Names[0], string.Join('\n', overloads.Select(p => p.Text)), overloads.Any(p => p.IsFunction) ? LibraryMemberKind.Function : LibraryMemberKind.Helper);
        return member with { Uses = [.. Uses(overloads, all).SelectMany(IdsOf).Where(id => id != member.Id)] };
    }

    private static IEnumerable<string> IdsOf(Part part) => part.Table is null ? [$"{part.Library}.{part.Names[0]}"] : [$"{part.Library}.{part.Names[0]}", $"{part.Library}/{part.Table}"];

    /// <summary>Members and all that they use. A name is taken for every member that it could mean: better one function too many
    /// that is said to be reached than one too few.</summary>
    private static List<Part> Uses(List<Part> members, List<Part> all)
    {
        var used = new List<Part>(members);
        for (var at = 0; at < used.Count; at++)
        {
            var part = used[at];
            used.AddRange(all.Where(p => !used.Contains(p) && p.Names.Any(part.Identifiers.Contains) && (p.Library == part.Library || part.Identifiers.Contains(p.Library))));
        }

        return used;
    }

    /// <summary>What a member declares.</summary>
    internal static ImmutableArray<string> Names(MemberDeclarationSyntax member) => member switch
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

    /// <summary>The words of a member, with those of its comment that mean something.</summary>
    private static string Text(MemberDeclarationSyntax member) =>
        (LibraryComments.Missing(member) is null ? "" : "// answers where arguments are missing\n") + (LibraryComments.Table(member) is { } file ? $"// {file}\n" : "") + Words(member);

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
            if (token.IsKind(SyntaxKind.SemicolonToken) || (token.Kind() is SyntaxKind.OpenBraceToken or SyntaxKind.CloseBraceToken && token.Parent is StatementSyntax or BaseTypeDeclarationSyntax))
                text.Append('\n');
        }

        return text.ToString().TrimEnd();
    }

    private sealed record Part(string Library, ImmutableArray<string> Names, string Text, HashSet<string> Identifiers, string? Table, bool IsFunction);
}
