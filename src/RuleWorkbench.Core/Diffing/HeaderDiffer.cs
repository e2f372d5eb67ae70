using System.Collections.Immutable;
using System.Globalization;
using RuleWorkbench.Model;

namespace RuleWorkbench.Diffing;

/// <summary>Compares what pathway.json says of the pathway as a whole: where it begins, groups, catalogue, sources.</summary>
internal static class HeaderDiffer
{
    /// <param name="renamed">Workflow names of the baseline to those of the candidate.</param>
    public static IEnumerable<Change> Compare(PathwayVersion baseline, PathwayVersion candidate, IReadOnlyDictionary<string, string> renamed)
    {
        var (before, after) = (baseline.Pathway!, candidate.Pathway!);
        string Now(string workflow) => renamed.GetValueOrDefault(workflow, workflow);
        var edits = ImmutableArray.CreateBuilder<Edit>();
        void Text(string what, string? old, string? now)
        {
            if (old != now)
                edits.Add(Edit.Other(what, EditAspect.Text, old, now));
        }

        if (Now(before.Entry) != after.Entry)
            edits.Add(Edit.Logic("entry", before.Entry, after.Entry));
        if (!before.Always.Select(Now).ToHashSet().SetEquals(after.Always))
            edits.Add(Edit.Logic("always", string.Join(", ", before.Always), string.Join(", ", after.Always)));
        if (before.Clock != after.Clock)
            edits.Add(Edit.Logic("clock", before.Clock, after.Clock));
        Text("name", before.Name, after.Name);
        if (baseline.Folder is not null && candidate.Folder is not null)
            Text("folder", baseline.Folder, candidate.Folder);
        Text("title", before.Title, after.Title);
        Text("version", before.Version, after.Version);
        Text("description", before.Description, after.Description);
        Text("disclaimer", before.Disclaimer, after.Disclaimer);
        Text("owner", before.Owner, after.Owner);
        Text("review by", Date(before.ReviewBy), Date(after.ReviewBy));
        if (edits.Count > 0)
        {
            var kinds = (edits.Any(IsName) ? ChangeKinds.Renamed : ChangeKinds.None) | (edits.All(IsName) ? ChangeKinds.None : ChangeKinds.Modified);
            yield return new Change(ChangeSubject.Pathway, kinds, after.Name, before.Place, after.Place)
            {
                Title = after.Title,
                Edits = edits.ToImmutable(),
            };
        }
    }

    private static bool IsName(Edit edit) => edit.What is "name" or "folder";

    /// <summary>Hit policies of the groups that rules are in.</summary>
    public static IEnumerable<Change> CompareGroups(Pathway before, Pathway after)
    {
        static IEnumerable<string> Used(Pathway pathway) => pathway.Workflows.SelectMany(w => w.Rules).Select(r => r.Properties.Group).OfType<string>();

        // A group without rules decides nothing; one that is new comes with its rules.
        foreach (var group in Used(after).Intersect(Used(before)).Where(g => before.HitPolicyOf(g) != after.HitPolicyOf(g)))
        {
            yield return new Change(ChangeSubject.Group, ChangeKinds.Modified, group, before.Place, after.Place)
            {
                Edits = [Edit.Logic("hit policy", Word(before.HitPolicyOf(group)), Word(after.HitPolicyOf(group)))],
                Reaches = [.. after.Workflows.SelectMany(w => w.Rules.Where(r => r.Properties.Group == group).Select(r => new ReachedRule(w.Name, r, [])))],
            };
        }
    }

    /// <summary>The catalogue of recommendations, and the sources.</summary>
    public static IEnumerable<Change> CompareTexts(Pathway before, Pathway after)
    {
        var codes = Named(
            ChangeSubject.Recommendation, before.Recommendations, after.Recommendations, r => r.Code, r => r.Place, EditAspect.Text, r => [("text", r.Text), ("category", r.Category)]);
        var sources = Named(
            ChangeSubject.Source, before.Sources, after.Sources, s => s.Key, s => s.Place, EditAspect.Evidence, s => [("title", s.Title), ("citation", s.Citation)]);
        return codes.Concat(sources);
    }

    private static IEnumerable<Change> Named<T>(
        ChangeSubject subject, ImmutableArray<T> before, ImmutableArray<T> after, Func<T, string> name, Func<T, SourcePlace> place, EditAspect aspect, Func<T, IEnumerable<(string What, string? Text)>> texts)
        where T : class
    {
        foreach (var now in after)
        {
            var old = before.FirstOrDefault(o => name(o) == name(now));
            ImmutableArray<Edit> edits = old is null
                ? [.. texts(now).Where(t => t.Text is not null).Select(t => Edit.Other(t.What, aspect, null, t.Text))]
                : [.. texts(old).Zip(texts(now)).Where(p => p.First.Text != p.Second.Text).Select(p => Edit.Other(p.First.What, aspect, p.First.Text, p.Second.Text))];
            if (edits.Length > 0)
                yield return new Change(subject, old is null ? ChangeKinds.Added : ChangeKinds.Modified, name(now), old is null ? null : place(old), place(now)) { Edits = edits };
        }

        foreach (var gone in before.Where(o => after.All(n => name(n) != name(o))))
        {
            yield return new Change(subject, ChangeKinds.Removed, name(gone), place(gone), null)
            {
                Edits = [.. texts(gone).Where(t => t.Text is not null).Select(t => Edit.Other(t.What, aspect, t.Text, null))],
            };
        }
    }

    private static string? Date(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Word(HitPolicy policy) => policy.ToString().ToLowerInvariant();
}
