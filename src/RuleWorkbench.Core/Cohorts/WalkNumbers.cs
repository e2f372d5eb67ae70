using RuleWorkbench.Model;
using RuleWorkbench.Simulation;

namespace RuleWorkbench.Cohorts;

/// <summary>The numbers of a summary, each of which counts cases: where each stands, and which cases it counts.</summary>
internal sealed class WalkNumbers
{
    /// <summary>Cases whose walk has an error.</summary>
    public const int InError = 0;

    private const int OfRule = 4;

    private readonly ColumnWalk walk;
    private readonly int rules, edges;
    private ulong[] buffer = [];

    public WalkNumbers(ColumnWalk walk)
    {
        this.walk = walk;
        foreach (var workflow in walk.Workflows)
            (rules, edges) = (rules + workflow.Rules.Length, edges + workflow.Edges.Length);
    }

    public int Count => FirstStatus + (walk.Codes.Length * StratumCounts.Statuses);

    public int Rules => rules;

    /// <summary>The statuses of recommendations stand last, in the order of <see cref="StratumCounts.Counts"/>.</summary>
    public int FirstStatus => Passed(edges);

    /// <summary>Cases on which a rule was evaluated; rules are counted through all workflows, and so are edges.</summary>
    public static int Evaluated(int rule) => 1 + (rule * OfRule);

    public static int Met(int rule) => Evaluated(rule) + 1;

    public static int Open(int rule) => Evaluated(rule) + 2;

    public static int Error(int rule) => Evaluated(rule) + 3;

    public int Reached(int workflow) => Evaluated(rules) + workflow;

    public int Passed(int edge) => Reached(walk.Workflows.Length) + edge;

    public int Status(int code, int status) => FirstStatus + (code * StratumCounts.Statuses) + status;

    /// <summary>Tells the cases behind each number of a batch that was walked in columns.</summary>
    /// <param name="told">The cases of which columns tell everything.</param>
    /// <param name="tell">Gets numbers and cases; the set is used again for the next number.</param>
    public void Of(ulong[] told, int words, Action<int, ulong[]> tell)
    {
        if (buffer.Length < words)
            buffer = new ulong[words];
        var (rule, edge) = (0, 0);
        for (var w = 0; w < walk.Workflows.Length; w++)
        {
            var workflow = walk.Workflows[w];
            Tell(Reached(w), told, workflow.Reached, words, tell);
            foreach (var walked in workflow.Rules)
            {
                if (walked.Rule.Enabled)
                {
                    var here = EvaluatedOn(workflow, walked, told, words);
                    tell(Evaluated(rule), here);
                    Tell(Met(rule), here, walked.Met, words, tell);
                    Tell(Open(rule), here, walked.Open, words, tell);
                }

                rule++;
            }

            foreach (var passed in workflow.Edges)
                Tell(Passed(edge++), told, passed.Passes, words, tell);
        }

        for (var code = 0; code < walk.Codes.Length; code++)
        {
            for (var status = 0; status < StratumCounts.Statuses; status++)
                Tell(Status(code, status), told, walk.Statuses[code][status], words, tell);
        }
    }

    /// <summary>The numbers that count a case which was walked by itself.</summary>
    public IEnumerable<int> Of(WalkResult result)
    {
        if (!result.Errors.IsEmpty)
            yield return InError;
        var byWorkflow = result.Visited.Concat(result.Beside).ToDictionary(w => w.Workflow.Name);
        var visited = result.Path.ToHashSet();
        var (rule, edge) = (0, 0);
        for (var w = 0; w < walk.Workflows.Length; w++)
        {
            var workflow = walk.Workflows[w];
            if (visited.Contains(workflow.Workflow.Name))
                yield return Reached(w);
            var results = byWorkflow.GetValueOrDefault(workflow.Workflow.Name)?.Rules.DistinctBy(r => r.Rule.Id).ToDictionary(r => r.Rule.Id);
            for (var r = 0; r < workflow.Rules.Length; r++, rule++)
            {
                if (results?.GetValueOrDefault(workflow.Rules[r].Rule.Id) is not { } found || found.Verdict == Verdict.Skipped)
                    continue;
                yield return Evaluated(rule);
                if (found.IsMet)
                    yield return Met(rule);
                if (found.IsError)
                    yield return Error(rule);
                if (!found.IsDetermined)
                    yield return Open(rule);
            }

            for (var e = 0; e < workflow.Edges.Length; e++, edge++)
            {
                var (from, into) = (workflow.Edges[e].Rule.Rule.Id, walk.Workflows[workflow.Edges[e].Next].Workflow.Name);
                if (result.Taken.Any(t => t.From.Id == from && t.Workflow == into))
                    yield return Passed(edge);
            }
        }

        foreach (var recommendation in result.Recommendations.Where(r => r.Status != RecommendationStatus.None))
            yield return Status(walk.Codes.IndexOf(recommendation.Code), StratumCounts.Position(recommendation.Status));
    }

    private ulong[] evaluated = [];

    private ulong[] EvaluatedOn(WalkedWorkflow workflow, WalkedRule rule, ulong[] told, int words)
    {
        if (evaluated.Length < words)
            evaluated = new ulong[words];
        for (var i = 0; i < words; i++)
            evaluated[i] = told[i] & (rule.Rule.IsGuard ? ulong.MaxValue : workflow.Speaks[i]);
        return evaluated;
    }

    private void Tell(int number, ulong[] cases, ulong[] which, int words, Action<int, ulong[]> tell)
    {
        for (var i = 0; i < words; i++)
            buffer[i] = cases[i] & which[i];
        tell(number, buffer);
    }
}
