using RuleWorkbench.Loading;
using RuleWorkbench.Releases;
using Spectre.Console;

namespace RuleWorkbench.Cli.Rendering;

/// <summary>Prints what was verified, and what does not hold.</summary>
internal static class VerificationPrinter
{
    public static void Print(Terminal terminal, Verification verification, Workspace workspace)
    {
        var mark = verification.Holds ? "[green]✓[/]" : "[red]✗[/]";
        terminal.Out.MarkupLine($"{mark} {Markup.Escape(verification.Name)} [grey]{Markup.Escape(Summary(verification))}[/]");
        PrintSignOffs(terminal.Out, verification);
        DiagnosticPrinter.PrintAll(terminal.Error, verification.Findings, workspace.Root);
    }

    /// <summary>Who stands by the meaning, and whose sign-off an edit has voided.</summary>
    public static void PrintSignOffs(IAnsiConsole console, Verification verification)
    {
        foreach (var signOff in verification.SignOffs.Current)
        {
            var isVoid = signOff.Meaning != verification.Meaning;
            var (mark, colour) = isVoid ? ("✗", "yellow") : signOff.Decision == SignOffDecision.Approved ? ("✓", "green") : ("✗", "red");
            console.MarkupLine($"  [{colour}]{mark} {Markup.Escape(Line(signOff.Words))}[/]{(isVoid ? ": void, since the logic was edited" : "")}{(signOff.Note is null ? "" : $" [grey]{Markup.Escape(Line(signOff.Note))}[/]")}");
        }
    }

    private static string Summary(Verification verification) =>
        string.Join(", ", new[]
        {
            verification.Meaning is null ? "without a meaning" : $"meaning {MeaningHash.Short(verification.Meaning)}",
            verification.Manifest is { } manifest ? FormattableString.Invariant($"{manifest.Files.Length} files, {manifest.Suites.Sum(s => s.Cases)} cases passed, released by {Line(manifest.By)} on {manifest.At:yyyy-MM-dd}") : null,
        }.OfType<string>());

    /// <summary>A text in one line, without characters that a terminal would act on.</summary>
    private static string Line(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
