using System.CommandLine;
using RuleWorkbench.Cli.Rendering;
using RuleWorkbench.Diffing;

namespace RuleWorkbench.Cli.Commands;

/// <summary><c>rulewb diff</c>: what was edited between two versions, what it means and whom it touches.</summary>
internal static class DiffCommand
{
    public static Command Create(Terminal terminal)
    {
        var words = new Argument<string[]>("versions") { Description = "BASELINE..CANDIDATE [PATHWAY…], or two versions." };
        var root = PathwayArguments.Root();
        var command = new DocumentedCommand("diff", "x", "x") { words, root };
        command.SetAction((arguments, cancellation) =>
        {
            using var versions = OpenVersions.Find(arguments.GetValue(root), [.. arguments.GetValue(words) ?? []]);
            foreach (var (b, a) in versions.Pairs())
            {
                var diff = PathwayDiffer.Compare(versions.Baseline.Open(b, cancellation), versions.Candidate.Open(a, cancellation));
                DiffPrinter.PrintHeader(terminal.Out, diff);
                new DiffPrinter(terminal.Out, false).Print(diff);
                DiffPrinter.PrintSummary(terminal.Out, diff);
            }
            return Task.FromResult(0);
        });
        return command;
    }
}
