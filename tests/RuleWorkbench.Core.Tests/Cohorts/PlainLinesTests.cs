using System.Text;
using RuleWorkbench.Compilation;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using Shouldly;
using Xunit;
using static RuleWorkbench.Compilation.TestPathway;

namespace RuleWorkbench.Cohorts;

/// <summary>A line means the same whether the reader of plain lines takes it or the full one: a tab in front leaves the meaning
/// alone, and the reader of plain lines takes none that begins with one.</summary>
public sealed class PlainLinesTests
{
    private const string Whole = """{"id":"p1","clock":"2026-03-02","facts":{"patient":{"count":3,"dose":2.5,"half":0.5,"kind":"a","name":"Ann","ill":true,"born":"1970-01-31","texts":["x","y"],"drugs":[{"name":"d1","dose":1.5,"now":false},{"name":"d2"}],"address":{"city":"Bonn"}},"other":{"score":7}}}""";

    private static readonly CompiledPathway Facts = Pathway().Compile();

    [Theory]
    [InlineData(Whole)]
    [InlineData("""{"id": "p1", "facts": {"patient": {"count": 3, "texts": [ "x" , "y" ], "drugs": [ ] } } }""")]
    [InlineData("""{"facts":{"other":{"score":7},"patient":{"address":{"city":null},"texts":null,"count":null}},"id":"p1"}""")]
    [InlineData("""{"id":"p1","facts":{}}""")]
    [InlineData("""{"id":"p1"}""")]
    [InlineData("""{}""")]
    [InlineData("""{"id":"p1","facts":{"patient":{}}}""")]
    [InlineData("""{"id":"p1","facts":{"patient":{"count":-0}}}""")]
    [InlineData("""{"id":"p1","facts":{"patient":{"count":-12}}}""")]
    [InlineData("""{"id":"p1","facts":{"patient":{"count":12.0,"dose":1e2,"half":1.50}}}""")]
    [InlineData("""{"id":"p1","facts":{"patient":{"dose":123456789012345678901.25}}}""")]
    [InlineData("""{"id":"p1","facts":{"patient":{"dose":0.30000000000000004}}}""")]
    [InlineData("""{"id":"p1","facts":{"patient":{"name":"a rather long name, of more than sixteen letters","kind":"b"}}}""")]
    [InlineData("""{"id":"p1","facts":{"patient":{"kind":"of seventeen long"}}}""")]
    [InlineData("""{"id":"p1","facts":{"patient":{"kind":"this is a value of more than thirty-two letters"}}}""")]
    [InlineData("""{"id":"p1","facts":{"patient":{"name":"Zoë \"q\" \u0041"}}}""")]
    [InlineData("""{"id":"<&'+>","facts":{"patient":{"name":""}}}""")]
    public async Task RunAsync_LineThatIsACase_SameAsFullReader(string line)
    {
        var (plain, full) = await BothAsync([Encoding.UTF8.GetBytes(line)]);

        plain.ShouldBe(full);
        plain.Rejected.ShouldBe(0);
    }

    [Theory]
    [InlineData("""{"id":"p1","facts":{"patient":{"count":1.5}}}""")]
    [InlineData("""{"id":"p1","facts":{"patient":{"count":01}}}""")]
    [InlineData("""{"id":"p1","facts":{"patient":{"count":1.}}}""")]
    [InlineData("""{"id":"p1","facts":{"patient":{"count":101}}}""")]
    [InlineData("""{"id":"p1","facts":{"patient":{"half":0.25}}}""")]
    [InlineData("""{"id":"p1","facts":{"patient":{"kind":"c"}}}""")]
    [InlineData("""{"id":"p1","facts":{"patient":{"kind":"of seventeen lonG"}}}""")]
    [InlineData("""{"id":"p1","facts":{"patient":{"kind":"this is a value of more than thirty-two letterS"}}}""")]
    [InlineData("""{"id":"p1","facts":{"patient":{"name":"abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz"}}}""")]
    [InlineData("""{"id":"p1","facts":{"patient":{"born":"1970-02-30"}}}""")]
    [InlineData("""{"id":"p1","facts":{"patient":{"ill":truefalse}}}""")]
    [InlineData("""{"id":"p1","facts":{"patient":{"texts":["x",]}}}""")]
    [InlineData("""{"id":"p1","facts":{"patient":{"texts":[null]}}}""")]
    [InlineData("""{"id":"p1","facts":{"patient":{"drugs":[{"name":"d1"},{"name":"d2"},{"name":"d3"},{"name":"d4"}]}}}""")]
    [InlineData("""{"id":"p1","facts":{"patient":{"count":1,"count":2}}}""")]
    [InlineData("""{"id":"p1","facts":{"patient":{},"patient":{}}}""")]
    [InlineData("""{"id":"p1","facts":{"patient":{"count":1,}}}""")]
    [InlineData("""{"id":"p1","facts":{"patient":{"hair":1}}}""")]
    [InlineData("""{"id":"p1","facts":{"patient":{"count":1}}} {}""")]
    [InlineData("""{"id":"p1","facts":{"patient":{"count":1}}""")]
    [InlineData("""{"id":"p1","facts":{"patient":{"name":"Ann""")]
    [InlineData("""{"id":"p1",""")]
    public async Task RunAsync_LineThatIsNone_IsRejected(string line)
    {
        var (plain, full) = await BothAsync([Encoding.UTF8.GetBytes(line)]);

        plain.ShouldBe(full);
        plain.Rejected.ShouldBe(1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task RunAsync_BrokenLinesAmongOthers_SameAsFullReader(int seed)
    {
        // What an attempt at a line has left in columns must not show in those that come after it.
        var random = new Random(seed);
        var lines = Enumerable.Range(0, 4_000).Select(_ => random.Next(3) == 0 ? Encoding.UTF8.GetBytes(Whole) : MutatedFile.ChangeBytes(Whole, random)).ToList();

        var (plain, full) = await BothAsync(lines);

        plain.ShouldBe(full);
        plain.Rejected.ShouldBeGreaterThan(500);
    }

    [Fact]
    public async Task RunAsync_NoLineBreakAtTheEnd_SameCase()
    {
        var with = await RunAsync(Encoding.UTF8.GetBytes(Whole + "\n"));

        (await RunAsync(Encoding.UTF8.GetBytes(Whole))).ShouldBe(with);
    }

    private static async Task<((string Records, long Rejected) Plain, (string Records, long Rejected) Full)> BothAsync(List<byte[]> lines)
    {
        // A line break that breaking put in would make two lines of one, of which only the first has the tab.
        var whole = lines.Select(l => l.Where(b => b is not ((byte)'\n' or (byte)'\r')).ToArray()).ToList();
        return (await RunAsync([.. whole.SelectMany(l => (byte[])[.. l, (byte)'\n'])]), await RunAsync([.. whole.SelectMany(l => (byte[])[(byte)'\t', .. l, (byte)'\n'])]));
    }

    private static async Task<(string Records, long Rejected)> RunAsync(byte[] lines)
    {
        using var input = new MemoryStream(lines);
        using var records = new MemoryStream();
        var summary = await new CohortRunner(Facts).RunAsync(
            input, records, null, new CohortOptions("test", null, [], WritesRecords: true, 1), null, null, TestContext.Current.CancellationToken);
        return (Encoding.UTF8.GetString(records.ToArray()), summary.Rejected);
    }

    /// <summary>A pathway whose figures are all its facts.</summary>
    private static Pathway Pathway()
    {
        var patient = Input(
            "patient",
            Fact("count", FactKind.Integer) with { Range = new NumberRange(-50, 100, false, false) },
            Fact("dose", FactKind.Number),
            Fact("half", FactKind.Number) with { Step = 0.1 },
            Fact("kind", FactKind.Text) with { AllowedValues = ["a", "b", "of seventeen long", "this is a value of more than thirty-two letters"] },
            Fact("name", FactKind.Text) with { Length = (null, 50) },
            Fact("ill", FactKind.Flag),
            Fact("born", FactKind.Date),
            List("texts", Fact("texts", FactKind.Text)),
            List("drugs", Object("drugs", Fact("name", FactKind.Text), Fact("dose", FactKind.Number), Fact("now", FactKind.Flag))) with { Length = (null, 3) },
            Object("address", Fact("city", FactKind.Text)));
        string[] figures =
        [
            "patient.count", "patient.dose", "patient.half", "patient.kind", "patient.name", "patient.ill", "patient.born", "patient.address.city", "other.score",
            "patient.texts.Count()", "patient.texts.Count(it == \"x\")", "patient.drugs.Count(it.now == false)", "patient.drugs.Count(it.dose > 1)", "patient.drugs.Any(it.name == \"d2\")",
        ];
        return Of(
            [patient, Input("other", Fact("score", FactKind.Number))],
            Workflow(Main, [.. figures.Select((f, i) => Rule($"r{i}", "true").WithFigure(f) with { Properties = new RuleProperties { Id = $"R{i}" } })]));
    }
}
