using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Model;

namespace RuleWorkbench.Loading;

/// <summary>The JSON files that a pathway was read from, by the names that messages give them: where its parts stand
/// exactly, and what to change there.</summary>
public sealed class PathwayFiles
{
    /// <summary>No files: of a pathway that was not read from any.</summary>
    public static readonly PathwayFiles None = new([]);

    private readonly ImmutableDictionary<string, ImmutableArray<JsonFile>> files;

    internal PathwayFiles(IEnumerable<JsonFile> read) =>
        files = read.GroupBy(f => f.Source.DisplayPath).ToImmutableDictionary(g => g.Key, g => g.ToImmutableArray());

    /// <summary>Where a part of the value at <paramref name="owner"/> stands; the nearest part above it that there is.
    /// </summary>
    /// <param name="steps">Names of members and positions in lists.</param>
    public SourcePlace PlaceOf(SourcePlace owner, params object[] steps) =>
        Find(owner, steps) is var (file, token) ? file.PlaceOf(token) : owner;

    /// <summary>Where the name of a member of the value at <paramref name="owner"/> stands.</summary>
    public SourcePlace PlaceOfName(SourcePlace owner, params object[] steps) =>
        Find(owner, steps) is var (file, token) ? file.PlaceOf(token.Parent is JProperty member && steps[^1].Equals(member.Name) ? member : token) : owner;

    /// <summary>The place of one of the texts of a member that is a text or a list of texts.</summary>
    public SourcePlace PlaceOfText(SourcePlace owner, string text, params object[] steps) =>
        Find(owner, steps) is not var (file, token) ? owner
        : file.PlaceOf((token as JArray)?.FirstOrDefault(t => t.Type == JTokenType.String && (string)t! == text) ?? token);

    /// <summary>The edit that puts another text into the string at <paramref name="owner"/>, or null.</summary>
    public TextEdit? Replace(SourcePlace owner, string text, params object[] steps) =>
        Find(owner, steps) is var (file, token) && token is JValue ? file.Replace(token, text) : null;

    /// <summary>The edit that puts another text in place of a part of an expression.</summary>
    /// <param name="start">Index in the expression's text.</param>
    /// <param name="end">Index behind the last character.</param>
    public TextEdit? Replace(ExpressionText expression, int start, int end, string text)
    {
        if (!files.TryGetValue(expression.Place.File, out var found) || expression.Place.Line == 0)
            return null;
        var (from, to) = (expression.PlaceAt(start), expression.PlaceAt(end));
        var index = found[0].Source.IndexOf(from.Line, from.Column);
        return new TextEdit(expression.Place.File, index, to.Column - from.Column, text);
    }

    /// <summary>A text with its place and its characters in the file, or null when there is none.</summary>
    public ExpressionText? TextOf(SourcePlace owner, params object[] steps) =>
        Find(owner, steps) is var (file, token) && token is JValue { Type: JTokenType.String } text ? file.Expression(text) : null;

    /// <summary>The text of a file, or null.</summary>
    public string? TextOf(string file) => files.TryGetValue(file, out var found) ? found[0].Source.Text : null;

    private (JsonFile File, JToken Token)? Find(SourcePlace owner, object[] steps)
    {
        if (!files.TryGetValue(owner.File, out var found))
            return null;

        // The files of a list share a text, and a path begins at its root.
        return (found[0], found[0].Find(owner.Path, steps));
    }
}
