using System.Collections.Immutable;
using RuleWorkbench.Editing;
using RuleWorkbench.Presentation.Session;

namespace RuleWorkbench.Presentation.Sheets;

/// <summary>The catalogue of a pathway's recommendations.</summary>
public sealed class RecommendationSheet(WorkbenchSession session, string pathway) : RecordSheet(
    session, pathway, "The code that rules hand out, such as REPEAT_ULTRASOUND.",
    [
        new TextField("category", "category", "For grouping in documents."),
        new TextField("text", "text", "What is recommended, as an order: \"Repeat the block under ultrasound.\""),
    ])
{
    private const int Category = 1;

    public override string Thing => "recommendation";

    public override ImmutableArray<string> Choices(SheetRow row, int column) => column == Category ? [.. Rows.Select(r => r.Cells[Category]).Where(c => c.Length > 0).Distinct().Order(StringComparer.Ordinal)] : [];

    public override IEnumerable<string> Uses(SheetRow row) => RulesWith(r => r.SuccessEvent == row.Key || r.Properties.Veto.Contains(row.Key));

    protected override IEnumerable<Record> Records() => Members("recommendations");

    protected override Edit Added(string name) => AddedTo("recommendations", name, "{ \"text\": \"\" }");

    protected override Edit Renamed(string name, string newName) => new Rename(Pathway, NameKind.Code, name, newName);
}
