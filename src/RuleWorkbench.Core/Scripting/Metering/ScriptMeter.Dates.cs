using System.Globalization;

namespace RuleWorkbench.Scripting.Metering;

/// <summary>Dates as texts, which must mean the same on every machine and on every day.</summary>
public sealed partial class ScriptMeter
{
    /// <summary>A format that does not ask for the time zone of this machine.</summary>
    public static string? DateFormat(string? format)
    {
        Steps(format?.Length ?? 0);
        return format is null || format.IndexOfAny(['z', 'K', 'r', 'R', 'u', 'U', 'o', 'O']) < 0 ? format
            : throw new ScriptBudgetException("The script asked for a format of dates that depends on the time zone of the machine.");
    }

    /// <summary>A format to read a date by, which names a year: without one .NET takes that of today.</summary>
    public static string? ReadingFormat(string? format) => DateFormat(format) is null || HasYear(format!) ? format
        : throw new ScriptBudgetException("The script reads a date by a format without a year, so that the answer depends on the day.");

    /// <summary>Formats of dates of which one fits.</summary>
    public static string?[]? ReadingFormat(string?[]? formats)
    {
        foreach (var format in formats ?? [])
            ReadingFormat(format);
        return formats;
    }

    /// <summary>How a date is read, not by the time zone of this machine.</summary>
    public static DateTimeStyles DateStyles(DateTimeStyles styles) => (styles & ~DateTimeStyles.AllowWhiteSpaces) == 0 ? styles
        : throw new ScriptBudgetException("The script reads a date in a style that depends on the day or the time zone of the machine.");

    private static bool HasYear(string format)
    {
        if (format.Length == 1)
            return format[0] is 'd' or 'D' or 'f' or 'F' or 'g' or 'G' or 's' or 'y' or 'Y';
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] == 'y')
                return true;
            if (format[i] == '\\')
                i++;
            else if (format[i] is '\'' or '"')
                i = format.IndexOf(format[i], i + 1) is >= 0 and var end ? end : format.Length;
        }

        return false;
    }
}
