using RuleWorkbench.Model;

namespace RuleWorkbench.Checking.Checks;

/// <summary>A rule that recommends or forbids something and does not say on what grounds.</summary>
internal sealed class RuleWithoutEvidence : Check
{
    public override string Id => DiagnosticIds.RuleWithoutEvidence;

    public override IEnumerable<Diagnostic> Run(CheckContext context) =>
        // A pathway without sources does not cite any.
        context.Pathway.Sources.IsEmpty ? [] : context.Rules.Where(r => r.Enabled && r.Properties.Evidence.IsEmpty && (r.SuccessEvent is not null || r.IsGuard)).Select(r => Found(
            $"`{r.Id}` {(r.IsGuard ? "forbids" : "recommends")} something without evidence.",
            context.Files.PlaceOf(r.Place, "RuleName"),
            "Name the sources in `evidence` of its Properties."));
}
