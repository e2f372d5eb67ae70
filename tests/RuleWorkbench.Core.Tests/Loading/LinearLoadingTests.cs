using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Loading;

/// <summary>Twice the input takes about twice the memory. Time is not measured; what would take the square of it in time
/// alone is made large enough here to be noticed.</summary>
public sealed class LinearLoadingTests : IDisposable
{
    private readonly PathwayFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string> Shapes() =>
        ["sound cases", "wrong facts", "escaped names", "unknown facts", "one list", "chain of from", "chain of broken from", "unknown from", "unknown rules", "one long text"];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Load_SuiteOnOneLine_TakesMemoryInProportionToItsSize(string shape)
    {
        var pathway = folder.Load().Value!;
        Allocated(shape, 10, pathway);
        var (small, smallSize) = Allocated(shape, 2_000, pathway);
        var (large, largeSize) = Allocated(shape, 8_000, pathway);
        (largeSize / (double)smallSize).ShouldBeInRange(3.5, 4.5);
        (large / (double)small).ShouldBeLessThan(6);
    }

    [Fact]
    public void Load_SuiteOfTwoMegabytesOnOneLine_ReportsEachWrongFactAtItsPlace()
    {
        var text = Suite("wrong facts", 20_000);
        text.Length.ShouldBeGreaterThan(2_000_000);
        text.ShouldNotContain('\n');
        folder.Write(PathwayFolder.SuiteFile, text);
        var cases = folder.LoadSuites().Value!.Suites[0].Cases;
        cases.Length.ShouldBe(20_000);
        var last = cases[^1].Diagnostics.ShouldHaveSingleItem();
        last.Place.Line.ShouldBe(1);
        text[(last.Place.Column - 1)..].ShouldStartWith("-20000");
        last.Place.Path.ShouldBe("cases[19999].facts.patient.age");
    }

    [Fact]
    public void Load_SuiteOfTenMegabytesOnOneLine_IsRead()
    {
        folder.Write(PathwayFolder.SuiteFile, Suite("one long text", 10_000_000));
        var errors = folder.LoadSuites().Value!.Suites[0].Cases[0].Diagnostics;
        errors.Select(e => e.Message.Length).ShouldAllBe(length => length < 300);
        errors.Select(e => e.Id).ShouldBe([DiagnosticIds.FactNotAllowed, DiagnosticIds.FactOutOfRange]);
        errors[1].Place.Column.ShouldBeGreaterThan(10_000_000);
    }

    private static string Suite(string shape, int count)
    {
        // In a template <i> is the number of the case, <j> that of the next one.
        IEnumerable<string> Each(string template) => Enumerable.Range(0, count).Select(i => template
            .Replace("<i>", $"{i}", StringComparison.Ordinal).Replace("<j>", $"{i + 1}", StringComparison.Ordinal));
        string One(string patient) => """{"id":"c","facts":{"patient":{<p>}}}""".Replace("<p>", patient, StringComparison.Ordinal);

        var cases = shape switch
        {
            "sound cases" => Each("""{"id":"c<i>","facts":{"patient":{"age":7,"drugs":["a"]}},"expect":{"rules":{"met":["R1"]}}}"""),
            "wrong facts" => Each("""{"id":"case-<i>","why":"No human reaches the age of this patient.","facts":{"patient":{"age":-<j>}}}"""),
            "escaped names" => Each("""{"id":"c<i>","facts":{"patient":{"\u0061ge":-1,"\u0064rugs":"\u0061"}}}"""),
            "unknown facts" => [One(string.Join(",", Each("\"unknown<i>\":1")))],
            "one list" => [One($"\"drugs\":[{string.Join(",", Each("<i>"))}]")],
            "chain of from" => Each("""{"id":"c<i>","from":"c<j>","facts":{"patient":{"age":7}}}""").SkipLast(1).Append($"{{\"id\":\"c{count - 1}\"}}"),
            "chain of broken from" => Each("""{"id":"c<i>","from":"c<j>","facts":{"patient":{"age":-7}}}"""),
            "unknown from" => Each("""{"id":"c<i>","from":"d<i>"}"""),
            "unknown rules" => Each("""{"id":"c<i>","expect":{"rules":{"met":["R2","R3"]},"walk":["thrid"]}}"""),
            _ => [One($"\"sex\":\"{new string('a', count)}\",\"age\":-1")],
        };
        return $$"""{"suite":"small","pathway":"demo","cases":[{{string.Join(",", cases)}}]}""";
    }

    private (long Bytes, long Size) Allocated(string shape, int count, Pathway pathway)
    {
        var text = Suite(shape, shape == "one long text" ? count * 100 : count);
        folder.Write(PathwayFolder.SuiteFile, text);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var loaded = SuiteLoader.Load(folder["seeds/demo/suites"], folder.Root, pathway);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        loaded.Value!.Cases.ShouldNotBeEmpty();
        return (allocated, text.Length);
    }
}
