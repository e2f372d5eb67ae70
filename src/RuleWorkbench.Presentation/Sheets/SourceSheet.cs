using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Editing;
using RuleWorkbench.Presentation.Session;

namespace RuleWorkbench.Presentation.Sheets;

/// <summary>The sources that rules cite.</summary>
public sealed class SourceSheet(WorkbenchSession session, string pathway) : RecordSheet(
    session, pathway, "The key by which rules cite it, such as S1.",
    [
        new TextField("title", "title", "Title of the guideline, article or policy."),
        new TextField("citation", "citation", "Where it is found."),
    ])
{
    public override string Thing => "source";

    public override IEnumerable<string> Uses(SheetRow row) =>
        [.. RulesWith(r => r.Properties.Evidence.Contains(row.Key)), .. Latest?.Policy.Where(p => p.Source == row.Key).Select(p => "policy." + p.Name) ?? []];

    protected override IEnumerable<Record> Records() => Members("sources");

    protected override Edit Added(string name) => AddedTo("sources", name, "{ \"title\": \"\" }");

    /// <summary>The key, and each place where a rule or a policy value cites it.</summary>
    protected override Edit Renamed(string name, string newName)
    {
        var json = JsonConvert.ToString(newName);
        var cited = Session.Documents.Documents.Where(d => d.File.StartsWith($"workflows/{Pathway}/", StringComparison.Ordinal) && d.Json.Value is not null)
            .SelectMany(d => Citations(d.File, d.Json.Value!.Root).Where(t => t is JValue { Value: string key } && key == name).Select(t => new SetValue(d.File, JsonPointer.Of(t), json)));
        return new Several([.. cited, new RenameMember(File, JsonPointer.Append("/sources", name), newName)]);
    }

    private IEnumerable<JToken> Citations(string file, JObject root) => file == File
        ? (root["policy"] as JObject ?? []).Properties().Select(p => (p.Value as JObject)?["source"]).OfType<JToken>()
        : root.Descendants().OfType<JProperty>().Where(p => p.Name == "evidence").SelectMany(p => p.Value as JArray ?? []);
}
