using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Lines;
using RuleWorkbench.Simulation;

namespace RuleWorkbench.Presentation.Pages;

/// <summary>What a case expects against what it did, as lines to read.</summary>
public static class ExpectationWords
{
    /// <param name="result">Null when the case has not been run.</param>
    public static IEnumerable<Line> Of(Case source, CaseResult? result) => All(source, result).Where(l => l.Pieces.Length > 0);

    private static IEnumerable<Line> All(Case source, CaseResult? result)
    {
        if (source.Why is { } why)
            yield return Line.Of(why);
        foreach (var problem in source.Diagnostics)
            yield return Line.Of("! ", Tone.Bad).And(problem.Message).And(problem.Fix is null ? "" : " " + problem.Fix, Tone.Quiet);
        foreach (var mismatch in result?.Mismatches ?? [])
        {
            yield return Line.Of("✗ ", Tone.Bad).And(mismatch.What, Tone.Strong);
            yield return Line.Of("    expected  ", Tone.Quiet).And(mismatch.Expected);
            yield return Line.Of("    is        ", Tone.Quiet).And(mismatch.Actual, Tone.Bad);
        }

        var wrong = result?.Mismatches.Select(m => m.What).ToHashSet() ?? [];
        Line Row(string what, string expected) => wrong.Contains(what) ? Line.Empty
            : Line.Of(result is null ? "· " : "✓ ", result is null ? Tone.Quiet : Tone.Good).And($"{what}  ").And(expected, Tone.Quiet);
        var expectation = source.Expectation;
        if (expectation.IsEmpty)
            yield return Line.Of("The case expects nothing yet. Ctrl+R records what it does.", Tone.Warning);
        foreach (var (code, status) in expectation.Recommendations)
            yield return Row($"recommendation {code}", status.Value == RecommendationStatus.None ? "no status" : status.Value.ToString().ToLowerInvariant());
        foreach (var (id, rule) in expectation.Rules)
            yield return Row($"rule {id}", rule.Value == RuleExpectation.NotMet ? "not met" : rule.Value.ToString().ToLowerInvariant());
        foreach (var (code, guards) in expectation.Vetoes)
            yield return Row($"vetoes of {code}", string.Join(", ", guards.Value));
        if (expectation.Walk is { } walk)
            yield return Row("walk", string.Join(" > ", walk.Value));
        foreach (var (id, figures) in expectation.Figures)
        {
            foreach (var figure in figures)
                yield return Row(figure.Name is null ? $"figure of {id}" : $"figure {figure.Name} of {id}", Figures.Display(figure.Value));
        }
    }
}
