using Shouldly;
using Xunit;

namespace RuleWorkbench.Checking;

/// <summary>Expressions that correct pathways have: nothing is to be said of them.</summary>
public sealed class FalseAlarmTests
{
    private static readonly string[] Expressions =
    [
        "patient.age == null || patient.age > 70",
        "patient.smoker == true",
        "patient.smoker == false && patient.pregnant == false",
        "!(patient.drugs.Any(it.dose > 5))",
        "!(patient.drugs.Any(dose > 5 && name == \"x\"))",
        "!patient.allergies.Contains(\"latex\")",
        "patient.drugs.Any() == false",
        "patient.potassium != null && patient.potassium > 3",
        "patient.potassium != null && !(patient.potassium > 3)",
        "patient.potassium.HasValue && !(patient.potassium > 3)",
        "!(patient.age == null)",
        "!string.IsNullOrEmpty(patient.name)",
        "patient.grade == 0.5",
        "patient.age == 70",
        "patient.age >= 0 && patient.age <= 120",
        "patient.age > 60 || patient.age < 20",
        "patient.sex == \"male\" || patient.sex == \"female\"",
        "patient.sex != \"male\" && patient.sex != \"female\"",
        "patient.age > 60 && patient.age < 70 && patient.age != 65",
        "patient.weight > 70 && patient.weight > 70.5",
        "patient.born > \"2020-01-02\"",
        "patient.born.Value.AddYears(18) > now.date",
        "patient.dose / 2 > policy.limit",
        "policy.limit * 2 > patient.dose",
        "patient.dose / patient.weight > 5",
        "patient.dose > 0 && patient.weight / patient.dose > 3",
        "patient.drugs.Count() * 2 > 5",
        "patient.drugs.Count() % 2 == 0",
        "10 / 5 < patient.dose",
        "100 * 1.0 / 3 < patient.dose",
        "patient.name.ToLower() == \"anna\"",
        "np(patient.name.Length) > 3",
        "(patient.potassium ?? 4.0) > 3.5",
        "patient.age > 70 ? patient.dose > 5 : patient.dose > 10",
        "patient.drugs.Any(d => d.dose > 5)",
        "patient.sex in (\"male\", \"female\")",
        "new [] {\"a\",\"b\"}.Contains(patient.name)",
        "patient.age > 18 and patient.age < 65 or patient.smoker == true",
        "patient.age gt 18 && not (patient.drugs.Any(it.dose > 5))",
        "Math.Abs(patient.dose.Value - 5) < 0.5",
        "patient.drugs.Sum(dose) > 100",
        "patient.allergies.Any(it == \"latex\")",
        "int.Parse(\"15\") > patient.age",
        "DateTime.Parse(\"2020-01-31\") > patient.born",
    ];

    public static TheoryData<string> Correct => [.. Expressions];

    [Theory]
    [MemberData(nameof(Correct))]
    public void Check_CorrectExpression_IsNotFound(string expression)
    {
        using var workspace = ExampleWorkspace.WithExpression(expression);

        workspace.Check().ShouldHaveSingleItem().Id.ShouldBe(Model.DiagnosticIds.UntestedRule);
    }

    [Theory]
    [InlineData("""{ "RuleName": "Example", "Expression": "true", "Properties": { "id": "X1", "group": "choice" } }""")]
    [InlineData("""{ "RuleName": "Example", "Expression": "patient.age > 70", "ErrorMessage": "$(patient.age), $(policy.limit) $$ (x)", "Properties": { "id": "X1" } }""")]
    [InlineData("""{ "RuleName": "Example", "LocalParams": [ { "Name": "half", "Expression": "patient.dose / 2" } ], "Expression": "patient.age > 70", "ErrorMessage": "$(half)", "Properties": { "id": "X1" } }""")]
    [InlineData("""{ "RuleName": "Example", "LocalParams": [ { "Name": "half", "Expression": "patient.dose / 2" }, { "Name": "quarter", "Expression": "half / 2" } ], "Expression": "quarter > 70", "Properties": { "id": "X1" } }""")]
    [InlineData("""{ "RuleName": "Example", "Expression": "patient.age > 70", "Properties": { "id": "X1", "team": "A", "icd": "G54" } }""")]
    public void Check_CorrectRule_IsNotFound(string rule)
    {
        using var workspace = ExampleWorkspace.WithRule(rule).Put("json pathway", """{ "groups": { "choice": "first" } }""")
            .Put("json rule", """{ "RuleName": "Other", "Expression": "patient.age > 5", "Properties": { "id": "X2", "group": "choice" } }""")
            .Put("json rule", """{ "RuleName": "Third", "Expression": "patient.age > 6", "Properties": { "id": "X3", "group": "choice" } }""");

        workspace.Check().Where(d => d.Id != Model.DiagnosticIds.UntestedRule).ShouldBeEmpty();
    }
}
