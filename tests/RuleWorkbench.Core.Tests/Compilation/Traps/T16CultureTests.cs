using System.Globalization;
using RuleWorkbench.Model;
using RuleWorkbench.Tracing;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Compilation.Traps;

/// <summary>T16: the culture of the process decides what a conversion gives, and dates are read month first.</summary>
public sealed class T16CultureTests
{
    [Fact]
    public async Task PlainEngine_CommaCulture_ConvertsTo15()
    {
        using var culture = new CommaCulture();

        (await Plain.EvaluateAsync("Convert.ToDouble(\"1.5\") == 15", 1)).IsSuccess.ShouldBeTrue();
    }

    [Theory]
    [InlineData("patient == \"01/02/2020\"")]
    [InlineData("\"10\" < \"9\"")]
    public async Task PlainEngine_DatesAndTexts_AreNotWhatTheyLookLike(string expression)
    {
        (await Plain.EvaluateAsync(expression, new DateTime(2020, 1, 2))).IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public async Task ReferenceEngine_CommaCulture_ConvertsTheSame()
    {
        using var culture = new CommaCulture();

        (await TestPathway.EvaluateOneAsync(TestPathway.Rule("rule", "Convert.ToDouble(\"1.5\") == 1.5"))).Verdict.ShouldBe(Verdict.Met);
    }

    [Theory]
    [InlineData("patient.age > 3 and Convert.ToDouble(\"1.5\") > 10")]
    [InlineData("patient.age > 3 and 1.5.ToString() == \"1,5\"")]
    public async Task ReferenceEngine_CommaCulture_IsDeterminedTheSame(string expression)
    {
        using var culture = new CommaCulture();

        var result = await TestPathway.EvaluateOneAsync(TestPathway.Rule("rule", expression));

        result.Verdict.ShouldBe(Verdict.NotMet);
        result.IsDetermined.ShouldBeTrue();
    }

    [Theory]
    [InlineData("patient.weight == 1.5")]
    [InlineData("patient.weight == \"1.5\"")]
    public async Task ReferenceEngine_CommaCulture_LiteralsAreReadTheSame(string expression)
    {
        using var culture = new CommaCulture();

        var result = await TestPathway.EvaluateOneAsync(TestPathway.Rule("rule", expression), "{ patient: { weight: 1.5 } }");

        result.Verdict.ShouldBe(Verdict.Met);
    }

    [Fact]
    public async Task ReferenceEngine_CommaCulture_FiguresAreTheSame()
    {
        using var culture = new CommaCulture();

        var result = await TestPathway.EvaluateOneAsync(TestPathway.Rule("rule", "true").WithFigure("1.5.ToString()"));

        result.Figures!.Values.ShouldBe([(null, "1.5")]);
    }

    [Fact]
    public async Task ReferenceEngine_CommaCulture_IsTheCallersAgainAfterwards()
    {
        using var culture = new CommaCulture();

        await TestPathway.EvaluateOneAsync(TestPathway.Rule("rule", "true"));

        CultureInfo.CurrentCulture.NumberFormat.NumberDecimalSeparator.ShouldBe(",");
    }

    [Fact]
    public async Task Trace_CommaCulture_CriteriaSeeTheSame()
    {
        using var culture = new CommaCulture();
        var compiled = TestPathway.Of(TestPathway.Rule("rule", "Convert.ToDouble(\"1.5\") == 1.5")).Compile();
        var facts = compiled.Bind();
        var result = await new ReferenceEngine(compiled).EvaluateAsync(TestPathway.Main, facts, TestContext.Current.CancellationToken);

        var trace = new RuleTracer(compiled).Trace(result, facts).ShouldHaveSingleItem();

        trace.Criteria!.Actual.ShouldBe(true);
        trace.Criteria.Outcome.IsTrue.ShouldBeTrue();
    }

    /// <summary>Writes 1.5 as 1,5 and 1000 as 1.000, as German does.</summary>
    private sealed class CommaCulture : IDisposable
    {
        private readonly CultureInfo before = CultureInfo.CurrentCulture;

        public CommaCulture()
        {
            var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            comma.NumberFormat.NumberDecimalSeparator = ",";
            comma.NumberFormat.NumberGroupSeparator = ".";
            CultureInfo.CurrentCulture = comma;
        }

        public void Dispose() => CultureInfo.CurrentCulture = before;
    }
}
