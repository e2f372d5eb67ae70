using System.Collections.Concurrent;
using RuleWorkbench.Compilation;
using RuleWorkbench.Simulation;

namespace RuleWorkbench.Cohorts.Live;

/// <summary>One version over a population: which verdicts of the version before stand, and which must be computed.</summary>
internal sealed class LiveEvaluation
{
    private readonly Dictionary<CompiledRule, string> keys = new(ReferenceEqualityComparer.Instance);
    private readonly List<LiveWorker> workers;
    private readonly LiveResult? before;
    private readonly string walkKey, strataKey;

    /// <summary>Rules in the place of which other ones stand now; null where cases that were walked by themselves must all be
    /// walked again.</summary>
    private readonly List<(KeptVerdicts Before, KeptVerdicts Now)>? changed;

    /// <param name="before">What another version did to the same population, or null.</param>
    public LiveEvaluation(LivePopulation population, CompiledPathway compiled, LiveResult? before)
    {
        (Population, Compiled, this.before) = (population, compiled, before);
        Walker = new Walker(new Plan(compiled));
        var key = new RuleKey(compiled);
        foreach (var workflow in compiled.Workflows.Values)
        {
            foreach (var rule in workflow.Rules.Where(r => r.Rule.Enabled))
                keys[rule] = key.Of(workflow, rule);
        }

        var wanted = keys.Values.Where(k => before?.Kept.Verdicts.ContainsKey(k) != true).ToHashSet();
        using var invariant = InvariantScope.Enter();
        var threads = Math.Clamp(population.Options.Threads, 1, Math.Max(population.Batches.Length, 1));
        var rules = Enumerable.Range(0, threads).Select(_ => new LiveRules(compiled, population.Texts, keys, wanted, population.Options.StrataNames)).ToList();
        Verdicts = keys.Values.Distinct().ToDictionary(k => k, k => !wanted.Contains(k) ? before!.Kept.Verdicts[k] : rules[0].Knows(k) ? new KeptVerdicts(population.Batches.Length) : null);
        workers = rules.ConvertAll(r => new LiveWorker(this, r));
        walkKey = RuleKey.OfWalk(compiled.Pathway, workers[0].Walk);
        strataKey = key.OfStrata(population.Options.StrataNames);
        Strata = before is not null && before.Kept.StrataKey == strataKey ? [.. before.Kept.Strata] : new BatchStrata?[population.Batches.Length];
        changed = Changes();
    }

    public LivePopulation Population { get; }

    public CompiledPathway Compiled { get; }

    public Walker Walker { get; }

    /// <summary>By key of the rule; null for one that columns do not know.</summary>
    public IReadOnlyDictionary<string, KeptVerdicts?> Verdicts { get; }

    /// <summary>By batch; null as long as they are not known.</summary>
    public BatchStrata?[] Strata { get; }

    public KeptVerdicts? VerdictsOf(CompiledRule rule) => keys.TryGetValue(rule, out var key) ? Verdicts[key] : null;

    /// <param name="step">Told how many batches of all are done; from any thread.</param>
    public async Task<LiveResult> RunAsync(Action<int, int> step, CancellationToken cancellation)
    {
        var free = new ConcurrentBag<LiveWorker>(workers);
        var results = new BatchResult[Population.Batches.Length];
        var done = 0;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, results.Length),
            new ParallelOptions { MaxDegreeOfParallelism = workers.Count, CancellationToken = cancellation },
            async (batch, token) =>
            {
                if (!free.TryTake(out var worker))
                    throw new InvalidOperationException("More threads than workers.");
                results[batch] = await worker.RunAsync(Population.Batches[batch], batch, token).ConfigureAwait(false);
                free.Add(worker);
                step(Interlocked.Increment(ref done), results.Length);
            }).ConfigureAwait(false);
        var walk = workers[0].Walk;
        var total = CohortSummary.Empty(Compiled, walk);
        foreach (var worker in workers)
            total.Add(worker.Counts);
        return new LiveResult(Population, CohortSummary.Of(Compiled, walk, total), new WalkNumbers(walk), results, new LiveKept(Verdicts, KeysOf(walk), walkKey, strataKey, Strata));
    }

    /// <summary>The rows for which what the walker said of the version before stands.</summary>
    public ulong[] Stands(LiveBatch batch, int position)
    {
        var stands = new ulong[batch.Told.Length];
        if (changed is null)
            return stands;
        batch.Told.CopyTo(stands, 0);
        foreach (var (old, now) in changed)
        {
            for (var i = 0; i < stands.Length; i++)
            {
                // Two that are undetermined may lack different facts, and what the trees had to tell does not show here.
                stands[i] &= ~(At(old.Met(position), i) ^ At(now.Met(position), i))
                    & ~(At(old.Open(position), i) | At(now.Open(position), i) | At(old.Asked(position), i) | At(now.Asked(position), i));
            }
        }

        return stands;

        static ulong At(ulong[]? set, int word) => set?[word] ?? 0;
    }

    /// <summary>What the walker said of a row of the version before.</summary>
    public WalkedAlone? WalkedBefore(int batch, int row) => before!.Batches[batch].Alone.GetValueOrDefault(row);

    private string?[] KeysOf(ColumnWalk walk) => [.. walk.Workflows.ToArray().SelectMany(w => w.Rules).Select(r => keys.GetValueOrDefault(r.Compiled))];

    private List<(KeptVerdicts, KeptVerdicts)>? Changes()
    {
        // Facts that are missing are counted by their position; positions of policy values may have moved.
        if (before is null || before.Kept.Walk != walkKey || before.Summary.Pathway.Policy.Length != Compiled.Pathway.Policy.Length)
            return null;
        var changes = new List<(KeptVerdicts, KeptVerdicts)>();
        foreach (var (old, now) in before.Kept.Rules.Zip(KeysOf(workers[0].Walk)))
        {
            if (old == now)
                continue;

            // A rule that another one runs is not seen in its own place only.
            if (old is null || now is null || before.Kept.Verdicts[old] is not { } was || Verdicts[now] is not { } isNow || Compiled.Workflows.Values.Any(Plan.CallsAnother))
                return null;
            changes.Add((was, isNow));
        }

        return changes;
    }
}
