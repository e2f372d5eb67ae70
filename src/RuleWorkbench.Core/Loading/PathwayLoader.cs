using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Model;

namespace RuleWorkbench.Loading;

/// <summary>Reads a pathway folder into a <see cref="Pathway"/>, with everything that is wrong with it.</summary>
public static class PathwayLoader
{
    /// <summary>The file that makes a folder a pathway.</summary>
    public const string FileName = "pathway.json";

    /// <summary>What else lies beside the workflows: sign-offs, and the manifest of a release.</summary>
    private static readonly string[] FilesBeside = ["approvals.json", "manifest.json"];

    /// <summary>Reads the pathway in <paramref name="folder"/>; file names in messages are relative to
    /// <paramref name="root"/>.</summary>
    public static Loaded<Pathway> Load(string folder, string root) => Load(folder, root, FilesOnDisk.Instance);

    /// <summary>The same, from other files than those on disk.</summary>
    public static Loaded<Pathway> Load(string folder, string root, IJsonFiles from)
    {
        var loaded = LoadWithFiles(folder, root, from);
        return new(loaded.Pathway, loaded.Diagnostics);
    }

    /// <summary>The same, with the files that were read.</summary>
    public static LoadedPathway LoadWithFiles(string folder, string root, IJsonFiles from)
    {
        var read = new List<JsonFile>();
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        string Display(string path) => Path.GetRelativePath(root, path).Replace('\\', '/');
        Loaded<JsonFile> Open(string relative)
        {
            var path = Path.Combine(folder, relative);
            var file = from.Read(path, Display(path));
            diagnostics.AddRange(file.Diagnostics);
            if (file.Value is not null)
                read.Add(file.Value);
            return file;
        }

        if (Open(FileName).Value is not { } file)
            return new(null, diagnostics.ToImmutable(), new PathwayFiles(read));
        Loaded<JsonFile> OpenNamed(string relative, JToken named)
        {
            if (IsInside(folder, relative))
                return Open(relative);
            diagnostics.Add(Diagnostic.Error(
                DiagnosticIds.UnusableName,
                $"`{relative}` is not a file of this pathway's folder.",
                file.PlaceOf(named),
                "A pathway, and each release of it, holds all its files itself: move the file here."));
            return new(null, []);
        }

        var reader = new JsonObjectReader(file, file.Root, "a pathway", diagnostics);
        reader.Ignore("$schema");
        var workflowNames = reader.TextTokens("workflows");
        var pathway = new Pathway(reader.RequiredText("pathway"), new SourcePlace(file.Source.DisplayPath))
        {
            Title = reader.Text("title"),
            Description = reader.Text("description"),
            Disclaimer = reader.Text("disclaimer"),
            Version = reader.Text("version"),
            Owner = reader.Text("owner"),
            ReviewBy = reader.Date("reviewBy"),
            Clock = reader.Text("clock"),
            Inputs = ReadInputs(reader, OpenNamed, diagnostics),
            Policy = ReadPolicy(reader),
            Scripts = ScriptReader.Read(reader, folder, root, from, diagnostics),
            ScriptBudget = ScriptReader.ReadBudget(reader),
            Workflows = ReadWorkflows(workflowNames, reader, OpenNamed, diagnostics),
            Entry = reader.RequiredText("entry"),
            Always = reader.Texts("always"),
            Groups = ReadGroups(reader),
            Recommendations = [.. reader.NamedObjects("recommendations", "a recommendation").Select(r => ReadRecommendation(r.Name, r.Value))],
            Checks = CheckSettingsReader.ReadLevels(reader),
            Suppressions = CheckSettingsReader.ReadSuppressions(reader),
            Sources = [.. reader.NamedObjects("sources", "a source").Select(s => ReadSource(s.Name, s.Value))],
        };
        reader.Finish();
        CheckNames(pathway, reader);
        pathway = pathway with
        {
            Unread =
            [
                .. (file.Root["inputs"] as JObject ?? []).Properties().Select(i => i.Name).Except(pathway.Inputs.Select(i => i.Name)),
                .. workflowNames.Select(n => (string)n!).Except(pathway.Workflows.Select(w => w.Name)),
            ],
        };
        var files = new PathwayFiles(read);
        diagnostics.AddRange(PathwayGraph.Check(pathway, file, files));
        return new(pathway, diagnostics.ToImmutable(), files);
    }

    internal static bool IsInside(string folder, string relative)
    {
        if (relative.Length == 0 || relative.Contains('\0', StringComparison.Ordinal))
            return false;
        var home = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar;
        return Path.GetFullPath(Path.Combine(folder, relative)).StartsWith(home, StringComparison.Ordinal);
    }

    private static ImmutableArray<Input> ReadInputs(
        JsonObjectReader reader, Func<string, JToken, Loaded<JsonFile>> open, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        var inputs = ImmutableArray.CreateBuilder<Input>();
        foreach (var member in reader.NamedValues("inputs"))
        {
            if (member.Value.Type != JTokenType.String)
                reader.Error(DiagnosticIds.WrongJsonType, $"`{member.Name}` is {JsonFile.Describe(member.Value)}; the path of a schema is expected.", member.Value);
            else if (open((string)member.Value!, member.Value).Value is { } schema)
                inputs.Add(new Input(member.Name, new FactSchemaReader(schema, diagnostics).Read(member.Name)));
        }

        return inputs.ToImmutable();
    }

    private static ImmutableArray<PolicyValue> ReadPolicy(JsonObjectReader reader)
    {
        var policy = ImmutableArray.CreateBuilder<PolicyValue>();
        foreach (var (name, value) in reader.NamedObjects("policy", "a policy value"))
        {
            var place = value.Place;
            var token = value.Any("value");
            var (kind, element, parsed) = PolicyKind(token);
            if (parsed is null)
            {
                value.Error(
                    token is null ? DiagnosticIds.MissingMember : DiagnosticIds.WrongJsonType,
                    $"The policy value `{name}` needs a `value`: a number, true or false, a text, or a list of texts or of numbers.",
                    token ?? value.Node);
                continue;
            }

            var unit = value.Text("unit");
            var description = value.Text("description");
            var schema = new FactSchema(name, kind, place)
            {
                Unit = unit,
                Description = description,
                Element = element is { } e ? new FactSchema(name, e, place) : null,
            };
            policy.Add(new PolicyValue(name, schema, parsed, unit, value.Text("source"), description, place));
            value.Finish();
        }

        return policy.ToImmutable();
    }

    private static (FactKind Kind, FactKind? Element, object? Value) PolicyKind(JToken? token) => token switch
    {
        { Type: JTokenType.Integer or JTokenType.Float } when double.IsFinite((double)token) => (FactKind.Number, null, (double)token),
        { Type: JTokenType.Boolean } => (FactKind.Flag, null, (bool)token),
        { Type: JTokenType.String } => (FactKind.Text, null, (string)token!),
        JArray { Count: > 0 } list when list.All(t => t.Type == JTokenType.String) =>
            (FactKind.List, FactKind.Text, list.Select(t => (string)t!).ToArray()),
        JArray { Count: > 0 } list when list.All(t => t.Type is JTokenType.Integer or JTokenType.Float && double.IsFinite((double)t)) =>
            (FactKind.List, FactKind.Number, list.Select(t => (double)t).ToArray()),
        _ => (FactKind.Text, null, null),
    };

    private static ImmutableArray<Workflow> ReadWorkflows(
        ImmutableArray<JToken> names,
        JsonObjectReader reader,
        Func<string, JToken, Loaded<JsonFile>> open,
        ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        var workflows = ImmutableArray.CreateBuilder<Workflow>();
        var listed = new HashSet<string>();
        foreach (var token in names)
        {
            var name = (string)token!;
            if (!listed.Add(name))
            {
                reader.Error(DiagnosticIds.DuplicateName, $"The workflow `{name}` is listed twice.", token, "Remove one of them.");
                continue;
            }

            if (FilesBeside.Contains(name + ".json"))
            {
                reader.Error(DiagnosticIds.UnusableName, $"`{name}` cannot name a workflow: `{name}.json` is a file of another kind.", token, "Choose another name.");
                continue;
            }

            if (open(name + ".json", token).Value is not { } file)
                continue;
            var workflow = new WorkflowReader(file, diagnostics).Read();
            workflows.Add(workflow with { Name = name });
            if (workflow.Name != name && workflow.Name.Length > 0)
            {
                diagnostics.Add(Diagnostic.Error(
                    DiagnosticIds.UnknownName,
                    $"The file of the workflow `{name}` holds a workflow called `{workflow.Name}`.",
                    file.PlaceOf(file.Root["WorkflowName"]!),
                    "Give the file and the workflow the same name."));
            }
        }

        return workflows.ToImmutable();
    }

    private static Dictionary<string, HitPolicy> ReadGroups(JsonObjectReader reader)
    {
        var groups = new Dictionary<string, HitPolicy>();
        var known = Enum.GetNames<HitPolicy>().Select(n => n.ToLowerInvariant()).ToArray();
        foreach (var member in reader.NamedValues("groups"))
        {
            var text = member.Value.Type == JTokenType.String ? (string)member.Value! : "";
            if (known.Contains(text))
                groups[member.Name] = Enum.Parse<HitPolicy>(text, ignoreCase: true);
            else
                reader.Error(DiagnosticIds.UnknownHitPolicy, $"`{text}` is not a hit policy.", member.Value, NearestName.Hint(text, known));
        }

        return groups;
    }

    private static Recommendation ReadRecommendation(string code, JsonObjectReader reader)
    {
        var recommendation = new Recommendation(code, reader.RequiredText("text"), reader.Text("category"), reader.Place);
        reader.Finish();
        return recommendation;
    }

    private static Source ReadSource(string key, JsonObjectReader reader)
    {
        var source = new Source(key, reader.RequiredText("title"), reader.Text("citation"), reader.Place);
        reader.Finish();
        return source;
    }

    private static void CheckNames(Pathway pathway, JsonObjectReader reader)
    {
        var taken = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { [Pathway.PolicyInput] = "the policy values" };
        if (pathway.Clock is { } clock)
        {
            CheckUsable(clock, reader.Node["clock"]!);
            if (!taken.TryAdd(clock, "the clock"))
                reader.Error(DiagnosticIds.DuplicateName, $"`{clock}` is the name of {taken[clock]}.", reader.Node["clock"]!, "Choose another name.");
        }

        foreach (var input in pathway.Inputs)
        {
            var at = reader.Node["inputs"]![input.Name]!;
            CheckUsable(input.Name, at);
            if (!taken.TryAdd(input.Name, "another input"))
                reader.Error(DiagnosticIds.DuplicateName, $"`{input.Name}` is the name of {taken[input.Name]} too.", at, "Choose another name.");
        }

        foreach (var token in (reader.Node["scripts"] as JArray ?? []).Where(t => t.Type == JTokenType.String && taken.ContainsKey((string)t!)))
            reader.Error(DiagnosticIds.DuplicateName, $"`{(string)token!}` is the name of an input too; RulesEngine does not tell upper and lower case apart.", token, "Rename the library.");

        foreach (var value in pathway.Policy.Where(p => !FactSchemaReader.Identifier().IsMatch(p.Name)))
            reader.Error(DiagnosticIds.UnusableName, $"`{value.Name}` cannot name a policy value.", reader.Node["policy"]![value.Name]!, "Use letters, digits and _, beginning with a letter.");

        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var value in pathway.Policy.Where(p => !values.TryAdd(p.Name, p.Name)))
            reader.Error(DiagnosticIds.UnusableName, $"`{value.Name}` and `{values[value.Name]}` differ by upper and lower case only, which RulesEngine does not tell apart.", reader.Node["policy"]![value.Name]!, "Rename one of them.");

        void CheckUsable(string name, JToken at)
        {
            if (WorkflowReader.ReservedWords.Contains(name) || !FactSchemaReader.Identifier().IsMatch(name))
                reader.Error(DiagnosticIds.UnusableName, $"`{name}` cannot name an input: expressions read it as something else.", at, "Choose another name.");
        }
    }
}
