using Newtonsoft.Json.Linq;
using RuleWorkbench.Loading;

namespace RuleWorkbench.Editing;

/// <summary>Finds every name in the files of a pathway that stands as a JSON text or as the name of a member; names in
/// expressions are found by <see cref="ExpressionNames"/>.</summary>
internal sealed class NameOccurrences
{
    private readonly OpenedPathway opened;
    private readonly List<NameOccurrence> found = [];
    private readonly HashSet<string> ids;

    private NameOccurrences(OpenedPathway opened)
    {
        this.opened = opened;
        ids = [.. opened.Pathway.Workflows.SelectMany(w => w.Rules).Select(r => r.Id)];
    }

    public static IReadOnlyList<NameOccurrence> Of(OpenedPathway opened)
    {
        var occurrences = new NameOccurrences(opened);
        occurrences.AddPathway();
        foreach (var workflow in opened.Pathway.Workflows)
            occurrences.AddWorkflow(opened.FileOf(workflow.Place), workflow.Name);
        foreach (var suite in opened.Suites.Suites)
            occurrences.AddSuite(opened.FileOf(suite.Place));
        return occurrences.found;
    }

    private void AddPathway()
    {
        var file = opened.Root;
        AddMembers(NameKind.Policy, file, file.Root["policy"]);
        AddMembers(NameKind.Group, file, file.Root["groups"]);
        AddMembers(NameKind.Code, file, file.Root["recommendations"]);
        AddTexts(NameKind.Workflow, file, file.Root["workflows"]);
        AddTexts(NameKind.Workflow, file, file.Root["entry"]);
        AddTexts(NameKind.Workflow, file, file.Root["always"]);
    }

    private void AddWorkflow(JsonFile file, string name)
    {
        AddTexts(NameKind.Workflow, file, file.Root["WorkflowName"]);
        AddTexts(NameKind.Workflow, file, file.Root["WorkflowsToInject"]);
        AddTexts(NameKind.Workflow, file, file.Root["WorkflowRulesToInject"]);
        AddParameters(file, file.Root["GlobalParams"]);
        foreach (var rule in Objects(file.Root["Rules"]))
            AddRule(file, rule, name, isTop: true);
    }

    private void AddRule(JsonFile file, JObject rule, string workflow, bool isTop)
    {
        AddTexts(NameKind.RuleName, file, rule["RuleName"], workflow);
        AddParameters(file, rule["LocalParams"]);
        AddTexts(NameKind.Code, file, rule["SuccessEvent"]);
        if (rule["Properties"] is JObject properties)
        {
            AddTexts(NameKind.Rule, file, properties["id"]);
            AddTexts(NameKind.Workflow, file, properties["next"]);
            AddTexts(NameKind.Group, file, properties["group"]);
            AddRulesOrCodes(file, properties["veto"]);
        }

        if (isTop && (rule["Properties"] as JObject)?["id"] is null or JValue { Value: null or "" })
            AddTexts(NameKind.Rule, file, rule["RuleName"]);
        foreach (var action in Objects(rule["Actions"]))
        {
            // RulesEngine does not tell upper from lower case in the names of a context.
            var context = (action["Context"] as JObject)?.Properties().ToDictionary(p => p.Name, p => p.Value, StringComparer.OrdinalIgnoreCase) ?? [];
            if ((action["Name"] as JValue)?.Value is not string name || !name.Equals("EvaluateRule", StringComparison.OrdinalIgnoreCase))
                continue;
            AddTexts(NameKind.Workflow, file, context.GetValueOrDefault("workflowName"));
            AddTexts(NameKind.RuleName, file, context.GetValueOrDefault("ruleName"), (string?)context.GetValueOrDefault("workflowName"));
        }

        foreach (var nested in Objects(rule["Rules"]))
            AddRule(file, nested, workflow, isTop: false);
    }

    private void AddSuite(JsonFile file)
    {
        foreach (var expect in Objects(file.Root["cases"]).Select(c => c["expect"]).OfType<JObject>())
        {
            foreach (var list in Values(expect["rules"]))
                AddTexts(NameKind.Rule, file, list);
            foreach (var list in Values(expect["recommendations"]))
                AddTexts(NameKind.Code, file, list);
            AddMembers(NameKind.Code, file, expect["vetoes"]);
            foreach (var list in Values(expect["vetoes"]))
                AddTexts(NameKind.Rule, file, list);
            AddTexts(NameKind.Workflow, file, expect["walk"]);
            AddMembers(NameKind.Rule, file, expect["figures"]);
            foreach (var error in (expect["errors"] as JArray)?.OfType<JValue>() ?? [])
                AddError(file, error);
        }
    }

    /// <summary>A rule, or a group as <c>workflow/group</c>.</summary>
    private void AddError(JsonFile file, JValue error)
    {
        var text = file.Expression(error);
        var slash = text.Text.IndexOf('/', StringComparison.Ordinal);
        if (ids.Contains(text.Text) || slash < 0)
        {
            AddTexts(NameKind.Rule, file, error);
            return;
        }

        var start = file.SpanOf(error).Start + 1;
        var (cut, rest) = (text.RawIndexOf(slash), text.RawIndexOf(slash + 1));
        found.Add(new NameOccurrence(NameKind.Workflow, text.Text[..slash], null, text.Place, start, cut));
        found.Add(new NameOccurrence(NameKind.Group, text.Text[(slash + 1)..], null, text.Place, start + rest, text.Raw.Length - rest));
    }

    private void AddRulesOrCodes(JsonFile file, JToken? names)
    {
        foreach (var name in Texts(names))
            AddTexts(ids.Contains((string)name!) ? NameKind.Rule : NameKind.Code, file, name);
    }

    private void AddParameters(JsonFile file, JToken? parameters)
    {
        foreach (var parameter in Objects(parameters))
            AddTexts(NameKind.Parameter, file, parameter["Name"]);
    }

    private void AddMembers(NameKind kind, JsonFile file, JToken? owner)
    {
        foreach (var member in (owner as JObject)?.Properties() ?? [])
            Add(kind, member.Name, null, file, member);
    }

    private void AddTexts(NameKind kind, JsonFile file, JToken? textOrTexts, string? within = null)
    {
        foreach (var text in Texts(textOrTexts))
            Add(kind, (string)text!, within, file, text);
    }

    private void Add(NameKind kind, string name, string? within, JsonFile file, JToken at)
    {
        var (start, end) = file.SpanOf(at);
        found.Add(new NameOccurrence(kind, name, within, file.PlaceOf(at), start + 1, end - start - 2));
    }

    private static IEnumerable<JValue> Texts(JToken? textOrTexts) =>
        (textOrTexts is JArray list ? list : (IEnumerable<JToken?>)[textOrTexts]).OfType<JValue>().Where(v => v.Value is string);

    private static IEnumerable<JToken> Values(JToken? owner) => (owner as JObject)?.Properties().Select(p => p.Value) ?? [];

    /// <summary>The objects in a list, or those that are the members of an object.</summary>
    private static IEnumerable<JObject> Objects(JToken? owner) => owner switch
    {
        JArray list => list.OfType<JObject>(),
        JObject members => members.Properties().Select(p => p.Value).OfType<JObject>(),
        _ => [],
    };
}
