using RuleWorkbench.Cohorts;
using RuleWorkbench.Compilation;
using RuleWorkbench.Compilation.Columns;
using RuleWorkbench.Model;
using RuleWorkbench.Simulation;

namespace RuleWorkbench.Impact;

/// <summary>One version's part in the work of a thread.</summary>
internal sealed class CohortImpactSide
{
    /// <param name="shared">The columns of the other version, from which all but policy values are taken; null for columns of its
    /// own.</param>
    public CohortImpactSide(CompiledPathway compiled, FactColumns? shared)
    {
        Compiled = compiled;
        Columns = shared is null ? new FactColumns(compiled.Facts) : new FactColumns(shared, compiled.Facts.Roots.FirstOrDefault(r => r.Path == Pathway.PolicyInput));
        Walk = new ColumnWalk(compiled, Columns);
        Counter = new CohortCounter(compiled, Walk);
        Walker = new Walker(new Plan(compiled));
        Policy = compiled.Pathway.Policy.ToDictionary(p => p.Name, p => p.Value);
    }

    public CompiledPathway Compiled { get; }

    public FactColumns Columns { get; }

    public ColumnWalk Walk { get; }

    public CohortCounter Counter { get; }

    public CohortSummary Summary => CohortSummary.Of(Compiled, Walk, Counter.Counts);

    public Walker Walker { get; }

    public IReadOnlyDictionary<string, object> Policy { get; }
}
