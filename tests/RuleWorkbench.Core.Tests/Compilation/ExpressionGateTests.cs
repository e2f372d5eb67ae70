using CsCheck;
using RuleWorkbench.Checking;
using RuleWorkbench.Model;
using RuleWorkbench.SelfTest;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Compilation;

public sealed class ExpressionGateTests
{
    private static readonly string[] GateIds = [DiagnosticIds.ExpressionNotAllowed, DiagnosticIds.ExpressionRunsOn];

    [Theory]
    [InlineData("patient.GetType().Name == \"Patient\"")]
    [InlineData("\"\".GetType().Assembly.GetType(\"System.IO.File\") != null")]
    [InlineData("patient.allergies.AsQueryable().ElementType != null")]
    [InlineData("patient.allergies.Remove(\"latex\")")]
    [InlineData("patient.allergies.GetEnumerator().MoveNext()")]
    [InlineData("patient.name.GetHashCode() > 0")]
    [InlineData("DateTime.Now.Ticks > 0")]
    [InlineData("DateTime.Today.Year > 2000")]
    [InlineData("Guid.NewGuid().ToString() == \"\"")]
    [InlineData("is(patient, \"System.String\")")]
    [InlineData("as(patient, \"System.String\") != null")]
    [InlineData("new string('a', 1000000000).Length > 0")]
    [InlineData("Enumerable.Range(0, 100000).Any(it < 0)")]
    [InlineData("Enumerable.Repeat(\"a\", 1000000000).ToList().Count > 0")]
    [InlineData("string.Format(\"{0,1000000000}\", patient.name).Length > 0")]
    [InlineData("patient.age.Value.ToString(\"D900000000\").Length > 0")]
    [InlineData("patient.age.Value.ToString(patient.name).Length > 0")]
    [InlineData("patient.name.PadLeft(1000000000).Length > 0")]
    [InlineData("patient.name.PadRight(patient.age.Value).Length > 0")]
    [InlineData("patient.name.Replace(\"a\", patient.name).Length > 0")]
    [InlineData("\"aaaaaaaaaa\".Replace(\"a\", \"aaaaaaaaaa\").Replace(\"a\", \"aaaaaaaaaa\").Replace(\"a\", \"aaaaaaaaaa\").Replace(\"a\", \"aaaaaaaaaa\").Length > 0")]
    [InlineData("patient.drugs.Any(a => patient.drugs.Any(b => patient.drugs.Any(c => patient.drugs.Any(d => patient.drugs.Any(e => e.dose > 1)))))")]
    [InlineData("string.Intern(patient.name) != null")]
    [InlineData("Environment.GetEnvironmentVariable(\"PATH\") != null")]
    [InlineData("System.IO.File.ReadAllText(\"/etc/hostname\") != null")]
    [InlineData("new System.IO.FileInfo(\"/etc/hostname\").Exists")]
    [InlineData("new Uri(\"http://example.invalid/\").Host != null")]
    public void Check_HostileExpression_IsAnErrorAtItsPlace(string expression)
    {
        using var workspace = ExampleWorkspace.WithExpression(expression);

        workspace.Check().ShouldContain(d => d.Severity == DiagnosticSeverity.Error && d.Place.File == ExampleWorkspace.RulesFile && d.Place.Line > 0);
    }

    [Theory]
    [InlineData("patient.name.GetType() != null", "RW110", "GetType")]
    [InlineData("patient.name.PadLeft(1000000000).Length > 0", "RW111", "PadLeft")]
    public void Check_RefusedMember_IsPointedAt(string expression, string id, string member)
    {
        using var workspace = ExampleWorkspace.WithExpression(expression);

        var place = workspace.Check().Single(d => d.Id == id).Place;
        workspace.Read(place.File).Split('\n')[place.Line - 1][(place.Column - 1)..].ShouldStartWith(member);
    }

    [Fact]
    public void Check_TextThatDoublesFromParameterToParameter_IsRefused()
    {
        var doubling = Enumerable.Range(1, 12).Select(i => $$"""{ "Name": "a{{i}}", "Expression": "a{{i - 1}} + a{{i - 1}}" }""");
        using var workspace = ExampleWorkspace.WithRule($$"""
            { "RuleName": "Example", "LocalParams": [ { "Name": "a0", "Expression": "patient.name + patient.name" }, {{string.Join(", ", doubling)}} ], "Expression": "a12.Length > 3", "Properties": { "id": "X1" } }
            """);

        workspace.Check().ShouldContain(d => d.Id == DiagnosticIds.ExpressionRunsOn);
    }

    [Theory]
    [InlineData("patient.name.Trim().ToUpper().StartsWith(\"A\") && patient.name.Length > 3")]
    [InlineData("patient.drugs.Where(d => d.dose > 5).Select(d => d.name).Distinct().Count() >= 2")]
    [InlineData("Math.Round(patient.weight.Value / 3.0, 1) > 2 || Math.Max(1, 2) > 1")]
    [InlineData("patient.born.Value.AddYears(18) <= now.date && (now.date - patient.born).Value.TotalDays > 30")]
    [InlineData("patient.sex in (\"female\", \"male\") && patient.allergies.Contains(\"latex\")")]
    [InlineData("patient.drugs.OrderBy(d => d.dose).First().name == \"a\" && patient.drugs.GroupBy(d => d.name).Any(g => g.Count() > 1)")]
    [InlineData("np(patient.drugs.FirstOrDefault().dose, 0) > 1 && patient.name.Split(',').Length > 0")]
    [InlineData("(patient.smoker ?? false) ? patient.age > 3 : patient.dose.Value.ToString(\"0.0\") == \"1.0\"")]
    [InlineData("patient.name.Replace(\"-\", \"\").Substring(0, 2) == \"AB\"")]
    public void Check_OrdinaryExpression_Passes(string expression)
    {
        using var workspace = ExampleWorkspace.WithExpression(expression);

        workspace.Check().Where(d => GateIds.Contains(d.Id) || d.Id == DiagnosticIds.ExpressionDoesNotParse).ShouldBeEmpty();
    }

    [Fact]
    public void Check_RandomOrdinaryExpressions_Pass()
    {
        RandomPathways.Gen.Sample(
            sample => CompiledPathway.Compile(sample.Pathway, [], CancellationToken.None).Diagnostics.Where(d => GateIds.Contains(d.Id)).ShouldBeEmpty(),
            iter: 60);
    }

    [Fact]
    public void Compile_RefusedExpression_NeverRunsInAnyEngine()
    {
        var pathway = TestPathway.Of(TestPathway.Rule("rule", "\"a\".GetType() != null"));

        var compiled = CompiledPathway.Compile(pathway, [], TestContext.Current.CancellationToken);

        compiled.Workflows.Values.Single().Rules.Single().Condition.ShouldBeNull();
        compiled.Diagnostics.Single().Id.ShouldBe(DiagnosticIds.ExpressionNotAllowed);
    }

    [Theory]
    [InlineData("""{ "Name": "OutputExpression", "Context": { "Expression": "patient.name.GetType()" } }""")]
    [InlineData("""{ "Name": "EvaluateRule", "Context": { "workflowName": "first", "ruleName": "High dose", "additionalInputs": [ { "Name": "x", "Expression": "patient.name.GetType()" } ] } }""")]
    public void Check_HostileAction_IsRefused(string action)
    {
        using var workspace = ExampleWorkspace.WithRule($$"""{ "RuleName": "Example", "Expression": "patient.age > 70", "Actions": { "OnSuccess": {{action}} }, "Properties": { "id": "X1" } }""");

        workspace.Check().ShouldContain(d => d.Id == DiagnosticIds.ExpressionNotAllowed);
    }

    [Theory]
    [InlineData("$(patient)")]
    [InlineData("$(patient.drugs)")]
    public void Check_MessageThatShowsAllOfSomething_IsRefused(string placeholder)
    {
        using var workspace = ExampleWorkspace.WithRule($$"""{ "RuleName": "Example", "Expression": "patient.age > 70", "ErrorMessage": "{{placeholder}}", "Properties": { "id": "X1" } }""");

        workspace.Check().ShouldContain(d => d.Id == DiagnosticIds.MessageShowsTooMuch);
    }

    [Fact]
    public void Check_MessageOfThousandsOfPlaceholders_IsRefused()
    {
        using var workspace = ExampleWorkspace.WithRule($$"""{ "RuleName": "Example", "Expression": "patient.age > 70", "ErrorMessage": "{{string.Concat(Enumerable.Repeat("$(", 4000))}}", "Properties": { "id": "X1" } }""");

        workspace.Check().ShouldContain(d => d.Id == DiagnosticIds.MessageShowsTooMuch);
    }
}
