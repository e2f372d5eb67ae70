using System.Collections.Immutable;
using RuleWorkbench.Compilation;
using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Simulation;

public sealed class DefectTests
{
    [Fact]
    public async Task Run_RuleThatDoesNotCompile_FailsOnlyTheCaseThatExpectsSomethingOfIt()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var place = new SourcePlace("test");
        Rule Rule(string id, string text) => new(id, place)
        {
            Expression = new ExpressionText(text, place, text),
            Properties = new RuleProperties { Id = id },
        };
        var workflow = new Workflow("w", place) { Rules = [Rule("broken", "nothing > 1"), Rule("sound", "true")] };
        var pathway = new Pathway("p", place) { Workflows = [workflow], Entry = "w" };
        var engine = new ReferenceEngine(CompiledPathway.Compile(pathway, [], cancellation));

        Model.Case Expecting(string rule, RuleExpectation expectation) => new("s", rule, place, [], [], null)
        {
            Expectation = new Expectation { Rules = new Dictionary<string, Expected<RuleExpectation>> { [rule] = new(expectation, place) } },
        };
        ImmutableArray<Model.Case> cases = [Expecting("sound", RuleExpectation.Met), Expecting("broken", RuleExpectation.Met)];
        var run = await new SuiteRunner(engine).RunAsync(cases, null, cancellation);

        run.Cases[0].Outcome.ShouldBe(CaseOutcome.Passed);
        run.Cases[1].Outcome.ShouldBe(CaseOutcome.Failed);
        run.Cases[0].Walk!.Errors.ShouldHaveSingleItem().IsDefect.ShouldBeTrue();
    }
}
