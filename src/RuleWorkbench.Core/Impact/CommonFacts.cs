using System.Collections.Immutable;
using RuleWorkbench.Compilation;
using RuleWorkbench.Diffing;
using RuleWorkbench.Model;

namespace RuleWorkbench.Impact;

/// <summary>Both versions of a pathway over the facts of either, so that a case is read once.</summary>
/// <param name="Before">The baseline; a policy value that it does not have is there and read by nobody.</param>
/// <param name="After">The candidate in the same way.</param>
internal sealed record CommonFacts(CompiledPathway Before, CompiledPathway After)
{
    /// <summary>True where both read the same columns. They do not where their scripts differ, or a fact has another type.
    /// </summary>
    public bool AreShared => ReferenceEquals(Before.Facts, After.Facts);

    public static CommonFacts Of(PathwayDiff diff, CancellationToken cancellation)
    {
        var (before, after) = (diff.Baseline.Pathway!, diff.Candidate.Pathway!);
        if (!CanShare(before, after))
            return new CommonFacts(diff.Baseline.Compiled!, diff.Candidate.Compiled!);
        ImmutableArray<Input> inputs =
        [
            .. after.Inputs.Select(i => before.Inputs.FirstOrDefault(o => o.Name == i.Name) is { } old ? i with { Facts = Union(i.Facts, old.Facts) } : i),
            .. before.Inputs.Where(o => after.Inputs.All(i => i.Name != o.Name)),
        ];
        var now = diff.Candidate.Compiled!.CompileAnew(after with { Inputs = inputs, Policy = [.. Policy(after, before, after)] }, cancellation);
        var both = before with { Place = after.Place, Inputs = inputs, Policy = [.. Policy(before, before, after)] };

        // Other scripts run where the baseline's run: the candidate's can be trusted more.
        var old = before.HasScriptsOf(after) ? now.Recompile(both, cancellation) : diff.Baseline.Compiled!.CompileAnew(both, cancellation);
        return new CommonFacts(old, now);
    }

    /// <summary>The policy values of both, in one order and with one schema each; where a version has the value, it is its own.
    /// </summary>
    private static IEnumerable<PolicyValue> Policy(Pathway own, Pathway before, Pathway after) =>
        after.Policy.Concat(before.Policy.Where(o => after.Policy.All(p => p.Name != o.Name)))
            .Select(p => own.Policy.FirstOrDefault(o => o.Name == p.Name) is { } mine ? mine with { Schema = p.Schema } : p);

    private static FactSchema Union(FactSchema now, FactSchema old) => now with
    {
        Members = now.Kind == FactKind.Object ? [.. now.Members.Select(m => old.Member(m.Name) is { } o ? Union(m, o) : m), .. old.Members.Where(o => now.Member(o.Name) is null)] : now.Members,
        Element = now.Element is { } element && old.Element is { } known ? Union(element, known) : now.Element,
    };

    private static bool CanShare(Pathway before, Pathway after) =>
        before.Clock == after.Clock
        && before.Inputs.All(o => after.Inputs.FirstOrDefault(i => i.Name == o.Name) is not { } now || IsSameKind(o.Facts, now.Facts))
        && before.Policy.All(o => after.Policy.FirstOrDefault(p => p.Name == o.Name) is not { } now || IsSameKind(o.Schema, now.Schema));

    private static bool IsSameKind(FactSchema old, FactSchema now) =>
        old.Kind == now.Kind
        && old.Members.All(m => now.Member(m.Name) is not { } known || IsSameKind(m, known))
        && (old.Element is null || now.Element is null ? old.Element == now.Element : IsSameKind(old.Element, now.Element));
}
