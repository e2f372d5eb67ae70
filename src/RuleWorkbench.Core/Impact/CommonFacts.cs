using System.Collections.Immutable;
using RuleWorkbench.Compilation;
using RuleWorkbench.Diffing;
using RuleWorkbench.Model;

namespace RuleWorkbench.Impact;

/// <summary>Both versions of a pathway over the facts of either, so that a case is read once.</summary>
/// <param name="Before">The baseline; a policy value that it does not have is there and read by nobody.</param>
/// <param name="After">The candidate in the same way.</param>
/// <param name="Reads">The candidate, with the facts of either, as a single case is read: it takes all that the candidate takes.</param>
/// <remarks>Where other values are taken than before, <see cref="Of"/> compiles for what both take, so that all other cases are looked at singly.</remarks>
internal sealed record CommonFacts(CompiledPathway Before, CompiledPathway After, Pathway Reads)
{
    /// <summary>True where both read the same columns. They do not where their scripts differ, or a fact has another type.
    /// </summary>
    public bool AreShared => ReferenceEquals(Before.Facts, After.Facts);

    /// <summary>Both versions, compiled for what both take.</summary>
    public static CommonFacts Of(PathwayDiff diff, CancellationToken cancellation) => Compile(diff, (now, old) => Narrower(Union(now, old), old), cancellation);

    /// <summary>Both versions, compiled for all that the candidate takes: for people whom it has read already.</summary>
    public static CommonFacts AsTheCandidateReads(PathwayDiff diff, CancellationToken cancellation) => Compile(diff, Union, cancellation);

    private static CommonFacts Compile(PathwayDiff diff, Func<FactSchema, FactSchema, FactSchema> facts, CancellationToken cancellation)
    {
        var (before, after) = (diff.Baseline.Pathway!, diff.Candidate.Pathway!);
        if (!CanShare(before, after))
            return new CommonFacts(diff.Baseline.Compiled!, diff.Candidate.Compiled!, after);
        var inputs = Inputs(facts);
        var now = diff.Candidate.Compiled!.CompileAnew(after with { Inputs = inputs, Policy = [.. Policy(after, before, after)] }, cancellation);
        var both = before with { Place = after.Place, Inputs = inputs, Policy = [.. Policy(before, before, after)] };

        // Other scripts run where the baseline's run: the candidate's can be trusted more.
        var old = before.HasScriptsOf(after) ? now.Recompile(both, cancellation) : diff.Baseline.Compiled!.CompileAnew(both, cancellation);
        return new CommonFacts(old, now, after with { Inputs = Inputs(Union) });

        ImmutableArray<Input> Inputs(Func<FactSchema, FactSchema, FactSchema> join) =>
            EitherVersion.Of(before.Inputs, after.Inputs, i => i.Name, (now, old) => now with { Facts = join(now.Facts, old.Facts) });
    }

    /// <summary>The policy values of both, in one order and with one schema each; where a version has the value, it is its own.
    /// </summary>
    private static IEnumerable<PolicyValue> Policy(Pathway own, Pathway before, Pathway after) =>
        EitherVersion.Of(before.Policy, after.Policy, p => p.Name, (now, _) => now)
            .Select(p => own.Policy.FirstOrDefault(o => o.Name == p.Name) is { } mine ? mine with { Schema = p.Schema } : p);

    private static FactSchema Union(FactSchema now, FactSchema old) => now with
    {
        Members = now.Kind == FactKind.Object ? [.. now.Members.Select(m => old.Member(m.Name) is { } o ? Union(m, o) : m), .. old.Members.Where(o => now.Member(o.Name) is null)] : now.Members,
        Element = now.Element is { } element && old.Element is { } known ? Union(element, known) : now.Element,
    };

    /// <summary>A fact that takes only what the baseline takes too.</summary>
    private static FactSchema Narrower(FactSchema now, FactSchema old) => now with
    {
        Members = [.. now.Members.Select(m => old.Member(m.Name) is { } o ? Narrower(m, o) : m)],
        Element = now.Element is { } element && old.Element is { } known ? Narrower(element, known) : now.Element,
        Range = Both(now.Range, old.Range),
        Step = now.Step is { } step && !(old.Step > step) ? step : old.Step,
        AllowedValues = old.AllowedValues.IsEmpty ? now.AllowedValues : now.AllowedValues.IsEmpty ? old.AllowedValues : [.. now.AllowedValues.Intersect(old.AllowedValues)],
        Length = (Larger(now.Length.Least, old.Length.Least), now.Length.Most is { } most && !(old.Length.Most < most) ? most : old.Length.Most),
    };

    private static NumberRange? Both(NumberRange? now, NumberRange? old)
    {
        if (now is null || old is null)
            return now ?? old;
        var low = old.Minimum is null || now.Minimum > old.Minimum || (now.Minimum == old.Minimum && now.ExcludesMinimum) ? now : old;
        var high = old.Maximum is null || now.Maximum < old.Maximum || (now.Maximum == old.Maximum && now.ExcludesMaximum) ? now : old;
        return new NumberRange(low.Minimum, high.Maximum, low.ExcludesMinimum, high.ExcludesMaximum);
    }

    private static int? Larger(int? a, int? b) => a is { } least && !(b > least) ? least : b;

    private static bool CanShare(Pathway before, Pathway after) =>
        before.Clock == after.Clock
        && before.Inputs.All(o => after.Inputs.FirstOrDefault(i => i.Name == o.Name) is not { } now || IsSameKind(o.Facts, now.Facts))
        && before.Policy.All(o => after.Policy.FirstOrDefault(p => p.Name == o.Name) is not { } now || IsSameKind(o.Schema, now.Schema));

    /// <summary>False for facts of which no schema could say what both take.</summary>
    private static bool SharesValues(FactSchema old, FactSchema now) =>
        (old.AllowedValues.IsEmpty || now.AllowedValues.IsEmpty || old.AllowedValues.Intersect(now.AllowedValues).Any())
        && (old.Step is not { } a || now.Step is not { } b || (decimal)Math.Max(a, b) % (decimal)Math.Min(a, b) == 0);

    private static bool IsSameKind(FactSchema old, FactSchema now) =>
        old.Kind == now.Kind && SharesValues(old, now)
        && old.Members.All(m => now.Member(m.Name) is not { } known || IsSameKind(m, known))
        && (old.Element is null || now.Element is null ? old.Element == now.Element : IsSameKind(old.Element, now.Element));
}
