namespace RuleWorkbench.Scripting.Metering;

/// <summary>What an expression hands to a function. It may be read again by other rules, so it is not the function's to change,
/// even where a script made it, in a call before.</summary>
public sealed partial class ScriptMeter
{
    public static List<T>? Given<T>(List<T>? list) => list is OwnList<T> && IsOutermost ? Copy(list) : list;

    public static IReadOnlyList<T>? Given<T>(IReadOnlyList<T>? list) => list is OwnList<T> or T[] && IsOutermost ? Copy(list) : list;

    public static IEnumerable<T>? Given<T>(IEnumerable<T>? list) => list is OwnList<T> or T[] && IsOutermost ? Copy(list) : list;

    private static bool IsOutermost => current is { depth: 1 };

    private static List<T> Copy<T>(IEnumerable<T> list) => [.. list.MeteredEach()];
}
