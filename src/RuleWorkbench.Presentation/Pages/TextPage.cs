using RuleWorkbench.Presentation.Lines;
using RuleWorkbench.Presentation.Session;

namespace RuleWorkbench.Presentation.Pages;

/// <summary>A file as text, with the numbers of its lines.</summary>
public sealed class TextPage : Page
{
    private readonly WorkbenchSession session;
    private readonly FileText text = new();

    public TextPage(WorkbenchSession session, Target target)
    {
        this.session = session;
        Target = target;
        session.FilesChanged += Refresh;
        Refresh();
    }

    public override Target Target { get; }

    public override string Title => Path.GetFileName(Target.Name);

    public override LineList Main => text;

    public override bool IsUnsaved => session.IsUnsaved(Target.Name);

    /// <summary>Selects a line.</summary>
    /// <param name="line">1-based.</param>
    public void GoTo(int line) => text.Selected = line - 1;

    public override void Dispose()
    {
        session.FilesChanged -= Refresh;
        base.Dispose();
    }

    private void Refresh()
    {
        text.Show(session.Documents.Find(Target.Name)?.Text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n') ?? []);
        text.Placeholder = $"{Target.Name} is not there (any more).";
        OnChanged();
    }

    private sealed class FileText : LineList
    {
        private string[] lines = [];

        public override int Count => lines.Length;

        public void Show(string[] text)
        {
            lines = text;
            OnChanged();
        }

        public override Line At(int row) => Line.Of($"{row + 1,5}  ", Tone.Quiet).And(lines[row].Replace("\t", "    ", StringComparison.Ordinal));
    }
}
