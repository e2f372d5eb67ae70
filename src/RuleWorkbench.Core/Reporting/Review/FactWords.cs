using System.Globalization;
using System.Text;
using RuleWorkbench.Compilation;
using RuleWorkbench.Model;

namespace RuleWorkbench.Reporting.Review;

/// <summary>Names, values and units as a clinician reads them.</summary>
internal static class FactWords
{
    /// <summary><c>painBefore</c> as <c>pain before</c>; a name in capitals stays.</summary>
    public static string Name(string name)
    {
        var words = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            var begins = char.IsUpper(name[i]) && i > 0 && (char.IsLower(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (begins || name[i] is '_' or '-')
                words.Append(' ');
            if (name[i] is not ('_' or '-'))
                words.Append(char.IsUpper(name[i]) && i + 1 < name.Length && char.IsLower(name[i + 1]) ? char.ToLowerInvariant(name[i]) : name[i]);
        }

        return words.ToString().Trim();
    }

    /// <summary>A fact by its title, or by its name.</summary>
    public static string Title(FactSchema fact) => fact.Title ?? Name(fact.Name);

    /// <summary>A fact by its path: <c>block.painBefore</c> as <c>block pain before</c>.</summary>
    public static string Path(string path, FactTypes facts) => facts.IndexOf(path) is { } index && facts.All.FirstOrDefault(f => f.Index == index) is { } fact
        ? $"{Name(path.Split('.')[0])} {(fact.Schema.Title is { } title ? title : string.Join(' ', path.Split('.')[1..].Select(p => Name(p.TrimEnd('[', ']')))))}"
        : string.Join(' ', path.Split('.').Select(Name));

    /// <summary>A value with its unit; a text in quotes.</summary>
    public static string Value(object? value, string? unit) => value switch
    {
        null => "missing",
        bool flag => flag ? "yes" : "no",
        string text => $"“{text}”",
        DateTime date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        double or int or long or decimal => $"{Figures.Display(Convert.ToDouble(value, CultureInfo.InvariantCulture))}{Unit(unit)}",
        System.Collections.IEnumerable list => string.Join(" or ", list.Cast<object?>().Select(v => Value(v, unit))),
        _ => Figures.Display(value),
    };

    /// <summary>A UCUM unit as it is spoken, with a space before it; what UCUM has in braces is no unit.</summary>
    public static string Unit(string? unit) => unit switch
    {
        null or "" or "1" => "",
        "a" => " years",
        "mo" => " months",
        "wk" => " weeks",
        "d" => " days",
        "h" => " hours",
        "min" => " minutes",
        _ when unit[0] == '{' => "",
        _ => " " + unit,
    };
}
