using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Checking.Checks;

/// <summary>A recommendation whose code says nothing: the catalogue has no text for it.</summary>
internal sealed class CodeNotInCatalogue : Check
{
    public override string Id => DiagnosticIds.CodeNotInCatalogue;

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        // A pathway without a catalogue lets codes speak for themselves.
        var known = context.Pathway.Recommendations.Select(r => r.Code).ToList();
        return known.Count == 0 ? [] : context.Rules.Where(r => r.SuccessEvent is { } code && !known.Contains(code)).Select(r => Found(
            $"The recommendation `{r.SuccessEvent}` has no entry in the catalogue, so that nobody can read what it says.",
            context.Files.PlaceOf(r.Place, "SuccessEvent"),
            NearestName.Find(r.SuccessEvent!, known) is { } nearest ? $"Did you mean `{nearest}`?" : "Add it to `recommendations` of pathway.json."));
    }
}
