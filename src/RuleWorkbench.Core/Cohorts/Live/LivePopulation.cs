using System.Collections.Immutable;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;
using RuleWorkbench.Compilation;
using RuleWorkbench.Compilation.Columns;
using RuleWorkbench.Model;

namespace RuleWorkbench.Cohorts.Live;

/// <summary>Many cases that stay in memory, in columns, so that one version of a pathway after the other can be run over them:
/// only rules that an edit reaches are computed again. Immutable.</summary>
public sealed class LivePopulation
{
    internal const int BatchSize = 4096;

    private const int ChunkBytes = 4 * 1024 * 1024;

    /// <summary>Places move with every edit of a file and mean nothing here.</summary>
    private static readonly JsonSerializerSettings WithoutPlaces = new() { ContractResolver = new PlacelessResolver() };

    private readonly string facts;
    private readonly LiveCaseText texts;

    private LivePopulation(CompiledPathway compiled, CohortOptions options, TextPool pool, ImmutableArray<LiveBatch> batches)
    {
        (Options, Texts, Batches) = (options, pool, batches);
        facts = Describe(compiled.Pathway);
        texts = new LiveCaseText(compiled.Facts, compiled.Pathway.Clock, pool);
        Firsts = new int[batches.Length];
        for (var b = 1; b < batches.Length; b++)
            Firsts[b] = Firsts[b - 1] + batches[b - 1].Rows;
        Count = batches.Sum(b => b.Rows);
        Bytes = pool.Bytes + batches.Sum(b => b.Bytes);
    }

    private LivePopulation(LivePopulation same, CohortOptions options) =>
        (Options, Texts, Batches, facts, texts, Firsts, Count, Bytes) = (options, same.Texts, same.Batches, same.facts, same.texts, same.Firsts, same.Count, same.Bytes);

    /// <summary>How many lines there are that are not blank; some may be no cases.</summary>
    public int Count { get; }

    /// <summary>About how much memory they take.</summary>
    public long Bytes { get; }

    /// <summary>Expressions by which results are broken down.</summary>
    public ImmutableArray<string> Strata => Options.StrataNames;

    internal CohortOptions Options { get; }

    internal ImmutableArray<LiveBatch> Batches { get; }

    /// <summary>The position of the first line of each batch.</summary>
    internal int[] Firsts { get; }

    internal TextPool Texts { get; }

    /// <summary>Half of the memory that the process may use.</summary>
    public static long MostBytesByDefault => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2;

    /// <summary>Reads a population.</summary>
    /// <param name="lines">Lines of JSON, as for <see cref="CohortRunner"/>.</param>
    /// <param name="mostBytes">What it may take in memory.</param>
    /// <param name="progress">Told how many lines and how many bytes have been read.</param>
    /// <exception cref="PopulationTooLargeException">It takes more.</exception>
    /// <exception cref="OperationCanceledException">Nothing is kept.</exception>
    public static async Task<LivePopulation> LoadAsync(
        CompiledPathway compiled, Stream lines, CohortOptions options, long mostBytes, IProgress<(long Lines, long Bytes)>? progress, CancellationToken cancellation)
    {
        var pool = new TextPool(null);
        var readers = Enumerable.Range(0, options.Threads).Select(_ => new LiveReader(compiled, options.Clock, pool)).ToArray();
        var chunks = new LineChunks(lines, ChunkBytes, CohortRunner.MostLineBytes);
        var batches = ImmutableArray.CreateBuilder<LiveBatch>();
        var (line, count, bytes, read) = (1L, 0L, 0L, 0L);
        while (await chunks.ReadAsync(options.Threads, cancellation).ConfigureAwait(false) is { Count: > 0 } group)
        {
            var firstLines = new long[group.Count];
            for (var i = 0; i < group.Count; i++)
            {
                firstLines[i] = line;
                (line, read) = (line + group[i].Lines, read + group[i].Bytes.Length);
            }

            var made = new List<LiveBatch>[group.Count];
            Parallel.For(0, group.Count, new ParallelOptions { CancellationToken = cancellation }, i => made[i] = Read(readers[i], group[i], firstLines[i]));
            foreach (var batch in made.SelectMany(m => m))
            {
                batches.Add(batch);
                (count, bytes) = (count + batch.Rows, bytes + batch.Bytes);
            }

            if (bytes + pool.Bytes > mostBytes || count > int.MaxValue)
                throw new PopulationTooLargeException(count, mostBytes);
            progress?.Report((count, read));
        }

        return new LivePopulation(compiled, options, pool, batches.ToImmutable());
    }

    /// <summary>What a version does to the population.</summary>
    /// <param name="before">What another version did; all of it that the edit does not reach is taken over. Or null.</param>
    /// <param name="step">Told how many batches of all are done; from any thread.</param>
    public Task<LiveResult> EvaluateAsync(CompiledPathway compiled, LiveResult? before, Action<int, int> step, CancellationToken cancellation)
    {
        var wanted = Describe(compiled.Pathway);
        var population = before?.Population.facts == wanted ? before.Population : facts == wanted ? this : ReadAgain(compiled, cancellation);
        return new LiveEvaluation(population, compiled, before?.Population == population ? before : null).RunAsync(step, cancellation);
    }

    /// <summary>The same cases, with results broken down otherwise.</summary>
    /// <param name="strata">Expressions over the facts; see <see cref="CohortRunner.UnusableStrata"/>.</param>
    public LivePopulation By(CompiledPathway compiled, ImmutableArray<string> strata) => new(compiled, Options with { StrataNames = strata }, Texts, Batches);

    /// <summary>The same cases, with results that are not broken down.</summary>
    public LivePopulation Undivided() => new(this, Options with { StrataNames = [] });

    /// <summary>A case as JSON.</summary>
    /// <param name="position">0 for the first line that is not blank.</param>
    public string CaseAt(int position)
    {
        var batch = Array.BinarySearch(Firsts, position) is >= 0 and var exact ? exact : ~Array.BinarySearch(Firsts, position) - 1;
        return Encoding.UTF8.GetString(LineOf(Batches[batch], position - Firsts[batch]));
    }

    internal byte[] LineOf(LiveBatch batch, int row) => texts.Write(batch, row);

    private static List<LiveBatch> Read(LiveReader reader, LineChunk chunk, long firstLine)
    {
        var batches = new List<LiveBatch>();
        foreach (var (start, length, number) in chunk.Split(firstLine))
        {
            reader.Add(chunk.LineAndBreak(start, length), number);
            if (reader.Count == BatchSize)
                batches.Add(reader.Take());
        }

        if (reader.Count > 0)
            batches.Add(reader.Take());
        return batches;
    }

    /// <summary>The same lines with other facts: what was a case may be none, and the other way round.</summary>
    private LivePopulation ReadAgain(CompiledPathway compiled, CancellationToken cancellation)
    {
        var pool = new TextPool(null);
        var batches = new LiveBatch[Batches.Length];
        Parallel.For(
            0,
            batches.Length,
            new ParallelOptions { MaxDegreeOfParallelism = Options.Threads, CancellationToken = cancellation },
            () => new LiveReader(compiled, Options.Clock, pool),
            (b, _, reader) =>
            {
                for (var row = 0; row < Batches[b].Rows; row++)
                    reader.Add(LineOf(Batches[b], row), Batches[b].Lines[row]);
                batches[b] = reader.Take();
                return reader;
            },
            _ => { });
        return new LivePopulation(compiled, Options, pool, [.. batches]);
    }

    /// <summary>All that reading cases depends on. Policy values are not read.</summary>
    private static string Describe(Pathway pathway) => JsonConvert.SerializeObject((pathway.Inputs, pathway.Clock), WithoutPlaces);

    private sealed class PlacelessResolver : DefaultContractResolver
    {
        protected override IList<JsonProperty> CreateProperties(Type type, MemberSerialization memberSerialization) =>
            [.. base.CreateProperties(type, memberSerialization).Where(p => p.PropertyType != typeof(SourcePlace))];
    }
}
