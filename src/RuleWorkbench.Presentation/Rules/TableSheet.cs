using System.Collections.Immutable;
using Newtonsoft.Json;
using RuleWorkbench.Editing;
using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Language;
using RuleWorkbench.Presentation.Session;
using RuleWorkbench.Presentation.Sheets;

namespace RuleWorkbench.Presentation.Rules;

/// <summary>The rules of a rule's group as a decision table that can be edited: a cell is a test of its column's fact.</summary>
public sealed class TableSheet(WorkbenchSession session, RuleEditor editor) : ISheet
{
    internal const string Hint = "A test such as >= 5, plexus, not(plexus), a, b or missing; - where the fact does not matter.";

    public string Thing => "rule";

    public string About => Table is { } table ? $"{table.Letter}  {table.Group}: {PolicyWords(table.HitPolicy)}" : "";

    public string Placeholder => "The rule belongs to no group: a table shows the rules that decide together.";

    public ImmutableArray<SheetColumn> Columns =>
    [
        new SheetColumn("rule", "Id of the rule."),
        .. Table?.Columns.Select(c => new SheetColumn(c, c == DecisionTable.Other ? "Whatever is no test of one fact, as code." : Hint)) ?? [],
        new SheetColumn("recommendation", "Code of what is recommended when the rule is met."),
    ];

    public ImmutableArray<SheetRow> Rows => [.. Table?.Rows.Select(r => new SheetRow(r.RuleId, [r.RuleId, .. r.Cells, r.Output])) ?? []];

    public ImmutableArray<string> Choices(SheetRow row, int column) =>
        column == Columns.Length - 1 ? [.. Pathway?.Recommendations.Select(r => r.Code) ?? []]
        : column == 0 || Columns[column].Title == DecisionTable.Other || Builder is not { } builder ? []
        : builder.Values([], Columns[column].Title, "==").Where(v => v.Kind == CompletionKind.Value || v.Label is "true" or "false").Select(v => v.Insert).ToList() is { Count: > 0 } values
            ? [DecisionCell.Any, .. values, .. values.Select(v => $"not({v})"), "missing", "known"]
            : [];

    public Target? Opens(SheetRow row) => new(TargetKind.Rule, editor.Pathway, row.Key);

    public IEnumerable<string> Uses(SheetRow row) => Pathway is { } pathway && RuleOf(row.Key) is { } rule
        ? SymbolPlaces.References(rule, pathway).Where(r => !r.IsDeclaration).Select(r => r.Owner)
        : [];

    public Task<ImmutableArray<Diagnostic>> SetAsync(SheetRow row, int column, string text) => Task.FromResult(Set(row, column, text));

    public Task<ImmutableArray<Diagnostic>> AddAsync(string name) => Task.FromResult(
        Table is { } table && Workflow is { } workflow
            ? session.Apply(new NewRule(editor.Pathway, workflow.Name, name, name, "false") { Group = table.Group }, $"new rule {name}")
            : Refused("The rule belongs to no group."));

    public Task<ImmutableArray<Diagnostic>> RemoveAsync(SheetRow row) => Task.FromResult(
        PointerOf(row.Key) is { } pointer ? session.Apply(new Remove(editor.File, pointer), $"remove rule {row.Key}") : []);

    private ImmutableArray<Diagnostic> Set(SheetRow row, int column, string text)
    {
        if (RuleOf(row.Key) is not { } rule || PointerOf(row.Key) is not { } pointer)
            return Refused("The rule is not there any more.");
        if (column == Columns.Length - 1)
            return session.Apply(text.Length == 0 ? new Remove(editor.File, pointer + "/SuccessEvent") : Put(rule.SuccessEvent is not null, pointer, "SuccessEvent", text), $"change recommendation of {row.Key}");
        return Set(row.Key, Columns[column].Title, text);
    }

    /// <summary>Writes a test of a fact into a rule, whether the table has a column of that fact or not yet.</summary>
    internal ImmutableArray<Diagnostic> Set(string ruleId, string name, string text)
    {
        if (RuleOf(ruleId) is not { Operator: null, Expression: { } expression } || PointerOf(ruleId) is not { } pointer)
            return Refused("The rule is made of nested rules; change those one by one.");
        return DecisionTable.Change(expression.Text, name, text, v => Builder?.Written([], name, v) ?? v) is { } now
            ? session.Apply(Put(true, pointer, "Expression", now), $"change {name} of {ruleId}")
            : Refused($"`{text}` is no test. {Hint}");
    }

    private DecisionTable? Table => editor.Table;

    private Pathway? Pathway => session.States.GetValueOrDefault(editor.Pathway)?.Pathway;

    private Workflow? Workflow => Pathway?.Workflows.FirstOrDefault(w => w.Place.File == editor.File);

    /// <summary>For the values that fit a fact; what the rule in front can name, its neighbours can too.</summary>
    private CriteriaBuilder? Builder => editor.Expressions.FirstOrDefault() is { } first ? new CriteriaBuilder(first.Code) : null;

    private Rule? RuleOf(string id) => Workflow?.Rules.FirstOrDefault(r => r.Id == id);

    private string? PointerOf(string id) =>
        session.Documents.Find(editor.File)?.Json.Value?.Root["Rules"]?.FirstOrDefault(r => ((string?)r["Properties"]?["id"] ?? (string?)r["RuleName"]) == id) is { } rule ? JsonPointer.Of(rule) : null;

    private Edit Put(bool isThere, string pointer, string member, string text) =>
        isThere ? new SetValue(editor.File, $"{pointer}/{member}", JsonConvert.ToString(text)) : new AddMember(editor.File, pointer, member, JsonConvert.ToString(text));

    private ImmutableArray<Diagnostic> Refused(string why) => [Diagnostic.Error(DiagnosticIds.EditDoesNotFit, why, new SourcePlace(editor.File))];

    internal static string PolicyWords(HitPolicy policy) => policy switch
    {
        HitPolicy.Unique => "at most one rule may be met",
        HitPolicy.Any => "several may be met that recommend the same",
        HitPolicy.First => "the first rule that is met decides",
        _ => "all rules that are met count",
    };
}
