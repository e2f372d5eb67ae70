using System.Collections.Immutable;
using Newtonsoft.Json.Linq;

namespace RuleWorkbench.Importing;

/// <summary>The expectations of a foreign case in the shape of suites.</summary>
internal sealed class ExpectationImport(CaseMapping mapping, OriginValues values)
{
    public JObject Read(ForeignScope scope)
    {
        var (rules, figures) = (new JObject(), new JObject());
        Add(rules, "met", "notMet", mapping.Rules, scope);
        foreach (var members in mapping.Members)
        {
            if (OriginValues.At(members.Of, scope) is JObject node)
                Members(node, members, rules, figures);
        }

        var recommendations = new JObject();
        Add(recommendations, "recommended", "none", mapping.Recommendations, scope);
        var expected = new JObject();
        foreach (var (name, part) in (ReadOnlySpan<(string, JObject)>)[("rules", rules), ("recommendations", recommendations), ("figures", figures)])
        {
            if (part.Count > 0)
                expected[name] = part;
        }

        return expected;
    }

    private void Add(JObject expected, string yes, string no, ImmutableArray<MappedExpectation> all, ForeignScope scope)
    {
        foreach (var one in all)
        {
            // A case without an outcome expects nothing, whatever rule it is about.
            var holds = values.Of(one.Holds, scope, "expect");
            if (values.Of(one.Name, scope, "expect") is { } name && holds is not null)
                Add(expected, Holds(holds) ? yes : no, name);
        }
    }

    private void Members(JObject node, MappedMembers members, JObject rules, JObject figures)
    {
        foreach (var member in node.Properties().Where(p => p.Value.Type != JTokenType.Null))
        {
            values.Read(member.Value);
            var rule = members.Rule.Replace("{name}", member.Name, StringComparison.Ordinal);
            if (member.Value.Type is JTokenType.Integer or JTokenType.Float)
                figures[rule] = members.Tolerance > 0 ? new JObject { ["value"] = member.Value, ["tolerance"] = members.Tolerance } : member.Value;
            else
                Add(rules, Holds(member.Value) ? "met" : "notMet", rule);
        }
    }

    private static void Add(JObject expected, string kind, JToken name)
    {
        var list = expected[kind] as JArray;
        if (list is null)
            expected[kind] = list = [];
        foreach (var one in name as JArray ?? new JArray(name))
        {
            if (!list.Any(t => JToken.DeepEquals(t, one)))
                list.Add(one);
        }
    }

    /// <summary>What counts as true: a list that is not empty, a number above 0, <c>true</c> and what tables write for it.</summary>
    private static bool Holds(JToken value) => value switch
    {
        JArray list => list.Count > 0,
        { Type: JTokenType.Boolean } => (bool)value,
        { Type: JTokenType.Integer or JTokenType.Float } => (double)value > 0,
        _ => JsonText.Of(value).ToLowerInvariant() is "true" or "yes" or "1",
    };
}
