using RuleWorkbench.Cohorts;
using RuleWorkbench.Compilation.Columns;
using RuleWorkbench.Diffing;
using RuleWorkbench.Model;

namespace RuleWorkbench.Impact;

/// <summary>Compares what a batch of cases does in two versions, on sets of cases: the same as <see cref="WalkDiffer"/> says of
/// one case.</summary>
internal sealed class ColumnDiffer
{
    private static readonly string[] StatusWords =
        [.. new[] { RecommendationStatus.Vetoed, RecommendationStatus.Undetermined, RecommendationStatus.Held, RecommendationStatus.Recommended, RecommendationStatus.None }.Select(Difference.Word)];

    private readonly ColumnWalk before;
    private readonly ColumnWalk after;
    private readonly TextPool texts;
    private readonly TextPool otherTexts;
    private readonly (string Code, int Before, int After)[] codes;
    private readonly (string Id, Place? Before, Place? After)[] rules;
    private readonly (string[] Before, string[] After) names;
    private readonly Dictionary<Difference, ulong[]> found = [];
    private readonly List<int> path = [];
    private readonly bool isSameGraph;
    private ulong[] mask = [];

    public ColumnDiffer(PathwayDiff diff, ColumnWalk before, ColumnWalk after, TextPool beforeTexts, TextPool afterTexts)
    {
        (this.before, this.after, texts, otherTexts) = (before, after, beforeTexts, afterTexts);
        codes = [.. before.Codes.Union(after.Codes).Select(c => (c, before.Codes.IndexOf(c), after.Codes.IndexOf(c)))];
        var (olds, news) = (Places(before, id => diff.RuleIds.GetValueOrDefault(id, id)), Places(after, id => id));
        rules = [.. news.Keys.Union(olds.Keys).Select(id => (id, olds.GetValueOrDefault(id), news.GetValueOrDefault(id)))];
        names = ([.. before.Workflows.ToArray().Select(w => diff.Workflows.GetValueOrDefault(w.Workflow.Name, w.Workflow.Name))], [.. after.Workflows.ToArray().Select(w => w.Workflow.Name)]);
        isSameGraph = HasSameGraph();
    }

    /// <summary>Whether each rule stands in one workflow only. Of one that several include, the walk tells which one counts.
    /// </summary>
    public static bool CanCompare(ColumnWalk walk)
    {
        var ids = new HashSet<string>();
        foreach (var workflow in walk.Workflows)
        {
            foreach (var rule in workflow.Rules)
            {
                if (!ids.Add(rule.Rule.Id))
                    return false;
            }
        }

        return true;
    }

    /// <summary>What differs, and on which of the batch's cases.</summary>
    /// <param name="live">The cases that columns told in both versions.</param>
    public IReadOnlyDictionary<Difference, ulong[]> Compare(ulong[] live, int count)
    {
        var words = (count + 63) >> 6;
        if (mask.Length < words)
            mask = new ulong[words];
        found.Clear();
        foreach (var (code, old, now) in codes)
            CompareStatuses(code, old, now, live, words);
        foreach (var (id, old, now) in rules)
        {
            CompareVerdicts(id, old, now, live, words);
            CompareFigures(id, old, now, live, count);
        }

        ComparePaths(live, count);
        return found;
    }

    private void CompareStatuses(string code, int old, int now, ulong[] live, int words)
    {
        var differ = 0UL;
        for (var i = 0; i < words; i++)
        {
            for (var status = 0; status < StratumCounts.Statuses; status++)
                differ |= live[i] & (Status(before, old, status, i) ^ Status(after, now, status, i));
        }

        if (differ == 0)
            return;

        // The last of the statuses is that of a code of which nothing is said.
        for (var b = 0; b <= StratumCounts.Statuses; b++)
        {
            for (var a = 0; a <= StratumCounts.Statuses; a++)
            {
                if (a == b)
                    continue;
                for (var i = 0; i < words; i++)
                    mask[i] = live[i] & Status(before, old, b, i) & Status(after, now, a, i);
                if (HasAny(words))
                    found[new Difference(DifferenceKind.Recommendation, code, StatusWords[b], StatusWords[a])] = mask[..words];
            }
        }
    }

    private static ulong Status(ColumnWalk walk, int code, int status, int word)
    {
        if (code < 0)
            return status == StratumCounts.Statuses ? ulong.MaxValue : 0;
        var statuses = walk.Statuses[code];
        return status < StratumCounts.Statuses ? statuses[status][word] : ~(statuses[0][word] | statuses[1][word] | statuses[2][word] | statuses[3][word]);
    }

    private void CompareVerdicts(string id, Place? old, Place? now, ulong[] live, int words)
    {
        var differ = 0UL;
        for (var i = 0; i < words; i++)
        {
            for (var verdict = 0; verdict < Verdicts.Length; verdict++)
                differ |= live[i] & (VerdictOf(old, verdict, i) ^ VerdictOf(now, verdict, i));
        }

        if (differ == 0)
            return;

        // A rule that does nothing for a case, whether it was looked at or not, is no difference.
        for (var b = 0; b < Verdicts.Length; b++)
        {
            for (var a = 0; a < Verdicts.Length; a++)
            {
                if (a == b || (b < Idle && a < Idle))
                    continue;
                for (var i = 0; i < words; i++)
                    mask[i] = live[i] & VerdictOf(old, b, i) & VerdictOf(now, a, i);
                if (HasAny(words))
                    found[new Difference(DifferenceKind.Rule, id, Verdicts[b], Verdicts[a])] = mask[..words];
            }
        }
    }

    private static readonly string[] Verdicts = ["not evaluated", "skipped", "not met", "undetermined", "met"];

    private const int Idle = 3;

    private static ulong VerdictOf(Place? place, int verdict, int word)
    {
        if (place is null)
            return verdict == 0 ? ulong.MaxValue : 0;
        var (workflow, rule) = (place.Workflow, place.Rule);
        var evaluated = rule.Rule.IsGuard ? ulong.MaxValue : workflow.Speaks[word];
        if (!rule.Rule.Enabled)
            return verdict switch { 0 => ~evaluated, 1 => evaluated, _ => 0 };
        return verdict switch
        {
            0 => ~evaluated,
            2 => evaluated & ~rule.Met[word] & ~rule.Open[word],
            3 => evaluated & rule.Open[word],
            4 => evaluated & rule.Met[word],
            _ => 0,
        };
    }

    /// <summary>Figures of rules that are met in both versions.</summary>
    private void CompareFigures(string id, Place? old, Place? now, ulong[] live, int count)
    {
        if (old is not { Rule.Compiled.Figures.IsEmpty: false } || now is not { Rule.Compiled.Figures.IsEmpty: false })
            return;
        var words = (count + 63) >> 6;
        Array.Clear(mask, 0, words);
        for (var i = 0; i < words; i++)
        {
            var both = live[i] & VerdictOf(old, 4, i) & VerdictOf(now, 4, i);
            for (var rest = both; rest != 0; rest &= rest - 1)
            {
                var row = (i << 6) + System.Numerics.BitOperations.TrailingZeroCount(rest);
                if (row < count && !(ColumnFigures.AreSameNumbers(old.Rule, now.Rule, row) ?? (Figures(old, row, texts) == Figures(now, row, otherTexts))))
                    Mask.Add(mask, row);
            }
        }

        if (HasAny(words))
            found[new Difference(DifferenceKind.Figures, id, "", "")] = mask[..words];
    }

    private static string Figures(Place place, int row, TextPool texts)
    {
        var names = place.Rule.Compiled.Figures;
        if (place.Rule.FiguresBeside.TryGetValue(row, out var told))
            return told.Length == 0 ? "" : new Figures([.. names.Zip(told, (f, v) => (f.Name, v))]).ToString();
        return place.Rule.Figures!.Any(f => Mask.Has(f.Error, row)) ? "" : new Figures([.. names.Select((f, i) => (f.Name, ColumnValue.Of(place.Rule.Figures![i], row, texts)))]).ToString();
    }

    private void ComparePaths(ulong[] live, int count)
    {
        var paths = new Dictionary<(string, string), ulong[]>();
        var words = (count + 63) >> 6;
        for (var i = 0; i < words; i++)
        {
            for (var rest = live[i] & MayGoElsewhere(i); rest != 0; rest &= rest - 1)
            {
                var row = (i << 6) + System.Numerics.BitOperations.TrailingZeroCount(rest);
                if (row >= count || IsSamePath(row))
                    continue;
                var key = (Path(before, names.Before, row), Path(after, names.After, row));
                if (!paths.TryGetValue(key, out var rows))
                    paths[key] = rows = new ulong[words];
                Mask.Add(rows, row);
            }
        }

        foreach (var ((was, stands), rows) in paths)
            found[new Difference(DifferenceKind.Walk, "", was, stands)] = rows;
    }

    /// <summary>The cases of a word that do not pass the same edges in both versions.</summary>
    private ulong MayGoElsewhere(int word)
    {
        if (!isSameGraph)
            return ulong.MaxValue;
        var other = 0UL;
        for (var w = 0; w < before.Workflows.Length; w++)
        {
            for (var e = 0; e < before.Workflows[w].Edges.Length; e++)
                other |= before.Workflows[w].Edges[e].Passes[word] ^ after.Workflows[w].Edges[e].Passes[word];
        }

        return other;
    }

    /// <summary>Whether the same workflows stand in the same places, and as many edges lead to the same ones.</summary>
    private bool HasSameGraph() =>
        before.Entry == after.Entry && names.Before.SequenceEqual(names.After)
        && before.Workflows.ToArray().Zip(after.Workflows.ToArray()).All(w => w.First.Edges.Select(e => e.Next).SequenceEqual(w.Second.Edges.Select(e => e.Next)));

    private bool IsSamePath(int row)
    {
        Walk(before, row);
        var own = path.Count;
        Span<int> first = stackalloc int[own];
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(path).CopyTo(first);
        Walk(after, row);
        if (own != path.Count)
            return false;
        for (var i = 0; i < own; i++)
        {
            if (names.Before[first[i]] != names.After[path[i]])
                return false;
        }

        return true;
    }

    private string Path(ColumnWalk walk, string[] of, int row)
    {
        Walk(walk, row);
        return string.Join(" > ", path.Select(p => of[p]));
    }

    /// <summary>The workflows that a case comes to, breadth first as the walker goes.</summary>
    private void Walk(ColumnWalk walk, int row)
    {
        path.Clear();
        path.Add(walk.Entry);
        for (var at = 0; at < path.Count; at++)
        {
            foreach (var edge in walk.Workflows[path[at]].Edges)
            {
                if (Mask.Has(edge.Passes, row) && !path.Contains(edge.Next))
                    path.Add(edge.Next);
            }
        }
    }

    private bool HasAny(int words) => mask.AsSpan(0, words).ContainsAnyExcept(0UL);

    /// <summary>Rules by what the candidate calls them.</summary>
    private static Dictionary<string, Place> Places(ColumnWalk walk, Func<string, string> name)
    {
        var places = new Dictionary<string, Place>();
        foreach (var workflow in walk.Workflows)
        {
            foreach (var rule in workflow.Rules)
                places.TryAdd(name(rule.Rule.Id), new Place(workflow, rule));
        }

        return places;
    }

    private sealed record Place(WalkedWorkflow Workflow, WalkedRule Rule);
}
