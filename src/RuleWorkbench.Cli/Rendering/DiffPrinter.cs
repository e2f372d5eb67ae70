using System.Collections.Immutable;
using RuleWorkbench.Diffing;
using RuleWorkbench.Reporting;
using Spectre.Console;

namespace RuleWorkbench.Cli.Rendering;

/// <summary>Prints a diff: what was edited, what it means and which rules it reaches.</summary>
internal sealed class DiffPrinter(IAnsiConsole console, bool sideBySide)
{
    /// <summary>Beyond this many rules, people need a count and not a list.</summary>
    private const int MostReached = 12;

    /// <summary>Characters of a rule's criteria that are shown; the rule itself is a command away.</summary>
    private const int LongestCriteria = 110;

    /// <summary>Lines that are the same, on each side of those that differ.</summary>
    private const int LinesAround = 2;

    public static void PrintHeader(IAnsiConsole console, PathwayDiff diff)
    {
        static string Label(PathwayVersion version) => version.Pathway?.Version is { } number && !version.Label.EndsWith("@" + number, StringComparison.Ordinal) ? $"{version.Label} ({number})" : version.Label;
        console.MarkupLine($"[bold]{Markup.Escape(diff.Pathway)}[/]  {Markup.Escape(Label(diff.Baseline))} [grey]..[/] {Markup.Escape(Label(diff.Candidate))}");
    }

    public static void PrintSummary(IAnsiConsole console, PathwayDiff diff) =>
        console.MarkupLine($"[{(diff.IsSameLogic ? "green" : "yellow")}]{Markup.Escape(DiffSummary.Of(diff).ToString())}[/]");

    /// <summary>What changed, a line each.</summary>
    public static void PrintNames(IAnsiConsole console, PathwayDiff diff)
    {
        foreach (var change in diff.Changes)
            console.MarkupLine(Markup.Escape($"{DiffWords.Subject(change.Subject)} {change.Id}"));
    }

    /// <summary>What changed and how much, a line each.</summary>
    public static void PrintStat(IAnsiConsole console, PathwayDiff diff)
    {
        foreach (var change in diff.Changes)
        {
            var aspects = change.Edits.GroupBy(e => e.Aspect == EditAspect.Logic ? DiffWords.Meaning(e) : e.Aspect.ToString().ToLowerInvariant()).Select(g => $"{g.Count()} {g.Key}");
            console.MarkupLine($"  [{Colour(change)}]{DiffWords.Sign(change)}[/] {Markup.Escape($"{DiffWords.Subject(change.Subject)} {change.Id}".PadRight(44))} [grey]{DiffWords.Kinds(change),-18} {Markup.Escape(string.Join(", ", aspects))}[/]");
        }
    }

    public void Print(PathwayDiff diff)
    {
        foreach (var group in diff.Changes.GroupBy(c => (c.Subject, Workflow: c.Subject is ChangeSubject.Rule or ChangeSubject.Parameter ? c.Workflow : null)))
        {
            console.WriteLine();
            console.MarkupLine($"[bold]{Markup.Escape(group.Key.Workflow is { } workflow ? $"{workflow}, {DiffWords.Heading(group.Key.Subject)}" : DiffWords.Heading(group.Key.Subject))}[/]");
            Change? before = null;
            foreach (var change in group)
            {
                Print(change, before);
                before = change.Reaches.IsEmpty ? before : change;
            }
        }

        console.WriteLine();
    }

    /// <param name="before">The change above it that reaches rules, or null.</param>
    private void Print(Change change, Change? before)
    {
        var place = change.After ?? change.Before;
        console.MarkupLine($"  [{Colour(change)}]{DiffWords.Sign(change)}[/] [bold]{Markup.Escape(change.Id)}[/]{(change.Title is null ? "" : $" {Markup.Escape(Flat(change.Title))}")} [grey]{DiffWords.Kinds(change)} {Markup.Escape(place?.ToString() ?? "")}[/]");
        foreach (var edit in change.Edits)
            Print(edit);
        if (!change.Reaches.IsEmpty)
            PrintReached(change, before);
        if (change.LacksEvidence)
            console.MarkupLine("      [yellow]! logic changed, evidence did not[/]");
    }

    private void Print(Edit edit)
    {
        var tint = edit.Meaning switch { Meaning.OtherLogic => "yellow", Meaning.NotCompared => "red", _ => "grey" };
        if (edit.Inside.IsEmpty && edit is not { Meaning: Meaning.NotCompared, Before: not null } && DiffWords.Line(edit) is { } line && !(edit.Meaning == Meaning.SameLogic && edit.Aspect == EditAspect.Logic))
        {
            console.MarkupLine($"      [{tint}]{Markup.Escape(line)}[/]");
            return;
        }

        var says = edit.Aspect != EditAspect.Logic || edit.Before is null || edit.After is null ? "" : $" {DiffWords.Meaning(edit)}";
        console.MarkupLine($"      [{tint}]{Markup.Escape(edit.What)}:{Markup.Escape(says)}[/]");
        foreach (var inside in edit.Inside)
            console.MarkupLine($"        [bold]{Markup.Escape(DiffWords.Sentence(inside))}[/]");
        PrintTexts(edit);
    }

    private void PrintTexts(Edit edit)
    {
        if (!sideBySide && edit is { Before: { } oldLines, After: { } newLines } && (oldLines + newLines).Contains('\n', StringComparison.Ordinal))
        {
            PrintLines(WordDiff.CompareLines(oldLines, newLines, LinesAround));
            return;
        }

        var segments = edit is { Before: { } before, After: { } after } ? WordDiff.Compare(before, after) : [];
        var old = edit.Before is null ? null : Text(segments, edit.Before, SegmentKind.Removed, "red");
        var now = edit.After is null ? null : Text(segments, edit.After, SegmentKind.Added, "green");
        if (sideBySide && old is not null && now is not null)
        {
            var sides = new Grid().AddColumns(3).AddRow(new Markup(old), new Markup("[grey]|[/]"), new Markup(now));
            console.Write(new Padder(sides, new Padding(8, 0, 0, 0)));
            return;
        }

        foreach (var (sign, colour, text) in new[] { ("-", "red", old), ("+", "green", now) })
        {
            foreach (var textLine in text?.Split('\n') ?? [])
                console.MarkupLine($"        [{colour}]{sign}[/] {textLine}");
        }
    }

    private void PrintLines(ImmutableArray<TextSegment> lines)
    {
        foreach (var line in lines)
        {
            var (sign, colour) = line.Kind switch { SegmentKind.Removed => ("-", "red"), SegmentKind.Added => ("+", "green"), _ => (" ", "grey") };
            console.MarkupLine($"        [{colour}]{sign} {Markup.Escape(line.Text)}[/]");
        }
    }

    /// <summary>One side of a text as markup, its own words coloured.</summary>
    private static string Text(ImmutableArray<TextSegment> segments, string whole, SegmentKind own, string colour) => segments.IsEmpty
        ? $"[{colour}]{Markup.Escape(whole)}[/]".Replace("\n", $"[/]\n[{colour}]", StringComparison.Ordinal)
        : string.Concat(segments.Where(s => s.Kind == SegmentKind.Same || s.Kind == own).Select(s => s.Kind == own ? $"[{colour}]{Markup.Escape(s.Text)}[/]".Replace("\n", $"[/]\n[{colour}]", StringComparison.Ordinal) : Markup.Escape(s.Text)));

    private void PrintReached(Change change, Change? before)
    {
        if (before is not null && change.Reaches.Select(r => r.Rule.Id).SequenceEqual(before.Reaches.Select(r => r.Rule.Id)))
        {
            console.MarkupLine("      [grey]reaches the same rules[/]");
            return;
        }

        foreach (var reached in change.Reaches.Take(MostReached))
            console.MarkupLine($"      [grey]reaches[/] {Markup.Escape(reached.Rule.Label)}{(reached.Criteria.IsEmpty ? "" : $": [grey]{Markup.Escape(Shorten(string.Join("; ", reached.Criteria)))}[/]")}");
        if (change.Reaches.Length > MostReached)
            console.MarkupLine($"      [grey]and {change.Reaches.Length - MostReached} more: {Markup.Escape(DiffWords.Reaches([.. change.Reaches.Skip(MostReached)]))}[/]");
    }

    private static string Shorten(string criteria) => criteria.Length <= LongestCriteria ? criteria : criteria[..(LongestCriteria - 1)] + "…";

    private static string Colour(Change change) => change.Kinds switch { ChangeKinds.Added => "green", ChangeKinds.Removed or ChangeKinds.Unknown => "red", _ => "yellow" };

    private static string Flat(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
