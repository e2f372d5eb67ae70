using RulesEngine.Models;
using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Compilation.Traps;

/// <summary>T18 and T19: names that mean something else than they say, and types that share a short name.</summary>
public sealed class T18NamesTests
{
    public static TheoryData<string> ReservedNames => ["lt", "le", "ge", "gt", "eq", "ne", "mod", "is", "as", "and", "or", "not", "np", "iif"];

    [Fact]
    public async Task PlainEngine_BareMember_BreaksWhenAParameterIsAdded()
    {
        var engine = Plain.Engine(Plain.Rule("alone", "Age > 3"), Plain.Rule("with a local", "Age > 3", Plain.Parameter("other", "1")));

        (await engine.ExecuteAsync(new Person { Age = 5 })).Successes().ShouldBe([true, false]);
    }

    [Theory]
    [MemberData(nameof(ReservedNames))]
    public async Task PlainEngine_ReservedWordAsInput_CannotBeRead(string name)
    {
        var results = await Plain.Engine(Plain.Rule("rule", $"{name} > 3"))
            .ExecuteAllRulesAsync(Plain.Main, [new RuleParameter(name, 5)], TestContext.Current.CancellationToken);

        results.Successes().ShouldBe([false]);
    }

    [Fact]
    public async Task PlainEngine_NamesThatDifferByCase_ReadTheFirst()
    {
        (await Plain.EvaluateAsync("patient.number == 1", new Ambiguous())).IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public async Task PlainEngine_CustomTypesOfOneShortName_LastOneWins()
    {
        (await Plain.EvaluateAsync("Calculation.Result() == 2", 1, typeof(One.Calculation), typeof(Two.Calculation))).IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public async Task PlainEngine_InputTypesOfOneShortName_SecondFails()
    {
        var engine = Plain.Engine(Plain.Rule("rule", "patient.Value == 1"));
        await engine.ExecuteAsync(new One.Observation());

        (await engine.ExecuteAsync(new Two.Observation())).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            r => r.IsSuccess.ShouldBeFalse(),
            r => r.ExceptionMessage.ShouldContain("cannot be cast"));
    }

    [Fact]
    public void Compile_BareMemberBesideAParameter_IsAnError()
    {
        var compiled = TestPathway.Of(TestPathway.Rule("with a local", "age > 3", ("other", "1"))).Compile();

        compiled.Diagnostics.ShouldHaveSingleItem().Message.ShouldBe("There is no input, parameter or function `age`.");
    }

    [Theory]
    [MemberData(nameof(ReservedNames))]
    public void Load_ReservedWordAsInput_IsAnError(string name)
    {
        using var folder = new TestFolder { InputName = name };
        folder.WriteWorkflow(TestPathway.Main, """ "Rules": [ { "RuleName": "rule", "Expression": "true" } ] """);

        folder.Load(TestPathway.Main).Diagnostics.ShouldHaveSingleItem().Id.ShouldBe(DiagnosticIds.UnusableName);
    }

    [Theory]
    [MemberData(nameof(ReservedNames))]
    public void Load_ReservedWordAsParameter_IsAnError(string name)
    {
        using var folder = new TestFolder();
        folder.WriteWorkflow(
            TestPathway.Main,
            $$""" "GlobalParams": [ { "Name": "{{name}}", "Expression": "1" } ], "Rules": [ { "RuleName": "rule", "Expression": "true" } ] """);

        folder.Load(TestPathway.Main).Diagnostics.ShouldHaveSingleItem().Id.ShouldBe(DiagnosticIds.UnusableName);
    }

    [Fact]
    public void Load_FactsThatDifferByCase_AreAnError()
    {
        using var folder = new TestFolder
        {
            PatientSchema = """{ "type": "object", "properties": { "age": { "type": "integer" }, "Age": { "type": "integer" } } }""",
        };
        folder.WriteWorkflow(TestPathway.Main, """ "Rules": [ { "RuleName": "rule", "Expression": "true" } ] """);

        folder.Load(TestPathway.Main).Diagnostics.ShouldHaveSingleItem().Id.ShouldBe(DiagnosticIds.UnusableName);
    }

    [Fact]
    public void Compile_FunctionsOfOneShortName_IsRefused()
    {
        Should.Throw<ArgumentException>(() => TestPathway.Of(TestPathway.Rule("rule", "true")).Compile(typeof(One.Calculation), typeof(Two.Calculation)))
            .Message.ShouldContain("`Calculation`");
    }

    [Fact]
    public async Task ReferenceEngine_ObjectsWhosePathsLookAlike_AreKeptApart()
    {
        // Both would be called a_b if the parts of a path were only strung together.
        var nested = TestPathway.Input("a", TestPathway.Object("b", TestPathway.Fact("value", FactKind.Number)));
        var flat = TestPathway.Input("a_b", TestPathway.Fact("value", FactKind.Text));
        var pathway = TestPathway.Of([nested, flat], TestPathway.Workflow(TestPathway.Main, TestPathway.Rule("rule", "a.b.value == 1 and a_b.value == \"x\"")));

        (await pathway.EvaluateAsync("{ a: { b: { value: 1 } }, a_b: { value: \"x\" } }")).Verdicts().ShouldBe([Verdict.Met]);
    }

    [Fact]
    public async Task ReferenceEngine_ListsOfDifferentElements_AreKeptApart()
    {
        var pathway = TestPathway.Of(
            TestPathway.Rule("codes", "list.Any(it > 1)", ("list", "patient.codes")),
            TestPathway.Rule("drugs", "list.Any(name == \"x\")", ("list", "patient.drugs")));

        var result = await pathway.EvaluateAsync("{ patient: { codes: [ 2 ], drugs: [ { name: \"x\" } ] } }");

        result.Verdicts().ShouldBe([Verdict.Met, Verdict.Met]);
    }

    public static class One
    {
        public static class Calculation
        {
            public static int Result() => 1;
        }

        public sealed class Observation
        {
            public int Value => 1;
        }
    }

    public static class Two
    {
        public static class Calculation
        {
            public static int Result() => 2;
        }

        public sealed class Observation
        {
            public int Value => 1;
        }
    }

    public sealed class Person
    {
        public int Age { get; set; }
    }

    public sealed class Ambiguous
    {
        public int Number => 1;

        public int number => 2;
    }
}
