using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Cohorts.Making;

/// <summary>What is wrong with specs is told with its place.</summary>
public sealed class CohortSpecTests
{
    [Theory]
    [InlineData("\"patient.agee\": { }", DiagnosticIds.UnknownFact, "`patient.age`")]
    [InlineData("\"patient\": { }", DiagnosticIds.UnknownFact, "patient.age")]
    [InlineData("\"patient.age\": { \"chanc\": 1 }", DiagnosticIds.UnknownMember, "`chance`")]
    [InlineData("\"patient.age\": { \"chance\": 1 }", DiagnosticIds.RecipeShape, "`uniform`")]
    [InlineData("\"patient.age\": { \"value\": 1, \"choose\": { \"1\": 1 } }", DiagnosticIds.RecipeShape, "others")]
    [InlineData("\"patient.age\": { \"value\": 121 }", DiagnosticIds.FactOutOfRange, "")]
    [InlineData("\"patient.age\": { \"value\": 1.5 }", DiagnosticIds.WrongFactType, "")]
    [InlineData("\"patient.age\": { \"uniform\": { \"from\": 5, \"to\": 4 } }", DiagnosticIds.RecipeShape, "")]
    [InlineData("\"patient.age\": { \"uniform\": { \"from\": 5 } }", DiagnosticIds.MissingMember, "\"to\"")]
    [InlineData("\"patient.age\": { \"uniform\": { \"from\": -5, \"to\": 4 } }", DiagnosticIds.FactOutOfRange, "")]
    [InlineData("\"patient.age\": { \"normal\": { \"mean\": \"patient.sex\", \"deviation\": 4 } }", DiagnosticIds.ExpressionDoesNotParse, "")]
    [InlineData("\"patient.age\": { \"missing\": 2 }", DiagnosticIds.RecipeShape, "0.05")]
    [InlineData("\"patient.sex\": { \"choose\": { \"femal\": 1 } }", DiagnosticIds.FactNotAllowed, "\"female\"")]
    [InlineData("\"patient.sex\": { \"choose\": { \"female\": -1 } }", DiagnosticIds.RecipeShape, "")]
    [InlineData("\"patient.sex\": { \"choose\": { } }", DiagnosticIds.RecipeShape, "weight")]
    [InlineData("\"patient.smoker\": { \"chance\": 3 }", DiagnosticIds.RecipeShape, "")]
    [InlineData("\"patient.smoker\": [ { \"chance\": 0.1 }, { \"chance\": 0.2 } ]", DiagnosticIds.RecipeShape, "last")]
    [InlineData("\"patient.smoker\": { \"when\": \"patient.sexx == 1\", \"chance\": 0.1 }", DiagnosticIds.ExpressionDoesNotParse, "`sex`")]
    [InlineData("\"patient.smoker\": 5", DiagnosticIds.WrongJsonType, "")]
    [InlineData("\"patient.drugs\": { \"count\": { } }", DiagnosticIds.RecipeShape, "")]
    [InlineData("\"patient.drugs\": { \"count\": { \"when\": \"true\", \"value\": 1 } }", DiagnosticIds.UnknownMember, "")]
    [InlineData("\"patient.allergies[]\": { \"missing\": 0.5 }", DiagnosticIds.RecipeShape, "`count`")]
    [InlineData("\"patient.age\": { \"normal\": { \"mean\": \"patient.weight\", \"deviation\": 1 } }, \"patient.weight\": { \"when\": \"patient.age > 1\" }", DiagnosticIds.RecipeCycle, "without")]
    [InlineData("\"patient.drugs[].dose\": { \"when\": \"patient.drugs.Count() > 1\", \"value\": 1 }", DiagnosticIds.RecipeCycle, "without")]
    public void Create_Mistake_IsTold(string recipes, string id, string fix)
    {
        var found = MadePeople.Findings(recipes).First(d => d.Id == id);

        found.Severity.ShouldBe(DiagnosticSeverity.Error);
        found.Place.Line.ShouldBe(1);
        found.Place.Column.ShouldBeGreaterThan(80);
        (found.Fix ?? "").ShouldContain(fix);
    }
}
