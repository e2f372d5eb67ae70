using RuleWorkbench.Model;

namespace RuleWorkbench.Diffing;

/// <summary>Compares the functions of script libraries, and says which expressions call a changed one.</summary>
internal static class FunctionDiffer
{
    public static IEnumerable<Change> Compare(PathwayVersion baseline, PathwayVersion candidate)
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
