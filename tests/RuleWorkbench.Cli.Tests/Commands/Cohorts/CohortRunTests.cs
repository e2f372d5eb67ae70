using System.Text;
using Newtonsoft.Json.Linq;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Cli.Commands.Cohorts;

public sealed class CohortRunTests
{
    [Fact]
    public async Task Run_BadLines_AreRejectedWithTheirReason()
    {
        using var workspace = TemporaryWorkspace.Tiny().Write("people.ndjson", $"{CohortCase.Line(1)}\n{{ \"id\": \"bad\", \"facts\": {{ \"patient\": {{ \"agee\": 1 }} }} }}\nnonsense\n{CohortCase.Line(4)}\n");

        (await workspace.RunAsync("cohort", "run", "tiny", "-i", "people.ndjson")).ShouldExitWith(RulewbResult.CouldNotRun).ShouldNotLookLikeAFault().Error.ShouldContain("2 lines are no cases; at most 0");
        var result = await workspace.RunAsync("cohort", "run", "tiny", "-i", "people.ndjson", "--rejects", "bad.ndjson", "--max-rejects", "2", "--format", "json");

        var summary = JObject.Parse(result.ShouldExitWith(RulewbResult.Clean).Out);
        ((int)summary["cases"]!, (int)summary["rejected"]!).ShouldBe((2, 2));
        var rejects = workspace.Read("bad.ndjson").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(JObject.Parse).ToList();
        rejects.Select(r => (int)r["line"]!).ShouldBe([2, 3]);
        ((string)rejects[0]["reason"]!).ShouldContain("`patient.agee`");
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("\n\r\n  \n", 0)]
    [InlineData("\uFEFF{1}\r\n{2}", 2)]
    [InlineData("{1}\n{2}\n", 2)]
    public async Task Run_LineEndings_AreNoMatter(string text, int cases)
    {
        using var workspace = TemporaryWorkspace.Tiny();
        workspace.Write("people.ndjson", text.Replace("{1}", CohortCase.Line(1), StringComparison.Ordinal).Replace("{2}", CohortCase.Line(2), StringComparison.Ordinal));

        var result = await workspace.RunAsync("cohort", "run", "tiny", "-i", "people.ndjson", "-o", "out.ndjson", "--format", "json");

        ((int)JObject.Parse(result.ShouldExitWith(RulewbResult.Clean).Out)["cases"]!).ShouldBe(cases);
        workspace.Read("out.ndjson").Count(c => c == '\n').ShouldBe(cases);
    }

    [Fact]
    public async Task Run_LineOf20Megabytes_IsRejectedAndTheOthersRun()
    {
        using var workspace = TemporaryWorkspace.Tiny();
        workspace.Write("people.ndjson", $"{CohortCase.Line(1)}\n{{ \"id\": \"{new string('x', 20_000_000)}\" }}\n{CohortCase.Line(3)}\n");

        var result = await workspace.RunAsync("cohort", "run", "tiny", "-i", "people.ndjson", "--max-rejects", "10", "--format", "json");

        ((int)JObject.Parse(result.ShouldExitWith(RulewbResult.Clean).Out)["cases"]!).ShouldBe(2);
    }

    [Theory]
    [InlineData("--by", "patient.agee")]
    [InlineData("--clock", "yesterday")]
    [InlineData("--report", "svgg=x")]
    [InlineData("--input", "nobody.ndjson")]
    [InlineData("--rejects", "out.ndjson")]
    public async Task Run_WrongOption_TouchesNoFile(string option, string value)
    {
        using var workspace = TemporaryWorkspace.Tiny().Write("people.ndjson", CohortCase.Line(1)).Write("out.ndjson", "precious");
        string[] input = option == "--input" ? [] : ["--input", "people.ndjson"];

        (await workspace.RunAsync([.. (string[])["cohort", "run", "tiny", "--output", "out.ndjson", option, value], .. input])).ShouldExitWith(RulewbResult.CouldNotRun).ShouldNotLookLikeAFault();

        workspace.Read("out.ndjson").ShouldBe("precious");
    }

    [Fact]
    public async Task Run_MoreThreads_SameBytes()
    {
        using var workspace = await CohortCase.PeopleAsync(8_000);
        foreach (var threads in (string[])["1", "4"])
            (await workspace.RunAsync("cohort", "run", "tiny", "-i", "people.ndjson", "-o", $"out{threads}.ndjson", "--threads", threads, "--report", $"json=sum{threads}.json", "--by", "patient.age / 20")).ShouldExitWith(RulewbResult.Clean);

        workspace.ReadBytes("out4.ndjson").ShouldBe(workspace.ReadBytes("out1.ndjson"));
        workspace.Read("sum4.json").ShouldBe(workspace.Read("sum1.json"));
    }

    [Fact]
    public async Task Run_MadePeopleThroughPipes_ComeOutInOrder()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs a shell.");
        using var workspace = TemporaryWorkspace.Tiny().Write(CohortCase.SpecFile, CohortCase.Spec);

        var result = await Rulewb.RunInShellAsync(workspace.Root, $"$RULEWB cohort make tiny --spec {CohortCase.SpecFile} --count 3000 | $RULEWB cohort run tiny --output -");

        result.ShouldExitWith(RulewbResult.Clean).Error.ShouldContain("3,000 cases");
        result.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => (string)JObject.Parse(l)["id"]!).ShouldBe(Enumerable.Range(1, 3_000).Select(i => $"p{i}"));
    }

    [Fact]
    public async Task Run_FullDisk_SaysSo()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs a shell.");
        using var workspace = await CohortCase.PeopleAsync(3_000);

        var result = await Rulewb.RunInShellAsync(workspace.Root, "export DOTNET_EnableWriteXorExecute=0; ulimit -f 64; $RULEWB cohort run tiny -i people.ndjson -o out.ndjson");

        result.ShouldExitWith(RulewbResult.CouldNotRun).ShouldNotLookLikeAFault().Error.ShouldContain("longer than the system allows");
    }

    [Fact]
    public async Task Run_Text_ShowsStrataSideBySide()
    {
        using var workspace = TemporaryWorkspace.Tiny().Write("people.ndjson", string.Join('\n', Enumerable.Range(1, 30).Select(i => CohortCase.Line(i, $"{i * 3}"))));

        var result = await workspace.RunAsync("cohort", "run", "tiny", "-i", "people.ndjson", "--by", "patient.age / 50");

        System.Text.RegularExpressions.Regex.Replace(result.ShouldExitWith(RulewbResult.Clean).Out, @"\([^()]* a second\)", "(…)").ShouldMatchGolden("cohort-by-age");
    }

    [Fact]
    public async Task Run_Svg_ShowsTheCasesAlongTheWays()
    {
        using var workspace = TemporaryWorkspace.Tiny().Write("people.ndjson", string.Join('\n', Enumerable.Range(1, 30).Select(i => CohortCase.Line(i, $"{i * 3}"))));
        (await workspace.RunAsync("cohort", "run", "tiny", "-i", "people.ndjson", "--report", "svg=flow.svg")).ShouldExitWith(RulewbResult.Clean);

        workspace.Read("flow.svg").ShouldMatchGolden("cohort-flow-svg");
    }

    [Fact]
    public async Task Run_Table_DoesWhatLinesDo()
    {
        using var workspace = TemporaryWorkspace.Tiny();
        workspace.Write("people.ndjson", $"{CohortCase.Line(1)}\n{CohortCase.Line(2, "80")}\n");
        workspace.Write("people.csv", "id,Patient_Age,patient.allergic,patient.doses\nc1,40,no,[]\nc2,80,0,[]\n");
        (await workspace.RunAsync("cohort", "run", "tiny", "-i", "people.ndjson", "-o", "lines.ndjson")).ShouldExitWith(RulewbResult.Clean);
        (await workspace.RunAsync("cohort", "run", "tiny", "-i", "people.csv", "-o", "rows.ndjson")).ShouldExitWith(RulewbResult.Clean);

        workspace.Read("rows.ndjson").ShouldBe(workspace.Read("lines.ndjson"));
    }

    [Fact]
    public async Task Run_TableWithBadCells_TellsRowAndColumn()
    {
        using var workspace = TemporaryWorkspace.Tiny().Write("people.csv", "id;age;allergic;hair\n#1;40;no;red\nc2;forty;no;\nc3;41;no\n\"c\n4\";42;no;grey\n");

        var result = await workspace.RunAsync("cohort", "run", "tiny", "-i", "people.csv", "--rejects", "bad.ndjson", "--max-rejects", "9", "-o", "out.csv");

        result.ShouldExitWith(RulewbResult.Clean).Error.ShouldContain("Not used, since no fact has such a name: hair.");
        var rejects = workspace.Read("bad.ndjson").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(JObject.Parse).ToList();
        rejects.Select(r => ((int)r["row"]!, (string?)r["column"])).ShouldBe([(2, "age"), (3, null)]);
        ((string)rejects[1]["reason"]!).ShouldContain("3 cells");
        workspace.Read("out.csv").ShouldStartWith("id,TREAT,FOLLOW_UP,T1,T2,F1,G1\n#1,recommended,,met,");
    }

    [Fact]
    public async Task Run_Parquet_RoundTrip()
    {
        using var workspace = TemporaryWorkspace.Tiny().Write("people.ndjson", $"{CohortCase.Line(1)}\n{CohortCase.Line(2, "80")}\n").Write("map.json", """{ "id": "patient.name", "TREAT": null }""");
        (await workspace.RunAsync("cohort", "run", "tiny", "-i", "people.ndjson", "-o", "out.parquet")).ShouldExitWith(RulewbResult.Clean);

        // The records are a table too: their ids serve as names of patients.
        var read = await workspace.RunAsync("cohort", "run", "tiny", "-i", "out.parquet", "--map", "map.json", "--by", "patient.name", "--format", "json");

        JObject.Parse(read.ShouldExitWith(RulewbResult.Clean).Out)["strata"]!.Select(s => (string)s["stratum"]!).ShouldBe(["patient.name = c1", "patient.name = c2"]);
    }

    [Fact]
    public async Task Run_DamagedTable_SaysSo()
    {
        using var workspace = TemporaryWorkspace.Tiny().Write("people.parquet", "PAR1 nothing").Write("people.ndjson.zst", "nothing").Write("people.ndjson.gz", Encoding.UTF8.GetBytes("nothing"));
        foreach (var file in (string[])["people.parquet", "people.ndjson.zst", "people.ndjson.gz"])
            (await workspace.RunAsync("cohort", "run", "tiny", "-i", file)).ShouldExitWith(RulewbResult.CouldNotRun).ShouldNotLookLikeAFault();
    }
}
