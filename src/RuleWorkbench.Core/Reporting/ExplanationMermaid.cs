using System.Text;
using RuleWorkbench.Model;
using RuleWorkbench.Simulation;

namespace RuleWorkbench.Reporting;

/// <summary>Draws one case's walk as a Mermaid flowchart: workflows visited, the rules that were met or are open, and
/// what they led to.</summary>
public static class ExplanationMermaid
{
    public static string Write(Explanation explanation)
    {
        var text = new StringBuilder("flowchart TD\n");
        var workflows = explanation.Workflows.Select((w, i) => (w.Workflow.Name, Id: $"w{i}")).ToDictionary(w => w.Name, w => w.Id);
        var rule = 0;
        foreach (var trace in explanation.Workflows)
        {
            text.Append($"  {workflows[trace.Workflow.Name]}[[\"{Escape(trace.Workflow.Name)}\"]]\n");
            foreach (var result in trace.Rules.Select(r => r.Result).Where(r => r.Verdict == Verdict.Met || !r.IsDetermined))
            {
                var id = $"r{rule++}";
                text.Append($"  {id}[\"{ExplanationWords.Sign(result)} {Escape(result.Rule.Label)}\"]:::{(result.IsDetermined ? "met" : "open")}\n");
                text.Append($"  {workflows[trace.Workflow.Name]} --- {id}\n");
                foreach (var taken in explanation.Walk.Taken.Where(t => t.From.Id == result.Rule.Id))
                    text.Append($"  {id} --> {workflows[taken.Workflow]}\n");
                foreach (var possible in explanation.Walk.Possible.Where(p => p.From.Id == result.Rule.Id && workflows.ContainsKey(p.Workflow)))
                    text.Append($"  {id} -.-> {workflows[possible.Workflow]}\n");
                if (result.Rule.SuccessEvent is { } code && explanation.Walk.Recommendations.FirstOrDefault(r => r.Code == code) is { } recommendation)
                    text.Append($"  {id} --> c{CodeIndex(explanation, code)}([\"{ExplanationWords.Sign(recommendation.Status)} {Escape(code)}: {recommendation.Status.ToString().ToLowerInvariant()}\"]):::{recommendation.Status.ToString().ToLowerInvariant()}\n");
                foreach (var vetoed in explanation.Walk.Recommendations.Where(r => result.Rule.IsGuard && r.Reasons.Any(x => x.Vetoes.Concat(x.Holds).Any(v => v.Rule.Id == result.Rule.Id))))
                    text.Append($"  {id} -. {(result.IsDetermined ? "forbids" : "may forbid")} .-> c{CodeIndex(explanation, vetoed.Code)}\n");
            }
        }

        return text.Append("""
              classDef met fill:#e6f4ea,stroke:#1e7e34,color:#111
              classDef open fill:#fff8e1,stroke:#b7791f,color:#111,stroke-dasharray:4 3
              classDef recommended fill:#d7efe0,stroke:#1e7e34,color:#111,stroke-width:2px
              classDef vetoed fill:#fde8e8,stroke:#b42318,color:#111,stroke-width:2px
              classDef held fill:#fff1d6,stroke:#b7791f,color:#111,stroke-width:2px
              classDef undetermined fill:#eef2f7,stroke:#5b6b7f,color:#111,stroke-dasharray:4 3

            """.ReplaceLineEndings("\n")).ToString();
    }

    private static int CodeIndex(Explanation explanation, string code) =>
        explanation.Walk.Recommendations.Select(r => r.Code).ToList().IndexOf(code);

    private static string Escape(string text) => text.ReplaceLineEndings(" ")
        .Replace("#", "#35;", StringComparison.Ordinal).Replace("\"", "#quot;", StringComparison.Ordinal)
        .Replace("<", "#lt;", StringComparison.Ordinal).Replace(">", "#gt;", StringComparison.Ordinal);
}
