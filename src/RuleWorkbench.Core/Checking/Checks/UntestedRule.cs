using RuleWorkbench.Model;

namespace RuleWorkbench.Checking.Checks;

/// <summary>A rule that no saved case expects to be met, or not to be met: nobody would notice if it changed.</summary>
internal sealed class UntestedRule : Check
{
    public override string Id => DiagnosticIds.UntestedRule;

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        if (context.Suites is not { } suites || !suites.Cases.Any())
            return [];
        var expected = suites.Cases.SelectMany(c => c.Expectation.Rules.Where(r => r.Value.Value is RuleExpectation.Met or RuleExpectation.NotMet).Select(r => r.Key)
            .Concat(c.Expectation.Figures.Keys)
            .Concat(c.Expectation.Vetoes.Values.SelectMany(v => v.Value))).ToHashSet();
        return context.Rules.Where(r => r.Enabled && !expected.Contains(r.Id)).Select(r => Found(
            $"No case expects `{r.Id}` to be met or not met.",
            context.Files.PlaceOf(r.Place, "RuleName"),
            "Add a case that expects it under `rules`, or its figure under `figures`."));
    }
}
