using System.Collections.Immutable;
using RuleWorkbench.Model;

namespace RuleWorkbench.Diffing;

/// <summary>Compares the facts of the inputs, and says which criteria read a changed one.</summary>
internal static class FactDiffer
{
    public static IEnumerable<Change> Compare(PathwayVersion baseline, PathwayVersion candidate)
    {
        var (before, after) = (Facts(baseline.Pathway!), Facts(candidate.Pathway!));
        var renamed = Renamed(before, after);
        foreach (var (path, now) in after)
        {
            var oldPath = before.ContainsKey(path) ? path : renamed.GetValueOrDefault(path);
            if (oldPath is null)
            {
                yield return IsUnread(baseline, path)
                    ? Changed(ChangeKinds.Unknown, path, null, now, [Edit.Unreadable("baseline")], [])
                    : Changed(ChangeKinds.Added, path, null, now, [Edit.Logic("fact", null, Describe(now))], candidate.Trees.ReadersOf(path));
                continue;
            }

            var old = before[oldPath];
            ImmutableArray<Edit> edits = [.. oldPath == path ? [] : new[] { Edit.Logic("name", oldPath, path) }, .. Edits(old, now)];
            if (edits.IsEmpty)
                continue;
            var kinds = (oldPath == path ? ChangeKinds.None : ChangeKinds.Renamed) | (edits.Length > (oldPath == path ? 0 : 1) ? ChangeKinds.Modified : ChangeKinds.None);
            yield return Changed(kinds, path, old, now, edits, edits.Any(e => e.Aspect == EditAspect.Logic) ? candidate.Trees.ReadersOf(path) : []);
        }

        foreach (var (path, gone) in before.Where(b => !after.ContainsKey(b.Key) && !renamed.ContainsValue(b.Key)))
        {
            yield return IsUnread(candidate, path)
                ? Changed(ChangeKinds.Unknown, path, gone, null, [Edit.Unreadable("candidate")], [])
                : Changed(ChangeKinds.Removed, path, gone, null, [Edit.Logic("fact", Describe(gone), null)], baseline.Trees.ReadersOf(path));
        }
    }

    private static bool IsUnread(PathwayVersion version, string path) => version.Pathway!.Unread.Contains(path.Split('.', '[')[0]);

    private static Change Changed(ChangeKinds kinds, string path, FactSchema? old, FactSchema? now, ImmutableArray<Edit> edits, ImmutableArray<ReachedRule> reaches) =>
        new(ChangeSubject.Fact, kinds, path, old?.Place, now?.Place) { Title = (now ?? old)!.Title, Edits = edits, Reaches = reaches };

    /// <summary>All facts by path, in declared order; policy and clock stand elsewhere.</summary>
    private static Dictionary<string, FactSchema> Facts(Pathway pathway)
    {
        var facts = new Dictionary<string, FactSchema>();
        foreach (var input in pathway.Inputs)
            Add(input.Facts, input.Name);
        return facts;

        void Add(FactSchema schema, string path)
        {
            facts[path] = schema;
            foreach (var member in (schema.Element ?? schema).Members)
                Add(member, $"{path}{(schema.Kind == FactKind.List ? "[]" : "")}.{member.Name}");
        }
    }

    /// <summary>New paths to old ones: facts of the same terminology code, or else the only two that are described the
    /// same.</summary>
    private static Dictionary<string, string> Renamed(Dictionary<string, FactSchema> before, Dictionary<string, FactSchema> after)
    {
        var (gone, added) = (before.Where(b => !after.ContainsKey(b.Key)).ToList(), after.Where(a => !before.ContainsKey(a.Key)).ToList());
        var renamed = new Dictionary<string, string>();
        Match(f => f.Code is { } code ? $"{code.System}|{code.Code}" : null);
        Match(f => f.Title is null && f.Description is null ? null : $"{Describe(f)}|{f.Title}|{f.Description}");
        return renamed;

        void Match(Func<FactSchema, string?> sign)
        {
            foreach (var (path, now) in added.Where(a => !renamed.ContainsKey(a.Key) && sign(a.Value) is not null))
            {
                var alike = gone.Where(g => !renamed.ContainsValue(g.Key) && sign(g.Value) == sign(now)).ToList();
                if (alike.Count == 1 && added.Count(a => sign(a.Value) == sign(now)) == 1)
                    renamed[path] = alike[0].Key;
            }
        }
    }

    private static IEnumerable<Edit> Edits(FactSchema before, FactSchema after)
    {
        var logic = new (string What, string? Before, string? After)[]
        {
            ("type", Type(before), Type(after)),
            ("unit", before.Unit, after.Unit),
            ("range", Text(before.Range), Text(after.Range)),
            ("step", Number(before.Step), Number(after.Step)),
            ("values", Values(before), Values(after)),
            ("length", Length(before), Length(after)),
        };
        foreach (var (what, old, now) in logic.Where(e => e.Before != e.After))
            yield return Edit.Logic(what, old, now);
        if (before.Element is { Kind: not FactKind.Object } oldElement && after.Element is { Kind: not FactKind.Object } newElement)
        {
            foreach (var edit in Edits(oldElement, newElement))
                yield return edit with { What = $"element's {edit.What}" };
        }

        var texts = new (string What, string? Before, string? After)[]
        {
            ("title", before.Title, after.Title),
            ("description", before.Description, after.Description),
            ("code", Code(before), Code(after)),
        };
        foreach (var (what, old, now) in texts.Where(e => e.Before != e.After))
            yield return Edit.Other(what, EditAspect.Text, old, now);
    }

    private static string Describe(FactSchema fact) =>
        string.Join(", ", new[] { Type(fact) + (fact.Unit is null ? "" : $" in {fact.Unit}"), Text(fact.Range), Values(fact), Length(fact) }.Where(t => !string.IsNullOrEmpty(t)));

    private static string Type(FactSchema fact) => fact.Kind == FactKind.List ? $"list of {Type(fact.Element!)}" : fact.Kind.ToString().ToLowerInvariant();

    private static string? Text(NumberRange? range) => range?.ToString() is { Length: > 0 } text ? text : null;

    private static string? Number(double? value) => value is { } number ? Figures.Number(number) : null;

    private static string? Values(FactSchema fact) => fact.AllowedValues.IsEmpty ? null : string.Join(", ", fact.AllowedValues.Select(Figures.Display));

    private static string? Length(FactSchema fact) => fact.Length is (null, null) ? null : $"{fact.Length.Least ?? 0} to {fact.Length.Most?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "any number"}";

    private static string? Code(FactSchema fact) => fact.Code is { } code ? $"{code.System} {code.Code}" : null;
}
