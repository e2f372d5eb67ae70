using System.Collections.Immutable;
using RuleWorkbench.Model;
using RuleWorkbench.Scripting;

namespace RuleWorkbench.Diffing;

/// <summary>Compares the functions of script libraries, and says which expressions call a changed one.</summary>
internal static class FunctionDiffer
{
    public static IEnumerable<Change> Compare(PathwayVersion baseline, PathwayVersion candidate) =>
        IsSame(baseline.Pathway!.Scripts, candidate.Pathway!.Scripts) && baseline.Pathway.Scripts.Length > 0 ? []
        : baseline.Functions is { } before && candidate.Functions is { } after ? CompareFunctions(baseline, before, candidate, after)
        : CompareLibraries(baseline, candidate);

    private static bool IsSame(ImmutableArray<ScriptLibrary> before, ImmutableArray<ScriptLibrary> after) =>
        before.Length == after.Length && before.All(b => after.Any(b.HasContentOf));

    /// <summary>Libraries as a whole: one that is not the same to the letter may do something else in any of its functions.
    /// </summary>
    private static IEnumerable<Change> CompareLibraries(PathwayVersion baseline, PathwayVersion candidate)
    {
        var (before, after) = (baseline.Pathway!.Scripts, candidate.Pathway!.Scripts);
        foreach (var name in after.Select(s => s.Name).Union(before.Select(s => s.Name)))
        {
            var (old, now) = (before.FirstOrDefault(s => s.Name == name), after.FirstOrDefault(s => s.Name == name));
            if (old is not null && now is not null && old.HasContentOf(now))
                continue;
            yield return new Change(ChangeSubject.Function, old is null ? ChangeKinds.Added : now is null ? ChangeKinds.Removed : ChangeKinds.Modified, name, old?.Place, now?.Place)
            {
                Edits = [Edit.Logic(old?.Text == now?.Text ? "tables" : "text", old?.Text, now?.Text)],
                Reaches = (now is null ? baseline : candidate).Trees.CallersOf(name),
            };
        }
    }

    private static IEnumerable<Change> CompareFunctions(PathwayVersion baseline, ImmutableArray<FunctionText> before, PathwayVersion candidate, ImmutableArray<FunctionText> after)
    {
        var changed = new HashSet<string>();
        foreach (var now in after)
        {
            var old = before.FirstOrDefault(f => f.Id == now.Id);
            if (old?.Text == now.Text)
                continue;
            changed.Add(now.Library);
            yield return Of(old is null ? ChangeKinds.Added : ChangeKinds.Modified, old, now, baseline, candidate);
        }

        foreach (var gone in before.Where(o => after.All(n => n.Id != o.Id)))
        {
            changed.Add(gone.Library);
            yield return Of(ChangeKinds.Removed, gone, null, baseline, candidate);
        }

        // A library that reads otherwise while all of its functions do the same: comments, layout, examples.
        foreach (var now in candidate.Pathway!.Scripts.Where(s => !changed.Contains(s.Name)))
        {
            if (baseline.Pathway!.Scripts.FirstOrDefault(s => s.Name == now.Name) is { } old && !old.HasContentOf(now))
                yield return new Change(ChangeSubject.Function, ChangeKinds.Modified, now.Name, old.Place, now.Place) { Edits = [new Edit("text", EditAspect.Logic, Meaning.SameLogic, old.Text, now.Text)] };
        }
    }

    private static Change Of(ChangeKinds kind, FunctionText? old, FunctionText? now, PathwayVersion baseline, PathwayVersion candidate)
    {
        static SourcePlace Place(FunctionText function, PathwayVersion version) =>
            version.Pathway?.Scripts.FirstOrDefault(s => s.Name == function.Library)?.Place ?? new SourcePlace($"scripts/{function.Library}.csx");
        var id = (now ?? old)!.Id;
        return new Change(ChangeSubject.Function, kind, id, old is null ? null : Place(old, baseline), now is null ? null : Place(now, candidate))
        {
            Edits = [Edit.Logic("text", old?.Text, now?.Text)],
            Reaches = (now is null ? baseline : candidate).Trees.ReadersOf(id),
        };
    }
}
