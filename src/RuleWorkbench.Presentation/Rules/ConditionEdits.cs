using System.Collections.Immutable;

namespace RuleWorkbench.Presentation.Rules;

/// <summary>Changes of a condition at a place in it.</summary>
public static class ConditionEdits
{
    public static Condition? At(Condition root, ImmutableArray<int> path) =>
        path.IsEmpty ? root : Parts(root) is var parts && path[0] < parts.Length ? At(parts[path[0]], path[1..]) : null;

    public static Condition Replace(Condition root, ImmutableArray<int> path, Condition by) =>
        path.IsEmpty ? by : WithPart(root, path[0], Replace(Parts(root)[path[0]], path[1..], by));

    /// <summary>The condition without a part; null when nothing is left.</summary>
    public static Condition? Remove(Condition root, ImmutableArray<int> path)
    {
        if (path.IsEmpty)
            return null;
        if (path.Length > 1)
        {
            var rest = Remove(Parts(root)[path[0]], path[1..]);
            return rest is null ? Remove(root, [path[0]]) : WithPart(root, path[0], rest);
        }

        return root switch
        {
            ConditionGroup { Parts.Length: 1 } => null,
            ConditionGroup { Parts.Length: 2 } pair => pair.Parts[1 - path[0]],
            ConditionGroup group => group with { Parts = group.Parts.RemoveAt(path[0]) },
            ListCondition { Quantifier: "Any" or "Count" } list => list with { Element = null, Variable = null },
            _ => null,
        };
    }

    /// <summary>Adds a condition behind another one, in its group; a condition by itself becomes a group of two.</summary>
    public static Condition AddBehind(Condition root, ImmutableArray<int> path, Condition added)
    {
        if (path.Length > 0 && At(root, path[..^1]) is ConditionGroup group)
            return Replace(root, path[..^1], group with { Parts = group.Parts.Insert(path[^1] + 1, added) });
        var alone = At(root, path)!;
        return Replace(root, path, alone is ConditionGroup whole ? whole with { Parts = whole.Parts.Add(added) } : new ConditionGroup(true, [alone, added]));
    }

    /// <summary>Puts a condition into a group of its own, to which others can be added.</summary>
    public static Condition Enclose(Condition root, ImmutableArray<int> path, Condition added) =>
        Replace(root, path, new ConditionGroup(At(root, path[..Math.Max(0, path.Length - 1)]) is not ConditionGroup { IsAll: true }, [At(root, path)!, added]));

    /// <summary>All becomes any, and the other way round.</summary>
    public static Condition Toggle(Condition root, ImmutableArray<int> path) =>
        At(root, path) is ConditionGroup group ? Replace(root, path, group with { IsAll = !group.IsAll })
        : path.Length > 0 ? Toggle(root, path[..^1])
        : root;

    /// <summary>Not becomes so, and the other way round.</summary>
    public static Condition Negate(Condition root, ImmutableArray<int> path) =>
        Replace(root, path, At(root, path) switch { NegatedCondition negated => negated.Inner, var plain => new NegatedCondition(plain!) });

    private static ImmutableArray<Condition> Parts(Condition condition) => condition switch
    {
        ConditionGroup group => group.Parts,
        NegatedCondition negated => [negated.Inner],
        ListCondition { Element: { } element } => [element],
        _ => [],
    };

    private static Condition WithPart(Condition condition, int index, Condition part) => condition switch
    {
        ConditionGroup group => group with { Parts = group.Parts.SetItem(index, part) },
        NegatedCondition => new NegatedCondition(part),
        ListCondition list => list with { Element = part },
        _ => condition,
    };
}
