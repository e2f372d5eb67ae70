using System.Text;
using RuleWorkbench.Compilation;
using RuleWorkbench.Model;
using Shouldly;
using Xunit;
using static RuleWorkbench.Compilation.TestPathway;

namespace RuleWorkbench.Cohorts;

/// <summary>Workers take chunks as they are free; what is written and told does not show it.</summary>
public sealed class CohortRunnerTests
{
    private const int Cases = 60_000;

    private static readonly CompiledPathway Compiled = Of(
        [Input("patient", Fact("age", FactKind.Integer))],
        Workflow(Main, Rule("old", "patient.age > 40") with { Properties = new RuleProperties { Id = "R1" } })).Compile();

    private static readonly byte[] Lines = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, Cases).Select(i =>
        i % 1000 == 999 ? "{ none\n" : $"{{ \"id\": \"p{i}\", \"facts\": {{ \"patient\": {{ \"age\": {i % 90} }} }} }}\n")));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task RunAsync_AnyNumberOfThreads_RecordsAndCheckpointsComeInOrder(int threads)
    {
        var told = new List<CohortCheckpoint>();
        using var records = new MemoryStream();
        using var rejects = new MemoryStream();

        var summary = await RunAsync(records, rejects, threads, null, at => told.Add(at with { Counts = at.CountsOf!() }));

        (summary.Cases, summary.Rejected).ShouldBe((Cases - (Cases / 1000), Cases / 1000));
        Ids(records).ShouldBe(Enumerable.Range(0, Cases).Where(i => i % 1000 != 999).Select(i => $"p{i}"));
        told.Count.ShouldBeGreaterThan(3);
        told.Select(t => t.Line).ShouldBeInOrder(SortDirection.Ascending);
        told[^1].InputBytes.ShouldBe(Lines.Length);
        (told[^1].RecordBytes, told[^1].RejectBytes).ShouldBe((records.Length, rejects.Length));
        told[^1].Counts.ShouldBe(await CountsOfOneThreadAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task RunAsync_FromAnyCheckpoint_GoesOnAsIfNothingHadHappened(int threads)
    {
        var told = new List<CohortCheckpoint>();
        using var whole = new MemoryStream();
        await RunAsync(whole, null, 2, null, at => told.Add(at with { Counts = at.CountsOf!() }));
        var middle = told[told.Count / 2];

        using var rest = new MemoryStream();
        var last = middle;
        var summary = await RunAsync(rest, null, threads, middle, at => last = at with { Counts = at.CountsOf!() });

        rest.ToArray().ShouldBe(whole.ToArray()[(int)middle.RecordBytes..]);
        last.Counts.ShouldBe(told[^1].Counts);
        summary.Cases.ShouldBe(Cases - (Cases / 1000));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task RunAsync_StoppedInTheMiddle_WritesTheFirstChunksWhole(int threads)
    {
        using var records = new MemoryStream();
        var chunks = 0;

        await Should.ThrowAsync<InvalidOperationException>(() => RunAsync(records, null, threads, null, _ =>
        {
            if (++chunks == 2)
                throw new InvalidOperationException("Enough.");
        }));

        chunks.ShouldBe(2);
        var ids = Ids(records).ToList();
        ids.ShouldBe(Enumerable.Range(0, Cases).Where(i => i % 1000 != 999).Select(i => $"p{i}").Take(ids.Count));
        records.ToArray()[^1].ShouldBe((byte)'\n');
    }

    [Fact]
    public async Task RunAsync_Cancelled_Throws()
    {
        using var stop = new CancellationTokenSource();
        using var records = new MemoryStream();

        await Should.ThrowAsync<OperationCanceledException>(() => RunAsync(records, null, 2, null, _ => stop.Cancel(), stop));

        Ids(records).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task RunAsync_OutputThatFails_ThrowsItsError()
    {
        await Should.ThrowAsync<IOException>(() => RunAsync(new FullDisk(), null, 3, null, _ => { }));
    }

    private static async Task<string> CountsOfOneThreadAsync()
    {
        var last = "";
        await RunAsync(new MemoryStream(), new MemoryStream(), 1, null, at => last = at.CountsOf!());
        return last;
    }

    private static async Task<CohortSummary> RunAsync(Stream records, Stream? rejects, int threads, CohortCheckpoint? start, Action<CohortCheckpoint> told, CancellationTokenSource? stop = null)
    {
        using var input = new MemoryStream(Lines);
        input.Position = start?.InputBytes ?? 0;
        return await new CohortRunner(Compiled).RunAsync(input, records, rejects, new CohortOptions("lines", null, [], WritesRecords: true, threads), start, at =>
        {
            told(at);
            return ValueTask.CompletedTask;
        }, stop?.Token ?? TestContext.Current.CancellationToken);
    }

    private static IEnumerable<string> Ids(MemoryStream records) =>
        Encoding.UTF8.GetString(records.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(r => r["{\"id\":\"".Length..r.IndexOf("\",", StringComparison.Ordinal)]);

    private sealed class FullDisk : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            Length > 0 ? throw new IOException("No space left.") : base.WriteAsync(buffer, cancellationToken);
    }
}
