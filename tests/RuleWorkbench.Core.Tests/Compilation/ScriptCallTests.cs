using RuleWorkbench.Model;
using RuleWorkbench.Scripting;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Compilation;

/// <summary>Rules that call functions of scripts.</summary>
public sealed class ScriptCallTests
{
    private static readonly ScriptLibrary Demo = Library.Of("Demo", """
        double? Ratio(double? x, double? y) => y > 0 ? x / y : null;
        double? First(IReadOnlyList<double?> values) => values[0];
        double? Endless(double? x) { while (x > 0) { } return x; }
        /// <missing>What is missing counts 1.</missing>
        double? Score(double? x) => x ?? 1;
        /// <missing>Without x there is no answer.</missing>
        double? Open(double? x, double? y) => x;
        double? Stopped(List<Facts_patient_drugs> drugs) => drugs.Min(d => d.stoppedDaysAgo);
        /// <missing>A drug without a name is left out.</missing>
        double? Named(IReadOnlyList<Facts_patient_drugs> drugs) => drugs == null ? null : drugs.Count(d => d.name != null);
        """);

    [Theory]
    [InlineData("Demo.Ratio(patient.weight, patient.height) > 2", "{ patient: { weight: 6, height: 2 } }", Verdict.Met)]
    [InlineData("Demo.Ratio(patient.weight, 2) > 2", "{ patient: { weight: 4 } }", Verdict.NotMet)]
    [InlineData("Demo.First(patient.codes) == 7", "{ patient: { codes: [ 7, 8 ] } }", Verdict.Met)]
    [InlineData("Demo.First(patient.drugs.Select(it.stoppedDaysAgo).ToList()) == 3", "{ patient: { drugs: [ { stoppedDaysAgo: 3 } ] } }", Verdict.Met)]
    [InlineData("Demo.Stopped(patient.drugs) == 3", "{ patient: { drugs: [ { name: 'a', stoppedDaysAgo: 5 }, { name: 'b', stoppedDaysAgo: 3 } ] } }", Verdict.Met)]
    public async Task Evaluate_CallOfAFunction_HasItsValue(string expression, string facts, Verdict verdict)
    {
        var result = await EvaluateAsync(expression, facts);

        result.Verdict.ShouldBe(verdict, result.Error);
        result.MissingFacts.ShouldBeEmpty();
    }

    [Fact]
    public async Task Evaluate_CallThatUsesUpItsBudget_IsAnErrorThatSaysWhich()
    {
        var result = await EvaluateAsync("Demo.Endless(patient.weight) > 2", "{ patient: { weight: 6 } }");

        result.Verdict.ShouldBe(Verdict.Error);
        result.Error!.ShouldContain("`steps` of `scriptBudget`");
    }

    [Theory]
    [InlineData("Demo.Ratio(patient.weight, patient.height) > 2", "{ patient: { weight: 6 } }", "patient.height")]
    [InlineData("Demo.Ratio(patient.weight, patient.height) > 2", "{ }", "patient.weight, patient.height")]
    [InlineData("!(Demo.Ratio(patient.weight, 2) > 2)", "{ }", "patient.weight")]
    [InlineData("Demo.Open(patient.weight, patient.height) > 2", "{ patient: { height: 1 } }", "patient.weight")]
    [InlineData("Demo.First(patient.drugs.Select(it.stoppedDaysAgo).ToList()) == 3", "{ patient: { drugs: [ { } ] } }", "patient.drugs[0].stoppedDaysAgo")]
    [InlineData("Demo.Stopped(patient.drugs) == 3", "{ patient: { drugs: [ { name: 'a', stoppedDaysAgo: 3 }, { name: 'b' } ] } }", "patient.drugs[1].stoppedDaysAgo")]
    [InlineData("Demo.Stopped(patient.drugs) == 3", "{ }", "patient.drugs")]
    [InlineData("Demo.First(patient.codes) == 7 || patient.age > 3", "{ patient: { age: 4 } }", "patient.codes")]
    public async Task Evaluate_MissingArgument_IsUndetermined(string expression, string facts, string missing)
    {
        string.Join(", ", (await EvaluateAsync(expression, facts)).MissingFacts).ShouldBe(missing);
    }

    [Theory]
    [InlineData("Demo.Score(patient.weight) == 1", "{ }", Verdict.Met)]
    [InlineData("Demo.Open(patient.weight, patient.height) > 2", "{ patient: { weight: 3 } }", Verdict.Met)]
    [InlineData("Demo.Open(patient.weight, patient.height) == null", "{ }", Verdict.Met)]
    [InlineData("Demo.Named(patient.drugs) == 1", "{ patient: { drugs: [ { name: 'a' }, { stoppedDaysAgo: 1 } ] } }", Verdict.Met)]
    [InlineData("Demo.Ratio(patient.weight, 2) > 2 || patient.age > 3", "{ patient: { age: 4 } }", Verdict.Met)]
    [InlineData("Demo.Ratio(patient.weight, 2) > 2 && patient.age > 3", "{ patient: { age: 3 } }", Verdict.NotMet)]
    public async Task Evaluate_MissingArgumentThatIsHandledOrDoesNotDecide_IsDetermined(string expression, string facts, Verdict verdict)
    {
        var result = await EvaluateAsync(expression, facts);

        result.Verdict.ShouldBe(verdict, result.Error);
        result.MissingFacts.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Demo.Ration(1, 2) > 2", "main.json:1:2: error RW105: There is no function `Demo.Ration`. Did you mean `Ratio`?")]
    [InlineData("patient.age > 1 && Demo.Ratio(1) > 2", "main.json:1:21: error RW105: `Demo.Ratio` is called with 1 argument; it is `Demo.Ratio(double? x, double? y)`.")]
    [InlineData("Demo.Ratio(1, patient.name) > 2", "main.json:1:16: error RW105: `patient.name` is a text; the argument `y` of `Demo.Ratio` is a number that may be missing.")]
    [InlineData("Demo.Ratio(1, Demo.Score(patient.name)) > 2", "main.json:1:27: error RW105: `patient.name` is a text; the argument `x` of `Demo.Score` is a number that may be missing.")]
    [InlineData("Demo.First(patient.drugs) > 2", "main.json:1:13: error RW105: `patient.drugs` is a list (`Facts_patient_drugs`); the argument `values` of `Demo.First` is a list (`double?`).")]
    [InlineData("Demos.Ratio(1, 2) > 2", "main.json:1:2: error RW030: There is no input, parameter or function `Demos`. Did you mean `Demo`?")]
    public void Compile_CallThatDoesNotFit_IsToldAtItsPlace(string expression, string diagnostic)
    {
        TestPathway.Of(TestPathway.Rule("rule", expression)).CompileWith(Demo).Diagnostics.ShouldHaveSingleItem().ToString().ShouldBe(diagnostic);
    }

    [Fact]
    public void Compile_CallOfABrokenLibrary_SaysWhy()
    {
        var compiled = TestPathway.Of(TestPathway.Rule("rule", "Demo.F(1) > 2")).CompileWith(Library.Of("Demo", "double? F("));

        compiled.Workflows[TestPathway.Main].Rules[0].Defect.ShouldBe("The script library `Demo` cannot be used as it stands.");
    }

    [Fact]
    public async Task Recompile_EditedScript_HasItsNewMeaning()
    {
        var pathway = TestPathway.Of(TestPathway.Rule("rule", "Demo.F() == 1"));
        var engine = new ReferenceEngine(pathway.CompileWith(Library.Of("Demo", "double? F() => 2;")));
        var edited = engine.For(engine.Compiled.Recompile(pathway.With(Library.Of("Demo", "double? F() => 1;")), TestContext.Current.CancellationToken));

        (await engine.EvaluateAsync()).Rules[0].Verdict.ShouldBe(Verdict.NotMet);
        (await edited.EvaluateAsync()).Rules[0].Verdict.ShouldBe(Verdict.Met);
    }

    [Theory]
    [InlineData("Demo.Ratio(patient.weight, 2) > 2", "Demo.Ratio(6, 2) = 3; patient.weight = 6")]
    [InlineData("ratio > 2", "ratio = 3; Demo.Ratio(6, 2) = 3")]
    [InlineData("Demo.Ratio(patient.height, 2) > 2", "Demo.Ratio(missing, 2) = missing; patient.height = missing")]
    [InlineData("Demo.Named(patient.drugs) == 1", "Demo.Named([ { name = \"a\" } ]) = 1")]
    public async Task Trace_CallOfAFunction_ShowsArgumentsAndResult(string expression, string seen)
    {
        var compiled = TestPathway.Of(TestPathway.Rule("rule", expression, ("ratio", "Demo.Ratio(patient.weight, 2)"))).CompileWith(Demo);
        var facts = compiled.Bind("{ patient: { weight: 6, drugs: [ { name: 'a' } ] } }");
        var result = await new ReferenceEngine(compiled).EvaluateAsync(TestPathway.Main, facts, TestContext.Current.CancellationToken);

        var criterion = new Tracing.RuleTracer(compiled).Trace(result, facts).ShouldHaveSingleItem().Criteria!;

        string.Join("; ", criterion.Values.Select(v => $"{v.Name} = {Figures.Display(v.Value)}")).ShouldBe(seen);
    }

    [Fact]
    public async Task Evaluate_ActionScript_ComputesFigures()
    {
        var rule = TestPathway.Rule("rule", "true") with
        {
            OnSuccess = TestPathway.Action(RuleAction.Script) with { Expression = TestPathway.Expression("Demo.Ratio(patient.weight, 2)"), Arguments = [TestPathway.Expression("patient.weight"), TestPathway.Expression("2")] },
        };
        var compiled = TestPathway.Of(rule).CompileWith(Demo);

        var result = (await new ReferenceEngine(compiled).EvaluateAsync("{ patient: { weight: 6 } }")).Rules.ShouldHaveSingleItem();

        result.Figures!.ToString().ShouldBe("3");
    }

    [Fact]
    public void Compile_ActionScriptWithABrokenArgument_IsToldAtTheArgument()
    {
        var rule = TestPathway.Rule("rule", "true") with
        {
            OnSuccess = TestPathway.Action(RuleAction.Script) with { Expression = TestPathway.Expression("Demo.Score(patient.wait)"), Arguments = [new ExpressionText("patient.wait", new SourcePlace("main.json", 7, 9), "patient.wait")] },
        };

        var diagnostic = TestPathway.Of(rule).CompileWith(Demo).Diagnostics.ShouldHaveSingleItem();

        diagnostic.Place.Line.ShouldBe(7);
        diagnostic.Message.ShouldBe("There is no fact `patient.wait`.");
    }

    private static async Task<RuleResult> EvaluateAsync(string expression, string facts)
    {
        var compiled = TestPathway.Of(TestPathway.Rule("rule", expression)).CompileWith(Demo);
        compiled.Diagnostics.ShouldBeEmpty();
        return (await new ReferenceEngine(compiled).EvaluateAsync(facts)).Rules.ShouldHaveSingleItem();
    }
}
