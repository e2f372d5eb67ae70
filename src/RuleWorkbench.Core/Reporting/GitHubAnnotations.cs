using System.Collections.Immutable;
using System.Text;
using RuleWorkbench.Diffing;
using RuleWorkbench.Model;

namespace RuleWorkbench.Reporting;

/// <summary>Writes what is not as expected as GitHub workflow commands, which GitHub shows at the lines of the suite.</summary>
public static class GitHubAnnotations
{
    public static string Write(SimulationReport report)
    {
        var text = new StringBuilder(Write(report.Diagnostics));
        foreach (var result in report.Runs.SelectMany(r => r.Cases).Where(r => r.IsBroken))
        {
            foreach (var m in result.Mismatches)
                Line(text, "error", m.Place, result.Case.FullId, $"{m.What}: expected {m.Expected}, was {m.Actual}");
        }

        return text.Append($"::notice title=rulewb simulate::{Data(report.Summary)}\n").ToString();
    }

    /// <summary>A comparison: an annotation for each change of logic and each rule that it reaches, and one that sums up.</summary>
    public static string Write(ComparisonReport report)
    {
        var text = new StringBuilder();
        foreach (var (diff, impact) in report.Pathways)
        {
            text.Append(Write(diff.NotCompared));
            foreach (var change in diff.Changes.Where(c => c.TouchesLogic))
            {
                if (change.After is null)
                {
                    // What is gone has no line to stand at.
                    text.Append($"::warning title={Property(change.Id)}::{Data($"{DiffWords.Subject(change.Subject)} {DiffWords.Kinds(change)}")}\n");
                    continue;
                }

                var says = change.Edits.Where(e => e.Aspect == EditAspect.Logic).SelectMany(e => e.Inside.IsEmpty ? [DiffWords.Line(e) ?? $"{e.What} changed"] : e.Inside.Select(DiffWords.Sentence));
                Line(text, change.LacksEvidence ? "warning" : "notice", change.After, change.Id, string.Join("; ", says) + (change.LacksEvidence ? "; the evidence did not change" : ""));
            }

            foreach (var (rule, by) in Reached(diff))
                Line(text, "notice", rule.Place, rule.Id, $"not edited, but reached by {string.Join(", ", by)}");
            var touched = impact is null ? "" : $"; {ImpactWords.Summary(impact)}";
            text.Append($"::notice title=rulewb diff::{Data($"{diff.Pathway}: {DiffSummary.Of(diff)}{touched}")}\n");
        }

        return text.ToString();
    }

    /// <summary>The candidate's rules that were not edited and read something that was, with what that is.</summary>
    private static IEnumerable<(Rule Rule, IEnumerable<string> By)> Reached(PathwayDiff diff)
    {
        var own = diff.Changes.Where(c => c.TouchesLogic).Select(c => c.RuleAfter).OfType<Rule>().ToHashSet<Rule>(ReferenceEqualityComparer.Instance);
        var rules = diff.Candidate.Pathway?.Workflows.SelectMany(w => w.Rules).Where(r => !own.Contains(r)) ?? [];
        return rules.Select(r => (r, diff.Changes.Where(c => c.TouchesLogic && c.Reaches.Any(x => ReferenceEquals(x.Rule, r))).Select(ImpactWords.Name))).Where(r => r.Item2.Any());
    }

    /// <summary>Diagnostics as annotations.</summary>
    public static string Write(ImmutableArray<Diagnostic> diagnostics)
    {
        var text = new StringBuilder();
        foreach (var d in diagnostics)
        {
            var level = d.Severity switch { DiagnosticSeverity.Error => "error", DiagnosticSeverity.Warning => "warning", _ => "notice" };
            Line(text, level, d.Place, d.Id, d.Fix is null ? d.Message : $"{d.Message} {d.Fix}");
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, string level, SourcePlace place, string title, string message) =>
        text.Append($"::{level} file={Property(place.File)},line={Math.Max(1, place.Line)},col={Math.Max(1, place.Column)},title={Property(title)}::{Data(message)}\n");

    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) =>
        Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
