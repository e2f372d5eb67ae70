using System.Collections.Immutable;
using RuleWorkbench.Model;
using RuleWorkbench.Scripting;

namespace RuleWorkbench.Diffing;

/// <summary>Compares the functions of script libraries, what they use and their tables, and says which expressions are reached
/// through the functions that they call.</summary>
internal static class FunctionDiffer
{
    public static IEnumerable<Change> Compare(PathwayVersion baseline, PathwayVersion candidate) =>
        IsSame(baseline.Pathway!.Scripts, candidate.Pathway!.Scripts) && baseline.Pathway.Scripts.Length > 0 ? []
        : baseline.Members is { } before && candidate.Members is { } after ? CompareMembers(baseline, before, candidate, after)
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

    private static IEnumerable<Change> CompareMembers(PathwayVersion baseline, ImmutableArray<LibraryMember> before, PathwayVersion candidate, ImmutableArray<LibraryMember> after)
    {
        var changed = new HashSet<string>();
        foreach (var library in after.Concat(before).Select(m => m.Library).Distinct().Where(l => before.All(m => m.Library != l) || after.All(m => m.Library != l)))
        {
            changed.Add(library);
            yield return OfLibrary(library, baseline, before, candidate, after);
        }

        foreach (var now in after.Where(m => !changed.Contains(m.Library)).ToList())
        {
            var old = before.FirstOrDefault(m => m.Id == now.Id);
            if (old is not null && old.Text == now.Text)
                continue;
            changed.Add(now.Library);
            yield return Of(old, now, baseline, before, candidate, after);
        }

        foreach (var gone in before.Where(o => after.All(n => n.Id != o.Id) && after.Any(n => n.Library == o.Library)))
        {
            changed.Add(gone.Library);
            yield return Of(gone, null, baseline, before, candidate, after);
        }

        // A library that reads otherwise while all of its members are the same: comments, layout, examples.
        foreach (var now in candidate.Pathway!.Scripts.Where(s => !changed.Contains(s.Name)))
        {
            if (baseline.Pathway!.Scripts.FirstOrDefault(s => s.Name == now.Name) is { } old && !old.HasContentOf(now))
                yield return new Change(ChangeSubject.Function, ChangeKinds.Modified, now.Name, old.Place, now.Place) { Edits = [new Edit("text", EditAspect.Logic, Meaning.SameLogic, old.Text, now.Text)] };
        }
    }

    /// <summary>A library that only one version has: its functions by name, since all of it is new or gone.</summary>
    private static Change OfLibrary(string library, PathwayVersion baseline, ImmutableArray<LibraryMember> before, PathwayVersion candidate, ImmutableArray<LibraryMember> after)
    {
        var isNew = after.Any(m => m.Library == library);
        var (version, members) = isNew ? (candidate, after) : (baseline, before);
        var place = version.Pathway?.Scripts.FirstOrDefault(s => s.Name == library)?.Place;
        var functions = string.Join(", ", members.Where(m => m.Library == library && m.Kind == LibraryMemberKind.Function).Select(m => m.Name));
        return new Change(ChangeSubject.Function, isNew ? ChangeKinds.Added : ChangeKinds.Removed, library, isNew ? null : place, isNew ? place : null)
        {
            Edits = [Edit.Logic("functions", isNew ? null : functions, isNew ? functions : null)],
            Reaches = version.Trees.CallersOf(library),
        };
    }

    private static Change Of(LibraryMember? old, LibraryMember? now, PathwayVersion baseline, ImmutableArray<LibraryMember> before, PathwayVersion candidate, ImmutableArray<LibraryMember> after)
    {
        var member = (now ?? old)!;
        var (version, members) = now is null ? (baseline, before) : (candidate, after);
        var functions = members.Where(m => m.Kind == LibraryMemberKind.Function && (m.Id == member.Id || m.Uses.Contains(member.Id))).ToList();
        var kind = old is null ? ChangeKinds.Added : now is null ? ChangeKinds.Removed : ChangeKinds.Modified;
        return new Change(
            member.Kind == LibraryMemberKind.Table ? ChangeSubject.Table : ChangeSubject.Function, kind, member.Id, old is null ? null : Place(old, baseline), now is null ? null : Place(now, candidate))
        {
            Edits = member.Kind == LibraryMemberKind.Table ? TableDiffer.Compare(old?.Text, now?.Text) : [Edit.Logic("text", old?.Text, now?.Text)],
            Reaches = [.. functions.SelectMany(f => version.Trees.ReadersOf(f.Id)).GroupBy(r => r.Rule.Id).Select(g => g.First() with { Criteria = [.. g.SelectMany(r => r.Criteria).Distinct()] })],
        };
    }

    private static SourcePlace Place(LibraryMember member, PathwayVersion version)
    {
        var library = version.Pathway?.Scripts.FirstOrDefault(s => s.Name == member.Library);
        return (member.Kind == LibraryMemberKind.Table ? library?.Tables.FirstOrDefault(t => t.File == member.Name)?.Place : library?.Place) ?? new SourcePlace($"scripts/{member.Library}.csx");
    }
}
