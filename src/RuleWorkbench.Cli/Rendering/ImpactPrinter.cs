using RuleWorkbench.Diffing;
using RuleWorkbench.Impact;
using RuleWorkbench.Reporting;
using Spectre.Console;

namespace RuleWorkbench.Cli.Rendering;

/// <summary>Prints whom a change touches: counts, causes and the smallest cases that show it.</summary>
internal static class ImpactPrinter
{
    public static void Print(IAnsiConsole console, PathwayDiff diff, ImpactResult impact)
    {
        console.MarkupLine($"[bold]impact[/]  {Markup.Escape(ImpactWords.Summary(impact))}");
        console.MarkupLine($"  [grey]{Markup.Escape(ImpactWords.Burden(impact.Whole))}[/]");
        if (ImpactWords.Population(impact) is { } people)
            console.MarkupLine($"  [{(impact.Rejected > 0 ? "red" : "grey")}]{Markup.Escape(people)}[/]");
        foreach (var dropped in impact.Dropped)
            console.MarkupLine($"  [yellow]{Markup.Escape(dropped.Path)} is left out for {Markup.Escape(dropped.Version)}, which does not have it[/] [grey]({(dropped.Cases == 1 ? "1 case" : $"{dropped.Cases} cases")})[/]");
        if (!impact.NotRun.IsEmpty)
            console.MarkupLine($"  [red]not run, since they are broken:[/] {Markup.Escape(string.Join(", ", impact.NotRun))}");
        foreach (var kind in Enum.GetValues<DifferenceKind>())
            Print(console, diff, kind, [.. impact.Of(kind)]);
        if (!impact.Strata.IsEmpty)
            PrintStrata(console, impact);
        if (!impact.Unshown.IsEmpty)
            console.MarkupLine($"  [yellow]no case shows[/] {Markup.Escape(string.Join(", ", impact.Unshown.Select(ImpactWords.Name)))} [grey]by itself (of {impact.Whole.Cases})[/]");
        foreach (var find in impact.Boundaries)
            console.MarkupLine($"    {Markup.Escape(ImpactWords.Boundary(find))}");
        console.WriteLine();
    }

    private static void Print(IAnsiConsole console, PathwayDiff diff, DifferenceKind kind, List<Effect> effects)
    {
        if (effects.Count == 0)
            return;
        console.MarkupLine($"  [bold]{ImpactWords.Heading(kind)}[/]");
        foreach (var effect in effects)
        {
            console.MarkupLine($"    {effect.Cases,5}  [{Colour(effect.Difference)}]{Markup.Escape(ImpactWords.Effect(effect.Difference))}[/] [grey]{Markup.Escape(ImpactWords.Causes(effect))}[/]");
            if (effect.Witness is { } witness)
            {
                console.MarkupLine($"           [grey]for example[/] {Markup.Escape(ImpactWords.Facts(witness.Case))} [grey](from {Markup.Escape(witness.From)})[/]");
                console.MarkupLine($"           [grey]before:[/] {Markup.Escape(ImpactWords.Says(witness.Before, effect.Difference, ImpactWords.OldName(diff, effect.Difference)))}");
                console.MarkupLine($"           [grey]after: [/] {Markup.Escape(ImpactWords.Says(witness.After, effect.Difference, effect.Difference.What))}");
            }
            else
            {
                console.MarkupLine($"           [grey]for example {Markup.Escape(effect.Examples[0].Name)}[/]");
            }
        }
    }

    private static void PrintStrata(IAnsiConsole console, ImpactResult impact)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn(Markup.Escape(impact.By ?? ""));
        foreach (var heading in (string[])["cases", "touched", "gained", "lost", "per 100 before", "after"])
            table.AddColumn(new TableColumn(heading).RightAligned());
        foreach (var s in impact.Strata)
        {
            table.AddRow(
                [.. new[] { s.Value, $"{s.Cases}", $"{s.Touched}", $"{s.Gained}", $"{s.Lost}", FormattableString.Invariant($"{s.BurdenBefore:0.0}"), FormattableString.Invariant($"{s.BurdenAfter:0.0}") }.Select(t => new Markup(Markup.Escape(t)))]);
        }

        console.Write(new Padder(table, new Padding(2, 0, 0, 0)));
    }

    private static string Colour(Difference difference) =>
        difference.IsGained ? "green" : difference.IsLost || difference.IsNewError ? "red" : "yellow";
}
