using Newtonsoft.Json.Linq;

namespace RuleWorkbench.Importing;

/// <summary>A path into a foreign case: names of members with dots between them, of which each may hold <c>*</c>. It begins
/// at the case, or at the element of a list that is being made; <c>$case.</c> and <c>$file.</c> begin at the case and at
/// what stands around the cases, <c>$outer.</c> at the object in whose list the element stands. A path that goes on inside a list goes
/// through its elements.</summary>
public sealed record ForeignPath(string Text)
{
    private const string FromCase = "$case.";
    private const string FromFile = "$file.";
    private const string FromOuter = "$outer.";

    /// <summary>What stands there, in the order of the members; JSON nulls count as nothing.</summary>
    internal IEnumerable<JToken> Find(ForeignScope scope)
    {
        var (start, rest) = Text.StartsWith(FromCase, StringComparison.Ordinal) ? (scope.Case, Text[FromCase.Length..])
            : Text.StartsWith(FromFile, StringComparison.Ordinal) ? (scope.File, Text[FromFile.Length..])
            : Text.StartsWith(FromOuter, StringComparison.Ordinal) ? (scope.Current.Ancestors().OfType<JObject>().FirstOrDefault(), Text[FromOuter.Length..])
            : (scope.Current, Text);
        return start is null ? [] : Find(start, rest).Where(t => t.Type != JTokenType.Null);
    }

    /// <summary>The names of columns may have dots in them: a whole name goes before its parts.</summary>
    private static IEnumerable<JToken> Find(JToken at, string path)
    {
        if (path.Length == 0)
            return [at];
        if (at is JArray list)
            return list.SelectMany(element => Find(element, path));
        if (at is not JObject node)
            return [];
        if (node[path] is { } whole)
            return [whole];
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        var (name, rest) = dot < 0 ? (path, "") : (path[..dot], path[(dot + 1)..]);
        return name.Contains('*', StringComparison.Ordinal)
            ? node.Properties().Where(p => Glob.Fits(name, p.Name)).SelectMany(p => Find(p.Value, rest))
            : node[name] is { } member ? Find(member, rest) : [];
    }
}
