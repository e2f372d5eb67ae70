using RuleWorkbench.Cohorts;
using RuleWorkbench.Compilation;
using RuleWorkbench.Compilation.Columns;
using RuleWorkbench.Simulation;

namespace RuleWorkbench.Impact;

/// <summary>One version's part in the work of a thread.</summary>
internal sealed class CohortImpactSide
{
    /// <param name="plan">The version; threads share it.</param>
    /// <param name="rows">What cases are read into; the policy values are the version's own.</param>
    public CohortImpactSide(Plan plan, FactColumns rows)
    {
        Compiled = plan.Compiled;
        Columns = new FactColumns(rows, Compiled.Pathway);
        Walk = new ColumnWalk(Compiled, Columns, plan.Rows);
        foreach (var rule in Compiled.Workflows.Values.SelectMany(w => w.Rules))
        {
            Columns.AskFor(rule.Reads);
            Columns.AskFor(rule.FigureReads);
        }

        Counter = new CohortCounter(Compiled, Walk);
        Walker = new Walker(plan);
    }

    public CompiledPathway Compiled { get; }

    public FactColumns Columns { get; }

    public ColumnWalk Walk { get; }

    public CohortCounter Counter { get; }

    public CohortSummary Summary => CohortSummary.Of(Compiled, Walk, Counter.Counts);

    public Walker Walker { get; }
}
