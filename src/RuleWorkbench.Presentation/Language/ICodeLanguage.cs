using System.Collections.Immutable;

namespace RuleWorkbench.Presentation.Language;

/// <summary>What an editor of code asks of the language that is written in it. Safe for use from any thread.</summary>
public interface ICodeLanguage
{
    /// <summary>Whether a line can end: an expression stands in one line of its file.</summary>
    bool HasLines { get; }

    /// <summary>In the order of the text.</summary>
    ImmutableArray<ColouredToken> Colours(string text);

    BracketPair? Bracket(string text, int caret);

    CompletionList Complete(string text, int caret);

    /// <summary>Whether proposals should be shown without being asked for, after a character was typed.</summary>
    bool Invites(string text, int caret);

    SignatureHelp? Signature(string text, int caret);

    HoverCard? Hover(string text, int position);

    /// <summary>What is wrong with the text; this may take a while.</summary>
    ImmutableArray<CodeProblem> Problems(string text, CancellationToken cancellation);

    string Format(string text);
}
