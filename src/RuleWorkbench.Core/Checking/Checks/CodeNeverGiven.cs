using RuleWorkbench.Model;

namespace RuleWorkbench.Checking.Checks;

/// <summary>An entry of the catalogue that no rule recommends.</summary>
internal sealed class CodeNeverGiven : Check
{
    public override string Id => DiagnosticIds.CodeNeverGiven;

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var given = context.Rules.Where(r => r.Enabled).Select(r => r.SuccessEvent).ToHashSet();
        return context.Pathway.Recommendations.Where(r => !given.Contains(r.Code)).Select(r => Found(
            $"No rule recommends `{r.Code}`.",
            context.Files.PlaceOfName(context.Pathway.Place, "recommendations", r.Code),
            "Name it as the `SuccessEvent` of a rule, or remove it."));
    }
}
