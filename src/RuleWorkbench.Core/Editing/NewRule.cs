using System.Collections.Immutable;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Editing;

/// <summary>Adds a rule at the end of a workflow.</summary>
public sealed record NewRule(string Pathway, string Workflow, string Id, string Name, string Expression) : Edit
{
    /// <summary>Code of the recommendation, or null.</summary>
    public string? Code { get; init; }

    public string? Group { get; init; }

    public ImmutableArray<string> Next { get; init; } = [];

    public ImmutableArray<string> Veto { get; init; } = [];

    public override Loaded<Edited> Apply(DocumentSet documents)
    {
        var folder = new Workspace(documents.Root).Display(new Workspace(documents.Root).FolderOf(Pathway));
        var file = $"{folder}/{Workflow}.json";
        var loaded = PathwayLoader.Load(documents.PathOf(folder), documents.Root, documents);
        if (loaded.Value is null)
            return new(null, loaded.Diagnostics);
        if (loaded.Value.Workflow(Workflow) is not { } workflow)
            return new(null, [Diagnostic.Error(DiagnosticIds.UnknownName, $"There is no workflow `{Workflow}`.", loaded.Value.Place, NearestName.Hint(Workflow, loaded.Value.Workflows.Select(w => w.Name)))]);
        if (loaded.Value.Workflows.SelectMany(w => w.Rules).FirstOrDefault(r => r.Id == Id) is { } same)
            return new(null, [Diagnostic.Error(DiagnosticIds.DuplicateName, $"There is a rule `{Id}` already.", same.Place, "Choose another id.")]);
        Edit edit = documents.Find(file)?.Json.Value?.Root["Rules"] is JArray
            ? new AddItem(file, "/Rules", ToJson())
            : new AddMember(file, "", "Rules", $"[\n{ToJson()}\n]");
        var edited = edit.Apply(documents);
        if (edited.Value is null)
            return edited;

        // What was wrong before is no reason to refuse; what the new rule brings is.
        var known = OpenedPathway.Open(documents, Pathway).Diagnostics.Select(d => d.Message).ToHashSet();
        var added = OpenedPathway.Open(edited.Value.Documents, Pathway).Diagnostics.Where(d => !known.Contains(d.Message)).ToImmutableArray();
        return added.IsEmpty ? edited : new(null, [.. added.Select(d => d with { Place = workflow.Place with { Line = 0, Column = 0 } })]);
    }

    private string ToJson()
    {
        // The members on lines of their own; what they hold is short.
        var properties = new JObject { ["id"] = Id };
        if (Group is not null)
            properties["group"] = Group;
        if (!Next.IsEmpty)
            properties["next"] = new JArray(Next);
        if (!Veto.IsEmpty)
            properties["veto"] = new JArray(Veto);
        var rule = new JObject { ["RuleName"] = Name, ["Properties"] = properties, ["Expression"] = Expression };
        if (Code is not null)
            rule["SuccessEvent"] = Code;
        return $"{{\n{string.Join(",\n", rule.Properties().Select(p => p.ToString(Formatting.None)))}\n}}";
    }
}
