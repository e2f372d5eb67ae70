using System.Collections.Immutable;
using RuleWorkbench.Editing;
using RuleWorkbench.Presentation.Session;

namespace RuleWorkbench.Presentation.Sheets;

/// <summary>The policy values of a pathway.</summary>
public sealed class PolicySheet(WorkbenchSession session, string pathway) : RecordSheet(
    session, pathway, "What rules call it: policy.failedReliefBelow is failedReliefBelow here.",
    [
        new PolicyField("value", "value", "What the site has set. Numbers with a point; several texts with | between them."),
        new TextField("unit", "unit", "UCUM, such as mg/d, %, a (years), d (days)."),
        new TextField("source", "source", "Key of the source that it comes from, or site-policy."),
        new TextField("description", "description", "What it decides, in a sentence."),
    ])
{
    private const int Source = 3;

    public override string Thing => "policy value";

    public override ImmutableArray<string> Choices(SheetRow row, int column) => column == Source ? [.. Latest?.Sources.Select(s => s.Key) ?? []] : [];

    public override IEnumerable<string> Uses(SheetRow row) => RulesWith(r => RuleTexts.Names(r, "policy." + row.Key));

    protected override IEnumerable<Record> Records() => Members("policy");

    protected override Edit Added(string name) => AddedTo("policy", name, "{ \"value\": 0 }");

    protected override Edit Renamed(string name, string newName) => new Rename(Pathway, NameKind.Policy, name, newName);
}
