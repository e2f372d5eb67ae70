using System.IO.Compression;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Cli.Commands.Cohorts;

public sealed class CohortMakeTests
{
    [Fact]
    public async Task Make_CompressedOutput_HoldsTheSamePeople()
    {
        using var workspace = await CohortCase.PeopleAsync(300);
        (await workspace.RunAsync("cohort", "make", "tiny", "--spec", CohortCase.SpecFile, "--count", "300", "--output", "people.ndjson.gz", "--threads", "3")).ShouldExitWith(RulewbResult.Clean);
        using var unpacked = new StreamReader(new GZipStream(File.OpenRead(workspace["people.ndjson.gz"]), CompressionMode.Decompress));

        (await unpacked.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldBe(workspace.Read("people.ndjson"));
        (await workspace.RunAsync("cohort", "run", "tiny", "--input", "people.ndjson.gz")).ShouldExitWith(RulewbResult.Clean).Out.ShouldContain("300 cases");
    }

    [Fact]
    public async Task Make_BrokenSpec_IsTold()
    {
        using var workspace = TemporaryWorkspace.Tiny().Write(CohortCase.SpecFile, CohortCase.Spec.Replace("patient.age", "patient.agee", StringComparison.Ordinal));

        var result = await workspace.RunAsync("cohort", "make", "tiny", "--spec", CohortCase.SpecFile, "--count", "1", "--output", "people.ndjson");

        result.ShouldExitWith(RulewbResult.Invalid).ShouldNotLookLikeAFault().Error.ShouldContain($"{CohortCase.SpecFile}:2:3: error RW021");
        File.Exists(workspace["people.ndjson"]).ShouldBeFalse();
    }

    [Fact]
    public async Task Make_NobodyReads_EndsQuietly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs a shell.");
        using var workspace = TemporaryWorkspace.Tiny().Write(CohortCase.SpecFile, CohortCase.Spec);

        var result = await Rulewb.RunInShellAsync(workspace.Root, $"$RULEWB cohort make tiny --spec {CohortCase.SpecFile} --count 1000000000 | head -n 1");

        result.ShouldNotLookLikeAFault().Out.Trim().ShouldStartWith("{\"id\":\"p1\"");
        result.Error.ShouldBeEmpty();
    }
}
