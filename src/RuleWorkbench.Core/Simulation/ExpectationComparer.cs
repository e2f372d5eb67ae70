using System.Collections.Immutable;
using RuleWorkbench.Model;

namespace RuleWorkbench.Simulation;

/// <summary>Compares what a walk did with what a case expects. What the case does not name is not compared, except that
/// an error of the walk is unexpected unless it is named. A rule that does not compile is reported once for the pathway,
/// and here only where a case expects something of it.</summary>
internal static class ExpectationComparer
{
    public static ImmutableArray<Mismatch> Compare(Case source, WalkResult walk)
    {
        var expectation = source.Expectation;
        return
        [
            .. Rules(expectation, walk),
            .. Recommendations(source, walk),
            .. Vetoes(expectation, walk),
            .. Path(expectation, walk),
            .. Figures(expectation, walk),
            .. Errors(source, walk),
        ];
    }

    /// <summary>A rule's result in the words of expectations.</summary>
    public static string Describe(RuleResult? result) => result switch
    {
        null => "not evaluated",
        { Verdict: Verdict.Skipped } => "skipped",
        { IsDetermined: false } => $"undetermined ({string.Join(", ", result.MissingFacts)} missing)",
        { Verdict: Verdict.Met } => "met",
        { Verdict: Verdict.NotMet } => "not met",
        _ => $"error ({result.Error})",
    };

    /// <summary>A status in the words of expectations.</summary>
    public static string Describe(RecommendationStatus status) =>
        status == RecommendationStatus.None ? "no status" : status.ToString().ToLowerInvariant();

    private static IEnumerable<Mismatch> Rules(Expectation expectation, WalkResult walk)
    {
        foreach (var (id, expected) in expectation.Rules)
        {
            var result = walk.Rule(id);
            RuleExpectation? actual = result switch
            {
                null => null,
                { Verdict: Verdict.Skipped } => RuleExpectation.Skipped,
                { IsDetermined: false } => RuleExpectation.Undetermined,
                { Verdict: Verdict.Met } => RuleExpectation.Met,
                { Verdict: Verdict.NotMet } => RuleExpectation.NotMet,
                _ => RuleExpectation.Error,
            };
            if (actual != expected.Value)
                yield return new Mismatch($"rule {id}", expected.Value == RuleExpectation.NotMet ? "not met" : expected.Value.ToString().ToLowerInvariant(), Describe(result), expected.Place, [id]);
        }
    }

    private static IEnumerable<Mismatch> Recommendations(Case source, WalkResult walk)
    {
        var expectation = source.Expectation;
        foreach (var (code, expected) in expectation.Recommendations)
        {
            var actual = walk.Recommendations.FirstOrDefault(r => r.Code == code);
            if ((actual?.Status ?? RecommendationStatus.None) != expected.Value)
                yield return new Mismatch($"recommendation {code}", Describe(expected.Value), Describe(actual), expected.Place, Concerned(actual));
        }

        if (!expectation.RecommendationsAreComplete)
            yield break;
        foreach (var extra in walk.Recommendations.Where(r => !expectation.Recommendations.ContainsKey(r.Code)))
            yield return new Mismatch($"recommendation {extra.Code}", "no status (the list is exact)", Describe(extra), source.Place, Concerned(extra));
    }

    private static IEnumerable<Mismatch> Vetoes(Expectation expectation, WalkResult walk)
    {
        foreach (var (code, expected) in expectation.Vetoes)
        {
            var recommendation = walk.Recommendations.FirstOrDefault(r => r.Code == code);
            var actual = recommendation?.Reasons.SelectMany(r => r.Vetoes).Select(v => v.Rule.Id).Distinct().ToList() ?? [];
            if (!expected.Value.ToHashSet().SetEquals(actual))
                yield return new Mismatch($"vetoes of {code}", List(expected.Value), List(actual), expected.Place, [.. expected.Value, .. actual]);
        }
    }

    private static IEnumerable<Mismatch> Path(Expectation expectation, WalkResult walk)
    {
        if (expectation.Walk is { } expected && !expected.Value.SequenceEqual(walk.Path))
            yield return new Mismatch("walk", string.Join(" > ", expected.Value), string.Join(" > ", walk.Path), expected.Place, []);
    }

    private static IEnumerable<Mismatch> Figures(Expectation expectation, WalkResult walk)
    {
        foreach (var (id, figures) in expectation.Figures)
        {
            var actual = walk.Rule(id)?.Figures;
            foreach (var figure in figures)
            {
                var found = actual?.Values.Where(v => v.Name == figure.Name).Select(v => (Value: v.Value, Found: true)).FirstOrDefault() ?? default;
                if (found.Found && Matches(figure, found.Value))
                    continue;
                var name = figure.Name is null ? $"figure of {id}" : $"figure {figure.Name} of {id}";
                var expected = Model.Figures.Display(figure.Value) + (figure.Tolerance > 0 ? $" ± {Model.Figures.Number(figure.Tolerance)}" : "");
                yield return new Mismatch(name, expected, found.Found ? Model.Figures.Display(found.Value) : actual?.ToString() ?? "no figure", figure.Place, [id]);
            }
        }
    }

    private static bool Matches(FigureExpectation expected, object? actual) => (expected.Value, actual) switch
    {
        (double e, double a) => e.Equals(a) || Math.Abs(e - a) <= expected.Tolerance,
        (string e, DateTime a) => e == Model.Figures.Display(a),

        // JSON has no number for them; a recorded expectation holds their names.
        (string e, double a) when !double.IsFinite(a) => e == Model.Figures.Number(a),
        _ => Equals(expected.Value, actual),
    };

    private static IEnumerable<Mismatch> Errors(Case source, WalkResult walk)
    {
        var expected = source.Expectation.Errors;
        foreach (var missing in expected.Where(e => walk.Errors.All(a => a.Where != e.Value)))
            yield return new Mismatch($"error at {missing.Value}", "an error", "none", missing.Place, []);
        foreach (var extra in walk.Errors.Where(a => !a.IsDefect && expected.All(e => e.Value != a.Where) && !(source.Expectation.Rules.TryGetValue(a.Where, out var rule) && rule.Value == RuleExpectation.Error)))
            yield return new Mismatch($"error at {extra.Where}", "none", extra.Message, extra.Place, []);
    }

    private static string Describe(RecommendationResult? result)
    {
        if (result is null)
            return Describe(RecommendationStatus.None);
        var strongest = result.Reasons[0];
        var why = result.Status switch
        {
            RecommendationStatus.Vetoed => $" by {string.Join(", ", strongest.Vetoes.Select(v => v.Rule.Id).Distinct())}",
            RecommendationStatus.Held when strongest.Conflict is not null => $" (conflict in {strongest.Conflict})",
            RecommendationStatus.Held => $" by {string.Join(", ", strongest.Holds.Select(v => v.Rule.Id).Distinct())}",
            RecommendationStatus.Undetermined => $" ({string.Join(", ", strongest.MissingFacts)} missing)",
            _ => "",
        };
        return Describe(result.Status) + why;
    }

    private static ImmutableArray<string> Concerned(RecommendationResult? result) => result is null
        ? []
        : [.. result.Reasons.SelectMany(r => r.Vetoes.Concat(r.Holds).Prepend(r.Rule)).Select(r => r.Rule.Id).Distinct()];

    private static string List(IEnumerable<string> ids) => ids.Any() ? string.Join(", ", ids.Order(StringComparer.Ordinal)) : "none";
}
