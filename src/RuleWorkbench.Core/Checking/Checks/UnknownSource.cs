using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Checking.Checks;

/// <summary>Evidence that is not among the sources.</summary>
internal sealed class UnknownSource : Check
{
    public override string Id => DiagnosticIds.UnknownSource;

    public override DiagnosticSeverity Severity => DiagnosticSeverity.Error;

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var known = context.Pathway.Sources.Select(s => s.Key).ToList();
        var ofRules = context.AllRules.SelectMany(r => r.Properties.Evidence.Select(e => (Key: e, Place: context.Files.PlaceOfText(r.Place, e, "Properties", "evidence"))));
        var ofPolicy = context.Pathway.Policy.Where(p => p.Source is not null).Select(p => (Key: p.Source!, Place: context.Files.PlaceOf(p.Place, "source")));
        return ofRules.Concat(ofPolicy).Where(e => !known.Contains(e.Key)).Select(e => Found(
            $"There is no source `{e.Key}`.", e.Place, NearestName.Hint(e.Key, known) ?? "Add it to `sources` of pathway.json."));
    }
}
