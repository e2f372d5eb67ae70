using System.Collections.Immutable;
using RuleWorkbench.Compilation.Syntax;

namespace RuleWorkbench.Presentation.Language;

/// <summary>The language of expressions, in the scope of one of them.</summary>
/// <param name="clock">For checks that know today's date.</param>
public sealed class ExpressionLanguage(ExpressionScope scope, TimeProvider clock) : ICodeLanguage
{
    private ExpressionAnalysis? last;

    public ExpressionScope Scope => scope;

    public bool HasLines => false;

    public ImmutableArray<ColouredToken> Colours(string text) => ExpressionColours.Of(Analyse(text));

    public BracketPair? Bracket(string text, int caret) => BracketPair.At(Analyse(text), caret);

    public CompletionList Complete(string text, int caret) => ExpressionCompleter.At(Analyse(text), caret);

    public SignatureHelp? Signature(string text, int caret) => SignatureHelp.At(Analyse(text), caret);

    public HoverCard? Hover(string text, int position) => ExpressionHover.At(Analyse(text), position);

    /// <summary>The thing that is named at a place, or null.</summary>
    public Symbol? SymbolAt(string text, int position)
    {
        var analysis = Analyse(text);
        return analysis.SymbolAt(analysis.TokenAt(position));
    }

    public ImmutableArray<CodeProblem> Problems(string text, CancellationToken cancellation) =>
        CodeProblem.Of(scope, text, DateOnly.FromDateTime(clock.GetLocalNow().DateTime));

    public string Format(string text) => ExpressionFormatter.Format(text);

    /// <summary>Letters and dots ask for names, an opened text for its allowed values, and a blank behind a comparison for what
    /// the fact can be.</summary>
    public bool Invites(string text, int caret)
    {
        if (caret == 0)
            return false;
        var analysis = Analyse(text);
        var before = text[caret - 1];
        if (before == ' ')
        {
            var next = analysis.Tokens.IndexOf(analysis.Tokens.First(t => t.Start >= caret || t.Kind == TokenKind.End));
            return ExpectedValue.At(analysis, next) is { IsCompared: true } expected && (expected.Kind == ValueKind.Flag || expected.Fact is { AllowedValues.IsEmpty: false });
        }

        return char.IsLetter(before) || before is '_' or '.' or '"' or '-';
    }

    private ExpressionAnalysis Analyse(string text)
    {
        // Several questions come for each typed character, from the screen and from the background.
        var analysis = last;
        return analysis?.Text == text ? analysis : last = new ExpressionAnalysis(scope, text);
    }
}
