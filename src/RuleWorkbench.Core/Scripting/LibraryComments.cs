using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RuleWorkbench.Loading;

namespace RuleWorkbench.Scripting;

/// <summary>What a documentation comment says to the workbench: <c>summary</c>, <c>missing</c>, <c>example</c> and
/// <c>table</c>.</summary>
internal static class LibraryComments
{
    public static string? Summary(SyntaxNode member) => Elements(member, "summary").Select(TextOf).FirstOrDefault();

    /// <summary>What a function does with missing arguments; null when it does not say that it handles them.</summary>
    public static string? Missing(SyntaxNode member) => Elements(member, "missing").Select(TextOf).FirstOrDefault();

    /// <summary>The file that a field stands for, or null.</summary>
    public static string? Table(SyntaxNode member) => Elements(member, "table").Select(TextOf).FirstOrDefault();

    public static ImmutableArray<ScriptExample> Examples(SyntaxNode member, SourceFile source) =>
        [.. Elements(member, "example").Select(e => new ScriptExample(TextOf(e), LibraryText.AuthorsPlace(source, StartOf(e))))];

    private static IEnumerable<XmlElementSyntax> Elements(SyntaxNode member, string name) =>
        member.GetLeadingTrivia().Select(t => t.GetStructure()).OfType<DocumentationCommentTriviaSyntax>()
            .SelectMany(c => c.Content.OfType<XmlElementSyntax>()).Where(e => e.StartTag.Name.LocalName.Text == name);

    /// <summary>The text in one line.</summary>
    private static string TextOf(XmlElementSyntax element) =>
        string.Join(' ', string.Concat(Tokens(element).Select(t => t.ValueText)).Split((char[])[' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private static int StartOf(XmlElementSyntax element) =>
        Tokens(element).Where(t => !string.IsNullOrWhiteSpace(t.ValueText)).Select(t => (int?)(t.SpanStart + t.ValueText.Length - t.ValueText.TrimStart().Length)).FirstOrDefault()
            ?? element.SpanStart;

    private static IEnumerable<SyntaxToken> Tokens(XmlElementSyntax element) =>
        element.Content.SelectMany(c => c.DescendantTokens())
            .Where(t => t.Kind() is SyntaxKind.XmlTextLiteralToken or SyntaxKind.XmlEntityLiteralToken or SyntaxKind.XmlTextLiteralNewLineToken);
}
