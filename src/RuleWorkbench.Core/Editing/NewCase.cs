using System.Collections.Immutable;
using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Editing;

/// <summary>Adds a case at the end of a suite, and makes the suite if there is none of that name.</summary>
public sealed record NewCase(string Pathway, string Suite, string Id) : Edit
{
    /// <summary>The case whose facts are taken over: its id, or suite/id; null for none.</summary>
    public string? From { get; init; }

    public string? Why { get; init; }

    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>The facts that it begins with.</summary>
    public JObject Facts { get; init; } = [];

    /// <summary>Policy values that it overrides.</summary>
    public JObject Policy { get; init; } = [];

    public DateOnly? Clock { get; init; }

    public override Loaded<Edited> Apply(DocumentSet documents)
    {
        var workspace = new Workspace(documents.Root);
        var loaded = PathwayLoader.Load(workspace.FolderOf(Pathway), documents.Root, documents);
        if (!loaded.IsUsable)
            return new(null, loaded.Diagnostics);
        var suites = SuiteLoader.Load(workspace.SuitesOf(Pathway), documents.Root, loaded.Value!, documents).Value!;
        var suite = suites.Suites.FirstOrDefault(s => s.Name == Suite);
        var file = suite?.Place.File ?? $"{workspace.Display(workspace.SuitesOf(Pathway))}/{Suite}.json";
        Loaded<Edited> Refuse(string id, string message, string? fix) => new(null, [Diagnostic.Error(id, message, new SourcePlace(file), fix)]);
        if (suite?.Cases.Any(c => c.Id == Id) == true)
            return Refuse(DiagnosticIds.DuplicateName, $"The suite has a case `{Id}` already.", "Choose another id.");
        if (string.IsNullOrWhiteSpace(Id) || string.IsNullOrWhiteSpace(Suite) || Suite.IndexOfAny([.. Path.GetInvalidFileNameChars(), '/', '\\']) >= 0)
            return Refuse(DiagnosticIds.UnusableName, $"`{Suite}/{Id}` cannot name a case.", "Choose another name.");
        var known = suites.Cases.Where(c => c.Suite == Suite).Select(c => c.Id).Concat(suites.Cases.Select(c => c.FullId));
        if (From is not null && !known.Contains(From))
            return Refuse(DiagnosticIds.UnknownCase, $"There is no case `{From}`.", NearestName.Hint(From, known));

        var added = new JObject { ["id"] = Id };
        if (Why is not null)
            added["why"] = Why;
        if (From is not null)
            added["from"] = From;
        if (!Tags.IsEmpty)
            added["tags"] = new JArray(Tags);
        if (Clock is { } clock)
            added["clock"] = clock.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        added["facts"] = Facts.DeepClone();
        if (Policy.Count > 0)
            added["policy"] = Policy.DeepClone();
        added["expect"] = new JObject();
        var json = added.ToString(Formatting.Indented);
        if (suite is null)
        {
            var whole = new JObject { ["suite"] = Suite, ["pathway"] = Pathway, ["cases"] = new JArray(added) };
            return new AddFile(file, JsonFormatter.Format(whole.ToString(Formatting.Indented))).Apply(documents);
        }

        return (documents.Find(file)!.Json.Value!.Root["cases"] is JArray ? new AddItem(file, "/cases", json) : (Edit)new AddMember(file, "", "cases", $"[\n{json}\n]")).Apply(documents);
    }
}
