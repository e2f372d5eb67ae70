using System.Collections.Immutable;
using RuleWorkbench.Model;
using RuleWorkbench.Simulation;
using Spectre.Console;

namespace RuleWorkbench.Cli.Rendering;

/// <summary>Says whether the two engines agree, and where not.</summary>
internal static class DifferencePrinter
{
    /// <summary>More differences than this say nothing new.</summary>
    private const int Most = 20;

    /// <param name="isAsked">Whether the user asked for the comparison: then agreement is said too.</param>
    public static void Print(IAnsiConsole console, Pathway pathway, ImmutableArray<EngineDifference> differences, SuiteRun reference, bool isAsked)
    {
        if (differences.IsEmpty)
        {
            var verdicts = reference.Cases.Sum(c => c.Walk is { } walk ? walk.Visited.Concat(walk.Beside).Sum(w => w.Rules.Length) : 0);
            if (isAsked)
                console.MarkupLine($"[grey]{Markup.Escape(pathway.Name)}: both engines agree on {verdicts} verdicts of {reference.Cases.Length} cases.[/]");
            return;
        }

        console.MarkupLine($"[red]{Markup.Escape(pathway.Name)}: the plan and RulesEngine disagree in {differences.Length} places; RulesEngine's answers are shown.[/]");
        foreach (var difference in differences.Take(Most))
            console.MarkupLine($"  {Markup.Escape(difference.Case.FullId)}: {Markup.Escape(difference.What)}: RulesEngine {Markup.Escape(difference.Reference)}, plan {Markup.Escape(difference.Plan)}");
        if (differences.Length > Most)
            console.MarkupLine($"  and {differences.Length - Most} more.");
        console.MarkupLine("This is a defect of the program: please report it with these files. [grey]`--engine reference` goes on without the plan.[/]");
    }
}
