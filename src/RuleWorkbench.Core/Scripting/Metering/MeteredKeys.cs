namespace RuleWorkbench.Scripting.Metering;

/// <summary>What stands in for methods of LINQ that compare elements or find them by keys: the same with an equality that charges.
/// Arguments are named as there, since authors may name them.</summary>
public static class MeteredKeys
{
    public static bool MeteredContains<T>(this IEnumerable<T> source, T value, IEqualityComparer<T>? comparer = null) => source.Contains(value, MeteredEquality<T>.Of(comparer));

    public static bool MeteredSequenceEqual<T>(this IEnumerable<T> first, IEnumerable<T> second, IEqualityComparer<T>? comparer = null) => first.SequenceEqual(second, MeteredEquality<T>.Of(comparer));

    public static IEnumerable<T> MeteredDistinct<T>(this IEnumerable<T> source, IEqualityComparer<T>? comparer = null) => source.Distinct(MeteredEquality<T>.Of(comparer));

    public static IEnumerable<T> MeteredDistinctBy<T, TKey>(this IEnumerable<T> source, Func<T, TKey> keySelector, IEqualityComparer<TKey>? comparer = null) =>
        source.DistinctBy(keySelector, MeteredEquality<TKey>.Of(comparer));

    public static IEnumerable<T> MeteredUnion<T>(this IEnumerable<T> first, IEnumerable<T> second, IEqualityComparer<T>? comparer = null) => first.Union(second, MeteredEquality<T>.Of(comparer));

    public static IEnumerable<T> MeteredUnionBy<T, TKey>(this IEnumerable<T> first, IEnumerable<T> second, Func<T, TKey> keySelector, IEqualityComparer<TKey>? comparer = null) =>
        first.UnionBy(second, keySelector, MeteredEquality<TKey>.Of(comparer));

    public static IEnumerable<T> MeteredIntersect<T>(this IEnumerable<T> first, IEnumerable<T> second, IEqualityComparer<T>? comparer = null) => first.Intersect(second, MeteredEquality<T>.Of(comparer));

    public static IEnumerable<T> MeteredIntersectBy<T, TKey>(this IEnumerable<T> first, IEnumerable<TKey> second, Func<T, TKey> keySelector, IEqualityComparer<TKey>? comparer = null) =>
        first.IntersectBy(second, keySelector, MeteredEquality<TKey>.Of(comparer));

    public static IEnumerable<T> MeteredExcept<T>(this IEnumerable<T> first, IEnumerable<T> second, IEqualityComparer<T>? comparer = null) => first.Except(second, MeteredEquality<T>.Of(comparer));

    public static IEnumerable<T> MeteredExceptBy<T, TKey>(this IEnumerable<T> first, IEnumerable<TKey> second, Func<T, TKey> keySelector, IEqualityComparer<TKey>? comparer = null) =>
        first.ExceptBy(second, keySelector, MeteredEquality<TKey>.Of(comparer));

    public static IEnumerable<KeyValuePair<TKey, int>> MeteredCountBy<T, TKey>(this IEnumerable<T> source, Func<T, TKey> keySelector, IEqualityComparer<TKey>? keyComparer = null)
        where TKey : notnull => source.CountBy(keySelector, MeteredEquality<TKey>.Of(keyComparer));

    public static IEnumerable<IGrouping<TKey, T>> MeteredGroupBy<T, TKey>(this IEnumerable<T> source, Func<T, TKey> keySelector, IEqualityComparer<TKey>? comparer = null) =>
        source.GroupBy(keySelector, MeteredEquality<TKey>.Of(comparer));

    public static IEnumerable<IGrouping<TKey, TElement>> MeteredGroupBy<T, TKey, TElement>(this IEnumerable<T> source, Func<T, TKey> keySelector, Func<T, TElement> elementSelector, IEqualityComparer<TKey>? comparer = null) =>
        source.GroupBy(keySelector, elementSelector, MeteredEquality<TKey>.Of(comparer));

    public static IEnumerable<TResult> MeteredGroupBy<T, TKey, TResult>(this IEnumerable<T> source, Func<T, TKey> keySelector, Func<TKey, IEnumerable<T>, TResult> resultSelector, IEqualityComparer<TKey>? comparer = null) =>
        source.GroupBy(keySelector, resultSelector, MeteredEquality<TKey>.Of(comparer));

    public static IEnumerable<TResult> MeteredGroupBy<T, TKey, TElement, TResult>(this IEnumerable<T> source, Func<T, TKey> keySelector, Func<T, TElement> elementSelector, Func<TKey, IEnumerable<TElement>, TResult> resultSelector, IEqualityComparer<TKey>? comparer = null) =>
        source.GroupBy(keySelector, elementSelector, resultSelector, MeteredEquality<TKey>.Of(comparer));

    /// <summary>What <c>group … by …</c> of a query makes of its keys and elements.</summary>
    public static IEnumerable<IGrouping<TKey, T>> MeteredGroups<TKey, T>(this IEnumerable<(TKey Key, T Element)> pairs) => pairs.MeteredEach().MeteredGroupBy(p => p.Key, p => p.Element);

    /// <summary>What <c>join … on … equals …</c> of a query compares.</summary>
    public static MeteredMatch<TKey>? Match<TKey>(TKey key) => key is null ? null : new MeteredMatch<TKey>(key);

    public static IEnumerable<TResult> MeteredJoin<TOuter, TInner, TKey, TResult>(this IEnumerable<TOuter> outer, IEnumerable<TInner> inner, Func<TOuter, TKey> outerKeySelector, Func<TInner, TKey> innerKeySelector, Func<TOuter, TInner, TResult> resultSelector, IEqualityComparer<TKey>? comparer = null) =>
        outer.Join(inner, outerKeySelector, innerKeySelector, resultSelector, MeteredEquality<TKey>.Of(comparer));

    public static IEnumerable<TResult> MeteredGroupJoin<TOuter, TInner, TKey, TResult>(this IEnumerable<TOuter> outer, IEnumerable<TInner> inner, Func<TOuter, TKey> outerKeySelector, Func<TInner, TKey> innerKeySelector, Func<TOuter, IEnumerable<TInner>, TResult> resultSelector, IEqualityComparer<TKey>? comparer = null) =>
        outer.GroupJoin(inner, outerKeySelector, innerKeySelector, resultSelector, MeteredEquality<TKey>.Of(comparer));

    public static ILookup<TKey, T> MeteredToLookup<T, TKey>(this IEnumerable<T> source, Func<T, TKey> keySelector, IEqualityComparer<TKey>? comparer = null) =>
        source.ToLookup(keySelector, MeteredEquality<TKey>.Of(comparer));

    public static ILookup<TKey, TElement> MeteredToLookup<T, TKey, TElement>(this IEnumerable<T> source, Func<T, TKey> keySelector, Func<T, TElement> elementSelector, IEqualityComparer<TKey>? comparer = null) =>
        source.ToLookup(keySelector, elementSelector, MeteredEquality<TKey>.Of(comparer));

    public static HashSet<T> MeteredToHashSet<T>(this IEnumerable<T> source, IEqualityComparer<T>? comparer = null) => new OwnSet<T>(source, comparer);

    public static Dictionary<TKey, T> MeteredToDictionary<T, TKey>(this IEnumerable<T> source, Func<T, TKey> keySelector, IEqualityComparer<TKey>? comparer = null)
        where TKey : notnull => source.MeteredToDictionary(keySelector, e => e, comparer);

    public static Dictionary<TKey, TElement> MeteredToDictionary<T, TKey, TElement>(this IEnumerable<T> source, Func<T, TKey> keySelector, Func<T, TElement> elementSelector, IEqualityComparer<TKey>? comparer = null)
        where TKey : notnull => new OwnDictionary<TKey, TElement>(source.Select(e => KeyValuePair.Create(keySelector(e), elementSelector(e))), comparer);

    public static Dictionary<TKey, TValue> MeteredToDictionary<TKey, TValue>(this IEnumerable<KeyValuePair<TKey, TValue>> source, IEqualityComparer<TKey>? comparer = null)
        where TKey : notnull => new OwnDictionary<TKey, TValue>(source, comparer);

    public static Dictionary<TKey, TValue> MeteredToDictionary<TKey, TValue>(this IEnumerable<(TKey Key, TValue Value)> source, IEqualityComparer<TKey>? comparer = null)
        where TKey : notnull => new OwnDictionary<TKey, TValue>(source.Select(p => KeyValuePair.Create(p.Key, p.Value)), comparer);
}
