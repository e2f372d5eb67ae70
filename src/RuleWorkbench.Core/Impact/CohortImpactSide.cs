using RuleWorkbench.Cohorts;
using RuleWorkbench.Compilation;
using RuleWorkbench.Compilation.Columns;
using RuleWorkbench.Simulation;

namespace RuleWorkbench.Impact;

/// <summary>One version's part in the work of a thread.</summary>
internal sealed class CohortImpactSide
{
    /// <param name="shared">Columns that the other version fills too, or null for its own.</param>
    public CohortImpactSide(CompiledPathway compiled, FactColumns? shared)
    {
        Compiled = compiled;
        Columns = shared ?? new FactColumns(compiled.Facts);
        Walk = new ColumnWalk(compiled, Columns);
        Tally = new CohortTally(compiled, Walk, Columns);
        Walker = new Walker(new Plan(compiled));
        Policy = compiled.Pathway.Policy.ToDictionary(p => p.Name, p => p.Value);
    }

    public CompiledPathway Compiled { get; }

    public FactColumns Columns { get; }

    public ColumnWalk Walk { get; }

    public CohortTally Tally { get; }

    public CohortSummary Summary => CohortSummary.Of(Compiled, Walk, Tally.Counts);

    public Walker Walker { get; }

    public IReadOnlyDictionary<string, object> Policy { get; }
}
