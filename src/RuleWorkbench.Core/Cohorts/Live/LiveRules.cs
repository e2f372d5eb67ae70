using System.Collections.Immutable;
using RuleWorkbench.Compilation;
using RuleWorkbench.Compilation.Columns;

namespace RuleWorkbench.Cohorts.Live;

/// <summary>The rules of a version that must be computed, over columns that each thread has for itself.</summary>
internal sealed class LiveRules
{
    private readonly FactColumns columns;
    private readonly Dictionary<string, ColumnVerdicts?> verdicts = [];
    private readonly CohortStrata strata;

    /// <param name="keys">The keys of enabled rules.</param>
    /// <param name="wanted">Those to be computed.</param>
    public LiveRules(CompiledPathway compiled, TextPool texts, IReadOnlyDictionary<CompiledRule, string> keys, IReadOnlySet<string> wanted, ImmutableArray<string> strataNames)
    {
        columns = new FactColumns(new FactColumns(compiled.Facts, texts), compiled.Pathway);
        strata = new CohortStrata(compiled, columns, strataNames);
        foreach (var workflow in compiled.Workflows.Values)
        {
            ImmutableArray<CompiledRule> rules = [.. workflow.Rules.Where(r => keys.TryGetValue(r, out var key) && wanted.Contains(key) && !verdicts.ContainsKey(key))];
            if (rules.IsEmpty)
                continue;
            foreach (var (rule, column) in rules.Zip(ColumnWorkflow.Create(compiled, workflow with { Rules = rules }, columns).Rules))
                verdicts[keys[rule]] = column is null ? null : new ColumnVerdicts(column);
        }
    }

    /// <summary>Whether columns know a rule.</summary>
    public bool Knows(string key) => verdicts[key] is not null;

    /// <summary>Computes the verdicts of all rules on a batch, and its strata where they are not known.</summary>
    public BatchStrata? Evaluate(LiveBatch batch, int position, IReadOnlyDictionary<string, KeptVerdicts?> kept, BatchStrata? known)
    {
        var needsStrata = known is null && !strata.IsEmpty;
        if (verdicts.Count == 0 && !needsStrata)
            return known;
        columns.Show(batch.Columns);
        foreach (var (key, rule) in verdicts)
        {
            if (rule is null)
                continue;
            rule.Evaluate(columns.Batch, columns.Cases.Words);
            kept[key]!.Set(position, rule, batch.Rows);
        }

        return needsStrata ? StrataOf(batch) : known;
    }

    /// <summary>The stratum of a case that is walked by itself.</summary>
    public string? StratumOf(BoundCase facts) => strata.IsEmpty ? null : strata.Of(facts);

    private BatchStrata StrataOf(LiveBatch batch)
    {
        strata.Evaluate();
        ulong[]? asked = null;
        for (var row = 0; row < batch.Rows; row++)
        {
            if (strata.Asks(row))
                Mask.Add(asked ??= new ulong[batch.Told.Length], row);
        }

        return new BatchStrata(strata.Members(batch.Told, batch.Rows), asked);
    }
}
