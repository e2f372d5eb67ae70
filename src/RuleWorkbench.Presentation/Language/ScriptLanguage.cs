using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RuleWorkbench.Compilation;
using RuleWorkbench.Model;
using RuleWorkbench.Scripting;
using Diagnostic = RuleWorkbench.Model.Diagnostic;

namespace RuleWorkbench.Presentation.Language;

/// <summary>The language of scripts: C#, with the functions of the library and the classes of the pathway's facts.</summary>
/// <param name="compiled">A version that has the library; null when there is none yet.</param>
/// <param name="checkedText">The text that <paramref name="found"/> is about.</param>
/// <param name="found">What the compiler and the gate say of it.</param>
/// <param name="earlier">The language of the version before: what it knows of names stands until they are looked at again.</param>
public sealed class ScriptLanguage(CompiledPathway? compiled, string library, string checkedText, ImmutableArray<Diagnostic> found, ScriptLanguage? earlier = null) : ICodeLanguage
{
    private static readonly CSharpParseOptions Parsing = new(kind: SourceCodeKind.Script, documentationMode: DocumentationMode.Parse);

    private static readonly string[] Words = ["double", "int", "bool", "string", "var", "return", "if", "else", "foreach", "in", "for", "while", "new", "null", "true", "false", "private", "static", "readonly", "switch", "is", "not", "and", "or", "DateTime", "Math", "IReadOnlyList", "IEnumerable", "List"];

    private (string Text, CompilationUnitSyntax Root)? parsed;

    /// <summary>The latest text that was bound, in the background: what stands before the caret means in it what it meant then.</summary>
    private volatile ScriptBinding? bound = earlier?.bound;
    private volatile bool isBound;

    public bool HasLines => true;

    public ImmutableArray<ColouredToken> Colours(string text)
    {
        var tokens = ImmutableArray.CreateBuilder<ColouredToken>();
        foreach (var token in Parse(text).DescendantTokens())
        {
            AddComments(tokens, token.LeadingTrivia);
            if (token.Span.Length > 0)
                tokens.Add(new ColouredToken(token.SpanStart, token.Span.Length, ClassOf(token)));
            AddComments(tokens, token.TrailingTrivia);
        }

        return tokens.ToImmutable();
    }

    public BracketPair? Bracket(string text, int caret)
    {
        var tokens = Parse(text).DescendantTokens().Where(t => t.Text is "(" or ")" or "{" or "}" or "[" or "]").ToList();
        var open = new Stack<SyntaxToken>();
        foreach (var token in tokens)
        {
            if (token.Text is "(" or "{" or "[")
                open.Push(token);
            else if (open.TryPop(out var partner) && (Touches(token) || Touches(partner)))
                return new BracketPair(partner.SpanStart, token.SpanStart);
        }

        return null;

        bool Touches(SyntaxToken token) => token.SpanStart == caret || token.Span.End == caret;
    }

    public CompletionList Complete(string text, int caret)
    {
        var start = caret;
        while (start > 0 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] == '_'))
            start--;
        var typed = text[start..caret];
        var items = start > 0 && text[start - 1] == '.' ? Members(text, start - 1) : Names(text, caret);
        return new CompletionList(start, caret - start,
        [
            .. items.DistinctBy(i => i.Label).Select(i => (Item: i, Match: FuzzyMatch.Of(typed, i.Label))).Where(i => i.Match is not null)
                .Select(i => i.Item with { Score = i.Match!.Score, Letters = i.Match.Letters }).OrderByDescending(i => i.Score),
        ]);
    }

    public bool Invites(string text, int caret) =>
        caret > 0 && (char.IsLetter(text[caret - 1]) || text[caret - 1] is '_' or '.') && Colours(text).All(c => c.Class is not (TokenClass.Comment or TokenClass.Text) || caret <= c.Start || caret > c.End);

    public SignatureHelp? Signature(string text, int caret)
    {
        var call = Parse(text).DescendantNodes().OfType<InvocationExpressionSyntax>().Where(c => c.ArgumentList.SpanStart < caret && (caret < c.ArgumentList.Span.End || c.ArgumentList.CloseParenToken.IsMissing)).LastOrDefault();
        if (call is null)
            return null;
        var active = call.ArgumentList.Arguments.GetSeparators().Count(s => s.SpanStart < caret);
        var own = call.Expression is IdentifierNameSyntax { Identifier.Text: var plain } ? Methods(text).FirstOrDefault(m => m.Identifier.Text == plain) : null;
        var calls = own is null ? bound?.CallsOf(call.Expression.ToString(), Known(text, call.SpanStart)) ?? [] : [new ScriptCall(own.Identifier.Text, [.. own.ParameterList.Parameters.Select(p => p.ToString())], "")];
        if ((calls.FirstOrDefault(c => c.Arguments.Length > active) ?? calls.LastOrDefault()) is not { Name: var name, Arguments: var all })
            return null;
        var arguments = all.ToList();
        var label = $"{name}({string.Join(", ", arguments)}){(calls.Length > 1 ? $"  +{calls.Length - 1}" : "")}";
        return active >= arguments.Count
            ? new SignatureHelp(label, 0, 0, SummaryOf(name))
            : new SignatureHelp(label, name.Length + 1 + arguments.Take(active).Sum(a => a.Length + 2), arguments[active].Length, SummaryOf(name));
    }

    public HoverCard? Hover(string text, int position)
    {
        var token = TokenAt(text, position);
        if (!token.IsKind(SyntaxKind.IdentifierToken))
            return null;
        var functions = FunctionsOf(token.Text);
        if (!functions.IsEmpty && compiled is not null)
            return SymbolWords.Card(new FunctionSymbol(functions), compiled.Pathway) with { Span = (token.SpanStart, token.Span.Length) };
        return bound is { } known && known.Text == text && known.Describe(position) is { } words ? new HoverCard(words, []) { Span = (token.SpanStart, token.Span.Length) } : null;
    }

    /// <summary>The function of a library that a name stands for; null where it stands for something else.</summary>
    public FunctionSymbol? FunctionAt(string text, int position)
    {
        var token = TokenAt(text, position);
        var owner = token.Parent is IdentifierNameSyntax { Parent: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: var other } } access } && access.Name == token.Parent ? other : library;
        ImmutableArray<ScriptFunction> functions = token.IsKind(SyntaxKind.IdentifierToken) ? [.. (compiled?.Scripts.Functions ?? []).Where(f => f.Library == owner && f.Name == token.Text)] : [];
        return functions.IsEmpty ? null : new FunctionSymbol(functions);
    }

    /// <summary>The name at a place, where this script declares it; null where it does not.</summary>
    public string? NameAt(string text, int position) => bound is { } known && known.Text == text ? known.NameAt(position)?.Name : null;

    /// <summary>Where the name at a place is declared in the same text; null where it is not.</summary>
    public int? Declaration(string text, int position) => bound is { } known && known.Text == text ? known.Declaration(position) : null;

    public ImmutableArray<CodeProblem> Problems(string text, CancellationToken cancellation)
    {
        if (compiled is not null && (!isBound || bound!.Text != text))
            (bound, isBound) = (ScriptBinding.Of(compiled.Pathway, library, text, cancellation), true);
        if (text == checkedText)
            return [.. found.Select(d => Located(d, text)).OrderBy(p => p.Start)];
        return [.. Parse(text).GetDiagnostics().Where(d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error).Select(d => Problem(
            Diagnostic.Error(DiagnosticIds.ScriptDoesNotCompile, d.GetMessage(System.Globalization.CultureInfo.InvariantCulture), new SourcePlace(library)), d.Location.SourceSpan.Start, d.Location.SourceSpan.Length, text))];
    }

    public string Format(string text) => ScriptFormatter.Format(Parse(text), text);

    private CodeProblem Located(Diagnostic diagnostic, string text)
    {
        var start = SourceFile(text).IndexOf(Math.Max(1, diagnostic.Place.Line), Math.Max(1, diagnostic.Place.Column));
        return Problem(diagnostic, start, text.Length == 0 ? 0 : TokenAt(text, start).Span.End - start, text);
    }

    private CodeProblem Problem(Diagnostic diagnostic, int start, int length, string text) => new(
        diagnostic, Math.Min(start, text.Length), Math.Max(1, length), ScriptFixes.Of(diagnostic, text, Math.Min(start, text.Length), TokenAt(text, start), bound is { } known && known.Text == text ? known : null));

    private SyntaxToken TokenAt(string text, int position) => Parse(text).FindToken(Math.Clamp(position, 0, Math.Max(0, text.Length - 1)));

    private Loading.SourceFile SourceFile(string text) => Loading.SourceFile.Of(library, text, hasByteOrderMark: false);

    private CompilationUnitSyntax Parse(string text)
    {
        if (parsed is not { } known || known.Text != text)
            parsed = known = (text, (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(text, Parsing).GetRoot());
        return known.Root;
    }

    private IEnumerable<MethodDeclarationSyntax> Methods(string text) => Parse(text).Members.OfType<MethodDeclarationSyntax>();

    private IEnumerable<CompletionItem> Names(string text, int caret)
    {
        foreach (var method in Methods(text))
        {
            if (method.Span.Contains(caret) || method.Span.End == caret)
            {
                foreach (var parameter in method.ParameterList.Parameters)
                    yield return new CompletionItem(parameter.Identifier.Text, parameter.Identifier.Text, 0, CompletionKind.Parameter, parameter.Type?.ToString() ?? "");
                foreach (var local in method.DescendantNodes().OfType<VariableDeclaratorSyntax>().Where(l => l.SpanStart < caret))
                    yield return new CompletionItem(local.Identifier.Text, local.Identifier.Text, 0, CompletionKind.Element, "variable");
            }

            var name = method.Identifier.Text;
            yield return new CompletionItem(name, $"{name}()", method.ParameterList.Parameters.Count == 0 ? 0 : 1, CompletionKind.Function, method.ReturnType.ToString())
            {
                Describe = () => compiled is not null && FunctionsOf(name) is { IsEmpty: false } functions ? SymbolWords.Card(new FunctionSymbol(functions), compiled.Pathway) : null,
            };
        }

        foreach (var type in compiled?.Facts.AllTypes ?? [])
            yield return new CompletionItem(type.Name, type.Name, 0, CompletionKind.Input, compiled!.Facts.Find(type)?.Path ?? "");
        foreach (var word in Words)
            yield return new CompletionItem(word, word, 0, CompletionKind.Word, "");
    }

    /// <summary>What the gate allows behind a dot: facts with their words, all else as C# declares it.</summary>
    private IEnumerable<CompletionItem> Members(string text, int dot)
    {
        var receiver = Parse(text).FindToken(dot).Parent switch
        {
            MemberAccessExpressionSyntax access => access.Expression,
            MemberBindingExpressionSyntax { Parent: ConditionalAccessExpressionSyntax access } => access.Expression,
            MemberBindingExpressionSyntax { Parent.Parent: ConditionalAccessExpressionSyntax access } => access.Expression,
            QualifiedNameSyntax name => name.Left,
            _ => null,
        };
        return receiver is null || bound is not { } known ? [] : known.MembersOf(receiver.ToString(), Known(text, receiver.SpanStart)).Select(Item);
    }

    private CompletionItem Item(ScriptMember member)
    {
        var fact = compiled!.Facts.FindType(member.Owner)?.Properties.FirstOrDefault(p => p.Schema.Name == member.Name);
        return fact is not null
            ? new CompletionItem(member.Name, member.Name, 0, CompletionKind.Fact, SymbolWords.Detail(fact.Schema)) { Describe = () => SymbolWords.OfFact(fact.Path, fact.Schema) }
            : new CompletionItem(member.Name, member.IsCall ? member.Name + "()" : member.Name, member.HasArguments ? 1 : 0, member.IsCall ? CompletionKind.Function : CompletionKind.Element, member.Type) { Describe = () => new HoverCard(member.Declared, []) };
    }

    /// <summary>A place of a text in the text that was bound before the latest letters.</summary>
    private int Known(string text, int position)
    {
        var known = bound!.Text;
        var same = 0;
        while (same < Math.Min(position, known.Length) && known[same] == text[same])
            same++;
        return same;
    }

    private ImmutableArray<ScriptFunction> FunctionsOf(string name) => [.. (compiled?.Scripts.Functions ?? []).Where(f => f.Library == library && f.Name == name)];

    private string? SummaryOf(string name) => FunctionsOf(name) is [{ Summary: { } summary }, ..] ? summary : null;

    private static void AddComments(ImmutableArray<ColouredToken>.Builder tokens, SyntaxTriviaList trivia)
    {
        foreach (var piece in trivia.Where(t => t.IsKind(SyntaxKind.SingleLineCommentTrivia) || t.IsKind(SyntaxKind.MultiLineCommentTrivia) || t.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia)))
            tokens.Add(new ColouredToken(piece.FullSpan.Start, piece.FullSpan.Length, TokenClass.Comment));
    }

    private static TokenClass ClassOf(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.NumericLiteralToken => TokenClass.Number,
        SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.InterpolatedStringStartToken or SyntaxKind.InterpolatedStringEndToken => TokenClass.Text,
        SyntaxKind.IdentifierToken => token.Parent is MethodDeclarationSyntax || token.Parent?.Parent is InvocationExpressionSyntax || (token.Parent?.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } access && access.Name == token.Parent) ? TokenClass.Function
            : token.Parent is ParameterSyntax ? TokenClass.Parameter
            : token.Parent is TypeSyntax && token.Parent.Parent is ParameterSyntax or MethodDeclarationSyntax or TypeArgumentListSyntax ? TokenClass.Type
            : TokenClass.Fact,
        var kind when SyntaxFacts.IsKeywordKind(kind) => token.Parent is PredefinedTypeSyntax ? TokenClass.Type : TokenClass.Keyword,
        SyntaxKind.OpenParenToken or SyntaxKind.CloseParenToken or SyntaxKind.OpenBraceToken or SyntaxKind.CloseBraceToken or SyntaxKind.CommaToken or SyntaxKind.DotToken or SyntaxKind.SemicolonToken => TokenClass.Punctuation,
        _ => TokenClass.Operator,
    };
}
