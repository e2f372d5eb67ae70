using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Compilation;

public sealed class ReferenceEngineTests
{
    [Theory]
    [InlineData("patient.age > 18", Verdict.Met)]
    [InlineData("patient.age > 40", Verdict.NotMet)]
    [InlineData("patient.name.Substring(9) == \"\"", Verdict.Error)]
    public async Task EvaluateAsync_KnownFacts_VerdictIsDetermined(string expression, Verdict expected)
    {
        var result = await TestPathway.EvaluateOneAsync(TestPathway.Rule("rule", expression), "{ patient: { age: 30, name: \"Ann\" } }");

        result.Verdict.ShouldBe(expected);
        result.MissingFacts.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("patient.age > 18", Verdict.NotMet, "patient.age")]
    [InlineData("patient.age > 18 and patient.weight > 50", Verdict.NotMet, "patient.age", "patient.weight")]
    [InlineData("patient.address.city == \"x\"", Verdict.Error, "patient.address.city")]
    [InlineData("patient.age > 18 and false", Verdict.NotMet)]
    [InlineData("patient.age > 18 or true", Verdict.Met)]
    [InlineData("patient.age == null", Verdict.Met)]
    public async Task EvaluateAsync_MissingFacts_NamesThoseThatCouldTurnTheVerdict(string expression, Verdict verdict, params string[] missing)
    {
        var result = await TestPathway.EvaluateOneAsync(TestPathway.Rule("rule", expression));

        result.Verdict.ShouldBe(verdict);
        result.MissingFacts.ShouldBe(missing);
    }

    [Fact]
    public async Task EvaluateAsync_DisabledRule_IsSkippedAndKeepsItsPlace()
    {
        var pathway = TestPathway.Of(
            TestPathway.Rule("first", "true"),
            TestPathway.Rule("disabled", "true") with { Enabled = false },
            TestPathway.Rule("last", "false"));

        (await pathway.EvaluateAsync()).Verdicts().ShouldBe([Verdict.Met, Verdict.Skipped, Verdict.NotMet]);
    }

    [Fact]
    public async Task EvaluateAsync_DisabledRuleThatDoesNotCompile_IsSkipped()
    {
        (await TestPathway.EvaluateOneAsync(TestPathway.Rule("rule", "nonsense(") with { Enabled = false })).Verdict.ShouldBe(Verdict.Skipped);
    }

    [Theory]
    [InlineData(RuleOperator.And, "true", "true", Verdict.Met)]
    [InlineData(RuleOperator.And, "true", "false", Verdict.NotMet)]
    [InlineData(RuleOperator.Or, "false", "true", Verdict.Met)]
    [InlineData(RuleOperator.Or, "false", "false", Verdict.NotMet)]
    public async Task EvaluateAsync_NestedRules_AreCombined(RuleOperator combines, string left, string right, Verdict expected)
    {
        var result = await TestPathway.EvaluateOneAsync(
            TestPathway.Nested("parent", combines, TestPathway.Rule("left", left), TestPathway.Rule("right", right)));

        result.Verdict.ShouldBe(expected);
        result.Children.Select(c => c.Rule.Name).ShouldBe(["left", "right"]);
    }

    [Fact]
    public async Task EvaluateAsync_DisabledNestedRule_DoesNotCount()
    {
        var result = await TestPathway.EvaluateOneAsync(TestPathway.Nested(
            "parent", RuleOperator.And, TestPathway.Rule("off", "false") with { Enabled = false }, TestPathway.Rule("on", "true")));

        result.Verdict.ShouldBe(Verdict.Met);
        result.Children.Select(c => c.Verdict).ShouldBe([Verdict.Skipped, Verdict.Met]);
    }

    [Fact]
    public async Task EvaluateAsync_AllNestedRulesDisabled_IsNotMet()
    {
        var result = await TestPathway.EvaluateOneAsync(
            TestPathway.Nested("parent", RuleOperator.And, TestPathway.Rule("off", "true") with { Enabled = false }));

        result.Verdict.ShouldBe(Verdict.NotMet);
    }

    [Fact]
    public async Task EvaluateAsync_LocalOfTheParent_IsSeenByNestedRules()
    {
        var parent = TestPathway.Nested("parent", RuleOperator.And, TestPathway.Rule("child", "limit + step == 7", ("step", "limit - 3")))
            with
        { Locals = TestPathway.Parameters(("limit", "5")) };

        (await TestPathway.EvaluateOneAsync(parent)).Verdict.ShouldBe(Verdict.Met);
    }

    public static TheoryData<string, object?> SimpleFigures => new()
    {
        { "patient.age * 2", 60.0 },
        { "2 + 3", 5.0 },
        { "1.5m", 1.5 },
        { "patient.name + \"!\"", "Ann!" },
        { "patient.pregnant", true },
        { "patient.born", new DateTime(1990, 5, 1) },
        { "patient.weight", null },
    };

    [Theory]
    [MemberData(nameof(SimpleFigures))]
    public async Task EvaluateAsync_OutputExpression_IsTheFigure(string expression, object? expected)
    {
        var result = await TestPathway.EvaluateOneAsync(
            TestPathway.Rule("rule", "true").WithFigure(expression),
            "{ patient: { age: 30, name: \"Ann\", pregnant: true, born: \"1990-05-01\" } }");

        result.Figures.ShouldNotBeNull().Values.ShouldBe([(null, expected)]);
    }

    [Fact]
    public async Task EvaluateAsync_OutputExpressionWithNames_IsOneFigureEach()
    {
        var result = await TestPathway.EvaluateOneAsync(
            TestPathway.Rule("rule", "true").WithFigure("new (patient.age as age, patient.name as name)"), "{ patient: { age: 30, name: \"Ann\" } }");

        result.Figures.ShouldNotBeNull().Values.ShouldBe([("age", 30.0), ("name", "Ann")]);
    }

    [Fact]
    public async Task EvaluateAsync_RuleNotMet_HasNoFigures()
    {
        (await TestPathway.EvaluateOneAsync(TestPathway.Rule("rule", "false").WithFigure("1"))).Figures.ShouldBeNull();
    }

    [Fact]
    public async Task EvaluateAsync_FigureFails_IsItsErrorAndNotTheRules()
    {
        var result = await TestPathway.EvaluateOneAsync(TestPathway.Rule("rule", "true").WithFigure("\"abc\".Substring(9)"));

        result.Verdict.ShouldBe(Verdict.Met);
        result.Figures.ShouldNotBeNull().Error.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task EvaluateAsync_FigureNeedsAMissingFact_IsOpen()
    {
        var result = await TestPathway.EvaluateOneAsync(TestPathway.Rule("rule", "true").WithFigure("patient.name.Length"));

        result.Figures.ShouldBe(Figures.Open);
    }

    [Fact]
    public async Task EvaluateAsync_RuleDoesNotCompile_OnlyItIsAnError()
    {
        var compiled = TestPathway.Of(TestPathway.Rule("broken", "patient.agee > 3"), TestPathway.Rule("sound", "true")).Compile();

        var result = await new ReferenceEngine(compiled).EvaluateAsync();

        result.Verdicts().ShouldBe([Verdict.Error, Verdict.Met]);
        result.Rules[0].Error.ShouldBe("There is no fact `patient.agee`.");
    }

    [Fact]
    public async Task EvaluateAsync_NestedRuleDoesNotCompile_ParentIsAnError()
    {
        var result = await TestPathway.EvaluateOneAsync(
            TestPathway.Nested("parent", RuleOperator.Or, TestPathway.Rule("broken", "patient.agee > 3"), TestPathway.Rule("true", "true")));

        result.Verdict.ShouldBe(Verdict.Error);
    }

    [Fact]
    public async Task EvaluateAsync_AnotherWorkflowHasNoRules_IsNoHindrance()
    {
        var engine = new ReferenceEngine(TestPathway.Of(
            TestPathway.Workflow(TestPathway.Main, TestPathway.Rule("rule", "true")), TestPathway.Workflow("empty")).Compile());

        engine.Warm([TestPathway.Main, "empty"], TestContext.Current.CancellationToken);

        (await engine.EvaluateAsync()).Verdicts().ShouldBe([Verdict.Met]);
        (await engine.EvaluateAsync("{}", "empty")).Rules.ShouldBeEmpty();
    }

    [Fact]
    public async Task EvaluateAsync_FigureDoesNotCompile_RuleIsAnError()
    {
        (await TestPathway.EvaluateOneAsync(TestPathway.Rule("rule", "true").WithFigure("patient.agee"))).Verdict.ShouldBe(Verdict.Error);
    }

    [Theory]
    [InlineData("patient.agee")]
    [InlineData("\"abc\".Substring(9)")]
    public async Task EvaluateAsync_GlobalFails_EveryRuleIsAnError(string expression)
    {
        var pathway = TestPathway.Of(
            TestPathway.Workflow(TestPathway.Main, TestPathway.Rule("first", "true"), TestPathway.Rule("second", "false"))
                with
            { Globals = TestPathway.Parameters(("global", expression)) });

        var result = await pathway.EvaluateAsync();

        result.Rules.ShouldAllBe(r => r.IsError);
    }

    [Fact]
    public async Task EvaluateAsync_LocalFails_OnlyItsRuleIsAnError()
    {
        var pathway = TestPathway.Of(TestPathway.Rule("first", "true", ("local", "\"abc\".Substring(9)")), TestPathway.Rule("second", "true"));

        (await pathway.EvaluateAsync()).Verdicts().ShouldBe([Verdict.Error, Verdict.Met]);
    }

    [Theory]
    [InlineData("patient")]
    [InlineData("global")]
    public async Task EvaluateAsync_LocalNamedLikeAnInputOrGlobal_IsAnError(string name)
    {
        var pathway = TestPathway.Of(
            TestPathway.Workflow(TestPathway.Main, TestPathway.Rule("rule", "true", (name, "1"))) with { Globals = TestPathway.Parameters(("global", "1")) });

        (await pathway.EvaluateAsync()).Rules.ShouldHaveSingleItem().Error.ShouldBe($"The parameter `{name}` has the name of an input or of another parameter.");
    }

    [Fact]
    public async Task EvaluateAsync_Error_IsOneLineWithoutTypesOrStackTrace()
    {
        var result = await TestPathway.EvaluateOneAsync(TestPathway.Rule("rule", "local > 0", ("local", "1 / (patient.codes.Count() - 1)")), "{ patient: { codes: [ 1 ] } }");

        result.Error.ShouldBe("Attempted to divide by zero.");
    }

    [Fact]
    public async Task EvaluateAsync_Cancelled_Throws()
    {
        var engine = new ReferenceEngine(TestPathway.Of(TestPathway.Rule("rule", "true")).Compile());
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(async () => await engine.EvaluateAsync(TestPathway.Main, engine.Compiled.Bind(), cancelled.Token));
    }

    [Fact]
    public void Warm_Cancelled_Throws()
    {
        var engine = new ReferenceEngine(TestPathway.Of(TestPathway.Rule("rule", "true")).Compile());
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Should.Throw<OperationCanceledException>(() => engine.Warm([TestPathway.Main], cancelled.Token));
    }

    [Fact]
    public async Task EvaluateAsync_PolicyAndClock_AreInputs()
    {
        var limit = TestPathway.Fact("limit", FactKind.Number);
        var pathway = TestPathway.Of(TestPathway.Rule("rule", "patient.age > policy.limit and now.date == DateTime(2026, 3, 2)")) with
        {
            Clock = "now",
            Policy = [new PolicyValue("limit", limit, 50.0, null, null, null, limit.Place)],
        };
        var compiled = pathway.Compile();
        var engine = new ReferenceEngine(compiled);
        async Task<Verdict> Evaluate(string policy) =>
            (await engine.EvaluateAsync(
                TestPathway.Main,
                compiled.Bind("{ patient: { age: 40 } }", policy, new DateOnly(2026, 3, 2)),
                TestContext.Current.CancellationToken)).Rules[0].Verdict;

        (await Evaluate("{}")).ShouldBe(Verdict.NotMet);
        (await Evaluate("{ limit: 30 }")).ShouldBe(Verdict.Met);
    }

    [Fact]
    public async Task EvaluateAsync_ManyCasesInParallel_EqualsOneByOne()
    {
        var pathway = TestPathway.Of(
            TestPathway.Rule("age", "patient.age > limit", ("limit", "patient.visits * 10")).WithFigure("patient.age - limit"),
            TestPathway.Rule("drugs", "patient.drugs.Any(d => d.stoppedDaysAgo < patient.visits)"),
            TestPathway.Nested("both", RuleOperator.And, TestPathway.Rule("name", "patient.name.StartsWith(\"A\")"), TestPathway.Rule("weight", "patient.weight > 50")),
            TestPathway.Rule("off", "true") with { Enabled = false });
        string[] facts =
        [
            .. Enumerable.Range(0, 200).Select(i => i % 5 == 0
                ? $"{{ patient: {{ age: {i} }} }}"
                : $"{{ patient: {{ age: {i}, visits: {i % 7}, name: \"{(i % 2 == 0 ? "Ann" : "Bob")}\", weight: {i % 90}, drugs: [ {{ stoppedDaysAgo: {i % 11} }} ] }} }}"),
        ];
        var compiled = pathway.Compile();
        var sequential = new List<string>();
        var one = new ReferenceEngine(compiled);
        foreach (var text in facts)
            sequential.Add(Describe(await one.EvaluateAsync(text)));

        var shared = new ReferenceEngine(compiled);
        var parallel = await Task.WhenAll(facts.Select(text => Task.Run(async () => Describe(await shared.EvaluateAsync(text)))));

        parallel.ShouldBe(sequential);
    }

    private static string Describe(WorkflowResult result) =>
        string.Join("; ", result.Rules.Select(r => $"{r.Rule.Name} {r.Verdict} {r.Error} [{string.Join(",", r.MissingFacts)}] {r.Figures}"));

    [Theory]
    [InlineData("patient.codes")]
    [InlineData("patient.address")]
    [InlineData("patient.name.First()")]
    [InlineData("patient.drugs.Where(it.name == \"a\")")]
    [InlineData("new (patient.age as age, patient.drugs as drugs)")]
    public void Compile_FigureThatIsNoSingleValue_IsAnError(string figure) =>
        TestPathway.Of(TestPathway.Rule("r", "patient.age > 1").WithFigure(figure)).Compile().Diagnostics
            .ShouldHaveSingleItem().Id.ShouldBe(DiagnosticIds.FigureIsNoValue);

    [Theory]
    [InlineData("patient.age")]
    [InlineData("patient.codes.Count()")]
    [InlineData("patient.born")]
    [InlineData("null")]
    [InlineData("new (patient.name as name, patient.pregnant as pregnant, 1 as one, 1.5M as money)")]
    public void Compile_FigureOfSingleValues_IsSound(string figure) =>
        TestPathway.Of(TestPathway.Rule("r", "patient.age > 1").WithFigure(figure)).Compile().Diagnostics.ShouldBeEmpty();
}
