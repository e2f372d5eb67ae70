using Newtonsoft.Json;
using RuleWorkbench.Editing;
using RuleWorkbench.Model;

namespace RuleWorkbench.Presentation.Rules;

/// <summary>What can be done with the decision table that the rule in front belongs to.</summary>
internal static class TableCommands
{
    private static readonly HitPolicy[] Policies = [HitPolicy.Unique, HitPolicy.Any, HitPolicy.First, HitPolicy.Collect];

    public static void AddTo(Workbench w)
    {
        w.Commands.Add(new("table.policy", "Hit policy of the decision table", null, "File", () => ChangePolicyAsync(w)) { CanRun = () => TableOf(w) is not null, Help = "how many of its rules may be met, and which of them decides" });
        w.Commands.Add(new("table.column", "Add a column to the decision table", null, "File", () => AddColumnAsync(w)) { CanRun = () => TableOf(w) is not null, Help = "a test of another fact, in the row of the rule in front" });
    }

    private static RuleEditor? EditorOf(Workbench w) => (w.Active as RulePage)?.Editor;

    private static DecisionTable? TableOf(Workbench w) => EditorOf(w)?.Table;

    private static async Task ChangePolicyAsync(Workbench w)
    {
        if (TableOf(w) is not { } table || w.Session.States.GetValueOrDefault(w.Active.Target.Pathway) is not { Pathway: { } pathway } state)
            return;
        if (await w.Dialogs.PickAsync($"Hit policy of {table.Group}", [.. Policies.Select(p => $"{p.ToString().ToLowerInvariant()}: {TableSheet.PolicyWords(p)}")]) is not { } picked || Policies[picked] == table.HitPolicy)
            return;
        var json = JsonConvert.ToString(Policies[picked].ToString().ToLowerInvariant());
        Edit edit = pathway.Groups.ContainsKey(table.Group) ? new SetValue(state.File, JsonPointer.Append("/groups", table.Group), json)
            : pathway.Groups.Count > 0 ? new AddMember(state.File, "/groups", table.Group, json)
            : new AddMember(state.File, "", "groups", $"{{ {JsonConvert.ToString(table.Group)}: {json} }}");
        await w.TellAsync("Not changed", w.Session.Apply(edit, $"change hit policy of {table.Group}"));
    }

    private static async Task AddColumnAsync(Workbench w)
    {
        if (w.Active is not RulePage { Editor: { Table: { } table, Expressions: [var first, ..] } } page)
            return;
        var facts = new CriteriaBuilder(first.Code).Subjects([]).Where(s => !table.Columns.Contains(s.Insert)).ToList();
        if (await w.Dialogs.PickAsync("Column: which fact?", [.. facts.Select(f => f.Label)]) is not { } picked
            || await w.Dialogs.AskAsync($"{page.Editor.RuleId}: {facts[picked].Insert}", TableSheet.Hint) is not { Length: > 0 } test)
            return;
        await w.TellAsync("Not added", page.Sheet.Set(page.Editor.RuleId, facts[picked].Insert, test.Trim()));
    }
}
