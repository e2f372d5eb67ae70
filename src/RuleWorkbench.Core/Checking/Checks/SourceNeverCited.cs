using RuleWorkbench.Model;

namespace RuleWorkbench.Checking.Checks;

/// <summary>A source that no rule and no policy value cites.</summary>
internal sealed class SourceNeverCited : Check
{
    public override string Id => DiagnosticIds.SourceNeverCited;

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var cited = context.AllRules.SelectMany(r => r.Properties.Evidence).Concat(context.Pathway.Policy.Select(p => p.Source).OfType<string>()).ToHashSet();
        return context.Pathway.Sources.Where(s => !cited.Contains(s.Key)).Select(s => Found(
            $"No rule and no policy value cites the source `{s.Key}`.",
            context.Files.PlaceOfName(context.Pathway.Place, "sources", s.Key),
            "Cite it where it is the reason, or remove it."));
    }
}
