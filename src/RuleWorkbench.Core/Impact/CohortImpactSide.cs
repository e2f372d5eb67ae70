using RuleWorkbench.Cohorts;
using RuleWorkbench.Compilation;
using RuleWorkbench.Compilation.Columns;
using RuleWorkbench.Simulation;

namespace RuleWorkbench.Impact;

/// <summary>One version's part in the work of a thread.</summary>
internal sealed class CohortImpactSide
{
    /// <param name="rows">What cases are read into; the policy values are the version's own.</param>
    public CohortImpactSide(CompiledPathway compiled, FactColumns rows)
    {
        Compiled = compiled;
        Columns = new FactColumns(rows, compiled.Pathway);
        Walk = new ColumnWalk(compiled, Columns);
        Counter = new CohortCounter(compiled, Walk);
        Walker = new Walker(new Plan(compiled));
    }

    public CompiledPathway Compiled { get; }

    public FactColumns Columns { get; }

    public ColumnWalk Walk { get; }

    public CohortCounter Counter { get; }

    public CohortSummary Summary => CohortSummary.Of(Compiled, Walk, Counter.Counts);

    public Walker Walker { get; }
}
