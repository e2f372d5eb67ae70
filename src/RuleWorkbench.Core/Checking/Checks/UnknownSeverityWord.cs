using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Checking.Checks;

/// <summary>A rule's severity that is none of the known ones.</summary>
internal sealed class UnknownSeverityWord : Check
{
    public override string Id => DiagnosticIds.UnknownSeverityWord;

    private static readonly string[] Known = ["info", "recommend", "warning", "critical"];

    public override IEnumerable<Diagnostic> Run(CheckContext context) =>
        context.AllRules.Where(r => r.Properties.Severity is { } severity && !Known.Contains(severity)).Select(r => Found(
            $"`{r.Properties.Severity}` is not a severity.",
            context.Files.PlaceOf(r.Place, "Properties", "severity"),
            NearestName.Hint(r.Properties.Severity!, Known),
            Respell(r, context)));

    private static Fix? Respell(Rule rule, CheckContext context) =>
        Known.FirstOrDefault(k => k.Equals(rule.Properties.Severity, StringComparison.OrdinalIgnoreCase)) is { } meant
            && context.Files.Replace(rule.Place, meant, "Properties", "severity") is { } edit
            ? new Fix($"Write `{meant}`", [edit])
            : null;
}
