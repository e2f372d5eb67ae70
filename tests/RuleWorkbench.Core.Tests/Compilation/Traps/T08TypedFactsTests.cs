using System.Dynamic;
using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Compilation.Traps;

/// <summary>T8 to T11 and T15: what the types of inputs do to answers.</summary>
public sealed class T08TypedFactsTests
{
    [Fact]
    public async Task PlainEngine_AbsentNumber_CountsAsZero()
    {
        (await Plain.EvaluateAsync("patient.Potassium < 3.5", new Person())).IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public async Task ReferenceEngine_AbsentNumber_IsUndetermined()
    {
        var result = await TestPathway.EvaluateOneAsync(TestPathway.Rule("low", "patient.potassium < 3.5"), "{ patient: { age: 5 } }");

        result.Verdict.ShouldBe(Verdict.NotMet);
        result.MissingFacts.ShouldBe(["patient.potassium"]);
    }

    [Fact]
    public async Task PlainEngine_MistypedMemberOfExpando_IsNotAnError()
    {
        var result = await Plain.EvaluateAsync("patient.nmae != \"a\"", Expando(("name", "a")));

        result.IsSuccess.ShouldBeTrue();
        result.ExceptionMessage.ShouldBeEmpty();
    }

    [Fact]
    public async Task ReferenceEngine_MistypedFact_IsAnErrorWithTheRightName()
    {
        var compiled = TestPathway.Of(TestPathway.Rule("rule", "patient.nmae != \"a\"")).Compile();

        compiled.Diagnostics.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            d => d.Id.ShouldBe(DiagnosticIds.ExpressionDoesNotParse),
            d => d.Message.ShouldBe("There is no fact `patient.nmae`."),
            d => d.Fix.ShouldBe("Did you mean `name`?"));
        (await new ReferenceEngine(compiled).EvaluateAsync()).Verdicts().ShouldBe([Verdict.Error]);
    }

    [Theory]
    [InlineData(70L, 2L, false)]
    [InlineData(70.0, 2.0, true)]
    public async Task PlainEngine_Expando_AnswerDependsOnHowTheNumberIsWritten(object weight, object height, bool expected)
    {
        var result = await Plain.EvaluateAsync("patient.weight / (patient.height * patient.height) >= 17.4", Expando(("weight", weight), ("height", height)));

        result.IsSuccess.ShouldBe(expected);
    }

    [Theory]
    [InlineData("{ patient: { weight: 70, height: 2 } }")]
    [InlineData("{ patient: { weight: 70.0, height: 2.0 } }")]
    public async Task ReferenceEngine_Number_AnswerDependsOnItsValueOnly(string facts)
    {
        var rule = TestPathway.Rule("rule", "patient.weight / (patient.height * patient.height) >= 17.4");

        (await TestPathway.EvaluateOneAsync(rule, facts)).Verdict.ShouldBe(Verdict.Met);
    }

    [Fact]
    public async Task PlainEngine_ListInExpando_IsRoundedToTheFirstElementsType()
    {
        var result = await Plain.EvaluateAsync("patient.codes.Any(it >= 5)", Expando(("codes", new List<object> { 4L, 4.9 })));

        result.IsSuccess.ShouldBeTrue();
    }

    [Theory]
    [InlineData("[ 4, 4.9 ]", Verdict.NotMet)]
    [InlineData("[ 4, 5 ]", Verdict.Met)]
    public async Task ReferenceEngine_List_KeepsEveryElement(string codes, Verdict expected)
    {
        var result = await TestPathway.EvaluateOneAsync(TestPathway.Rule("rule", "patient.codes.Any(it >= 5)"), $"{{ patient: {{ codes: {codes} }} }}");

        result.Verdict.ShouldBe(expected);
    }

    [Fact]
    public async Task PlainEngine_TextBehindObject_IsComparedByReference()
    {
        var person = new Person { Facts = new() { ["country"] = new string("india".ToCharArray()) } };

        (await Plain.EvaluateAsync("patient.Facts[\"country\"] == \"india\"", person)).IsSuccess.ShouldBeFalse();
    }

    [Fact]
    public async Task ReferenceEngine_Text_IsComparedByValue()
    {
        var result = await TestPathway.EvaluateOneAsync(TestPathway.Rule("rule", "patient.country == \"india\""), "{ patient: { country: \"india\" } }");

        result.Verdict.ShouldBe(Verdict.Met);
    }

    [Theory]
    [InlineData("patient.Age / patient.Visits == 2")]
    [InlineData("patient.Large * patient.Large == 1410065408")]
    [InlineData("5 / 2 == 2")]
    [InlineData("100000 * 100000 == 1410065408")]
    [InlineData("not (0.1 + 0.2 == 0.3)")]
    [InlineData("not (patient.Tenth == 0.1)")]
    [InlineData("Math.Round(2.5) == 2")]
    public async Task PlainEngine_Arithmetic_IsNotWhatTheFormulaSays(string expression)
    {
        (await Plain.EvaluateAsync(expression, new Person { Age = 5, Visits = 2, Large = 100_000, Tenth = 0.1f })).IsSuccess.ShouldBeTrue();
    }

    [Theory]
    [InlineData("patient.age / patient.visits == 2.5")]
    [InlineData("patient.age * 20000 * patient.age * 20000 == 10000000000.0")]
    [InlineData("patient.age / 2 == 2.5")]
    [InlineData("patient.potassium == 0.1")]
    public async Task ReferenceEngine_ArithmeticOnFacts_LosesNothing(string expression)
    {
        var result = await TestPathway.EvaluateOneAsync(TestPathway.Rule("rule", expression), "{ patient: { age: 5, visits: 2, potassium: 0.1 } }");

        result.Verdict.ShouldBe(Verdict.Met);
    }

    private static ExpandoObject Expando(params (string Name, object Value)[] members)
    {
        var expando = new ExpandoObject();
        foreach (var (name, value) in members)
            ((IDictionary<string, object?>)expando)[name] = value;
        return expando;
    }

    public sealed class Person
    {
        public double Potassium { get; set; }

        public int Age { get; set; }

        public int Visits { get; set; }

        public int Large { get; set; }

        public float Tenth { get; set; }

        public Dictionary<string, object> Facts { get; set; } = [];
    }
}
