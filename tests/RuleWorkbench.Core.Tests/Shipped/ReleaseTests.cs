using RuleWorkbench.Model;
using RuleWorkbench.Simulation;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Shipped;

/// <summary>The release beside the current version: different, and only where an edit explains it.</summary>
public sealed class ReleaseTests
{
    private static readonly ShippedPathway Current = ShippedPathway.Of(ShippedPathway.Current);
    private static readonly ShippedPathway Earlier = ShippedPathway.Of(ShippedPathway.Earlier);

    [Fact]
    public void Release_Version_IsEarlier()
    {
        Version.Parse(Earlier.Pathway.Version!).ShouldBeLessThan(Version.Parse(Current.Pathway.Version!));
    }

    [Fact]
    public void Release_Rules_KeepTheirIds()
    {
        Earlier.Rules.Select(r => r.Id).Except(Current.Rules.Select(r => r.Id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Walk_SavedCases_DifferInSomeAndInLessThanHalf()
    {
        var differing = 0;
        foreach (var source in ShippedPathway.Cases)
        {
            if (Differences(await Current.WalkAsync(source), await Earlier.WalkAsync(source)).Count > 0)
                differing++;
        }

        differing.ShouldBeInRange(1, ShippedPathway.Cases.Length / 2);
    }

    [Fact]
    public async Task Walk_SavedCases_DifferOnlyWhereAnEditedRuleExplainsIt()
    {
        var edited = EditedRules();
        var unexplained = new List<string>();
        foreach (var source in ShippedPathway.Cases)
        {
            var now = await Current.WalkAsync(source);
            var then = await Earlier.WalkAsync(source);
            var speaking = edited.Where(r => HasEffect(now.Rule(r.Id)) || HasEffect(then.Rule(r.Id))).ToList();
            var explained = speaking.SelectMany(Touches).ToHashSet();
            unexplained.AddRange(Differences(now, then).Where(code => !explained.Contains(code)).Select(code => $"{source.FullId}: {code}"));
        }

        edited.ShouldNotBeEmpty();
        unexplained.ShouldBeEmpty();
    }

    /// <summary>Codes that do not have the same status in both walks.</summary>
    private static List<string> Differences(WalkResult now, WalkResult then) =>
        [.. now.Recommendations.Concat(then.Recommendations).Select(r => r.Code).Distinct().Where(code => now.StatusOf(code) != then.StatusOf(code))];

    /// <summary>Rules that are new, or whose condition, parameters, veto, next workflows or policy values are not the same.</summary>
    private static List<Rule> EditedRules()
    {
        var values = Earlier.Pathway.Policy.ToDictionary(p => p.Name, p => p.Value);
        var moved = Current.Pathway.Policy.Where(p => values.TryGetValue(p.Name, out var value) && !value.Equals(p.Value)).Select(p => $"policy.{p.Name}").ToList();
        var before = Earlier.Rules.ToDictionary(r => r.Id);
        return [.. Current.Rules.Where(r => !before.TryGetValue(r.Id, out var old)
            || !Condition(r).SequenceEqual(Condition(old))
            || !r.Properties.Veto.SequenceEqual(old.Properties.Veto)
            || !r.Properties.Next.SequenceEqual(old.Properties.Next)
            || Condition(r).Any(e => moved.Any(m => e.Contains(m, StringComparison.Ordinal))))];
    }

    private static IEnumerable<string> Condition(Rule rule) =>
        ShippedPathway.Tree(rule).SelectMany(r => r.Locals.Select(l => l.Expression.Text).Append(r.Expression?.Text ?? r.Operator!.Value.ToString()));

    private static bool HasEffect(RuleResult? result) => result is not null && (result.Verdict == Verdict.Met || !result.IsDetermined);

    /// <summary>Codes that a rule can give, forbid, or lead to.</summary>
    private static IEnumerable<string> Touches(Rule rule)
    {
        var reached = new HashSet<string>();
        var open = new Queue<string>(rule.Properties.Next);
        while (open.TryDequeue(out var name))
        {
            if (reached.Add(name))
                Current.Pathway.Workflow(name)!.Rules.SelectMany(r => r.Properties.Next).ToList().ForEach(open.Enqueue);
        }

        return reached
            .SelectMany(name => Current.Pathway.Workflow(name)!.Rules.Select(r => r.SuccessEvent))
            .Append(rule.SuccessEvent)
            .OfType<string>()
            .Concat(rule.Properties.Veto);
    }
}
