using System.Collections.Immutable;
using RuleWorkbench.Editing;
using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Language;
using RuleWorkbench.Presentation.Lines;
using RuleWorkbench.Presentation.Pages;
using RuleWorkbench.Presentation.Session;

namespace RuleWorkbench.Presentation.Rules;

/// <summary>The tab of a script library that is edited. Rules see what is written here before it is saved.</summary>
public sealed class ScriptPage : Page
{
    private readonly WorkbenchSession session;
    private readonly TextList nothing = new();

    public ScriptPage(WorkbenchSession session, Target target)
    {
        this.session = session;
        Target = target;
        Code = new CodeEditor(Language(null), Text);
        Code.Move(Code.State.At(0));
        Code.Edited += Write;
        Code.Moved += session.EndGroup;
        session.FilesChanged += ReadFile;
        session.VersionReady += TakeVersion;
        foreach (var state in session.States.Values)
            TakeVersion(state);
    }

    public override Target Target { get; }

    /// <summary>The script with line feeds only; the file keeps the line ends that it has.</summary>
    public CodeEditor Code { get; }

    public string Library => Path.GetFileNameWithoutExtension(Target.Name);

    public override string Title => Path.GetFileName(Target.Name);

    public override LineList Main => nothing;

    public override bool IsUnsaved => session.IsUnsaved(Target.Name);

    private string Text => (session.Documents.Find(Target.Name)?.Text ?? "").Replace("\r\n", "\n", StringComparison.Ordinal);

    /// <summary>Takes the caret to a line.</summary>
    /// <param name="line">1-based.</param>
    public void GoTo(int line)
    {
        var start = 0;
        for (var i = 1; i < line && Code.Text.IndexOf('\n', start) is >= 0 and var end; i++)
            start = end + 1;
        Code.Move(Code.State.At(start));
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
        if (state.Pathway?.Scripts.Any(s => s.Place.File == Target.Name) != true)
            return;
        Code.Language = Language(state);
        OnChanged();
    }

    private ScriptLanguage Language(PathwayState? state)
    {
        var text = (state?.Documents.Find(Target.Name)?.Text ?? "").Replace("\r\n", "\n", StringComparison.Ordinal);
        ImmutableArray<Diagnostic> found = state is null ? [] : [.. state.Problems.Where(d => d.Place.File == Target.Name && d.Place.Line > 0)];
        return new ScriptLanguage(state?.Compiled, Library, text, found);
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
            (Target.Name, nameof(ScriptPage)));
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
