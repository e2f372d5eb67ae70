using System.Collections.Immutable;
using System.Text.Json;
using RuleWorkbench.Editing;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Presentation.Language;

/// <summary>JSON as text: colours, brackets, the layout of `rulewb fmt`, and what is wrong.</summary>
/// <param name="checkedText">The text that <paramref name="found"/> is about.</param>
/// <param name="found">What the check of its pathway says of the file.</param>
public sealed class JsonLanguage(string file, string checkedText, ImmutableArray<Diagnostic> found) : ICodeLanguage
{
    public bool HasLines => true;

    public ImmutableArray<ColouredToken> Colours(string text)
    {
        var tokens = ImmutableArray.CreateBuilder<ColouredToken>();
        for (var at = 0; at < text.Length;)
        {
            var end = EndOf(text, at);
            if (!char.IsWhiteSpace(text[at]))
                tokens.Add(new ColouredToken(at, end - at, ClassOf(text, at, end)));
            at = end;
        }

        return tokens.ToImmutable();
    }

    public BracketPair? Bracket(string text, int caret)
    {
        var open = new Stack<int>();
        foreach (var token in Colours(text).Where(t => t.Class == TokenClass.Punctuation))
        {
            if (text[token.Start] is '{' or '[')
                open.Push(token.Start);
            else if (text[token.Start] is '}' or ']' && open.TryPop(out var partner) && (Touches(partner) || Touches(token.Start)))
                return new BracketPair(partner, token.Start);
        }

        return null;

        bool Touches(int at) => at == caret || at + 1 == caret;
    }

    public CompletionList Complete(string text, int caret) => CompletionList.None;

    public bool Invites(string text, int caret) => false;

    public SignatureHelp? Signature(string text, int caret) => null;

    public HoverCard? Hover(string text, int position) => null;

    public ImmutableArray<CodeProblem> Problems(string text, CancellationToken cancellation)
    {
        var source = SourceFile.Of(file, text, hasByteOrderMark: false);
        var all = text == checkedText ? found : JsonFile.Parse(source).Diagnostics;
        return [.. all.Where(d => d.Place.Line > 0).Select(d => Located(d, source)).OrderBy(p => p.Start)];
    }

    /// <summary>Text that is no JSON stays as it is.</summary>
    public string Format(string text)
    {
        try
        {
            return JsonFormatter.Format(text);
        }
        catch (JsonException)
        {
            return text;
        }
    }

    private static CodeProblem Located(Diagnostic diagnostic, SourceFile source)
    {
        var start = Math.Min(source.IndexOf(diagnostic.Place.Line, Math.Max(1, diagnostic.Place.Column)), source.Text.Length);
        return new CodeProblem(diagnostic, start, start < source.Text.Length ? Math.Max(1, EndOf(source.Text, start) - start) : 1, []);
    }

    /// <summary>The end of the token that begins at a position; blanks are one too.</summary>
    private static int EndOf(string text, int start)
    {
        var at = start + 1;
        if (text[start] == '"')
        {
            while (at < text.Length && text[at] is not ('"' or '\n'))
                at += text[at] == '\\' ? 2 : 1;
            return Math.Min(text.Length, at + 1);
        }

        if (IsPunctuation(text[start]))
            return at;
        var isBlank = char.IsWhiteSpace(text[start]);
        while (at < text.Length && text[at] != '"' && !IsPunctuation(text[at]) && char.IsWhiteSpace(text[at]) == isBlank)
            at++;
        return at;
    }

    private static bool IsPunctuation(char c) => c is '{' or '}' or '[' or ']' or ',' or ':';

    private static TokenClass ClassOf(string text, int start, int end)
    {
        if (IsPunctuation(text[start]))
            return TokenClass.Punctuation;
        if (text[start] != '"')
            return text[start] is '-' or (>= '0' and <= '9') ? TokenClass.Number : text[start..end] is "true" or "false" or "null" ? TokenClass.Keyword : TokenClass.Unknown;
        while (end < text.Length && char.IsWhiteSpace(text[end]))
            end++;
        return end < text.Length && text[end] == ':' ? TokenClass.Fact : TokenClass.Text;
    }
}
