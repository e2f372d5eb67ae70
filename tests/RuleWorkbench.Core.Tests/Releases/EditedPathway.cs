using RuleWorkbench.Model;

namespace RuleWorkbench.Releases;

/// <summary>A pathway with one part of it changed.</summary>
internal static class EditedPathway
{
    public static Pathway EditRule(this Pathway pathway, string id, Func<Rule, Rule> edit) =>
        pathway with { Workflows = [.. pathway.Workflows.Select(w => w with { Rules = [.. w.Rules.Select(r => r.Id == id ? edit(r) : r)] })] };

    public static Pathway InWorkflow(this Pathway pathway, string name, Func<Workflow, Workflow> edit) =>
        pathway with { Workflows = [.. pathway.Workflows.Select(w => w.Name == name ? edit(w) : w)] };

    public static Pathway EditFact(this Pathway pathway, string name, Func<FactSchema, FactSchema> edit) =>
        pathway with { Inputs = [.. pathway.Inputs.Select(i => i with { Facts = i.Facts with { Members = [.. i.Facts.Members.Select(m => m.Name == name ? edit(m) : m)] } })] };
}
