using System.Text;
using RuleWorkbench.Simulation;

namespace RuleWorkbench.Reporting;

/// <summary>Writes a simulation as a Markdown summary: a table of suites, then what is not as expected.</summary>
public static class SimulationMarkdown
{
    public static string Write(SimulationReport report)
    {
        var text = new StringBuilder();
        if (report.Errors.Any())
        {
            text.Append("## Errors\n\n| place | error |\n|---|---|\n");
            foreach (var error in report.Errors)
                text.Append($"| {MarkdownText.TableCode(error.Place.ToString())} | {MarkdownText.Escape($"{error.Id}: {error.Message} {error.Fix}".TrimEnd())} |\n");
            text.Append('\n');
        }

        foreach (var run in report.Runs)
        {
            text.Append("## ").Append(MarkdownText.Escape(run.Pathway.Title ?? run.Pathway.Name));
            text.Append(run.Pathway.Version is null ? "\n\n" : $" {MarkdownText.Escape(run.Pathway.Version)}\n\n");
            text.Append("| suite | cases | passed | failed | errored |\n|---|--:|--:|--:|--:|\n");
            foreach (var suite in run.Cases.GroupBy(c => c.Case.Suite))
            {
                int Count(CaseOutcome outcome) => suite.Count(c => c.Outcome == outcome);
                text.Append($"| {MarkdownText.Escape(suite.Key)} | {suite.Count()} | {Count(CaseOutcome.Passed)} | {Count(CaseOutcome.Failed)} | {Count(CaseOutcome.Errored)} |\n");
            }

            text.Append('\n');
            foreach (var result in run.Cases.Where(c => c.IsBroken))
                Case(text, result);
        }

        return text.Append("**").Append(report.Summary).Append("**\n").ToString();
    }

    private static void Case(StringBuilder text, CaseResult result)
    {
        text.Append($"### {(result.Outcome == CaseOutcome.Failed ? "Failed" : "Errored")}: {MarkdownText.Escape(result.Case.FullId)}\n\n");
        if (result.Case.Why is { } why)
            text.Append(MarkdownText.Escape(why)).Append("\n\n");
        text.Append("| what | expected | actual | place |\n|---|---|---|---|\n");
        foreach (var m in result.Mismatches)
            text.Append($"| {MarkdownText.Escape(m.What)} | {MarkdownText.Escape(m.Expected)} | {MarkdownText.Escape(m.Actual)} | {MarkdownText.TableCode(m.Place.ToString())} |\n");
        text.Append('\n');
    }
}
