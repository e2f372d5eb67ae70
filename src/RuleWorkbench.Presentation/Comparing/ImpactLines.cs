using RuleWorkbench.Impact;
using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Lines;
using RuleWorkbench.Reporting;

namespace RuleWorkbench.Presentation.Comparing;

/// <summary>Whom the changes touch as a tree: kinds of effects, effects with the number of cases, and the cases.</summary>
internal static class ImpactLines
{
    public static IEnumerable<TreeNode> Tree(Comparison comparison)
    {
        if (comparison.Impact is not { } impact)
            yield break;
        var kinds = Enum.GetValues<DifferenceKind>().Select(k => (Kind: k, Effects: impact.Of(k).ToList())).Where(k => k.Effects.Count > 0);
        yield return new TreeNode("impact", Line.Of("whom it touches  ", Tone.Title).And(ImpactWords.Summary(impact)))
        {
            IsOpen = true,
            Children =
            [
                .. kinds.Select(k => new TreeNode($"{k.Kind}", Line.Of(ImpactWords.Heading(k.Kind), Tone.Strong).And($" {k.Effects.Count}", Tone.Quiet)) { IsOpen = k.Kind <= DifferenceKind.Error, Children = [.. k.Effects.Select(e => Node(e, comparison.IsExplained ? ImpactWords.Causes(e) : ""))] }),
                .. impact.Unshown.Select(c => new TreeNode("u:" + c.Id, Line.Of("no case shows ", Tone.Warning).And(ImpactWords.Name(c)), c)),
            ],
        };
    }

    public static Tone ToneOf(Difference difference) => difference.IsGained ? Tone.Good : difference.IsLost || difference.IsNewError ? Tone.Bad : Tone.Warning;

    private static TreeNode Node(Effect effect, string causes)
    {
        var line = Line.Of($"{effect.Cases,4}  ", Tone.Strong)
            .And(ImpactWords.Effect(effect.Difference), ToneOf(effect.Difference))
            .And("  " + causes, Tone.Quiet);
        var more = effect.Cases - effect.Examples.Length;
        return new TreeNode($"{effect.Difference}", line, effect)
        {
            Children =
            [
                .. effect.Examples.Select(e => new TreeNode(e.Name, Line.Of(e.Name), new TouchedCase(effect.Difference, e.Name, e.Source))),
                .. more > 0 ? [new TreeNode("more", Line.Of($"and {more} more: `rulewb simulate` runs them all", Tone.Quiet))] : Array.Empty<TreeNode>(),
            ],
        };
    }
}

/// <summary>A case that shows an effect.</summary>
/// <param name="Source">The case itself; the same of every effect that it shows.</param>
internal sealed record TouchedCase(Difference Difference, string Name, Func<Case> Source);
