using System.Collections.Immutable;
using System.IO.Pipelines;
using RuleWorkbench.Cohorts;
using RuleWorkbench.Cohorts.Live;
using RuleWorkbench.Cohorts.Making;
using RuleWorkbench.Compilation;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Simulation;

namespace RuleWorkbench.Presentation.Cohorts;

/// <summary>Brings people into memory: from a file, or made by a spec.</summary>
/// <param name="open">Opens a file of people of a pathway.</param>
public sealed class PeopleLoader(Func<string, Pathway, CancellationToken, Task<PeopleLines>> open)
{
    /// <summary>Reads the people of a file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="PopulationTooLargeException">They do not fit into memory.</exception>
    public async Task<Loaded> ReadAsync(CompiledPathway compiled, string path, ImmutableArray<string> strata, Job job)
    {
        var opened = await open(path, compiled.Pathway, job.Cancellation).ConfigureAwait(false);
        await using var lines = opened.Lines;
        return new Loaded(await KeepAsync(compiled, lines, path, strata, job).ConfigureAwait(false), opened.Unused);
    }

    /// <summary>Makes people by a spec.</summary>
    /// <exception cref="IOException">The spec cannot be used; the message says why.</exception>
    public async Task<Loaded> MakeAsync(CompiledPathway compiled, string path, string file, long count, ImmutableArray<string> strata, Job job)
    {
        var spec = CohortSpecReader.Read(path, file, compiled.Pathway);
        var maker = spec.Value is { } read ? CohortMaker.Create(compiled, read) : null;
        if (spec.Diagnostics.Concat(maker?.Diagnostics ?? []).FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error) is { } wrong)
            throw new IOException(wrong.ToString());
        var pipe = new Pipe();
        var making = Task.Run(
            async () =>
            {
                await using var made = pipe.Writer.AsStream();
                await maker!.Value!.WriteAsync(made, 1, count, Threads, null, job.Cancellation).ConfigureAwait(false);
            },
            job.Cancellation);
        await using var lines = pipe.Reader.AsStream();
        var population = await KeepAsync(compiled, lines, file, strata, job).ConfigureAwait(false);
        await making.ConfigureAwait(false);
        return new Loaded(population, []);
    }

    private static int Threads => Math.Max(1, Environment.ProcessorCount);

    private static Task<LivePopulation> KeepAsync(CompiledPathway compiled, Stream lines, string name, ImmutableArray<string> strata, Job job) =>
        LivePopulation.LoadAsync(compiled, lines, new CohortOptions(name, null, strata, WritesRecords: false, Threads), LivePopulation.MostBytesByDefault, new Progress(job), job.Cancellation);

    /// <summary>People in memory.</summary>
    /// <param name="Unused">Columns of a table that are no fact.</param>
    public sealed record Loaded(LivePopulation Population, ImmutableArray<string> Unused);

    /// <summary>Tells at once; what reads must not wait for the screen.</summary>
    private sealed class Progress(Job job) : IProgress<(long Lines, long Bytes)>
    {
        public void Report((long Lines, long Bytes) value) => job.Reach(value.Lines);
    }
}
