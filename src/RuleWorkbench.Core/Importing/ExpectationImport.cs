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
        foreach (var figure in mapping.Figures)
            Add(rules, figures, figure, scope);
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

    private void Add(JObject rules, JObject figures, MappedFigure expected, ForeignScope scope)
    {
        if (values.Of(expected.Rule, scope, "expect") is not { } name)
            return;
        if (values.Of(expected.Value, scope, "expect") is not { } value)
        {
            if (expected.WithoutValue is { } verdict)
                Add(rules, verdict, name);
            return;
        }

        Add(rules, "met", name);
        JToken figure = expected.Tolerance is { } origin && values.Of(origin, scope, "expect") is { Type: JTokenType.Integer or JTokenType.Float } tolerance && (double)tolerance > 0 && IsNumber(value)
            ? new JObject { ["value"] = value, ["tolerance"] = tolerance }
            : value;
        if (expected.Figure is not { } member)
            figures[JsonText.Of(name)] = figure;
        else if (figures[JsonText.Of(name)] is JObject members)
            members[member] = figure;
        else
            figures[JsonText.Of(name)] = new JObject { [member] = figure };
    }

    private void Members(JObject node, MappedMembers members, JObject rules, JObject figures)
    {
        foreach (var member in node.Properties().Where(p => p.Value.Type != JTokenType.Null))
        {
            values.Read(member.Value);
            var rule = members.Rule.Replace("{name}", member.Name, StringComparison.Ordinal);
            if (IsNumber(member.Value))
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

    private static bool IsNumber(JToken value) => value.Type is JTokenType.Integer or JTokenType.Float;

    /// <summary>What counts as true: a list that is not empty, a number above 0, <c>true</c> and what tables write for it.</summary>
    private static bool Holds(JToken value) => value switch
    {
        JArray list => list.Count > 0,
        { Type: JTokenType.Boolean } => (bool)value,
        _ when IsNumber(value) => (double)value > 0,
        _ => JsonText.Of(value).ToLowerInvariant() is "true" or "yes" or "1",
    };
}
