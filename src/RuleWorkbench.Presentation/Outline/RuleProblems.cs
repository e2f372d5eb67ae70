using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Session;

namespace RuleWorkbench.Presentation.Outline;

/// <summary>Tells which rule a problem is in.</summary>
public static class RuleProblems
{
    /// <summary>The problems at a rule or inside of it.</summary>
    public static IEnumerable<Diagnostic> Of(PathwayState state, Rule rule) => state.Problems.Where(d => IsIn(d.Place, rule));

    /// <summary>The rule that a place is in, or null.</summary>
    public static Rule? RuleAt(PathwayState state, SourcePlace place) =>
        state.Pathway?.Workflows.SelectMany(w => w.Rules).FirstOrDefault(r => IsIn(place, r));

    private static bool IsIn(SourcePlace place, Rule rule) =>
        place.File == rule.Place.File
        && place.Path.StartsWith(rule.Place.Path, StringComparison.Ordinal)
        && (place.Path.Length == rule.Place.Path.Length || place.Path[rule.Place.Path.Length] is '.' or '[');
}
