using RuleWorkbench.Model;

namespace RuleWorkbench.Checking.Checks;

/// <summary>A value of the policy that no expression reads: a clinic that sets it changes nothing.</summary>
internal sealed class UnusedPolicyValue : Check
{
    public override string Id => DiagnosticIds.UnusedPolicyValue;

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var used = NamesInUse.Of(context);
        return context.Pathway.Policy.Where(p => !used.Policy.Contains(p.Name)).Select(p => Found(
            $"No expression reads `policy.{p.Name}`: whoever sets it changes nothing.",
            context.Files.PlaceOfName(context.Pathway.Place, "policy", p.Name),
            "Use it where its number or text is written out, or remove it."));
    }
}
