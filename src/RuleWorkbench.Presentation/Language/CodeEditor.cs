using System.Collections.Immutable;

namespace RuleWorkbench.Presentation.Language;

/// <summary>An editor of code without its screen: text, caret, proposals, signature, problems. Everything is called on the
/// thread of the screen; problems are looked for in the background.</summary>
public sealed class CodeEditor
{
    private static readonly Dictionary<char, char> Closing = new() { ['('] = ')', ['['] = ']', ['"'] = '"' };

    private ICodeLanguage language;

    /// <summary>Something was typed for which there was no proposal yet: what it means may be known in a moment.</summary>
    private bool awaitsProposals;
    private CancellationTokenSource? looking;
    private (string Text, ICodeLanguage Language, ImmutableArray<ColouredToken> Tokens)? coloured;

    public CodeEditor(ICodeLanguage language, string text)
    {
        this.language = language;
        State = CodeState.Empty.WithText(text).At(text.Length);
        Look();
    }

    /// <summary>Something of what is shown has changed.</summary>
    public event Action? Changed;

    /// <summary>The user has changed the text.</summary>
    public event Action<string>? Edited;

    /// <summary>The user has gone elsewhere in the text: what is typed from here on is another edit.</summary>
    public event Action? Moved;

    public CodeState State { get; private set; }

    public string Text => State.Text;

    public ImmutableArray<CodeProblem> Problems { get; private set; } = [];

    /// <summary>The proposals that are shown; empty when none are.</summary>
    public CompletionList Proposals { get; private set; } = CompletionList.None;

    /// <summary>Index of the chosen proposal.</summary>
    public int Chosen { get; private set; }

    /// <summary>The call that the caret stands in, or null.</summary>
    public SignatureHelp? Signature { get; private set; }

    /// <summary>Ends when the problems of the text as it is now are known.</summary>
    public Task Settled { get; private set; } = Task.CompletedTask;

    public ICodeLanguage Language
    {
        get => language;
        set
        {
            language = value;
            if (!Proposals.IsEmpty)
                Propose();
            Look();
            Changed?.Invoke();
        }
    }

    public ImmutableArray<ColouredToken> Colours
    {
        get
        {
            if (coloured is not { } known || known.Text != Text || known.Language != language)
                coloured = known = (Text, language, language.Colours(Text));
            return known.Tokens;
        }
    }

    public BracketPair? Bracket => language.Bracket(Text, State.Caret);

    /// <summary>The problem at the caret, the worst one where there are several; or null.</summary>
    public CodeProblem? ProblemAtCaret =>
        Problems.Where(p => p.Start <= State.Caret && State.Caret <= p.Start + p.Length).OrderByDescending(p => p.Severity).FirstOrDefault();

    public HoverCard? HoverAt(int position) => language.Hover(Text, position);

    /// <summary>Takes over a text that was changed elsewhere: by an undo, a rename, a form.</summary>
    public void Show(string text)
    {
        if (text == Text)
            return;
        State = State.WithText(text);
        Proposals = CompletionList.None;
        Look();
        Changed?.Invoke();
    }

    /// <summary>Types a character. A bracket or a quote brings its partner with it, and goes over one that stands there.</summary>
    public void Type(string character)
    {
        var next = State.Caret < Text.Length ? Text[State.Caret] : '\0';
        if (character.Length == 1 && !State.HasSelection)
        {
            var typed = character[0];
            if (next == typed && Closing.ContainsValue(typed) && (typed != '"' || IsInText(State.Caret)))
            {
                Move(State.At(State.Caret + 1));
                return;
            }

            if (Closing.TryGetValue(typed, out var closing) && (next == '\0' || char.IsWhiteSpace(next) || next is ')' or ']' or ',') && !IsInText(State.Caret))
            {
                Edit(State.Insert($"{typed}{closing}").At(State.Caret + 1));
                Invite();
                return;
            }
        }

        Edit(State.Insert(character));
        Invite();
        awaitsProposals = Proposals.IsEmpty;
    }

    /// <summary>Puts in a text as it is; line ends become blanks where the language has none.</summary>
    public void Paste(string text)
    {
        var lines = text.ReplaceLineEndings("\n");
        Edit(State.Insert(language.HasLines ? lines : lines.Replace('\n', ' ')));
    }

    public void NewLine()
    {
        if (language.HasLines)
            Edit(State.Insert("\n" + Indent()));
    }

    public void DeleteBack(bool word = false)
    {
        // An empty pair goes as it came.
        var isPair = !word && !State.HasSelection && State.Caret > 0 && State.Caret < Text.Length && Closing.TryGetValue(Text[State.Caret - 1], out var closing) && Text[State.Caret] == closing;
        var wasOpen = !Proposals.IsEmpty;
        Edit(isPair ? State.Replace(State.Caret - 1, 2, "") : State.DeleteBack(word));
        if (wasOpen)
            Invite();
    }

    public void DeleteForward(bool word = false) => Edit(State.DeleteForward(word));

    /// <summary>Moves the caret or the selection.</summary>
    public void Move(CodeState to)
    {
        State = to with { Text = Text };
        awaitsProposals = false;
        Proposals = CompletionList.None;
        Signature = language.Signature(Text, State.Caret);
        Moved?.Invoke();
        Changed?.Invoke();
    }

    /// <summary>Shows what can be written at the caret.</summary>
    public void Propose()
    {
        Proposals = language.Complete(Text, State.Caret);
        Chosen = 0;
        Changed?.Invoke();
    }

    public void Dismiss()
    {
        awaitsProposals = false;
        Proposals = CompletionList.None;
        Changed?.Invoke();
    }

    /// <summary>Chooses another proposal; past the last one comes the first.</summary>
    public void Choose(int by)
    {
        if (Proposals.IsEmpty)
            return;
        Chosen = ((Chosen + by) % Proposals.Items.Length + Proposals.Items.Length) % Proposals.Items.Length;
        Changed?.Invoke();
    }

    /// <summary>Writes the chosen proposal.</summary>
    public void Accept()
    {
        if (Proposals.IsEmpty)
            return;
        var (list, item) = (Proposals, Proposals.Items[Chosen]);
        Edit(State.Replace(list.Start, list.Length, item.Insert, item.CaretBack));
        if (item.CaretBack > 0)
            Invite();
    }

    /// <summary>Writes a fix.</summary>
    public void Mend(QuickFix fix) => Edit(State.WithText(fix.Text));

    public void Format() => Edit(State.WithText(language.Format(Text)));

    /// <summary>Goes to the next problem behind the caret, or to the first.</summary>
    public void NextProblem()
    {
        if (Problems.IsEmpty)
            return;
        var next = Problems.FirstOrDefault(p => p.Start > State.Caret) ?? Problems[0];
        Move(State.At(next.Start));
    }

    private void Edit(CodeState state)
    {
        var isOther = state.Text != Text;
        awaitsProposals = false;
        State = state;
        Proposals = CompletionList.None;
        Signature = language.Signature(Text, State.Caret);
        if (isOther)
        {
            Look();
            Edited?.Invoke(Text);
        }

        Changed?.Invoke();
    }

    private void Invite()
    {
        if (!language.Invites(Text, State.Caret))
            return;
        Propose();

        // What stands there already needs no proposal.
        if (Proposals.Items is [var first, ..] && first.Insert == Text.Substring(Proposals.Start, Proposals.Length))
            Dismiss();
    }

    private bool IsInText(int position) => Colours.Any(t => t.Class == TokenClass.Text && t.Start < position && (position < t.End || (position == t.End && (t.Length == 1 || Text[t.End - 1] != Text[t.Start]))));

    private string Indent()
    {
        var start = State.SelectionStart == 0 ? 0 : Text.LastIndexOf('\n', State.SelectionStart - 1) + 1;
        var end = start;
        while (end < State.SelectionStart && Text[end] is ' ' or '\t')
            end++;
        return Text[start..end];
    }

    private void Look()
    {
        looking?.Cancel();
        looking = new CancellationTokenSource();
        Settled = LookAsync(Text, language, looking.Token);
    }

    private async Task LookAsync(string text, ICodeLanguage asked, CancellationToken cancellation)
    {
        try
        {
            var found = await Task.Run(() => asked.Problems(text, cancellation), cancellation);
            if (cancellation.IsCancellationRequested)
                return;
            Problems = found;
            if (awaitsProposals)
                Invite();
            awaitsProposals = false;
            Changed?.Invoke();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The text has changed meanwhile.
        }
    }
}
