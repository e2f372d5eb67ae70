using System.Collections.Immutable;
using RuleWorkbench.Editing;
using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Language;
using RuleWorkbench.Presentation.Lines;
using RuleWorkbench.Presentation.Session;

namespace RuleWorkbench.Presentation.Pages;

/// <summary>The tab of a file that is edited as text: a script, or JSON. Rules and cases see what is written here before it is
/// saved.</summary>
public sealed class FilePage : Page
{
    private readonly WorkbenchSession session;
    private readonly TextList nothing = new();

    public FilePage(WorkbenchSession session, Target target)
    {
        this.session = session;
        Target = target;
        Code = new CodeEditor(Language(null), Text);
        Code.Move(Code.State.At(0));
        Code.Edited += Write;
        Code.Moved += session.EndGroup;
        session.FilesChanged += ReadFile;
        session.VersionReady += TakeVersion;
        Code.Changed += OnChanged;
        foreach (var state in session.States.Values)
            TakeVersion(state);
    }

    public override Target Target { get; }

    /// <summary>The text with line feeds only; the file keeps the line ends that it has.</summary>
    public CodeEditor Code { get; }

    public override ImmutableArray<Line> Head
    {
        get
        {
            if (session.Documents.Find(Target.Name) is null)
                return [Line.Of($" {Target.Name} is not there (any more), or it cannot be read.", Tone.Warning)];
            var start = Code.State.Caret == 0 ? 0 : Code.Text.LastIndexOf('\n', Code.State.Caret - 1) + 1;
            return [Line.Of(" " + Target.Name, Tone.Quiet).And($"   line {Code.Text.AsSpan(0, start).Count('\n') + 1} of {Code.Text.AsSpan().Count('\n') + 1}, column {Code.State.Caret - start + 1}", Tone.Quiet)];
        }
    }

    public override string Title => Path.GetFileName(Target.Name);

    public override LineList Main => nothing;

    public override bool IsUnsaved => session.IsUnsaved(Target.Name);

    private string Text => (session.Documents.Find(Target.Name)?.Text ?? "").Replace("\r\n", "\n", StringComparison.Ordinal);

    /// <summary>The pathway whose version the file was read with last; null before there is one.</summary>
    public string? Pathway { get; private set; }

    /// <summary>The function of a library that the name at the caret stands for; null where there is none.</summary>
    public Symbol? FunctionAtCaret => (Code.Language as ScriptLanguage)?.FunctionAt(Code.Text, Code.State.Caret);

    /// <summary>The name at the caret, where this script declares it; null where it does not.</summary>
    public string? NameAtCaret => (Code.Language as ScriptLanguage)?.NameAt(Code.Text, Code.State.Caret);

    /// <summary>Where the caret stands in the file, with the line ends that it has.</summary>
    public int PlaceInFile => session.Documents.Find(Target.Name) is { } document ? RawIndex(document.Text, Code.State.Caret) : 0;

    /// <summary>Where the name at the caret is declared in this file; null where it is not.</summary>
    public int? DeclarationOfCaret => (Code.Language as ScriptLanguage)?.Declaration(Code.Text, Code.State.Caret);

    /// <summary>Takes the caret to a line.</summary>
    /// <param name="line">1-based.</param>
    public void GoTo(int line)
    {
        var start = 0;
        for (var i = 1; i < line && Code.Text.IndexOf('\n', start) is >= 0 and var end; i++)
            start = end + 1;
        Code.Move(Code.State.At(start));
    }

    /// <summary>Takes the caret to a place of the file as it stands.</summary>
    public void GoToPlaceInFile(int index)
    {
        var raw = session.Documents.Find(Target.Name)?.Text ?? "";
        Code.Move(Code.State.At(raw[..Math.Min(index, raw.Length)].Replace("\r\n", "\n", StringComparison.Ordinal).Length));
    }

    /// <summary>Selects the next place of a text behind the caret, or the first.</summary>
    /// <returns>False when it does not stand there.</returns>
    public bool Find(string text)
    {
        var at = Code.Text.IndexOf(text, Code.State.SelectionEnd, StringComparison.OrdinalIgnoreCase);
        at = at < 0 ? Code.Text.IndexOf(text, StringComparison.OrdinalIgnoreCase) : at;
        if (at >= 0)
            Code.Move(Code.State.At(at).At(at + text.Length, extends: true));
        return at >= 0;
    }

    public override void Dispose()
    {
        session.FilesChanged -= ReadFile;
        session.VersionReady -= TakeVersion;
        base.Dispose();
    }

    private void ReadFile()
    {
        Code.Show(Text);
        OnChanged();
    }

    private void TakeVersion(PathwayState state)
    {
        if (IsScript ? state.Pathway?.Scripts.Any(s => s.Place.File == Target.Name) != true : !WorkspaceFiles.Concerns(Target.Name, state.Name))
            return;
        Pathway = state.Name;
        Code.Language = Language(state);
        OnChanged();
    }

    internal bool IsScript => Target.Name.EndsWith(".csx", StringComparison.Ordinal);

    private ICodeLanguage Language(PathwayState? state)
    {
        var text = (state?.Documents.Find(Target.Name)?.Text ?? "").Replace("\r\n", "\n", StringComparison.Ordinal);
        ImmutableArray<Diagnostic> found = state is null ? [] : [.. state.Problems.Where(d => d.Place.File == Target.Name && d.Place.Line > 0)];
        return IsScript ? new ScriptLanguage(state?.Compiled, Path.GetFileNameWithoutExtension(Target.Name), text, found, Code?.Language as ScriptLanguage) : new JsonLanguage(Target.Name, text, found);
    }

    /// <summary>Writes what differs, and nothing else of the file.</summary>
    private void Write(string now)
    {
        if (session.Documents.Find(Target.Name) is not { } document)
            return;
        var (raw, old) = (document.Text, Text);
        var start = 0;
        while (start < old.Length && start < now.Length && old[start] == now[start])
            start++;
        var end = 0;
        while (end < old.Length - start && end < now.Length - start && old[^(end + 1)] == now[^(end + 1)])
            end++;
        var newLine = raw.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var (from, to) = (RawIndex(raw, start), RawIndex(raw, old.Length - end));
        session.Apply(
            new ReplaceText([new TextEdit(Target.Name, from, to - from, now[start..(now.Length - end)].Replace("\n", newLine, StringComparison.Ordinal))]),
            $"edit {Title}",
            (Target.Name, nameof(FilePage)));
    }

    /// <summary>Where a position of the text with line feeds only stands in the file.</summary>
    private static int RawIndex(string raw, int index)
    {
        var at = 0;
        for (var i = 0; i < index; i++)
            at += raw[at] == '\r' && at + 1 < raw.Length && raw[at + 1] == '\n' ? 2 : 1;
        return at;
    }
}
