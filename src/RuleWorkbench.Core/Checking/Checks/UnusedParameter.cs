using RuleWorkbench.Model;

namespace RuleWorkbench.Checking.Checks;

/// <summary>A parameter that no expression reads. RulesEngine evaluates it all the same, and its failure is the rule's.</summary>
internal sealed class UnusedParameter : Check
{
    public override string Id => DiagnosticIds.UnusedParameter;

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var used = NamesInUse.Of(context);
        var globals = context.Pathway.Workflows.SelectMany(w => w.Globals.Where(g => !used.IsRead(g, context.AllRules, context.Pathway.Workflows.SelectMany(o => o.Globals))));
        var locals = context.AllRules.SelectMany(r => r.Locals.Where(l => !used.IsRead(l, CheckContext.WithNested(r), [])));
        return globals.Concat(locals).Select(p => Found(
            $"Nothing reads the parameter `{p.Name}`.",
            context.Files.PlaceOf(p.Expression.Place with { Path = Owner(p.Expression.Place.Path) }, "Name"),
            "Use it, or remove it: an error in it would be an error of the rule."));
    }

    private static string Owner(string path) => path[..Math.Max(0, path.LastIndexOf('.'))];
}
