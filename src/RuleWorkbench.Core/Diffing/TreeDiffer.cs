using System.Collections.Immutable;

namespace RuleWorkbench.Diffing;

/// <summary>Finds the smallest edits between two canonical trees: equal parts are set aside, parts of the same make are
/// looked into, and what is left was added, removed or replaced.</summary>
public static class TreeDiffer
{
    /// <summary>Criteria with less in common than this are two criteria, not one that was edited.</summary>
    private const double LeastLikeness = 0.45;

    /// <summary>The edits; empty when the trees mean the same.</summary>
    public static ImmutableArray<ExpressionEdit> Compare(CanonicalTree before, CanonicalTree after)
    {
        var edits = ImmutableArray.CreateBuilder<ExpressionEdit>();
        Descend(before, after, null, null, edits);
        return edits.ToImmutable();
    }

    /// <summary>How much two trees have in common: 0 nothing, 1 everything.</summary>
    public static double Likeness(CanonicalTree before, CanonicalTree after)
    {
        var counts = new Dictionary<string, int>();
        var (total, common) = (0, 0);
        foreach (var node in before.All)
        {
            counts[node.Key] = counts.GetValueOrDefault(node.Key) + 1;
            total++;
        }

        foreach (var node in after.All)
        {
            total++;
            if (counts.TryGetValue(node.Key, out var count) && count > 0)
            {
                counts[node.Key] = count - 1;
                common += 2;
            }
        }

        return (double)common / total;
    }

    /// <param name="parent">The combination that the parts stand in; null for the whole.</param>
    /// <param name="criterion">The criterion that they stand in; null while none has been entered.</param>
    private static void Descend(CanonicalTree before, CanonicalTree after, CanonicalTree? parent, CanonicalTree? criterion, ImmutableArray<ExpressionEdit>.Builder edits)
    {
        if (before.Key == after.Key)
            return;
        if (IsCombination(before) || IsCombination(after))
        {
            CompareCombinations(before, after, parent, criterion, edits);
            return;
        }

        if ((before.Kind == CanonicalKind.Not) != (after.Kind == CanonicalKind.Not))
        {
            var (b, a) = (Inner(before), Inner(after));
            if (b.Key == a.Key || Likeness(b, a) >= LeastLikeness)
            {
                edits.Add(new ExpressionEdit(ExpressionEditKind.Negation, before.Text, after.Text));
                Descend(b, a, after, after, edits);
                return;
            }
        }

        criterion ??= after;
        if (before.Kind == CanonicalKind.Comparison && after.Kind == CanonicalKind.Comparison)
            CompareComparisons(before, after, criterion, edits);
        else if (before.Kind == CanonicalKind.Constant && after.Kind == CanonicalKind.Constant)
            edits.Add(new ExpressionEdit(ExpressionEditKind.Value, before.Text, after.Text, Context(criterion, after)));
        else if (before.Kind == after.Kind && before.Symbol == after.Symbol && before.Parts.Length == after.Parts.Length && before.Kind != CanonicalKind.Fact && before.Parts.Length > 0)
            DescendAll(before, after, criterion, edits);
        else
            edits.Add(Replaced(before, after, criterion));
    }

    private static void DescendAll(CanonicalTree before, CanonicalTree after, CanonicalTree criterion, ImmutableArray<ExpressionEdit>.Builder edits)
    {
        foreach (var (b, a) in before.Parts.Zip(after.Parts))
            Descend(b, a, before, criterion, edits);
    }

    private static void CompareComparisons(CanonicalTree before, CanonicalTree after, CanonicalTree criterion, ImmutableArray<ExpressionEdit>.Builder edits)
    {
        var (l, r) = (before.Parts[0], before.Parts[1]);
        var (l2, r2) = (after.Parts[0], after.Parts[1]);
        var isTurned = Likeness(l, r2) + Likeness(r, l2) > Likeness(l, l2) + Likeness(r, r2);
        if (Likeness(before, after) == 0 || (isTurned && before.Written == after.Written && before.Written is not ("==" or "!=")))
        {
            edits.Add(Replaced(before, after, criterion));
            return;
        }

        if (before.Written != after.Written && (before.Symbol != after.Symbol || isTurned))
            edits.Add(new ExpressionEdit(ExpressionEditKind.Comparison, before.Written, after.Written, criterion.Text));
        foreach (var (b, a, beside) in isTurned ? [(l, r2, l2), (r, l2, r2)] : new[] { (l, l2, r2), (r, r2, l2) })
        {
            if (b.Kind == CanonicalKind.Constant && a.Kind == CanonicalKind.Constant && b.Key != a.Key)
                edits.Add(new ExpressionEdit(ExpressionEditKind.Value, b.Text, a.Text, criterion.Text) { Unit = beside.Fact?.Unit });
            else
                Descend(b, a, after, criterion, edits);
        }
    }

    private static void CompareCombinations(CanonicalTree before, CanonicalTree after, CanonicalTree? parent, CanonicalTree? criterion, ImmutableArray<ExpressionEdit>.Builder edits)
    {
        // One criterion on one side is a combination of one: the other side's says of what kind.
        var kind = IsCombination(after) ? after : before;
        var (olds, news) = (IsCombination(before) ? [.. before.Parts] : new List<CanonicalTree> { before }, IsCombination(after) ? [.. after.Parts] : new List<CanonicalTree> { after });
        var from = edits.Count;
        var pairs = Pair(olds, news);
        if (pairs.Count == 0 && !olds.Any(o => news.Any(n => n.Key == o.Key)) && Likeness(before, after) < LeastLikeness && criterion is not null)
        {
            edits.Add(Replaced(before, after, criterion));
            return;
        }

        if (IsCombination(before) && IsCombination(after) && Sign(before) != Sign(after))
            edits.Add(new ExpressionEdit(ExpressionEditKind.Combination, Sign(before), Sign(after), criterion?.Text ?? after.Text));
        var paired = pairs.Where(p => p.Before.Key != p.After.Key).ToList();
        foreach (var (b, a) in paired)
            Descend(b, a, kind, criterion, edits);
        foreach (var (b, a) in pairs)
        {
            olds.Remove(b);
            news.Remove(a);
        }

        var (isAnd, inside) = (kind.Kind == CanonicalKind.And, parent is null ? null : criterion?.Text ?? (kind.Symbol.Length == 0 ? after.Text : null));
        edits.AddRange(olds.Select(o => new ExpressionEdit(isAnd ? ExpressionEditKind.CriterionRemoved : ExpressionEditKind.AlternativeRemoved, o.Text, null, inside) { IsExclusion = isAnd && IsExclusion(o) }));
        edits.AddRange(news.Select(n => new ExpressionEdit(isAnd ? ExpressionEditKind.CriterionAdded : ExpressionEditKind.AlternativeAdded, null, n.Text, inside) { IsExclusion = isAnd && IsExclusion(n) }));
        if (edits.Count == from)
            edits.Add(new ExpressionEdit(ExpressionEditKind.Order, before.Text, after.Text, inside));
    }

    /// <summary>Pairs equal parts, then the most alike; parts without a partner are left out.</summary>
    private static List<(CanonicalTree Before, CanonicalTree After)> Pair(List<CanonicalTree> olds, List<CanonicalTree> news)
    {
        var (left, right) = (olds.ToList(), news.ToList());
        var pairs = new List<(CanonicalTree, CanonicalTree)>();
        void Take(CanonicalTree b, CanonicalTree a)
        {
            pairs.Add((b, a));
            left.Remove(b);
            right.Remove(a);
        }

        foreach (var b in olds)
        {
            if (right.Find(a => a.Key == b.Key) is { } same)
                Take(b, same);
        }

        var alike = left.SelectMany(b => right.Select(a => (Before: b, After: a, Likeness: Affinity(b, a)))).Where(p => p.Likeness >= LeastLikeness).OrderByDescending(p => p.Likeness).ToList();
        foreach (var (b, a, _) in alike)
        {
            if (left.Contains(b) && right.Contains(a))
                Take(b, a);
        }

        return pairs;
    }

    /// <summary>Likeness, or nearly all of it where one is a part of the other: a criterion that got another one beside it
    /// is still there.</summary>
    private static double Affinity(CanonicalTree before, CanonicalTree after)
    {
        static bool Has(CanonicalTree whole, CanonicalTree part) => IsCombination(whole) && whole.Parts.Any(p => p.Key == part.Key);
        return Has(before, after) || Has(after, before) ? Math.Max(0.9, Likeness(before, after)) : Likeness(before, after);
    }

    private static ExpressionEdit Replaced(CanonicalTree before, CanonicalTree after, CanonicalTree criterion) =>
        new(ExpressionEditKind.Replaced, before.Text, after.Text, Context(criterion, after));

    private static string? Context(CanonicalTree criterion, CanonicalTree part) => ReferenceEquals(criterion, part) ? null : criterion.Text;

    private static bool IsCombination(CanonicalTree tree) => tree.Kind is CanonicalKind.And or CanonicalKind.Or;

    /// <summary>How a combination is called: a rule's nested rules are not <c>&amp;&amp;</c>, since all of them are always looked
    /// at.</summary>
    private static string Sign(CanonicalTree tree) => (tree.Kind, tree.Symbol) switch
    {
        (CanonicalKind.And, "") => "&&",
        (CanonicalKind.Or, "") => "||",
        (CanonicalKind.And, _) => "all of the nested rules",
        _ => "any of the nested rules",
    };

    private static CanonicalTree Inner(CanonicalTree tree) => tree.Kind == CanonicalKind.Not ? tree.Parts[0] : tree;

    private static bool IsExclusion(CanonicalTree tree) =>
        tree.Kind == CanonicalKind.Not
        || tree is { Kind: CanonicalKind.Comparison, Written: "!=" }
        || (tree is { Kind: CanonicalKind.Comparison, Written: "==" } && tree.Parts.Any(p => p.Kind == CanonicalKind.Constant && p.Text == "false"));
}
