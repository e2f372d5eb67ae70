using System.Collections.Immutable;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Editing;
using RuleWorkbench.Model;

namespace RuleWorkbench.Presentation.Rules;

/// <summary>The form of a rule: its fields as they stand in the file, and the edit that changes one of them.</summary>
public static class RuleFields
{
    public const string Id = "/Properties/id";
    public const string Name = "/RuleName";

    private static readonly ImmutableArray<string> Severities = ["info", "recommend", "warning", "critical"];

    /// <param name="pathway">For what can be chosen; null when it cannot be read.</param>
    public static ImmutableArray<RuleField> Of(JObject rule, Pathway? pathway)
    {
        var groups = pathway?.Workflows.SelectMany(w => w.Rules).Select(r => r.Properties.Group).OfType<string>().Distinct().ToImmutableArray() ?? [];
        ImmutableArray<string> vetoable = pathway is null ? [] : [.. pathway.Recommendations.Select(r => r.Code), .. pathway.Workflows.SelectMany(w => w.Rules).Select(r => r.Id)];
        return
        [
            Field("Name", Name, RuleFieldKind.Text, [], "What people call the rule. It is renamed wherever it stands."),
            Field("Id", Id, RuleFieldKind.Text, [], "Stays the same for good; suites and vetoes refer to it."),
            Field("Recommendation", "/SuccessEvent", RuleFieldKind.Text, [.. pathway?.Recommendations.Select(r => r.Code) ?? []], "Code of what is recommended when the rule is met."),
            Field("Next", "/Properties/next", RuleFieldKind.List, [.. pathway?.Workflows.Select(w => w.Name) ?? []], "Workflows that follow when the rule is met."),
            Field("Group", "/Properties/group", RuleFieldKind.Text, groups, "Rules of a group decide together."),
            Field("Veto", "/Properties/veto", RuleFieldKind.List, vetoable, "Recommendations and rules that this guard forbids."),
            Field("Severity", "/Properties/severity", RuleFieldKind.Text, Severities, "How much weight it has."),
            Field("Strength", "/Properties/strength", RuleFieldKind.Text, [], "Strength of the evidence."),
            Field("Evidence", "/Properties/evidence", RuleFieldKind.List, [.. pathway?.Sources.Select(s => s.Key) ?? []], "Keys of sources."),
            Field("Rationale", "/Properties/rationale", RuleFieldKind.Text, [], "Why, in a sentence."),
            Field("Message", "/ErrorMessage", RuleFieldKind.Text, [], "Shown when the rule is not met; `$(patient.age)` shows a fact."),
            Field("Enabled", "/Enabled", RuleFieldKind.Flag, ["yes", "no"], "A disabled rule is skipped."),
        ];

        RuleField Field(string title, string pointer, RuleFieldKind kind, ImmutableArray<string> choices, string hint) =>
            new(title, pointer, kind, Value(JsonPointer.Find(rule, pointer), kind), choices, hint);
    }

    /// <summary>The edit that gives a field another value; null when it has that value already.</summary>
    /// <param name="pointer">Of the rule in its file.</param>
    public static Edit? Change(string file, JObject rule, string pointer, RuleField field, string value)
    {
        value = value.Trim();
        if (value == field.Value)
            return null;
        var json = Json(field.Kind, value);
        var at = pointer + field.Pointer;
        if (JsonPointer.Find(rule, field.Pointer) is not null)
            return json is null ? new Remove(file, at) : new SetValue(file, at, json);
        if (json is null)
            return null;
        var parent = field.Pointer[..field.Pointer.LastIndexOf('/')];
        var name = field.Pointer[(parent.Length + 1)..];
        return parent.Length == 0 || JsonPointer.Find(rule, parent) is JObject
            ? new AddMember(file, pointer + parent, name, json)
            : new AddMember(file, pointer, parent[1..], $"{{ {JsonConvert.ToString(name)}: {json} }}");
    }

    private static string Value(JToken? token, RuleFieldKind kind) => (kind, token) switch
    {
        (RuleFieldKind.Flag, _) => token is JValue { Value: false } ? "no" : "yes",
        (RuleFieldKind.List, JArray list) => string.Join(", ", list.Select(t => t.ToString())),
        (_, JValue { Value: { } value }) => value.ToString() ?? "",
        _ => "",
    };

    private static string? Json(RuleFieldKind kind, string value) => kind switch
    {
        RuleFieldKind.Flag => value.Equals("no", StringComparison.OrdinalIgnoreCase) ? "false" : null,
        _ when value.Length == 0 => null,
        RuleFieldKind.List => JsonConvert.SerializeObject(value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
        _ => JsonConvert.ToString(value),
    };
}
