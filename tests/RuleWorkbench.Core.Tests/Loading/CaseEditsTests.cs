using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Loading;

/// <summary>Changes tried on the case `old` of the demo pathway.</summary>
public sealed class CaseEditsTests
{
    [Theory]
    [InlineData("patient.age=71", "patient.age", "71")]
    [InlineData("patient.age= 71 ", "patient.age", "71")]
    [InlineData("patient.dose=1.5e1", "patient.dose", "15.0")]
    [InlineData("patient.sex=male", "patient.sex", "\"male\"")]
    [InlineData("patient.sex=\"male\"", "patient.sex", "\"male\"")]
    [InlineData("patient.born=2001-02-03", "patient.born", "\"2001-02-03\"")]
    [InlineData("patient.smoker=false", "patient.smoker", "false")]
    [InlineData("patient.smoker=null", "patient.smoker", "null")]
    [InlineData("patient.drugs=[ \"a=b\" ]", "patient.drugs", "[\"a=b\"]")]
    [InlineData("patient.drugs[1]=z", "patient.drugs", "[\"x\",\"z\"]")]
    [InlineData("patient.pain.now=7", "patient.pain", "{\"now\":7,\"before\":2}")]
    [InlineData("patient.pain={\"now\":7}", "patient.pain", "{\"now\":7}")]
    public void Apply_Fact_IsSet(string edit, string path, string expected)
    {
        var edited = Apply(edit);

        edited.Diagnostics.ShouldBeEmpty();
        edited.Facts.SelectToken(path)!.ToString(Newtonsoft.Json.Formatting.None).ShouldBe(expected);
    }

    [Fact]
    public void Apply_FactInAnObjectThatIsMissing_MakesTheObject()
    {
        var edited = Apply("patient.pain=null", "patient.pain.now=3");

        edited.Diagnostics.ShouldBeEmpty();
        edited.Facts["patient"]!["pain"]!.ToString(Newtonsoft.Json.Formatting.None).ShouldBe("{\"now\":3}");
    }

    [Fact]
    public void Apply_Policy_IsOverridden()
    {
        var edited = Apply("policy.limit=4");

        edited.Diagnostics.ShouldBeEmpty();
        ((double?)edited.Policy["limit"]).ShouldBe(4);
        edited.Facts.ContainsKey("policy").ShouldBeFalse();
    }

    [Theory]
    [InlineData("clock=2026-05-01", "2026-05-01")]
    [InlineData("now.date=2026-05-01", "2026-05-01")]
    [InlineData("clock=null", "")]
    public void Apply_Clock_IsSet(string edit, string expected)
    {
        var edited = Apply(edit);

        edited.Diagnostics.ShouldBeEmpty();
        $"{edited.Clock:yyyy-MM-dd}".ShouldBe(expected);
    }

    [Fact]
    public void Apply_Changes_LeaveTheGivenCaseAsItIs()
    {
        using var folder = new PathwayFolder();
        var source = folder.LoadSuites().Value!.Cases.First();
        var before = source.Facts.ToString();

        CaseEdits.Apply(source, ["patient.age=1", "policy.limit=4", "patient.pain.now=3"], folder.Load().Value!);

        source.Facts.ToString().ShouldBe(before);
        source.Policy.Count.ShouldBe(0);
    }

    [Theory]
    [InlineData("patient.age", DiagnosticIds.WrongJsonType, "A change is written fact=value.")]
    [InlineData("=5", DiagnosticIds.WrongJsonType, "A change is written fact=value.")]
    [InlineData("patient.aeg=5", DiagnosticIds.UnknownFact, "There is no fact `patient.aeg`.")]
    [InlineData("person.age=5", DiagnosticIds.UnknownFact, "There is no fact `person`.")]
    [InlineData("patient=5", DiagnosticIds.UnknownFact, "`patient` does not lead to a fact of this case.")]
    [InlineData("policy.limmit=5", DiagnosticIds.UnknownFact, "There is no fact `policy.limmit`.")]
    [InlineData("patient.drugs[2]=z", DiagnosticIds.UnknownFact, "does not lead to a fact of this case")]
    [InlineData("patient.drugs[-1]=z", DiagnosticIds.UnknownFact, "does not lead to a fact of this case")]
    [InlineData("patient.age.years=5", DiagnosticIds.UnknownFact, "does not lead to a fact of this case")]
    [InlineData("patient.age=old", DiagnosticIds.WrongFactType, "`patient.age` is a text; a whole number is expected.")]
    [InlineData("patient.age=071", DiagnosticIds.WrongFactType, "`patient.age` is a text; a whole number is expected.")]
    [InlineData("patient.age=0x47", DiagnosticIds.WrongFactType, "`patient.age` is a text; a whole number is expected.")]
    [InlineData("patient.age=NaN", DiagnosticIds.WrongFactType, "`patient.age` is a text; a whole number is expected.")]
    [InlineData("patient.age=71,\"sex\":\"male\"", DiagnosticIds.WrongFactType, "`patient.age` is a text; a whole number is expected.")]
    [InlineData("patient.age=", DiagnosticIds.WrongFactType, "`patient.age` is a text; a whole number is expected.")]
    [InlineData("patient.age=71 // years", DiagnosticIds.WrongFactType, "`patient.age` is a text; a whole number is expected.")]
    [InlineData("patient.age=-5", DiagnosticIds.FactOutOfRange, "`patient.age` is -5")]
    [InlineData("patient.age=121", DiagnosticIds.FactOutOfRange, "`patient.age` is 121")]
    [InlineData("patient.sex=mail", DiagnosticIds.FactNotAllowed, "which is not an allowed value")]
    [InlineData("patient.born=1.2.2001", DiagnosticIds.WrongFactType, "a date is written YYYY-MM-DD")]
    [InlineData("clock=yesterday", DiagnosticIds.WrongFactType, "\"yesterday\" is not a date.")]
    [InlineData("clock=0001-01-01", DiagnosticIds.FactOutOfRange, "dates from 1800-01-01 to 2200-12-31 are allowed")]
    [InlineData("now.hour=5", DiagnosticIds.UnknownFact, "There is no fact `now`.")]
    public void Apply_ChangeThatCannotBe_IsToldWithTheChangeAsItsPlace(string edit, string id, string message)
    {
        var diagnostic = Apply(edit).Diagnostics.ShouldHaveSingleItem();

        diagnostic.Id.ShouldBe(id);
        diagnostic.Message.ShouldContain(message);
        diagnostic.Place.File.ShouldBe($"--set {edit}");
    }

    [Theory]
    [InlineData(60)]
    [InlineData(63)]
    [InlineData(5_000)]
    public void Apply_DeeplyNestedValue_IsToldAndNoFault(int levels) =>
        Apply($"patient.age={new string('[', levels)}{new string(']', levels)}").Diagnostics.ShouldHaveSingleItem().Severity.ShouldBe(DiagnosticSeverity.Error);

    [Fact]
    public void Apply_ClockOfAPathwayWithout_IsNotDroppedInSilence()
    {
        using var folder = new PathwayFolder();
        var (source, pathway) = (folder.LoadSuites().Value!.Cases.First(), folder.Load().Value! with { Clock = null });

        CaseEdits.Apply(source, ["clock=2026-05-01"], pathway).Diagnostics.ShouldHaveSingleItem().Message.ShouldBe("The pathway `demo` has no clock.");
        CaseEdits.Apply(source, [".date=2026-05-01"], pathway).Diagnostics.ShouldHaveSingleItem().Id.ShouldBe(DiagnosticIds.UnknownFact);
    }

    private static Model.Case Apply(params string[] edits)
    {
        using var folder = new PathwayFolder();
        return CaseEdits.Apply(folder.LoadSuites().Value!.Cases.First(), edits, folder.Load().Value!);
    }
}
