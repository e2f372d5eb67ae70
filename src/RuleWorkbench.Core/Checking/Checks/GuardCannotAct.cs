using RuleWorkbench.Model;

namespace RuleWorkbench.Checking.Checks;

/// <summary>A guard that can never stop anything.</summary>
internal sealed class GuardCannotAct : Check
{
    public override string Id => DiagnosticIds.GuardCannotAct;

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var given = context.Rules.Where(r => r.Enabled && r.SuccessEvent is not null).ToList();
        foreach (var guard in context.Rules.Where(r => r.IsGuard))
        {
            if (!guard.Enabled)
            {
                yield return Found($"The guard `{guard.Id}` is switched off: it forbids nothing.", context.Files.PlaceOfName(guard.Place, "Enabled"), "Switch it on, or remove it.");
                continue;
            }

            foreach (var veto in guard.Properties.Veto.Where(v => v == guard.Id || v == guard.SuccessEvent))
            {
                yield return Found(
                    $"`{guard.Id}` forbids `{veto}`, which is its own: where it is met, nobody gets what it recommends.",
                    context.Files.PlaceOfText(guard.Place, veto, "Properties", "veto"),
                    "Forbid what other rules recommend.");
            }

            foreach (var veto in guard.Properties.Veto.Where(v => v != guard.Id && IsKnown(v, context) && !given.Any(r => r.SuccessEvent == v || r.Id == v)))
            {
                yield return Found(
                    $"The guard `{guard.Id}` forbids `{veto}`, which no rule recommends.",
                    context.Files.PlaceOfText(guard.Place, veto, "Properties", "veto"),
                    "Forbid what is recommended, or remove it.");
            }
        }
    }

    /// <summary>A veto that names nothing at all is an error of its own.</summary>
    private static bool IsKnown(string veto, CheckContext context) =>
        context.Pathway.Recommendation(veto) is not null || context.Rules.Any(r => r.Id == veto || r.SuccessEvent == veto);
}
