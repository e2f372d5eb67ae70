using RuleWorkbench.Model;

namespace RuleWorkbench.Diffing;

/// <summary>Compares the functions of script libraries, and says which expressions call a changed one.</summary>
internal static class FunctionDiffer
{
    public static IEnumerable<Change> Compare(PathwayVersion baseline, PathwayVersion candidate) =>
        baseline.Functions.IsEmpty && candidate.Functions.IsEmpty ? CompareLibraries(baseline, candidate) : CompareFunctions(baseline, candidate);

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

    private static IEnumerable<Change> CompareFunctions(PathwayVersion baseline, PathwayVersion candidate)
    {
        foreach (var now in candidate.Functions)
        {
            var old = baseline.Functions.FirstOrDefault(f => f.Id == now.Id);
            if (old?.Text != now.Text)
                yield return Of(old is null ? ChangeKinds.Added : ChangeKinds.Modified, old, now, candidate);
        }

        foreach (var gone in baseline.Functions.Where(o => candidate.Functions.All(n => n.Id != o.Id)))
            yield return Of(ChangeKinds.Removed, gone, null, baseline);
    }

    private static Change Of(ChangeKinds kind, FunctionText? old, FunctionText? now, PathwayVersion readers)
    {
        static SourcePlace Place(FunctionText function) => new($"scripts/{function.Library}.csx");
        var id = (now ?? old)!.Id;
        return new Change(ChangeSubject.Function, kind, id, old is null ? null : Place(old), now is null ? null : Place(now))
        {
            Edits = [Edit.Logic("text", old?.Text, now?.Text)],
            Reaches = readers.Trees.ReadersOf(id),
        };
    }
}
