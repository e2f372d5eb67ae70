using Shouldly;
using Xunit;

namespace RuleWorkbench;

public sealed class GoldenTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("golden-").FullName;

    private string GoldenFile => Path.Combine(_folder, "x.verified.txt");

    private string ReceivedFile => Path.Combine(_folder, "x.received.txt");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Compare_MissingGolden_FailsAndKeepsWhatWasReceived()
    {
        Should.Throw<ShouldAssertException>(() => Golden.Compare("new", GoldenFile, accepts: false));

        File.ReadAllText(ReceivedFile).ShouldBe("new");
        File.Exists(GoldenFile).ShouldBeFalse();
    }

    [Fact]
    public void Compare_DifferentText_FailsAndShowsTheLinesThatDiffer()
    {
        File.WriteAllText(GoldenFile, "a\nb\nc\n");

        var failure = Should.Throw<ShouldAssertException>(() => Golden.Compare("a\nB\nc\n", GoldenFile, accepts: false));

        failure.Message.ShouldContain("line 2");
        failure.Message.ShouldContain("  a\n- b\n+ B\n");
    }

    [Fact]
    public void Compare_SameText_RemovesWhatWasReceivedBefore()
    {
        File.WriteAllText(GoldenFile, "a");
        File.WriteAllText(ReceivedFile, "b");

        Golden.Compare("a", GoldenFile, accepts: false);

        File.Exists(ReceivedFile).ShouldBeFalse();
    }

    [Fact]
    public void Compare_Accepting_WritesTheGolden()
    {
        File.WriteAllText(GoldenFile, "a");

        Golden.Compare("b", GoldenFile, accepts: true);

        File.ReadAllText(GoldenFile).ShouldBe("b");
    }
}
