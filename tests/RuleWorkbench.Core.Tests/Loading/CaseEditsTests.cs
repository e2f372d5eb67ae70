using Newtonsoft.Json.Linq;
using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Loading;

public sealed class CaseEditsTests : IDisposable
{
    private readonly PathwayFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("patient.age=71", "patient.age", "71")]
    [InlineData("patient.sex=male", "patient.sex", "\"male\"")]
    [InlineData("patient.sex=\"male\"", "patient.sex", "\"male\"")]
    [InlineData("patient.born=1950-01-01", "patient.born", "\"1950-01-01\"")]
    [InlineData("patient.smoker=true", "patient.smoker", "true")]
    [InlineData("patient.pain.now=null", "patient.pain.now", "null")]
    [InlineData("patient.drugs=[\"z\"]", "patient.drugs", "[\"z\"]")]
    [InlineData("patient.drugs[1]=z", "patient.drugs", "[\"x\",\"z\"]")]
    public void Apply_SoundEdit_SetsTheFact(string edit, string path, string expected)
    {
        var edited = Apply(edit);
        edited.Diagnostics.ShouldBeEmpty();
        edited.Facts.SelectToken(path)!.ToString(Newtonsoft.Json.Formatting.None).ShouldBe(expected);
    }

    [Fact]
    public void Apply_PolicyAndClock_AreSet()
    {
        Apply("policy.limit=40").Policy["limit"]!.Value<int>().ShouldBe(40);
        Apply("clock=2026-05-01").Clock.ShouldBe(new DateOnly(2026, 5, 1));
        Apply("now.date=null").Clock.ShouldBeNull();
    }

    [Theory]
    [InlineData("patient.age", DiagnosticIds.WrongJsonType)]
    [InlineData("=5", DiagnosticIds.WrongJsonType)]
    [InlineData("patient=5", DiagnosticIds.UnknownFact)]
    [InlineData("patient.age.x=5", DiagnosticIds.UnknownFact)]
    [InlineData("patient.drugs[2]=z", DiagnosticIds.UnknownFact)]
    [InlineData("patient.aeg=5", DiagnosticIds.UnknownFact)]
    [InlineData("patient.age=-5", DiagnosticIds.FactOutOfRange)]
    [InlineData("patient.age=NaN", DiagnosticIds.WrongFactType)]
    [InlineData("patient.age=0x10", DiagnosticIds.WrongFactType)]
    [InlineData("clock=tomorrow", DiagnosticIds.WrongFactType)]
    public void Apply_WrongEdit_IsAnErrorThatNamesTheEdit(string edit, string id)
    {
        var error = Apply(edit).Diagnostics.ShouldHaveSingleItem();
        error.Id.ShouldBe(id);
        error.Place.File.ShouldBe($"--set {edit}");
    }

    [Fact]
    public void Apply_ValueThatNestsTooDeeply_IsAnError() =>
        Apply("patient.drugs=" + new string('[', 63) + new string(']', 63)).Diagnostics.ShouldHaveSingleItem().Message.ShouldBe("The case would nest too deeply.");

    private Model.Case Apply(string edit) =>
        CaseEdits.Apply(folder.LoadSuites().Value!.Suites[0].Cases[0], [edit], folder.Load().Value!);
}
