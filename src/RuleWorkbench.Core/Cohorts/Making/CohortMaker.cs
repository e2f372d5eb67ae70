using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Compilation;
using RuleWorkbench.Model;

namespace RuleWorkbench.Cohorts.Making;

/// <summary>Makes synthetic people, one a line in the shape that a cohort is run from. The same seed gives the same bytes on
/// every machine and with any number of threads.</summary>
public sealed class CohortMaker
{
    private const int PeopleAtATime = 1024;

    private readonly CompiledPathway compiled;
    private readonly CohortSpec spec;
    private readonly ScopePlan plan;

    private CohortMaker(CompiledPathway compiled, CohortSpec spec, ScopePlan plan)
    {
        this.compiled = compiled;
        this.spec = spec;
        this.plan = plan;
    }

    /// <summary>Makes a spec ready to run.</summary>
    public static Loaded<CohortMaker> Create(CompiledPathway compiled, CohortSpec spec)
    {
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        var made = compiled.Pathway.Inputs.Select(i => i.Name).ToHashSet();
        var plan = new ScopePlanner(new RecipeCompiler(compiled, spec, diagnostics), diagnostics).Plan(compiled.Facts.Roots.Where(r => made.Contains(r.Path)));
        return new(new CohortMaker(compiled, spec, plan), diagnostics.ToImmutable());
    }

    /// <summary>Writes people.</summary>
    /// <param name="onProgress">Told how many have been written.</param>
    /// <exception cref="OperationCanceledException">What was written is whole lines.</exception>
    public async Task WriteAsync(Stream output, ulong seed, long count, int threads, Action<long>? onProgress, CancellationToken cancellation)
    {
        var workers = Enumerable.Range(0, threads).Select(_ => new Worker(compiled, spec, plan, seed)).ToArray();
        for (long done = 0; done < count;)
        {
            var parts = (int)Math.Min(threads, ((count - done) + PeopleAtATime - 1) / PeopleAtATime);
            var first = done;
            await Parallel.ForAsync(0, parts, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, (i, _) =>
            {
                var from = first + ((long)i * PeopleAtATime);
                workers[i].Make(from + 1, (int)Math.Min(PeopleAtATime, count - from));
                return ValueTask.CompletedTask;
            }).ConfigureAwait(false);
            for (var i = 0; i < parts; i++)
                await output.WriteAsync(workers[i].Written, CancellationToken.None).ConfigureAwait(false);
            done = Math.Min(count, done + ((long)parts * PeopleAtATime));
            onProgress?.Invoke(done);
        }

        await output.FlushAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Makes people on one thread.</summary>
    private sealed class Worker
    {
        private readonly ArrayBufferWriter<byte> output = new();
        private readonly ScopeMaker maker;
        private readonly ScopePlan plan;
        private readonly PersonFacts facts;
        private readonly object[] roots;
        private readonly (FactObject Type, object Facts)? clock;
        private readonly (DateOnly First, DateOnly Last)? dates;
        private readonly ulong seed;

        public Worker(CompiledPathway compiled, CohortSpec spec, ScopePlan plan, ulong seed)
        {
            this.plan = plan;
            this.seed = seed;
            dates = spec.Clock;
            maker = new ScopeMaker(plan);

            // Policy values are there to be read; facts are overwritten for each person.
            var bound = BoundCase.Bind(compiled.Facts, compiled.Pathway, new JObject(), new JObject(), null).Values;
            facts = new PersonFacts([.. bound]);
            roots = [.. plan.Objects.Where(o => o.Parent < 0).Select(o => bound[compiled.Facts.Roots.IndexOf(o.Type)])];
            for (var i = 0; i < compiled.Facts.Roots.Length; i++)
            {
                if (compiled.Facts.Inputs[i].Name == compiled.Pathway.Clock)
                    clock = (compiled.Facts.Roots[i], bound[i]);
            }
        }

        public ReadOnlyMemory<byte> Written => output.WrittenMemory;

        public void Make(long first, int count)
        {
            output.ResetWrittenCount();
            using var invariant = InvariantScope.Enter();
            for (var number = first; number < first + count; number++)
                Make(number);
        }

        private void Make(long number)
        {
            var own = PersonRandom.Derive(seed, (ulong)number);
            Write(string.Create(CultureInfo.InvariantCulture, $"{{\"id\":\"p{number}\""));
            if (dates is var (first, last))
            {
                var day = DateOnly.FromDayNumber(first.DayNumber + (int)new PersonRandom(PersonRandom.Derive(own, 0)).NextBelow(last.DayNumber - first.DayNumber + 1));
                facts.Today = day.DayNumber;
                if (clock is var (type, instance))
                {
                    output.Write(",\"clock\":"u8);
                    DrawnDate.WriteDate(day, output);
                    type.Access.Set(instance, 0, day.ToDateTime(TimeOnly.MinValue));
                }
            }

            maker.Make(own, roots, facts);
            output.Write(",\"facts\":{"u8);
            for (var i = 0; i < roots.Length; i++)
            {
                if (i > 0)
                    output.Write(","u8);
                output.Write(plan.Objects[i].Name);
                maker.Write(i, output);
            }

            output.Write("}}\n"u8);
        }

        private void Write(string text) => Encoding.UTF8.GetBytes(text, output);
    }
}
