using RuleWorkbench.Presentation.Language;
using RuleWorkbench.Presentation.Lines;
using RuleWorkbench.Tui.Views;
using Terminal.Gui.Drawing;
using Terminal.Gui.Text;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace RuleWorkbench.Tui.Rules;

/// <summary>What is to be said of the place of the caret: the call that it stands in, what is wrong there, else what the
/// name there is.</summary>
internal sealed class HintView : PaintedView
{
    private readonly CodeView code;
    private CodeEditor editor;

    public HintView(CodeView code, Theme theme)
        : base(theme)
    {
        this.code = code;
        editor = code.Editor;
        CanFocus = false;
        editor.Changed += SetNeedsDraw;
    }

    public void Follow()
    {
        editor.Changed -= SetNeedsDraw;
        editor = code.Editor;
        editor.Changed += SetNeedsDraw;
        SetNeedsDraw();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            editor.Changed -= SetNeedsDraw;
        base.Dispose(disposing);
    }

    protected override void Paint()
    {
        var quiet = Theme.Of(Tone.Normal) with { Foreground = Theme.Quiet };
        if (editor.ProblemAtCaret is { } problem)
        {
            // In a call that is being written something is always wrong: what it takes is of more use.
            if (editor.Signature is { } call)
                DrawSignature(call, quiet);
            DrawProblem(problem, editor.Signature is null ? 0 : 1, quiet);
        }
        else if (editor.Signature is { } signature)
        {
            DrawLines(["", signature.Summary ?? ""], 0, quiet);
            DrawSignature(signature, quiet);
        }
        else if (editor.HoverAt(editor.State.Caret) is { } card)
        {
            DrawLines([card.Title, string.Join(" ", card.Lines)], 0, quiet);
        }
        else if (editor.Problems is [var first, ..])
        {
            DrawLines([$"{editor.Problems.Length} {(editor.Problems.Length == 1 ? "problem" : "problems")}; Alt+F8 goes there.", first.Diagnostic.Message], 0, quiet);
        }
    }

    /// <summary>The call in the first row, with the argument at the caret.</summary>
    private void DrawSignature(SignatureHelp signature, Attribute quiet)
    {
        DrawLines([signature.Label], 0, quiet);
        if (signature.ActiveStart + signature.ActiveLength >= Viewport.Width - 1)
            return;
        SetAttribute(quiet with { Foreground = Theme.Of(Tone.Normal).Foreground, Style = TextStyle.Bold | TextStyle.Underline });
        AddStr(1 + signature.ActiveStart, 0, signature.Label.Substring(signature.ActiveStart, signature.ActiveLength));
    }

    private void DrawProblem(CodeProblem problem, int row, Attribute quiet)
    {
        var sign = problem.Severity == Model.DiagnosticSeverity.Error ? "!" : "?";
        var advice = problem.Fixes is [var fix, ..] ? $" Alt+Enter: {fix.Title}." : problem.Diagnostic.Fix is { } hint ? " " + hint : "";
        DrawLines([.. Wrap($"{sign} {problem.Diagnostic.Message}{advice} ({problem.Diagnostic.Id})")], row, quiet with { Foreground = problem.Severity switch { Model.DiagnosticSeverity.Error => Theme.Bad, Model.DiagnosticSeverity.Warning => Theme.Warning, _ => Theme.Quiet } });
    }

    private void DrawLines(IReadOnlyList<string> lines, int row, Attribute attribute)
    {
        SetAttribute(attribute);
        for (var y = 0; y < Math.Min(Viewport.Height - row, lines.Count); y++)
            AddStr(1, row + y, CellText.Fit(lines[y], Viewport.Width - 2));
    }

    private IEnumerable<string> Wrap(string text) => TextFormatter.WordWrapText(text, Math.Max(10, Viewport.Width - 2));
}
