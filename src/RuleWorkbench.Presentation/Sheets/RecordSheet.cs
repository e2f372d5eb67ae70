using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Editing;
using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Session;

namespace RuleWorkbench.Presentation.Sheets;

/// <summary>A sheet whose rows are JSON records of a pathway's files: a column its name, the others members.</summary>
public abstract class RecordSheet(WorkbenchSession session, string pathway, string nameHint, ImmutableArray<SheetField> fields) : ISheet
{
    public abstract string Thing { get; }

    public string About => "";

    public string Placeholder => $"There is no {Thing} yet. Ins adds one.";

    public ImmutableArray<SheetColumn> Columns { get; } =
        [new SheetColumn("name", nameHint), .. fields.Select(f => new SheetColumn(f.Title, f.Hint) { TakesOthers = f is not FactTypeField })];

    public ImmutableArray<SheetRow> Rows => [.. Records().Select(r => new SheetRow(r.Name, [r.Name, .. fields.Select(f => f.Read(r.Node))]))];

    protected WorkbenchSession Session => session;

    protected string Pathway => pathway;

    protected string File => $"workflows/{pathway}/pathway.json";

    protected JObject? Root => Session.Documents.Find(File)?.Json.Value?.Root;

    protected Pathway? Latest => Session.States.GetValueOrDefault(pathway)?.Pathway;

    public virtual ImmutableArray<string> Choices(SheetRow row, int column) =>
        column > 0 && fields[column - 1] is FactTypeField && row.Cells[column] is not ("list" or "group") ? FactTypeField.Types : [];

    public Target? Opens(SheetRow row) => null;

    public abstract IEnumerable<string> Uses(SheetRow row);

    public async Task<ImmutableArray<Diagnostic>> SetAsync(SheetRow row, int column, string text)
    {
        if (column == 0)
            return text.Length == 0 ? Refused("A name cannot be empty.") : await Session.ApplyAsync(Renamed(row.Key, text), $"rename {Thing} {row.Key}");
        if (Records().FirstOrDefault(r => r.Name == row.Key) is not { } record)
            return Refused($"There is no {Thing} `{row.Key}` any more.");
        return fields[column - 1].Write(record.File, JsonPointer.Of(record.Node), record.Node, text) is { } edit
            ? Session.Apply(edit, $"change {fields[column - 1].Title} of {row.Key}")
            : Refused($"`{text}` cannot stand there. {fields[column - 1].Hint}");
    }

    public Task<ImmutableArray<Diagnostic>> AddAsync(string name) => Task.FromResult(
        Records().Any(r => r.Name == name) ? Refused($"There is a {Thing} `{name}` already.")
        : Added(name) is { } edit ? Session.Apply(edit, $"add {Thing} {name}")
        : Refused($"`{name}` cannot be added. {Columns[0].Hint}"));

    public Task<ImmutableArray<Diagnostic>> RemoveAsync(SheetRow row) => Task.FromResult(
        Records().FirstOrDefault(r => r.Name == row.Key) is { } record
            ? Session.Apply(new Remove(record.File, JsonPointer.Of(record.Node)), $"remove {Thing} {row.Key}")
            : Refused($"There is no {Thing} `{row.Key}` any more."));

    /// <summary>The records as the files are now, in their order.</summary>
    protected abstract IEnumerable<Record> Records();

    /// <summary>The edit that adds one; null when it cannot have that name.</summary>
    protected abstract Edit? Added(string name);

    /// <summary>The edit that gives one another name wherever it is named.</summary>
    protected abstract Edit Renamed(string name, string newName);

    /// <summary>Records that are members of an object of pathway.json.</summary>
    protected IEnumerable<Record> Members(string owner) =>
        ((Root?[owner] as JObject)?.Properties() ?? []).Where(p => p.Value is JObject).Select(p => new Record(p.Name, File, (JObject)p.Value));

    /// <summary>The edit that adds a record to an object of pathway.json.</summary>
    protected Edit AddedTo(string owner, string name, string json) =>
        Root?[owner] is JObject ? new AddMember(File, "/" + owner, name, json) : new AddMember(File, "", owner, $"{{ {Newtonsoft.Json.JsonConvert.ToString(name)}: {json} }}");

    /// <summary>Labels of the rules that something is true of.</summary>
    protected IEnumerable<string> RulesWith(Func<Rule, bool> names) => (Latest?.Workflows.SelectMany(w => w.Rules) ?? []).Where(names).Select(r => r.Id);

    private ImmutableArray<Diagnostic> Refused(string why) => [Diagnostic.Error(DiagnosticIds.EditDoesNotFit, why, new SourcePlace(File))];

    /// <param name="Node">In the document of <paramref name="File"/>.</param>
    protected sealed record Record(string Name, string File, JObject Node);
}
