using Newtonsoft.Json.Linq;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Cli.Commands;

public sealed class ReviewTests
{
    [Fact]
    public async Task Review_WorkingTree_WritesAPage()
    {
        using var workspace = Edited();
        var result = (await workspace.RunAsync("review", "--output", "review.html")).ShouldExitWith(RulewbResult.Clean);

        result.Out.ShouldContain("tiny: 1 change with other logic");
        result.Out.ShouldContain("of 3 cases touched");
        result.Out.ShouldMatch(@", (1 open question|([02-9]|\d\d+) open questions)\r?\n");
        var page = workspace.Read("review.html");
        page.ShouldStartWith("<!DOCTYPE html>");
        page.ShouldContain("threshold 18 → 60 a in ");
        page.ShouldContain("patient age is at least ");
        page.ShouldContain("evidence unchanged");
    }

    [Fact]
    public async Task Review_OtherFormats_SayTheSame()
    {
        using var workspace = Edited();
        var json = JObject.Parse((await workspace.RunAsync("review", "--format", "json")).ShouldExitWith(RulewbResult.Clean).Out);
        var text = (await workspace.RunAsync("review", "--format", "md", "--page", "https://ci.example.org/r.html")).ShouldExitWith(RulewbResult.Clean).Out;

        json.SelectToken("pathways[0].changes[0].id")!.Value<string>().ShouldBe("T1");
        json.SelectTokens("pathways[0].questions[*].text").Select(t => (string)t!).ShouldContain("The logic changed, the evidence did not. Does what is cited still support the rule?");
        text.ShouldContain("### Open questions");
        text.ShouldContain("threshold 18 → 60 a");
        text.ShouldEndWith("[The whole review](<https://ci.example.org/r.html>) shows the drawing, each rule before and after, and the traces of the cases.\n");
    }

    [Fact]
    public async Task Review_NewFindingOfTheChecks_IsTold()
    {
        using var workspace = TemporaryWorkspace.Tiny().WithGit().Replace(TemporaryWorkspace.EntryFile, "patient.age >= 18", "patient.age >= 18 && patient.age >= 18");
        var json = JObject.Parse((await workspace.RunAsync("review", "--format", "json")).ShouldExitWith(RulewbResult.Clean).Out);

        json.SelectTokens("pathways[0].checks.new[*].id").Select(t => (string)t!).ShouldContain("RW081");
        json.SelectTokens("pathways[0].checks.gone[*]").ShouldBeEmpty();
    }

    [Fact]
    public async Task Review_InvalidVersion_IsWrittenAsFarAsItGoes()
    {
        using var workspace = TemporaryWorkspace.Tiny().WithGit().Replace(TemporaryWorkspace.EntryFile, "patient.age >= 18", "patient.agee >= 18");
        (await workspace.RunAsync("review", "-o", "r.html")).ShouldExitWith(RulewbResult.Invalid).ShouldNotLookLikeAFault();

        workspace.Read("r.html").ShouldContain("A version is invalid: what is said here is not all that differs.");
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    public async Task Review_AddressThatIsNoPage_IsRefused(string address)
    {
        using var workspace = Edited();
        (await workspace.RunAsync("review", "--format", "md", "--page", address)).ShouldExitWith(RulewbResult.CouldNotRun).ShouldNotLookLikeAFault();
    }

    [Fact]
    public async Task Review_FileThatCannotBeRead_ClaimsNothingOfItsRules()
    {
        using var workspace = TemporaryWorkspace.Tiny().WithGit().Write(TemporaryWorkspace.GuardFile, "{ \"broken\": ");
        (await workspace.RunAsync("review", "--output", "page.html")).ShouldExitWith(RulewbResult.Invalid).ShouldNotLookLikeAFault();
        var page = workspace.Read("page.html");

        page.ShouldContain("could not be compared");
        page.ShouldContain("As the baseline has it");
        page.ShouldNotContain(">removed<");
        page.ShouldNotContain(", other logic");
    }

    [Fact]
    public async Task Diff_Cohort_RunsItsCasesInPlaceOfTheSaved()
    {
        using var workspace = Edited();
        workspace.Write("people.ndjson", string.Concat(Enumerable.Range(0, 100).Select(i => $"{{ \"id\": \"p{i}\", \"facts\": {{ \"patient\": {{ \"age\": {i}, \"allergic\": false }} }} }}\n")) + "no case\n");
        var json = JObject.Parse((await workspace.RunAsync("diff", "--cohort", "people.ndjson", "--format", "json", "--by", "patient.age:50")).ShouldExitWith(RulewbResult.Clean).Out);
        var impact = json.SelectToken("pathways[0].impact")!;

        impact["population"]!.Value<string>().ShouldBe("people.ndjson");
        impact["rejected"]!.Value<int>().ShouldBe(1);
        impact.SelectToken("whole.cases")!.Value<int>().ShouldBe(100);
        impact.SelectToken("whole.lost")!.Value<int>().ShouldBe(42);
        impact.SelectTokens("strata[*].value").Select(t => (string)t!).ShouldBe(["0 to below 50", "50 to below 100"]);
        impact.SelectToken("effects[0].causes[0][0]")!.Value<string>().ShouldBe("T1");
        impact.SelectToken("effects[0].witness.facts.patient.age").ShouldNotBeNull();
    }

    [Fact]
    public async Task Diff_CohortOfNoCases_CouldNotRun()
    {
        using var workspace = Edited().Write("people.ndjson", "x\n");
        var result = (await workspace.RunAsync("diff", "--cohort", "people.ndjson")).ShouldExitWith(RulewbResult.CouldNotRun);

        result.ShouldNotLookLikeAFault();
        result.Error.ShouldContain("holds no case of `tiny`; 1 lines are no cases");
    }

    [Fact]
    public async Task Diff_WriteWitnesses_AddsCasesForAPersonToConfirm()
    {
        using var workspace = Edited();
        var before = workspace.Read(TemporaryWorkspace.SuiteFile);
        (await workspace.RunAsync("diff", "--write-witnesses", "small")).ShouldExitWith(RulewbResult.Clean).Error.ShouldContain("were added to `small` of `tiny`, marked `to-confirm`");
        var after = workspace.Read(TemporaryWorkspace.SuiteFile);

        // What stood there keeps its bytes; the cases stand behind it.
        var kept = before[..before.LastIndexOf('}', before.LastIndexOf(']'))];
        after.ShouldStartWith(kept);
        var added = JObject.Parse(after)["cases"]!.Skip(3).ToList();
        added.ShouldNotBeEmpty();
        added.ShouldAllBe(c => (string)c["tags"]![0]! == "to-confirm" && !c["expect"]!.HasValues);
        (await workspace.RunAsync("simulate")).ShouldNotLookLikeAFault();

        (await workspace.RunAsync("diff", "--write-witnesses", "small")).Error.ShouldContain("No case was added to `small`");

        // Until somebody says what is right, they prove nothing.
        (await workspace.RunAsync("check", "tiny")).Out.ShouldContain("RW083: The case");
        (await workspace.RunAsync("simulate", "tiny", "--suite", "small")).Out.ShouldMatch("; \\d+ of those that passed expects? nothing");
        workspace.Read(TemporaryWorkspace.SuiteFile).ShouldBe(after);
    }

    [Fact]
    public async Task Diff_WriteWitnessesOfARevision_IsRefused()
    {
        using var workspace = Edited().Commit("edited");
        (await workspace.RunAsync("diff", "HEAD~1..HEAD", "--write-witnesses", "small")).ShouldExitWith(RulewbResult.CouldNotRun).Error.ShouldContain("is not the working tree");
    }

    [Fact]
    public async Task Diff_ChangedFunction_NamesWhatCallsIt()
    {
        using var workspace = TemporaryWorkspace.WithScript().WithGit().Replace(TemporaryWorkspace.ScriptFile, "years >= 18", "years >= 21");
        var json = JObject.Parse((await workspace.RunAsync("diff", "--format", "json")).ShouldExitWith(RulewbResult.Clean).Out);

        json.SelectToken("pathways[0].changes[0].id")!.Value<string>().ShouldBe("Age.IsAdult");
        json.SelectTokens("pathways[0].changes[0].reaches[*].rule").Select(t => (string)t!).ShouldBe(["T1"]);
    }

    private static TemporaryWorkspace Edited() =>
        TemporaryWorkspace.Tiny().WithGit().Replace(TemporaryWorkspace.EntryFile, "patient.age >= 18", "patient.age >= 60");
}
