using System.Collections.Immutable;
using RuleWorkbench.Diffing;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using Spectre.Console;

namespace RuleWorkbench.Cli.Rendering;

/// <summary>Prints diagnostics with the line of the file that they are about and a caret under the place.</summary>
internal static class DiagnosticPrinter
{
    /// <summary>Beyond this many, people need a count and not a list.</summary>
    private const int MostShown = 50;

    private const int ExcerptWidth = 110;

    public static void Print(IAnsiConsole console, ImmutableArray<Diagnostic> diagnostics, Workspace workspace)
    {
        PrintAll(console, diagnostics.Take(MostShown), workspace.Root);
        if (diagnostics.Length > MostShown)
            console.MarkupLine($"[grey]… and {diagnostics.Length - MostShown} more.[/]");
    }

    /// <summary>Prints what is wrong with a version, whose files the user may not have.</summary>
    public static void PrintOf(IAnsiConsole console, PathwayVersion version)
    {
        if (version.Diagnostics.IsEmpty)
            return;
        console.MarkupLine($"[bold]In {Markup.Escape(version.Label)}:[/]");
        foreach (var diagnostic in version.Diagnostics)
            console.MarkupLine($"[{(diagnostic.Severity == DiagnosticSeverity.Error ? "red" : "yellow")}]{Markup.Escape(diagnostic.ToString())}[/]");
    }

    /// <summary>Prints every one of them.</summary>
    /// <param name="root">The folder that the files are named from.</param>
    public static void PrintAll(IAnsiConsole console, IEnumerable<Diagnostic> diagnostics, string root)
    {
        var files = new Dictionary<string, SourceFile?>();
        foreach (var diagnostic in diagnostics)
        {
            var colour = diagnostic.Severity switch { DiagnosticSeverity.Error => "red", DiagnosticSeverity.Warning => "yellow", _ => "blue" };
            console.MarkupLine($"[bold]{Markup.Escape(Printable(diagnostic.Place.ToString()))}[/]: [{colour}]{diagnostic.Severity.ToString().ToLowerInvariant()} {diagnostic.Id}[/]: {Markup.Escape(Printable(diagnostic.Message))}");
            PrintExcerpt(console, diagnostic.Place, root, files, colour);
            if (diagnostic.Fix is not null)
                console.MarkupLine($"  [grey]{Markup.Escape(Printable(diagnostic.Fix))}{(diagnostic.Repair is null ? "" : " (`rulewb check --fix` does.)")}[/]");
        }
    }

    private static void PrintExcerpt(IAnsiConsole console, SourcePlace place, string root, Dictionary<string, SourceFile?> files, string colour)
    {
        if (place.Line == 0)
            return;
        if (!files.TryGetValue(place.File, out var file))
            files[place.File] = file = SourceFile.Read(Path.Combine(root, place.File), place.File).Value;
        var line = file?.Line(place.Line).Replace('\t', ' ') ?? "";
        if (string.IsNullOrWhiteSpace(line))
            return;
        var start = Math.Clamp(place.Column - 1 - (ExcerptWidth / 2), 0, Math.Max(0, line.Length - ExcerptWidth));
        start = start == 0 ? line.Length - line.TrimStart().Length : start;
        start = Math.Min(start, Math.Max(0, place.Column - 1));
        var excerpt = line[start..Math.Min(line.Length, start + ExcerptWidth)];
        console.MarkupLine($"  [grey]|[/] {Markup.Escape(Printable(excerpt))}");
        console.MarkupLine($"  [grey]|[/] {new string(' ', Math.Max(0, place.Column - 1 - start))}[{colour}]^[/]");
    }

    /// <summary>The text without characters that a terminal would act on.</summary>
    private static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) && c != '\n' ? '\uFFFD' : c));
}
