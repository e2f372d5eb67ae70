using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RuleWorkbench.Presentation.Language;

/// <summary>Lays a script out: four blanks a level, blanks between words as Roslyn puts them. Where lines end stays the
/// author's.</summary>
internal static class ScriptFormatter
{
    private const int Step = 4;

    /// <summary>The script laid out; one that cannot be read is left as it is.</summary>
    /// <param name="text">With line feeds only.</param>
    public static string Format(CompilationUnitSyntax root, string text)
    {
        if (root.ContainsDiagnostics)
            return text;
        var tokens = root.DescendantTokens().Where(t => t.Span.Length > 0).ToList();
        var spaced = root.NormalizeWhitespace().DescendantTokens().Where(t => t.Span.Length > 0).ToList();
        if (tokens.Count != spaced.Count)
            return text;
        var formatted = new StringBuilder();
        var lines = new Lines(root, text);
        for (var i = 0; i < tokens.Count; i++)
        {
            var start = i == 0 ? 0 : tokens[i - 1].Span.End;
            var between = text[start..tokens[i].SpanStart];
            formatted.Append(between.Contains('\n', StringComparison.Ordinal) || i == 0 ? lines.Between(between, start, tokens[i])
                : !string.IsNullOrWhiteSpace(between) || IsInText(tokens[i]) ? between
                : HasBlank(spaced[i - 1], spaced[i]) ? " " : "");
            formatted.Append(tokens[i].Text);
        }

        var rest = text[(tokens.Count == 0 ? 0 : tokens[^1].Span.End)..];
        return formatted.Append(rest.TrimEnd()).ToString().TrimEnd() + "\n";
    }

    /// <summary>What Roslyn ends a line for is one blank where the author does not.</summary>
    private static bool HasBlank(SyntaxToken left, SyntaxToken right) =>
        left.TrailingTrivia.Any() || right.LeadingTrivia.Any() || IsWord(left) || IsWord(right) || (left.Text == "var" && right.IsKind(SyntaxKind.OpenParenToken))
        || (right.Parent is CollectionExpressionSyntax && right.IsKind(SyntaxKind.OpenBracketToken) && left.Kind() is not (SyntaxKind.OpenParenToken or SyntaxKind.OpenBracketToken));

    /// <summary>Operators that are words; Roslyn forgets the blank behind a bracket.</summary>
    private static bool IsWord(SyntaxToken token) => token.Kind() is SyntaxKind.IsKeyword or SyntaxKind.AsKeyword or SyntaxKind.SwitchKeyword or SyntaxKind.WithKeyword or SyntaxKind.AndKeyword or SyntaxKind.OrKeyword or SyntaxKind.WhenKeyword or SyntaxKind.InKeyword;

    /// <summary>Blanks in an interpolated text are part of it.</summary>
    private static bool IsInText(SyntaxToken token) => token.Parent!.AncestorsAndSelf().Any(n => n is InterpolatedStringExpressionSyntax && token.SpanStart > n.SpanStart);

    /// <summary>How far lines are indented: each by the line in which what it belongs to begins.</summary>
    private sealed class Lines(CompilationUnitSyntax root, string text)
    {
        private readonly Dictionary<int, int> indents = [];

        /// <summary>What stands between two tokens of different lines, with its comments, blank lines, and the indentation of the second.</summary>
        /// <param name="start">Where it begins in the text.</param>
        public string Between(string between, int start, SyntaxToken next)
        {
            var indent = Indent(next);
            indents[LineOf(next.SpanStart)] = indent;
            var pieces = between.Split('\n');
            var inside = new string(' ', next.IsKind(SyntaxKind.CloseBraceToken) ? indent + Step : indent);
            var written = new List<string>();
            foreach (var line in pieces[..^1].Skip(start == 0 ? 0 : 1).Select(l => l.Trim()))
            {
                if (line.Length > 0)
                    written.Add(inside + line);
                else if (written.Count == 0 ? start > 0 : written[^1].Length > 0)
                    written.Add("");
            }

            if (start > 0)
                written.Insert(0, pieces[0].TrimEnd());
            return string.Join('\n', written.Append(new string(' ', indent) + pieces[^1].TrimStart()));
        }

        private int Indent(SyntaxToken token)
        {
            if (token.IsKind(SyntaxKind.EndOfFileToken) || token.Parent is null)
                return 0;
            if (OpeningOf(token) is { } opening)
                return IndentAt(opening.SpanStart);
            if (token.IsKind(SyntaxKind.OpenBraceToken))
                return IndentAt((token.Parent is BlockSyntax { Parent: { } owner } and not { Parent: BlockSyntax or GlobalStatementSyntax } ? owner : token.Parent).SpanStart);
            if (token.Parent is ElseClauseSyntax clause && clause.ElseKeyword == token)
                return IndentAt(clause.Parent!.SpanStart);
            var item = token.Parent.AncestorsAndSelf().FirstOrDefault(n => n is StatementSyntax or MemberDeclarationSyntax or SwitchExpressionArmSyntax or SwitchLabelSyntax or InitializerExpressionSyntax or PropertyPatternClauseSyntax or CollectionExpressionSyntax);
            return item switch
            {
                null => 0,
                InitializerExpressionSyntax or PropertyPatternClauseSyntax or CollectionExpressionSyntax => IndentAt(item.SpanStart) + Step,
                _ when item.SpanStart < token.SpanStart => IndentAt(Math.Max(item.SpanStart, AroundIn(item, token))) + Step,
                { Parent: BlockSyntax block } => IndentAt(block.OpenBraceToken.SpanStart) + Step,
                { Parent: TypeDeclarationSyntax type } => IndentAt(type.OpenBraceToken.SpanStart) + Step,
                { Parent: EnumDeclarationSyntax type } => IndentAt(type.OpenBraceToken.SpanStart) + Step,
                { Parent: SwitchExpressionSyntax choice } => IndentAt(choice.OpenBraceToken.SpanStart) + Step,
                SwitchLabelSyntax { Parent.Parent: SwitchStatementSyntax choice } => IndentAt(choice.OpenBraceToken.SpanStart) + Step,
                { Parent: SwitchSectionSyntax section } => IndentAt(section.SpanStart) + Step,
                { Parent: ElseClauseSyntax clauseOf } => IndentAt(clauseOf.ElseKeyword.SpanStart) + Step,
                StatementSyntax { Parent: StatementSyntax around } => IndentAt(around.SpanStart) + Step,
                _ => 0,
            };
        }

        /// <summary>Where the innermost bracket around a token begins, within a statement: its arguments stand behind the line that it is in.</summary>
        private static int AroundIn(SyntaxNode item, SyntaxToken token) =>
            token.Parent!.AncestorsAndSelf().TakeWhile(n => n != item).Where(n => n is BaseArgumentListSyntax or ParenthesizedExpressionSyntax or BaseParameterListSyntax && n.SpanStart < token.SpanStart).Select(n => n.SpanStart).FirstOrDefault();

        /// <summary>The bracket that a closing one belongs to; null for all else.</summary>
        private static SyntaxToken? OpeningOf(SyntaxToken token) => token.Kind() switch
        {
            SyntaxKind.CloseBraceToken => Of(token.Parent!, SyntaxKind.OpenBraceToken),
            SyntaxKind.CloseParenToken => Of(token.Parent!, SyntaxKind.OpenParenToken),
            SyntaxKind.CloseBracketToken => Of(token.Parent!, SyntaxKind.OpenBracketToken),
            _ => null,
        };

        private static SyntaxToken? Of(SyntaxNode node, SyntaxKind kind) => node.ChildTokens().Where(t => t.IsKind(kind)).Select(t => (SyntaxToken?)t).FirstOrDefault();

        /// <summary>The indentation of the line that a place is in, as it is laid out.</summary>
        private int IndentAt(int position) => indents.GetValueOrDefault(LineOf(position));

        private int LineOf(int position) => root.SyntaxTree.GetText().Lines.GetLineFromPosition(Math.Min(position, text.Length)).LineNumber;
    }
}
