using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Checking.Checks;

/// <summary>A decision between fewer than two rules.</summary>
internal sealed class GroupWithoutChoice : Check
{
    public override string Id => DiagnosticIds.GroupWithoutChoice;

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var used = context.Rules.Select(r => r.Properties.Group).ToHashSet();
        foreach (var group in context.Pathway.Groups.Keys.Where(g => !used.Contains(g)))
            yield return Found($"No rule belongs to the group `{group}`.", context.Files.PlaceOfName(context.Pathway.Place, "groups", group), "Remove it, or name it in the `group` of its rules.");

        // With injection, a decision is made between the rules of several files.
        var injected = context.Pathway.Workflows.SelectMany(w => w.Injects).ToHashSet();
        foreach (var workflow in context.Pathway.Workflows.Where(w => w.Injects.IsEmpty && !injected.Contains(w.Name)))
        {
            foreach (var only in workflow.Rules.Where(r => r.Properties.Group is not null).GroupBy(r => r.Properties.Group).Where(g => g.Count() == 1).Select(g => g.First()))
            {
                yield return Found(
                    $"`{only.Id}` is the only rule of the group `{only.Properties.Group}` in `{workflow.Name}`: there is nothing to decide.",
                    context.Files.PlaceOf(only.Place, "Properties", "group"),
                    NearestName.Find(only.Properties.Group!, used.OfType<string>().Where(g => g != only.Properties.Group)) is { } nearest ? $"Did you mean `{nearest}`?" : "Remove `group`, or add the other rules to it.");
            }
        }
    }
}
