using Newtonsoft.Json;
using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Checking;

/// <summary>What is found in expressions, and where: the caret stands at the character behind <c>^</c>.</summary>
public sealed class ExpressionChecksTests
{
    [Theory]
    [InlineData(DiagnosticIds.SpellingDiffers, "^PATIENT.sex == \"male\"")]
    [InlineData(DiagnosticIds.SpellingDiffers, "patient.drugs.Any(it.^Dose > 5)")]
    [InlineData(DiagnosticIds.ConstantCondition, "patient.age > 5 || ^true")]
    [InlineData(DiagnosticIds.ConstantCondition, "patient.age > 5 && ^false")]
    [InlineData(DiagnosticIds.ConstantCondition, "^false")]
    [InlineData(DiagnosticIds.ConstantCondition, "1 ^== 1")]
    [InlineData(DiagnosticIds.ConstantCondition, "patient.age ^== patient.age")]
    [InlineData(DiagnosticIds.ConstantCondition, "patient.sex == \"male\" && patient.sex ^== \"female\"")]
    [InlineData(DiagnosticIds.ConstantCondition, "patient.sex != \"male\" || patient.sex ^!= \"female\"")]
    [InlineData(DiagnosticIds.ConstantCondition, "patient.age < 60 && (patient.smoker == true && patient.age ^> 70)")]
    [InlineData(DiagnosticIds.ConstantCondition, "patient.age >= 60 && 60 ^> patient.age")]
    [InlineData(DiagnosticIds.OutsideRange, "^700 < patient.age")]
    [InlineData(DiagnosticIds.OutsideRange, "patient.age < ^0")]
    [InlineData(DiagnosticIds.OutsideRange, "patient.age == ^70.5")]
    [InlineData(DiagnosticIds.OutsideRange, "patient.grade == ^3")]
    [InlineData(DiagnosticIds.OutsideRange, "patient.age.Value >= ^121")]
    [InlineData(DiagnosticIds.OutsideRange, "patient.drugs.Any(it.dose > ^900)")]
    [InlineData(DiagnosticIds.NotAnAllowedText, "^\"mael\" == patient.sex")]
    [InlineData(DiagnosticIds.NotAnAllowedText, "patient.sex in (\"male\", ^\"femal\")")]
    [InlineData(DiagnosticIds.NotAnAllowedText, "patient.sex.Equals(^\"mael\")")]
    [InlineData(DiagnosticIds.NotAnAllowedText, "patient.allergies.Contains(^\"latx\")")]
    [InlineData(DiagnosticIds.NotAnAllowedText, "patient.allergies.Any(it == ^\"latx\")")]
    [InlineData(DiagnosticIds.NotAnAllowedText, "new [] {\"male\", ^\"mael\"}.Contains(patient.sex)")]
    [InlineData(DiagnosticIds.BareFlag, "^patient.smoker")]
    [InlineData(DiagnosticIds.BareFlag, "!^patient.smoker && patient.age > 5")]
    [InlineData(DiagnosticIds.IntegerDivision, "1 ^/ 3 * patient.dose > 5")]
    [InlineData(DiagnosticIds.IntegerDivision, "patient.drugs.Count ^/ 2 > 1")]
    [InlineData(DiagnosticIds.FloatEquality, "0.1 + 0.2 ^== 0.3")]
    [InlineData(DiagnosticIds.FloatEquality, "patient.dose ^== 0.1")]
    [InlineData(DiagnosticIds.FloatEquality, "patient.dose / 3 ^!= 5")]
    [InlineData(DiagnosticIds.NegatedUnknown, "^not (patient.age == 5)")]
    [InlineData(DiagnosticIds.NegatedUnknown, "patient.age > 5 && ^!patient.name.Contains(\"x\")")]
    [InlineData(DiagnosticIds.ClockOrCulture, "^Convert.ToDouble(patient.name) > 5")]
    [InlineData(DiagnosticIds.ClockOrCulture, "^double.Parse(\"1.5\") > patient.dose")]
    [InlineData(DiagnosticIds.ClockOrCulture, "^patient.dose.ToString() == \"1.5\"")]
    [InlineData(DiagnosticIds.ClockOrCulture, "patient.born < ^DateTime.Today")]
    [InlineData(DiagnosticIds.ClockOrCulture, "^patient.name.ToUpper() == \"EPIDURAL\"")]
    [InlineData(DiagnosticIds.QuotedValue, "patient.age > ^\"3\"")]
    [InlineData(DiagnosticIds.QuotedValue, "patient.dose < ^\"3.50\"")]
    [InlineData(DiagnosticIds.QuotedValue, "patient.smoker == ^\"true\"")]
    [InlineData(DiagnosticIds.WholeNumberOverflow, "patient.dose > 2000000000 ^+ 2000000000")]
    [InlineData(DiagnosticIds.AmbiguousDate, "patient.born > ^\"2020-01-02T10:00:00Z\"")]
    [InlineData(DiagnosticIds.OrderOfTexts, "patient.name ^>= \"m\"")]
    [InlineData(DiagnosticIds.UnitsDiffer, "patient.dose ^+ patient.age > 5")]
    [InlineData(DiagnosticIds.DivisionByZero, "patient.weight / ^0 > 3")]
    [InlineData(DiagnosticIds.RepeatedCriterion, "patient.age > 5 || ^patient.age>5")]
    [InlineData(DiagnosticIds.ExpressionDoesNotParse, "patient.age > ^\"x\"")]
    [InlineData(DiagnosticIds.ExpressionDoesNotParse, "patient.name^?.Length > 3")]
    public void Check_Mistake_IsFoundAtItsPlace(string id, string expression)
    {
        using var workspace = ExampleWorkspace.WithExpression(expression.Replace("^", "", StringComparison.Ordinal));
        var written = JsonConvert.ToString(expression);
        var sound = written.Replace("^", "", StringComparison.Ordinal);
        var line = workspace.Read(ExampleWorkspace.RulesFile).Split('\n').Single(l => l.Contains(sound, StringComparison.Ordinal));

        var found = workspace.Check().Where(d => d.Id == id).ToList();

        found.ShouldHaveSingleItem().Place.Column.ShouldBe(line.IndexOf(sound, StringComparison.Ordinal) + 1 + written.IndexOf('^', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("!(patient.smoker == true)", "patient.smoker == false")]
    [InlineData("!patient.smoker", "patient.smoker == false")]
    [InlineData("patient.smoker || patient.pregnant", "patient.smoker == true || patient.pregnant == true")]
    [InlineData("patient.Age > 5 && patient.SMOKER == true", "patient.age > 5 && patient.smoker == true")]
    [InlineData("patient.sex == \"MALE\"", "patient.sex == \"male\"")]
    [InlineData("patient.born == \"01/02/2020\"", "patient.born == \"2020-01-02\"")]
    public void Fix_OfAnExpression_WritesWhatItSays(string expression, string mended)
    {
        using var workspace = ExampleWorkspace.WithExpression(expression);

        workspace.Mend(workspace.Check()).Read(ExampleWorkspace.RulesFile).ShouldContain(JsonConvert.ToString(mended));
    }

    [Fact]
    public void Fix_ExpressionWithEscapes_ChangesTheRightCharacters()
    {
        using var workspace = new ExampleWorkspace();
        var text = workspace.Read(ExampleWorkspace.RulesFile);
        workspace.Write(ExampleWorkspace.RulesFile, text.Replace("\"patient.dose > policy.limit\"", "\"patient.name == \\\"\\u00e5\\\" && \\u0070atient.Dose > policy.limit\"", StringComparison.Ordinal));

        workspace.Mend(workspace.Check());

        workspace.Read(ExampleWorkspace.RulesFile).ShouldContain("\"patient.name == \\\"\\u00e5\\\" && \\u0070atient.dose > policy.limit\"");
    }

    [Fact]
    public void Check_ComputedParameterComparedExactly_IsFound()
    {
        using var workspace = ExampleWorkspace.WithRule("""{ "RuleName": "Example", "LocalParams": [ { "Name": "perKilo", "Expression": "patient.dose / patient.weight" } ], "Expression": "perKilo == 2", "Properties": { "id": "X1" } }""");

        workspace.Check().ShouldContain(d => d.Id == DiagnosticIds.FloatEquality);
    }

    [Fact]
    public void Check_RoundingInAFigure_IsANote()
    {
        using var workspace = ExampleWorkspace.WithRule("""{ "RuleName": "Example", "Expression": "patient.dose > 2", "Actions": { "OnSuccess": { "Name": "OutputExpression", "Context": { "expression": "new (patient.dose as dose, Math.Round(patient.dose.Value) as rounded)" } } }, "Properties": { "id": "X1" } }""");

        workspace.Check().Single(d => d.Id == DiagnosticIds.RoundsToEven).Severity.ShouldBe(DiagnosticSeverity.Information);
    }

    [Fact]
    public void Check_BareFlag_IsNotSaidTwice()
    {
        using var workspace = ExampleWorkspace.WithExpression("patient.smoker");

        workspace.Check().ShouldNotContain(d => d.Id == DiagnosticIds.ExpressionDoesNotParse);
    }

    [Fact]
    public void Check_BrokenSchema_StillLooksAtTheRest()
    {
        using var workspace = ExampleWorkspace.WithExpression("patient.age > 5 / 2").Write(ExampleWorkspace.SchemaFile, "{ \"type\": \"objet\" }");

        var found = workspace.Check();

        found.ShouldContain(d => d.Place.File == ExampleWorkspace.SchemaFile);
        found.ShouldContain(d => d.Id == DiagnosticIds.IntegerDivision);
        found.ShouldNotContain(d => d.Id == DiagnosticIds.ExpressionDoesNotParse);
    }

    [Fact]
    public void Check_MissingWorkflow_DoesNotKeepTheOthersFromBeingChecked()
    {
        using var workspace = ExampleWorkspace.WithExpression("patient.agee > 5").Put("json pathway", """{ "workflows": [ "first", "guards", "gone" ] }""");

        workspace.Check().Select(d => d.Id).ShouldBe([DiagnosticIds.ExpressionDoesNotParse, DiagnosticIds.FileNotFound, DiagnosticIds.UntestedRule], ignoreOrder: true);
    }
}
