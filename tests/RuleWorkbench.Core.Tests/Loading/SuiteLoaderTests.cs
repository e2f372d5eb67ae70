using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Loading;

public sealed class SuiteLoaderTests : IDisposable
{
    private const string OtherFile = "seeds/demo/suites/other.json";

    private readonly PathwayFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Load_SoundSuite_HasItsCases()
    {
        var loaded = folder.LoadSuites();
        loaded.Diagnostics.ShouldBeEmpty();
        var suite = loaded.Value!.Suites.ShouldHaveSingleItem();
        suite.Name.ShouldBe("small");
        suite.Cases.Select(c => c.FullId).ShouldBe(["small/old", "small/young"]);
        suite.Cases.ShouldAllBe(c => c.Diagnostics.IsEmpty);
        suite.Cases[0].Place.ShouldBe(new SourcePlace(PathwayFolder.SuiteFile, 6, 5, "cases[0]"));
    }

    [Theory]
    [InlineData("""{ "age": 8 }""", """{ "age": 8, "born": "1946-01-01", "drugs": [ "x", "y" ], "pain": { "now": 1, "before": 2 } }""")]
    [InlineData("""{ "pain": { "now": 3 } }""", """{ "age": 80, "born": "1946-01-01", "drugs": [ "x", "y" ], "pain": { "now": 3, "before": 2 } }""")]
    [InlineData("""{ "pain": { "now": null } }""", """{ "age": 80, "born": "1946-01-01", "drugs": [ "x", "y" ], "pain": { "now": null, "before": 2 } }""")]
    [InlineData("""{ "pain": null }""", """{ "age": 80, "born": "1946-01-01", "drugs": [ "x", "y" ], "pain": null }""")]
    [InlineData("""{ "drugs": [ "z" ] }""", """{ "age": 80, "born": "1946-01-01", "drugs": [ "z" ], "pain": { "now": 1, "before": 2 } }""")]
    [InlineData("""{ "drugs": [ ] }""", """{ "age": 80, "born": "1946-01-01", "drugs": [ ], "pain": { "now": 1, "before": 2 } }""")]
    [InlineData("""{ "drugs": null, "age": null }""", """{ "age": null, "born": "1946-01-01", "drugs": null, "pain": { "now": 1, "before": 2 } }""")]
    [InlineData("""{ "smoker": true }""", """{ "age": 80, "born": "1946-01-01", "drugs": [ "x", "y" ], "pain": { "now": 1, "before": 2 }, "smoker": true }""")]
    public void Load_CaseFromAnother_LaysItsFactsOverThose(string over, string expected)
    {
        EditCase(1, c => c["facts"]!["patient"] = JObject.Parse(over));
        var facts = Case("young").Facts["patient"]!;
        JToken.DeepEquals(facts, JsonConvert.DeserializeObject<JObject>(expected, new JsonSerializerSettings { DateParseHandling = DateParseHandling.None }))
            .ShouldBeTrue(facts.ToString());
    }

    [Fact]
    public void Load_CaseFromAnother_TakesOverNeitherTagsNorExpectation()
    {
        EditCase(0, c => c["tags"] = new JArray("a"));
        var young = Case("young");
        young.Tags.ShouldBeEmpty();
        young.Expectation.Walk.ShouldBeNull();
        young.Expectation.Rules.Keys.ShouldBe(["G1"]);
    }

    [Fact]
    public void Load_CaseFromAnother_LeavesTheOtherAsItIs()
    {
        EditCase(1, c => c["facts"] = JObject.Parse("""{ "patient": { "drugs": [ ], "pain": { "now": null } } }"""));
        Case("old").Facts["patient"]!["pain"]!["now"]!.Value<int>().ShouldBe(1);
        Case("old").Facts["patient"]!["drugs"]!.Count().ShouldBe(2);
    }

    [Fact]
    public void Load_CaseOfAnotherSuite_IsFoundWhateverTheOrderOfFiles()
    {
        Other("""{ "id": "a", "from": "small/young", "facts": { } }""", """{ "id": "b", "from": "a" }""");
        EditCase(0, c => c["from"] = "other/c");
        Other("""{ "id": "a", "from": "small/young" }""", """{ "id": "b", "from": "a" }""", """{ "id": "c", "facts": { "patient": { "smoker": true } } }""");
        folder.LoadSuites().Value!.Cases.ShouldAllBe(c => c.Diagnostics.IsEmpty);
        Case("b").Facts.SelectToken("patient.smoker")!.Value<bool>().ShouldBeTrue();
        Case("b").Facts.SelectToken("patient.age")!.Value<int>().ShouldBe(8);
        Case("b").Policy["limit"]!.Value<int>().ShouldBe(4);
    }

    [Fact]
    public void Load_NameWithoutSuite_IsOfTheSuiteThatSaysIt()
    {
        Other("""{ "id": "a", "from": "small/young" }""", """{ "id": "old", "facts": { "patient": { "age": 1 } } }""");
        Case("a").Facts.SelectToken("patient.born").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("odl", "There is no case `odl`. Did you mean `old`?")]
    [InlineData("small/odl", "There is no case `small/odl`. Did you mean `old`?")]
    [InlineData("smal/old", "There is no case `smal/old`. Did you mean `old`?")]
    [InlineData("other/old", "There is no case `other/old`. Did you mean `old`?")]
    [InlineData("", "There is no case ``. Known here: `old`, `young`.")]
    [InlineData("/", "There is no case `/`. Known here: `old`, `young`.")]
    [InlineData("small/", "There is no case `small/`. Known here: `old`, `young`.")]
    public void Load_UnknownFrom_IsAnErrorOfThatCaseOnly(string from, string message)
    {
        EditCase(1, c => c["from"] = from);
        var error = Case("young").Diagnostics.ShouldHaveSingleItem();
        error.Id.ShouldBe(DiagnosticIds.UnknownCase);
        $"{error.Message} {error.Fix}".ShouldBe(message);
        error.Place.Path.ShouldBe("cases[1].from");
        Case("old").Diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public void Load_CaseFromItself_IsAnError()
    {
        EditCase(1, c => c["from"] = "young");
        var error = Case("young").Diagnostics.ShouldHaveSingleItem();
        error.Id.ShouldBe(DiagnosticIds.CaseCycle);
        error.Message.ShouldBe("The case `young` is itself taken from `young`.");
    }

    [Fact]
    public void Load_CasesFromEachOther_AreErrorsInAll()
    {
        Other("""{ "id": "a", "from": "b" }""", """{ "id": "b", "from": "c" }""", """{ "id": "c", "from": "b" }""", """{ "id": "d" }""");
        Case("a").Diagnostics.ShouldContain(d => d.Id == DiagnosticIds.CaseCycle);
        Case("b").Diagnostics.ShouldContain(d => d.Id == DiagnosticIds.CaseCycle);
        var error = Case("c").Diagnostics.ShouldHaveSingleItem();
        error.Message.ShouldBe("The case `b` is itself taken from `c`.");
        Case("d").Diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public void Load_CaseFromOneWithAnError_HasThatErrorToo()
    {
        EditCase(0, c => c["facts"]!["patient"]!["age"] = -1);
        Case("young").Diagnostics.ShouldBe(Case("old").Diagnostics);
    }

    [Theory]
    [InlineData(null, null, null, "2026-01-01", "2026-01-01")]
    [InlineData("2026-02-02", null, null, "2026-01-01", "2026-02-02")]
    [InlineData(null, "2026-03-03", null, "2026-01-01", "2026-03-03")]
    [InlineData(null, null, "2026-04-04", "2026-01-01", "2026-04-04")]
    [InlineData("2026-02-02", "2026-03-03", "2026-04-04", null, "2026-02-02")]
    [InlineData(null, null, null, null, null)]
    public void Load_Clock_IsTheCasesThenThatOfTheCaseItIsFromThenTheSuites(string? own, string? theirs, string? theirSuites, string? suites, string? expected)
    {
        folder.Edit(PathwayFolder.SuiteFile, s => s["clock"] = theirSuites);
        EditCase(0, c => c["clock"] = theirs);
        folder.Write(OtherFile, new JObject
        {
            ["suite"] = "other",
            ["pathway"] = "demo",
            ["clock"] = suites,
            ["cases"] = new JArray(new JObject { ["id"] = "a", ["from"] = "small/old", ["clock"] = own }),
        }.ToString());
        Case("a").Clock?.ToString("yyyy-MM-dd", null).ShouldBe(expected);
        (Case("a").Clock is null).ShouldBe(expected is null);
    }

    [Theory]
    [InlineData("2026-02-30")]
    [InlineData("02.03.2026")]
    public void Load_ClockThatIsNoDate_IsAnErrorOfTheCase(string clock)
    {
        EditCase(0, c => c["clock"] = clock);
        Case("old").Diagnostics.ShouldHaveSingleItem().Place.Path.ShouldBe("cases[0].clock");
    }

    [Fact]
    public void Load_SuiteOfAnotherPathway_IsAnErrorAndLeftOut()
    {
        folder.Edit(PathwayFolder.SuiteFile, s => s["pathway"] = "demo2");
        var loaded = folder.LoadSuites();
        var error = loaded.Diagnostics.ShouldHaveSingleItem();
        error.Id.ShouldBe(DiagnosticIds.OtherPathway);
        error.Place.Line.ShouldBe(3);
        error.Fix.ShouldBe("Move it to seeds/demo2/suites, or name `demo`.");
        loaded.Value!.Suites.ShouldBeEmpty();
    }

    [Fact]
    public void Load_TwoSuitesOfOneName_AreAnError()
    {
        folder.Write(OtherFile, PathwayFolder.Files[PathwayFolder.SuiteFile]);
        folder.LoadSuites().Diagnostics.ShouldHaveSingleItem().Id.ShouldBe(DiagnosticIds.DuplicateName);
    }

    [Fact]
    public void Load_TwoCasesOfOneId_AreAnErrorOfTheSecond()
    {
        EditCase(1, c => c["id"] = "old");
        var cases = folder.LoadSuites().Value!.Suites[0].Cases;
        cases[0].Diagnostics.ShouldBeEmpty();
        cases[1].Diagnostics.ShouldContain(d => d.Id == DiagnosticIds.DuplicateName);
    }

    [Theory]
    [InlineData("id", "null", DiagnosticIds.MissingMember)]
    [InlineData("id", "5", DiagnosticIds.WrongJsonType)]
    [InlineData("from", "5", DiagnosticIds.WrongJsonType)]
    [InlineData("facts", "[ ]", DiagnosticIds.WrongJsonType)]
    [InlineData("facts", """{ "pateint": { } }""", DiagnosticIds.UnknownFact)]
    [InlineData("facts", """{ "policy": { "limit": 5 } }""", DiagnosticIds.UnknownFact)]
    [InlineData("facts", """{ "now": { "date": "2026-01-01" } }""", DiagnosticIds.UnknownFact)]
    [InlineData("policy", """{ "limti": 5 }""", DiagnosticIds.UnknownFact)]
    [InlineData("policy", """{ "limit": "5" }""", DiagnosticIds.WrongFactType)]
    [InlineData("fact", "{ }", DiagnosticIds.UnknownMember)]
    [InlineData("tags", "\"a\"", DiagnosticIds.WrongJsonType)]
    [InlineData("expect", "[ ]", DiagnosticIds.WrongJsonType)]
    [InlineData("expect", """{ "rule": { } }""", DiagnosticIds.UnknownMember)]
    [InlineData("expect", """{ "rules": { "Met": [ ] } }""", DiagnosticIds.UnknownMember)]
    [InlineData("expect", """{ "rules": { "met": "R1" } }""", DiagnosticIds.WrongJsonType)]
    [InlineData("expect", """{ "rules": { "met": [ "R11" ] } }""", DiagnosticIds.UnknownExpectation)]
    [InlineData("expect", """{ "rules": { "met": [ "Old" ] } }""", DiagnosticIds.UnknownExpectation)]
    [InlineData("expect", """{ "rules": { "met": [ "R1" ], "notMet": [ "R1" ] } }""", DiagnosticIds.UnknownExpectation)]
    [InlineData("expect", """{ "recommendations": { "recommended": [ "TREET" ] } }""", DiagnosticIds.UnknownExpectation)]
    [InlineData("expect", """{ "recommendations": { "recommended": [ "TREAT" ], "none": [ "TREAT" ] } }""", DiagnosticIds.UnknownExpectation)]
    [InlineData("expect", """{ "recommendations": { "exact": "true" } }""", DiagnosticIds.WrongJsonType)]
    [InlineData("expect", """{ "vetoes": { "TREET": [ ] } }""", DiagnosticIds.UnknownExpectation)]
    [InlineData("expect", """{ "vetoes": { "TREAT": [ "G2" ] } }""", DiagnosticIds.UnknownExpectation)]
    [InlineData("expect", """{ "vetoes": { "TREAT": "G1" } }""", DiagnosticIds.WrongJsonType)]
    [InlineData("expect", """{ "walk": [ "frist" ] }""", DiagnosticIds.UnknownExpectation)]
    [InlineData("expect", """{ "walk": "first" }""", DiagnosticIds.WrongJsonType)]
    [InlineData("expect", """{ "figures": { "R9": 1 } }""", DiagnosticIds.UnknownExpectation)]
    [InlineData("expect", """{ "figures": { "R1": [ 1 ] } }""", DiagnosticIds.WrongJsonType)]
    [InlineData("expect", """{ "figures": { "R1": { "value": "1", "tolerance": 0.1 } } }""", DiagnosticIds.WrongJsonType)]
    [InlineData("expect", """{ "figures": { "R1": { "value": 1, "tolerance": -0.1 } } }""", DiagnosticIds.WrongJsonType)]
    [InlineData("expect", """{ "figures": { "R1": { "value": 1, "tolerance": 0.1, "unit": "mg" } } }""", DiagnosticIds.UnknownMember)]
    [InlineData("expect", """{ "errors": [ "first/chioce" ] }""", DiagnosticIds.UnknownExpectation)]
    public void Load_OneWrongCase_HarmsNoOther(string member, string value, string id)
    {
        Other("""{ "id": "bad", "facts": { } }""", """{ "id": "good", "facts": { } }""");
        folder.Edit(OtherFile, s => s["cases"]![0]![member] = JToken.Parse(value));
        var loaded = folder.LoadSuites();
        loaded.Diagnostics.ShouldBeEmpty();
        var cases = loaded.Value!.Suites.Single(s => s.Name == "other").Cases;
        var error = cases[0].Diagnostics.ShouldHaveSingleItem();
        error.Id.ShouldBe(id);
        error.Place.File.ShouldBe(OtherFile);
        error.Place.Path.ShouldStartWith("cases[0]");
        error.Place.Column.ShouldBeGreaterThan(0);
        cases[1].Diagnostics.ShouldBeEmpty();
        Case("old").Diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public void Load_Figures_AreReadInEachForm()
    {
        EditCase(0, c => c["expect"]!["figures"] = JObject.Parse("""
            { "R1": { "value": 33.3, "tolerance": 0.1 }, "G1": { "mg": 5, "name": "a", "left": null, "part": { "value": 1, "tolerance": 0.5 } }, "Both": 7 }
            """));
        var figures = Case("old").Expectation.Figures;
        figures["R1"].Select(f => (f.Name, f.Value, f.Tolerance)).ShouldBe([(null, 33.3, 0.1)]);
        figures["Both"].Select(f => (f.Name, f.Value, f.Tolerance)).ShouldBe([(null, 7.0, 0.0)]);
        figures["G1"].Select(f => (f.Name, f.Value, f.Tolerance)).ShouldBe([("mg", 5.0, 0.0), ("name", "a", 0.0), ("left", null, 0.0), ("part", 1.0, 0.5)]);
    }

    [Fact]
    public void Load_GroupAmongExpectedErrors_IsKnown()
    {
        EditCase(0, c => c["expect"]!["errors"] = new JArray("first/choice", "R1"));
        Case("old").Diagnostics.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("cases", "{ }", DiagnosticIds.WrongJsonType)]
    [InlineData("cases", "[ 1 ]", DiagnosticIds.WrongJsonType)]
    [InlineData("case", "[ ]", DiagnosticIds.UnknownMember)]
    [InlineData("suite", "null", DiagnosticIds.MissingMember)]
    [InlineData("clock", "\"now\"", DiagnosticIds.WrongJsonType)]
    public void Load_MistakeInTheSuiteItself_IsAnErrorOfTheSuite(string member, string value, string id)
    {
        folder.Edit(PathwayFolder.SuiteFile, s => s[member] = JToken.Parse(value));
        var error = folder.LoadSuites().Diagnostics.ShouldHaveSingleItem();
        error.Id.ShouldBe(id);
        error.Place.File.ShouldBe(PathwayFolder.SuiteFile);
    }

    [Fact]
    public void Load_BrokenSuiteFile_LeavesTheOtherSuites()
    {
        folder.Write(OtherFile, "{");
        var loaded = folder.LoadSuites();
        loaded.Diagnostics.ShouldHaveSingleItem().Place.File.ShouldBe(OtherFile);
        loaded.Value!.Suites.ShouldHaveSingleItem().Name.ShouldBe("small");
    }

    [Fact]
    public void Load_FolderThatIsCalledLikeASuite_IsAnError()
    {
        Directory.CreateDirectory(folder[OtherFile]);
        folder.LoadSuites().Diagnostics.ShouldHaveSingleItem().Message.ShouldBe("This is a folder, not a file.");
    }

    [Fact]
    public void Load_DanglingLinkInTheFolder_IsAnError()
    {
        File.CreateSymbolicLink(folder[OtherFile], folder["nowhere.json"]);
        folder.LoadSuites().Diagnostics.ShouldHaveSingleItem().Id.ShouldBe(DiagnosticIds.FileNotFound);
    }

    [Fact]
    public void Load_NoSuitesFolder_HasNoSuites()
    {
        Directory.Delete(folder["seeds"], recursive: true);
        var loaded = folder.LoadSuites();
        loaded.Diagnostics.ShouldBeEmpty();
        loaded.Value!.Suites.ShouldBeEmpty();
    }

    [Fact]
    public void Load_SameContentInAnotherLayout_IsTheSameContent()
    {
        var before = Case("young").Content;
        var compact = JsonConvert.DeserializeObject<JObject>(PathwayFolder.Files[PathwayFolder.SuiteFile], new JsonSerializerSettings { DateParseHandling = DateParseHandling.None })!;
        folder.Write(PathwayFolder.SuiteFile, compact.ToString(Formatting.None));
        Case("young").Content.ShouldBe(before);
    }

    [Fact]
    public void Load_ChangeInTheCaseItIsFrom_ChangesTheContent()
    {
        var before = Case("young").Content;
        EditCase(0, c => c["facts"]!["patient"]!["age"] = 81);
        Case("young").Content.ShouldNotBe(before);
    }

    private Model.Case Case(string id) => folder.LoadSuites().Value!.Cases.Single(c => c.Id == id);

    private void EditCase(int index, Action<JObject> edit) => folder.Edit(PathwayFolder.SuiteFile, s => edit((JObject)s["cases"]![index]!));

    private void Other(params string[] cases) =>
        folder.Write(OtherFile, $$"""{ "suite": "other", "pathway": "demo", "cases": [ {{string.Join(", ", cases)}} ] }""");
}
