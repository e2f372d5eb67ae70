using RuleWorkbench.Model;

namespace RuleWorkbench.Loading;

/// <summary>The names of a pathway that an expectation can name.</summary>
/// <param name="Groups">Groups as <c>workflow/group</c>.</param>
internal sealed record ExpectableNames(
    HashSet<string> Rules, HashSet<string> Recommendations, HashSet<string> Workflows, HashSet<string> Groups)
{
    /// <summary>What can be in error: rules and groups.</summary>
    public HashSet<string> RulesAndGroups { get; } = [.. Rules, .. Groups];

    public bool SetEquals(ExpectableNames other) =>
        Rules.SetEquals(other.Rules) && Recommendations.SetEquals(other.Recommendations) && Workflows.SetEquals(other.Workflows) && Groups.SetEquals(other.Groups);

    public static ExpectableNames Of(Pathway pathway)
    {
        var rules = pathway.Workflows.SelectMany(w => w.Rules).ToList();
        return new ExpectableNames(
            [.. rules.Select(r => r.Id)],
            [.. pathway.Recommendations.Select(r => r.Code), .. rules.Select(r => r.SuccessEvent).OfType<string>()],
            [.. pathway.Workflows.Select(w => w.Name)],
            [.. pathway.Workflows.SelectMany(w => w.Rules.Select(r => r.Properties.Group).OfType<string>().Select(g => $"{w.Name}/{g}"))]);
    }
}
