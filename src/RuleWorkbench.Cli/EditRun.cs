using System.Collections.Immutable;
using DiffPlex;
using DiffPlex.Renderer;
using RuleWorkbench.Cli.Rendering;
using RuleWorkbench.Editing;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using Spectre.Console;

namespace RuleWorkbench.Cli;

/// <summary>Applies an edit and saves it, or shows what it would change.</summary>
/// <param name="IsDryRun">Print a unified diff and write nothing.</param>
internal sealed record EditRun(Workspace Workspace, Terminal Terminal, bool IsDryRun)
{
    private const int ContextLines = 3;

    /// <summary>The files of a pathway; prints what is wrong with them and ends the command if one cannot be read.</summary>
    public DocumentSet Load(string pathway)
    {
        var loaded = PathwayDocuments.Load(Workspace, pathway);
        return loaded.IsUsable ? loaded.Value! : throw Refused(loaded.Diagnostics, ExitCode.Invalid, $"The files of `{pathway}` cannot be edited as they stand.");
    }

    /// <summary>Applies the edit to files and saves them all, or none; says which.</summary>
    public ExitCode Run(DocumentSet documents, Edit edit)
    {
        foreach (var change in Apply(documents, edit).Where(_ => !IsDryRun))
        {
            var word = change.Before is null ? "made" : change.After is null ? "removed" : "changed";
            Terminal.Out.MarkupLine($"[green]{word}[/] {Markup.Escape(change.File)}");
        }

        return ExitCode.Clean;
    }

    /// <summary>The same without a word: applies the edit, and saves or shows what it changes.</summary>
    public ImmutableArray<FileChange> Apply(DocumentSet documents, Edit edit)
    {
        var edited = edit.Apply(documents);
        if (edited.Value is null)
            throw Refused(edited.Diagnostics, ExitCode.CouldNotRun, "Nothing was changed.");
        var changes = edited.Value.Documents.Changes;
        if (IsDryRun)
        {
            foreach (var change in changes)
                PrintDiff(change);
            return changes;
        }

        var refused = new DocumentWriter().Save(edited.Value.Documents);
        if (!refused.IsEmpty)
            throw Refused(refused, ExitCode.CouldNotRun, "Nothing was changed.");
        return changes;
    }

    private CommandFailure Refused(ImmutableArray<Diagnostic> diagnostics, ExitCode code, string message)
    {
        DiagnosticPrinter.Print(Terminal.Error, diagnostics, Workspace);
        return new CommandFailure(code, message);
    }

    private void PrintDiff(FileChange change)
    {
        var (before, after) = (change.Before is null ? "/dev/null" : "a/" + change.File, change.After is null ? "/dev/null" : "b/" + change.File);
        var diff = new UnidiffRenderer(Differ.Instance, ContextLines).Generate(change.Before?.Text ?? "", change.After?.Text ?? "", before, after, false, false);
        Terminal.Out.Profile.Out.Writer.Write(diff.EndsWith('\n') ? diff : diff + "\n");
    }
}
