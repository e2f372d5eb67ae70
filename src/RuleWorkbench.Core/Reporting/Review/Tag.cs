using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace RuleWorkbench.Reporting.Review;

/// <summary>Elements of a page.</summary>
internal static partial class Tag
{
    /// <param name="name">A name with classes, as a selector has them: <c>p.note</c>. Never from a user.</param>
    /// <param name="content">Texts, elements, attributes, and lists of them; null is left out.</param>
    public static XElement Of(string name, params object?[] content)
    {
        var parts = name.Split('.');
        return parts.Length == 1 ? new XElement(parts[0], content) : new XElement(parts[0], new XAttribute("class", string.Join(' ', parts[1..])), content);
    }

    /// <summary>Several pieces of content as one.</summary>
    public static object?[] Some(params object?[] content) => content;

    public static XAttribute? At(string name, object? value) => value is null or false ? null : new XAttribute(name, value is true ? "" : Convert.ToString(value, CultureInfo.InvariantCulture)!);

    /// <summary>A name that a user chose: set apart, so that its direction of writing is its own affair.</summary>
    public static XElement Name(string text) => new("bdi", text);

    public static XElement Code(string text) => new("code", text);

    /// <summary>A link to a part of the page.</summary>
    /// <param name="id">An id that the page made up.</param>
    public static XElement Jump(string id, params object?[] content) => new("a", new XAttribute("href", "#" + id), content);

    /// <summary>A text in which web addresses can be followed, and nothing else can.</summary>
    public static IEnumerable<object> Linked(string text)
    {
        foreach (var word in Blanks().Split(text))
        {
            var address = word.TrimEnd('.', ',', ';', ')', '>').TrimStart('(', '<');
            if (Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp))
                yield return new XElement("a", new XAttribute("href", uri.AbsoluteUri), new XAttribute("rel", "noopener noreferrer"), word);
            else
                yield return word;
        }
    }

    [GeneratedRegex(@"(\s+)")]
    private static partial Regex Blanks();

    /// <summary>A sentence whose parts in backticks are code.</summary>
    public static IEnumerable<object> Ticked(string sentence)
    {
        // Names are not ours: with an odd one in them nobody knows where code ends.
        var parts = sentence.Split('`');
        return parts.Length % 2 == 0 ? [Name(sentence)] : parts.Select((part, i) => i % 2 == 1 ? (object)Code(part) : part);
    }

    /// <summary><c>1 case</c>, <c>12 cases</c>.</summary>
    public static string Count(long count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what}{(count == 1 ? "" : "s")}");
}
