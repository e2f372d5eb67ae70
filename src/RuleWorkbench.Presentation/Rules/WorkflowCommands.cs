using System.Globalization;
using RuleWorkbench.Editing;
using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Language;
using RuleWorkbench.Presentation.Pages;

namespace RuleWorkbench.Presentation.Rules;

/// <summary>What can be done with the rules of the workflow in front.</summary>
internal static class WorkflowCommands
{
    public static void AddTo(Workbench w)
    {
        w.Commands.Add(new("rule.new", "New rule", "Alt+N", "File", () => NewAsync(w)) { CanRun = () => InFront(w) is not null, Help = "in the workflow in front" });
        w.Commands.Add(new("rule.remove", "Remove the rule", null, "File", () => RemoveAsync(w)) { CanRun = () => RuleInFront(w) is not null });
        w.Commands.Add(new("workflow.rename", "Rename the workflow everywhere", null, "File", () => RenameAsync(w)) { CanRun = () => w.Active is WorkflowPage && InFront(w) is not null });
    }

    /// <summary>The workflow of the tab in front: its own, or that of its rule.</summary>
    private static (Pathway Pathway, Workflow Workflow)? InFront(Workbench w)
    {
        var target = w.Active.Target;
        var pathway = w.Session.States.GetValueOrDefault(target.Pathway)?.Pathway;
        var workflow = target.Kind switch
        {
            TargetKind.Workflow => pathway?.Workflow(target.Name),
            TargetKind.Rule => pathway?.Workflows.FirstOrDefault(f => f.Rules.Any(r => r.Id == target.Name)),
            _ => null,
        };
        return workflow is null ? null : (pathway!, workflow);
    }

    /// <summary>The rule that is open, or selected in the tab of its workflow.</summary>
    private static Rule? RuleInFront(Workbench w) =>
        w.Active is WorkflowPage page ? page.Selected : InFront(w)?.Workflow.Rules.FirstOrDefault(r => r.Id == w.Active.Target.Name);

    private static async Task NewAsync(Workbench w)
    {
        if (InFront(w) is not var (pathway, workflow))
            return;
        if (await w.Dialogs.AskAsync($"New rule in {workflow.Name}", "Name: what people will call it, such as: More volume.") is not { Length: > 0 } name)
            return;
        if (await w.Dialogs.AskAsync($"New rule in {workflow.Name}", "Id: stays the same for good; suites and vetoes refer to it.", NextId(pathway, workflow)) is not { Length: > 0 } id)
            return;

        // Met by nobody until somebody says whom it is for.
        var refused = w.Session.Apply(new NewRule(pathway.Name, workflow.Name, id.Trim(), name.Trim(), "false"), $"new rule {id.Trim()}");
        await w.TellAsync("No rule was made", refused);
        if (!refused.IsEmpty)
            return;
        await w.Session.Settled;
        w.Open(new Target(TargetKind.Rule, pathway.Name, id.Trim()));
    }

    private static async Task RemoveAsync(Workbench w)
    {
        if (InFront(w) is not var (pathway, workflow) || RuleInFront(w) is not { } rule)
            return;
        var named = SymbolPlaces.References(rule, pathway).Where(r => !r.IsDeclaration).Select(r => r.Owner).ToList();
        var text = named.Count == 0 ? $"{rule.Label} is taken out of {workflow.Name}." : $"{string.Join("\n", named.Take(12))}\n\nname it or its recommendation.";
        if (await w.Dialogs.ChooseAsync("Remove the rule", text, "Keep it", "Remove it") != 1
            || w.Session.Documents.Find(workflow.Place.File)?.Json.Value?.Root["Rules"]?.ElementAtOrDefault(workflow.Rules.IndexOf(rule)) is not { } found)
            return;
        await w.TellAsync("Not removed", w.Session.Apply(new Remove(workflow.Place.File, JsonPointer.Of(found)), $"remove rule {rule.Id}"));
    }

    private static async Task RenameAsync(Workbench w)
    {
        if (InFront(w) is not var (pathway, workflow) || await w.Dialogs.AskAsync("Rename everywhere", $"New name of {workflow.Name}", workflow.Name) is not { Length: > 0 } name || name == workflow.Name)
            return;
        var page = w.Active;
        var refused = await w.Session.ApplyAsync(new Rename(pathway.Name, NameKind.Workflow, workflow.Name, name), $"rename workflow {workflow.Name}");
        await w.TellAsync("Not renamed", refused);
        if (!refused.IsEmpty)
            return;
        await w.Session.Settled;
        w.Close(page);
        w.Open(new Target(TargetKind.Workflow, pathway.Name, name));
    }

    /// <summary>The id of the last rule with its number counted up until nobody has it; empty where there is no number.</summary>
    private static string NextId(Pathway pathway, Workflow workflow)
    {
        var last = workflow.Rules.IsEmpty ? "" : workflow.Rules[^1].Id;
        var digits = last.Length - last.TrimEnd([.. "0123456789"]).Length;
        if (digits is 0 or > 9)
            return "";
        var taken = pathway.Workflows.SelectMany(f => f.Rules).Select(r => r.Id).ToHashSet();
        for (var number = int.Parse(last[^digits..], CultureInfo.InvariantCulture) + 1; ; number++)
        {
            if (last[..^digits] + number.ToString(new string('0', digits), CultureInfo.InvariantCulture) is var id && !taken.Contains(id))
                return id;
        }
    }
}
