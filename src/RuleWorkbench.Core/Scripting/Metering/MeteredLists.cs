using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace RuleWorkbench.Scripting.Metering;

/// <summary>What stands in for methods of collections that grow, or whose cost depends on how large they are.</summary>
public static class MeteredLists
{
    internal const int EntryBytes = 48;

    /// <summary>The list, if the script made it and can change it.</summary>
    public static List<T> MeteredOwn<T>(this List<T> list) =>
        list is null or OwnList<T> ? list! : throw new ScriptBudgetException("The script tried to change a list that it was given.");

    public static void MeteredAdd<T>(this List<T> list, T item)
    {
        Grow<T>();
        list.MeteredOwn().Add(item);
    }

    public static void MeteredAddRange<T>(this List<T> list, IEnumerable<T> items) => list.MeteredOwn().AddRange(items.MeteredEach());

    public static void MeteredInsert<T>(this List<T> list, int index, T item)
    {
        Grow<T>();
        Over(list, 16);
        list.MeteredOwn().Insert(index, item);
    }

    public static bool MeteredRemove<T>(this List<T> list, T item)
    {
        var at = list.MeteredOwn().MeteredIndexOf(item);
        if (at >= 0)
            list.MeteredRemoveAt(at);
        return at >= 0;
    }

    public static void MeteredRemoveAt<T>(this List<T> list, int index) => Over(list.MeteredOwn(), 16).RemoveAt(index);

    public static int MeteredRemoveAll<T>(this List<T> list, Predicate<T> match) => Over(list.MeteredOwn(), 1).RemoveAll(match);

    public static void MeteredClear<T>(this List<T> list) => list.MeteredOwn().Clear();

    public static void MeteredReverse<T>(this List<T> list) => Over(list.MeteredOwn(), 4).Reverse();

    public static void MeteredSort<T>(this List<T> list) => Sort(list, new MeteredOrder<T>(null));

    public static void MeteredSort<T>(this List<T> list, Comparison<T> comparison) => Sort(list, Comparer<T>.Create(comparison));

    public static bool MeteredContains<T>(this List<T> list, T item) => list.MeteredIndexOf(item) >= 0;

    public static int MeteredIndexOf<T>(this List<T> list, T item)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (IsSame(list[i], item))
                return i;
        }

        return -1;
    }

    public static bool MeteredContains<T>(this T[] array, T item) => array.MeteredIndexOf(item) >= 0;

    public static int MeteredIndexOf<T>(this T[] array, T item)
    {
        for (var i = 0; i < array.Length; i++)
        {
            if (IsSame(array[i], item))
                return i;
        }

        return -1;
    }

    public static bool MeteredSequenceEqual<T>(this T[] array, T[] other)
    {
        for (var i = 0; i < array.Length && array.Length == other.Length; i++)
        {
            if (!IsSame(array[i], other[i]))
                return false;
        }

        return array.Length == other.Length;
    }

    public static T[] MeteredToArray<T>(this List<T> list) => ScriptMeter.MadeArray(list.ToArray())!;

    /// <summary>The dictionary, about to get an entry.</summary>
    public static Dictionary<TKey, TValue> MeteredGrow<TKey, TValue>(this Dictionary<TKey, TValue> dictionary)
        where TKey : notnull
    {
        ScriptMeter.Step(4);
        ScriptMeter.Bytes(EntryBytes + (2L * (Unsafe.SizeOf<TKey>() + Unsafe.SizeOf<TValue>())));
        return dictionary;
    }

    public static void MeteredAdd<TKey, TValue>(this Dictionary<TKey, TValue> dictionary, TKey key, TValue value)
        where TKey : notnull => dictionary.MeteredGrow().Add(key, value);

    public static bool MeteredTryAdd<TKey, TValue>(this Dictionary<TKey, TValue> dictionary, TKey key, TValue value)
        where TKey : notnull => dictionary.MeteredGrow().TryAdd(key, value);

    public static bool MeteredRemove<TKey, TValue>(this Dictionary<TKey, TValue> dictionary, TKey key)
        where TKey : notnull => dictionary.MeteredRemove(key, out _);

    public static bool MeteredRemove<TKey, TValue>(this Dictionary<TKey, TValue> dictionary, TKey key, [MaybeNullWhen(false)] out TValue value)
        where TKey : notnull
    {
        var removed = dictionary.Remove(key, out value);
        if (removed)
            (dictionary as OwnDictionary<TKey, TValue>)?.Left();
        return removed;
    }

    public static void MeteredClear<TKey, TValue>(this Dictionary<TKey, TValue> dictionary)
        where TKey : notnull
    {
        ScriptMeter.Steps(dictionary.Capacity / 4);
        dictionary.Clear();
    }

    public static bool MeteredAdd<T>(this HashSet<T> set, T item)
    {
        Grow<T>();
        ScriptMeter.Bytes(EntryBytes);
        return set.Add(item);
    }

    public static bool MeteredRemove<T>(this HashSet<T> set, T item)
    {
        var removed = set.Remove(item);
        if (removed)
            (set as OwnSet<T>)?.Left();
        return removed;
    }

    public static void MeteredClear<T>(this HashSet<T> set)
    {
        ScriptMeter.Steps(set.Capacity / 4);
        set.Clear();
    }

    public static void MeteredUnionWith<T>(this HashSet<T> set, IEnumerable<T> items) => set.UnionWith(items.MeteredEach());

    public static void MeteredEnqueue<T>(this Queue<T> queue, T item)
    {
        Grow<T>();
        queue.Enqueue(item);
    }

    public static void MeteredPush<T>(this Stack<T> stack, T item)
    {
        Grow<T>();
        stack.Push(item);
    }

    private static void Grow<T>() => ScriptMeter.Bytes(16 + (4L * Unsafe.SizeOf<T>()));

    private static void Sort<T>(List<T> list, IComparer<T> order)
    {
        try
        {
            Over(list.MeteredOwn(), 1).Sort(order);
        }
        catch (InvalidOperationException e) when (e.InnerException is ScriptBudgetException budget)
        {
            // The list says no more than that something failed.
            throw new ScriptBudgetException(budget.Message);
        }
    }

    private static bool IsSame<T>(T item, T sought)
    {
        ScriptMeter.Step(Weight.Of(sought));
        return EqualityComparer<T>.Default.Equals(item, sought);
    }

    private static List<T> Over<T>(List<T> list, int atOnce)
    {
        ScriptMeter.Steps((long)list.Count / atOnce);
        return list;
    }
}
