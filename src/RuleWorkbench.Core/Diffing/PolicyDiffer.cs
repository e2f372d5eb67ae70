using System.Collections.Immutable;
using RuleWorkbench.Model;

namespace RuleWorkbench.Diffing;

/// <summary>Compares the policies, and says which rules a changed value reaches.</summary>
internal static class PolicyDiffer
{
    public static IEnumerable<Change> Compare(PathwayVersion baseline, PathwayVersion candidate)
    {
        var (before, after) = (baseline.Pathway!.Policy, candidate.Pathway!.Policy);
        foreach (var now in after)
        {
            var old = before.FirstOrDefault(p => p.Name == now.Name);
            var reaches = candidate.Trees.ReadersOf($"{Pathway.PolicyInput}.{now.Name}");
            ImmutableArray<Edit> edits = old is null ? [Edit.Logic("value", null, Value(now))] : [.. Edits(old, now)];
            if (edits.IsEmpty)
                continue;
            yield return new Change(ChangeSubject.PolicyValue, old is null ? ChangeKinds.Added : ChangeKinds.Modified, now.Name, old?.Place, now.Place)
            {
                Title = now.Description,
                Edits = edits,
                Reaches = edits.Any(e => e.Aspect == EditAspect.Logic) ? reaches : [],
            };
        }

        foreach (var gone in before.Where(o => after.All(n => n.Name != o.Name)))
        {
            yield return new Change(ChangeSubject.PolicyValue, ChangeKinds.Removed, gone.Name, gone.Place, null)
            {
                Title = gone.Description,
                Edits = [Edit.Logic("value", Value(gone), null)],
                Reaches = baseline.Trees.ReadersOf($"{Pathway.PolicyInput}.{gone.Name}"),
            };
        }
    }

    /// <summary>A value with its unit: <c>50 %</c>.</summary>
    private static string Value(PolicyValue value) => Figures.Display(value.Value) + (value.Unit is null ? "" : $" {value.Unit}");

    private static IEnumerable<Edit> Edits(PolicyValue before, PolicyValue after)
    {
        // What a clinic sets is logic whether a rule of this version reads it or not: a case may override it.
        if (Figures.Display(before.Value) != Figures.Display(after.Value) || before.Unit != after.Unit)
            yield return Edit.Logic(before.Unit == after.Unit ? "value" : Figures.Display(before.Value) == Figures.Display(after.Value) ? "unit" : "value and unit", Value(before), Value(after));
        if (before.Source != after.Source)
            yield return Edit.Other("source", EditAspect.Evidence, before.Source, after.Source);
        if (before.Description != after.Description)
            yield return Edit.Other("description", EditAspect.Text, before.Description, after.Description);
    }
}
