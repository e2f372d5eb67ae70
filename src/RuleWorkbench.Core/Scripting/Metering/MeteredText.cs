using System.Text;

namespace RuleWorkbench.Scripting.Metering;

/// <summary>What stands in for methods of texts whose cost or result depends on more than the length of one text.</summary>
public static class MeteredText
{
    /// <summary>Characters that a search looks at in the time of a step.</summary>
    private const int CharactersPerStep = 64;

    public static bool MeteredContains(this string text, string value) => text.Contains(Sought(text, value), StringComparison.Ordinal);

    public static bool MeteredContains(this string text, string value, StringComparison comparison) => text.Contains(Sought(text, value), comparison);

    public static bool MeteredContains(this string text, char value) => Read(text).Contains(value, StringComparison.Ordinal);

    public static int MeteredIndexOf(this string text, string value) => text.IndexOf(Sought(text, value), StringComparison.CurrentCulture);

    public static int MeteredIndexOf(this string text, string value, StringComparison comparison) => text.IndexOf(Sought(text, value), comparison);

    public static int MeteredIndexOf(this string text, char value) => Read(text).IndexOf(value, StringComparison.Ordinal);

    public static int MeteredIndexOf(this string text, char value, int start) => Read(text).IndexOf(value, start);

    public static int MeteredLastIndexOf(this string text, string value) => text.LastIndexOf(Sought(text, value), StringComparison.CurrentCulture);

    public static int MeteredLastIndexOf(this string text, string value, StringComparison comparison) => text.LastIndexOf(Sought(text, value), comparison);

    public static int MeteredLastIndexOf(this string text, char value) => Read(text).LastIndexOf(value);

    public static string MeteredReplace(this string text, char old, char by) => ScriptMeter.Text(Read(text).Replace(old, by))!;

    public static string MeteredReplace(this string text, string old, string? by)
    {
        ScriptMeter.TextOf(old is { Length: > 0 } ? text.Length / old.Length * (long)Math.Max(0, (by?.Length ?? 0) - old.Length) + text.Length : text.Length);
        return text.Replace(Sought(text, old!), by, StringComparison.Ordinal);
    }

    public static string MeteredPadLeft(this string text, int width) => MeteredPadLeft(text, width, ' ');

    public static string MeteredPadLeft(this string text, int width, char with)
    {
        ScriptMeter.TextOf(width);
        return text.PadLeft(width, with);
    }

    public static string MeteredPadRight(this string text, int width) => MeteredPadRight(text, width, ' ');

    public static string MeteredPadRight(this string text, int width, char with)
    {
        ScriptMeter.TextOf(width);
        return text.PadRight(width, with);
    }

    public static string[] MeteredSplit(this string text, params char[] separators) => Parts(text, Sought(text, separators).Split(separators));

    public static string[] MeteredSplit(this string text, char separator, StringSplitOptions options = StringSplitOptions.None) => Parts(text, Read(text).Split(separator, options));

    public static string[] MeteredSplit(this string text, char[] separators, StringSplitOptions options) => Parts(text, Sought(text, separators).Split(separators, options));

    public static string[] MeteredSplit(this string text, string separator, StringSplitOptions options = StringSplitOptions.None) => Parts(text, text.Split(Sought(text, separator), options));

    public static string MeteredTrim(this string text, params char[] characters) => ScriptMeter.Text(Sought(text, characters).Trim(characters))!;

    public static string MeteredTrimStart(this string text, params char[] characters) => ScriptMeter.Text(Sought(text, characters).TrimStart(characters))!;

    public static string MeteredTrimEnd(this string text, params char[] characters) => ScriptMeter.Text(Sought(text, characters).TrimEnd(characters))!;

    public static string MeteredConcat(IEnumerable<string?> texts) => MeteredJoin("", texts);

    public static string MeteredConcat(params string?[] texts) => MeteredJoin("", texts);

    public static string MeteredJoin(char separator, params string?[] texts) => MeteredJoin(separator.ToString(), texts);

    public static string MeteredJoin(string? separator, params string?[] texts) => MeteredJoin(separator, (IEnumerable<string?>)texts);

    public static string MeteredJoin<T>(string? separator, IEnumerable<T> items)
    {
        var joined = new StringBuilder();
        var isFirst = true;
        foreach (var item in items.MeteredEach())
        {
            joined.Append(isFirst ? null : separator).Append(Plain(item));
            isFirst = false;
            if (joined.Length > ScriptMeter.LongestText)
                ScriptMeter.TextOf(joined.Length);
        }

        return ScriptMeter.Text(joined.ToString())!;
    }

    public static StringBuilder MeteredAppend<T>(this StringBuilder builder, T value)
    {
        var text = Plain(value);
        if (builder.Length + (text?.Length ?? 0) > ScriptMeter.LongestText)
            ScriptMeter.TextOf(builder.Length + (text?.Length ?? 0));
        ScriptMeter.Bytes(2 * (text?.Length ?? 0));
        return builder.Append(text);
    }

    public static StringBuilder MeteredAppendLine(this StringBuilder builder) => builder.MeteredAppend('\n');

    public static StringBuilder MeteredAppendLine(this StringBuilder builder, string? text) => builder.MeteredAppend(text).MeteredAppend('\n');

    private static string? Plain<T>(T value) => value is null ? null
        : value is string or bool or char or IFormattable ? ScriptMeter.Text(value.ToString())
        : throw new ScriptBudgetException("Only texts, numbers, flags and dates can be joined to a text.");

    private static string Read(string text)
    {
        ScriptMeter.Steps(text.Length / CharactersPerStep);
        return text;
    }

    private static string Sought(string text, string value)
    {
        ScriptMeter.Steps((text.Length + ((long)text.Length * (value?.Length ?? 0))) / CharactersPerStep);
        return value!;
    }

    private static string Sought(string text, char[]? characters)
    {
        ScriptMeter.Steps(text.Length * (1L + (characters?.Length ?? 0)) / 8);
        return text;
    }

    private static string[] Parts(string text, string[] parts)
    {
        ScriptMeter.Bytes((40L * parts.Length) + (2 * text.Length));
        return parts;
    }
}
