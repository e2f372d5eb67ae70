using System.Collections.Immutable;
using Newtonsoft.Json.Linq;

namespace RuleWorkbench.Merging;

/// <summary>What is known of the files of a pathway: by what the items of a list are told apart, and which members of a
/// thing decide together.</summary>
internal static class MergeKinds
{
    /// <summary>Lists of names in which each stands once.</summary>
    private static readonly ImmutableHashSet<string> Sets =
        ["workflows", "scripts", "always", "WorkflowsToInject", "next", "veto", "evidence", "tags", "enum", "required"];

    /// <summary>What a rule decides and does. Who edits one of these relies on the others.</summary>
    private static readonly ImmutableArray<string> OfRule = ["Expression", "Operator", "Rules", "LocalParams", "Enabled", "SuccessEvent", "Actions"];

    private static readonly ImmutableArray<string> OfRuleProperties = ["next", "group", "veto"];

    private static readonly ImmutableArray<string> OfPolicyValue = ["value", "unit"];

    private static readonly ImmutableArray<string> OfFact =
        ["type", "unit", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "enum", "format", "minItems", "maxItems", "minLength", "maxLength", "$ref"];

    /// <summary>What tells the items of a list apart; null for a list that is one value.</summary>
    public static Func<JToken, string?>? KeyOf(MergePath list) => list.Steps.Length == 0 ? null : list.Steps[^1].Name switch
    {
        "Rules" => i => Text(i, "Properties", "id") ?? Text(i, "RuleName"),
        "LocalParams" or "GlobalParams" => i => Text(i, "Name"),
        "cases" => i => Text(i, "id"),
        "suppressions" => i => $"{Text(i, "check")} {Text(i, "at")}",
        "signOffs" => i => $"{Text(i, "by")} {Text(i, "decision")} {Text(i, "at")} {Text(i, "meaning")}",
        "remarks" => i => $"{Text(i, "by")} {Text(i, "on")} {Text(i, "change")} {Text(i, "at")}",
        var name when Sets.Contains(name) && !list.Steps.Any(s => s.Name is "facts" or "expect") => i => i is JValue { Value: not null } value ? value.ToString(System.Globalization.CultureInfo.InvariantCulture) : null,
        _ => null,
    };

    /// <summary>What is decided together by a thing at a path, as JSON, with what to call it; null where members stand for
    /// themselves.</summary>
    public static (string What, Func<JObject, JObject> Logic, Func<MergePath, bool> IsLogic)? Unit(MergePath at)
    {
        if (at.Steps is [.., { Name: "Rules" }, { KeyOf: not null } rule])
        {
            return ($"the logic of rule `{rule.Name}`", LogicOfRule, inner =>
                OfRule.Contains(inner.Steps[at.Steps.Length].Name) || (inner.Steps.Length > at.Steps.Length + 1 && inner.Steps[at.Steps.Length].Name == "Properties" && OfRuleProperties.Contains(inner.Steps[at.Steps.Length + 1].Name)));
        }

        if (at.Steps is [{ Name: "policy" }, var policy])
            return ($"policy value `{policy.Name}`", o => Only(o, OfPolicyValue), inner => OfPolicyValue.Contains(inner.Steps[at.Steps.Length].Name));
        if (at.Steps is [.., { Name: "properties" or "$defs" }, { KeyOf: null } fact])
            return ($"fact `{fact.Name}`", o => Only(o, OfFact), inner => OfFact.Contains(inner.Steps[at.Steps.Length].Name));
        return null;
    }

    private static JObject LogicOfRule(JObject rule)
    {
        var logic = Only(rule, OfRule);
        if (rule["Properties"] is JObject properties)
            logic["Properties"] = Only(properties, OfRuleProperties);
        return logic;
    }

    private static JObject Only(JObject from, ImmutableArray<string> names) =>
        new(names.Where(from.ContainsKey).Select(n => new JProperty(n, from[n]!.DeepClone())));

    private static string? Text(JToken? at, params string[] steps)
    {
        foreach (var step in steps)
            at = (at as JObject)?[step];
        return at is JValue { Value: string text } ? text : null;
    }
}
