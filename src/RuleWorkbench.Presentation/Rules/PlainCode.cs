using System.Collections.Immutable;
using RuleWorkbench.Compilation.Syntax;
using RuleWorkbench.Presentation.Language;

namespace RuleWorkbench.Presentation.Rules;

/// <summary>Expressions of a pathway that cannot be compiled: colours, and nothing that needs to know what names mean.</summary>
public sealed class PlainCode : ICodeLanguage
{
    public static readonly PlainCode Instance = new();

    public bool HasLines => false;

    public ImmutableArray<ColouredToken> Colours(string text) => [.. ExpressionLexer.Read(text).SkipLast(1).Select(t => new ColouredToken(t.Start, t.End - t.Start, t.Kind switch
    {
        TokenKind.Number => TokenClass.Number,
        TokenKind.Text or TokenKind.OpenText => TokenClass.Text,
        TokenKind.Symbol => TokenClass.Operator,
        _ => TokenClass.Unknown,
    }))];

    public BracketPair? Bracket(string text, int caret) => null;

    public CompletionList Complete(string text, int caret) => CompletionList.None;

    public bool Invites(string text, int caret) => false;

    public SignatureHelp? Signature(string text, int caret) => null;

    public HoverCard? Hover(string text, int position) => null;

    public ImmutableArray<CodeProblem> Problems(string text, CancellationToken cancellation) => [];

    public string Format(string text) => ExpressionFormatter.Format(text);
}
