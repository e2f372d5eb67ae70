using System.Text;
using RuleWorkbench.Compilation;
using RuleWorkbench.Compilation.Columns;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Cohorts.Live;

/// <summary>Takes one batch of a population after the other through a version; each thread has its own.</summary>
internal sealed class LiveWorker
{
    private readonly LiveEvaluation evaluation;
    private readonly LiveRules rules;
    private readonly CompiledPathway compiled;
    private readonly CohortCounter counter;

    public LiveWorker(LiveEvaluation evaluation, LiveRules rules)
    {
        (this.evaluation, this.rules, compiled) = (evaluation, rules, evaluation.Compiled);
        var none = new ulong[(LivePopulation.BatchSize + 63) >> 6];
        Walk = new ColumnWalk(compiled, workflow => workflow.Rules.Select(r => evaluation.VerdictsOf(r) is { } kept ? new ShownVerdicts(kept, none) : null));
        counter = new CohortCounter(compiled, Walk);
    }

    public ColumnWalk Walk { get; }

    public CohortCounts Counts => counter.Counts;

    public async ValueTask<BatchResult> RunAsync(LiveBatch batch, int position, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var words = batch.Told.Length;
        BatchStrata? strata;
        using (InvariantScope.Enter())
            strata = evaluation.Strata[position] = rules.Evaluate(batch, position, evaluation.Verdicts, evaluation.Strata[position]);
        Walk.Walk(position, batch.Rows);
        var told = new ulong[words];
        for (var i = 0; i < words; i++)
            told[i] = batch.Told[i] & ~Walk.Asked[i] & ~(strata?.Asked?[i] ?? 0);
        var alone = await WalkAloneAsync(batch, position, told, cancellation).ConfigureAwait(false);

        var cases = new ulong[]?[counter.Numbers.Count];
        counter.Add(told, batch.Rows, Within(strata, told), f => batch.Columns.Facts.GetValueOrDefault(f.Path)?.Lacking, (number, set) => cases[number] = set.AsSpan(0, words).ContainsAnyExcept(0UL) ? set[..words] : null);
        foreach (var (row, walked) in alone)
        {
            if (ReferenceEquals(walked, WalkedAlone.Rejected))
            {
                Counts.Rejected++;
                continue;
            }

            counter.Add(walked.Numbers, walked.Lacks, walked.Stratum);
            foreach (var number in walked.Numbers)
                Mask.Add(cases[number] ??= new ulong[words], row);
        }

        return new BatchResult(cases, alone);
    }

    /// <summary>The members of strata among the cases that columns tell.</summary>
    private static Dictionary<string, ulong[]> Within(BatchStrata? strata, ulong[] told)
    {
        var within = new Dictionary<string, ulong[]>();
        foreach (var (name, members) in strata?.Members ?? [])
        {
            var here = new ulong[told.Length];
            for (var i = 0; i < here.Length; i++)
                here[i] = members[i] & told[i];
            if (here.AsSpan().ContainsAnyExcept(0UL))
                within[name] = here;
        }

        return within;
    }

    private async ValueTask<Dictionary<int, WalkedAlone>> WalkAloneAsync(LiveBatch batch, int position, ulong[] told, CancellationToken cancellation)
    {
        var alone = new Dictionary<int, WalkedAlone>();
        ulong[]? stands = null;
        for (var row = 0; row < batch.Rows; row++)
        {
            if (Mask.Has(told, row))
                continue;
            stands ??= evaluation.Stands(batch, position);
            alone[row] = Mask.Has(stands, row) && evaluation.WalkedBefore(position, row) is { } known ? known : await WalkAsync(batch, row, cancellation).ConfigureAwait(false);
        }

        return alone;
    }

    private async ValueTask<WalkedAlone> WalkAsync(LiveBatch batch, int row, CancellationToken cancellation)
    {
        var options = evaluation.Population.Options;
        var single = CohortLine.Read(Encoding.UTF8.GetString(evaluation.Population.LineOf(batch, row)), options.DisplayPath, batch.Lines[row], compiled.Pathway, options.Clock);
        if (single.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error))
            return WalkedAlone.Rejected;
        var facts = BoundCase.Bind(compiled.Facts, compiled.Pathway, single);
        var result = await evaluation.Walker.WalkAsync(facts, cancellation).ConfigureAwait(false);
        return new WalkedAlone([.. counter.Numbers.Of(result)], [.. counter.Lacking(result, facts)], rules.StratumOf(facts));
    }
}
