using RuleWorkbench.Model;

namespace RuleWorkbench.Checking.Checks;

/// <summary>What means something else, or fails, in RulesEngine without the workbench.</summary>
internal sealed class PlainEngineDiffers : Check
{
    public override string Id => DiagnosticIds.PlainEngineDiffers;

    public override DiagnosticSeverity Severity => DiagnosticSeverity.Information;

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        foreach (var workflow in context.Pathway.Workflows)
        {
            foreach (var injected in workflow.Injects.Where(i => context.Pathway.Workflow(i) is { Globals.IsEmpty: false }))
            {
                yield return Found(
                    $"RulesEngine by itself drops the global parameters of the injected workflow `{injected}`; here they are kept.",
                    context.Files.PlaceOfText(workflow.Place, injected, "WorkflowsToInject"),
                    "To run the files without the workbench, define them in this workflow.");
            }
        }

        foreach (var rule in context.AllRules)
        {
            foreach (var (action, member) in new[] { (rule.OnSuccess, "OnSuccess"), (rule.OnFailure, "OnFailure") })
            {
                if (action?.Name == "EvaluateRule" && !action.Context.ContainsKey("inputFilter") && HasGlobals(rule, context))
                {
                    yield return Found(
                        "In RulesEngine by itself `EvaluateRule` fails beside global parameters; here it does not.",
                        context.Files.PlaceOf(rule.Place, "Actions", member, "Name"),
                        "To run the files without the workbench, list the inputs in `inputFilter`.");
                }
            }
        }
    }

    private static bool HasGlobals(Rule rule, CheckContext context) =>
        context.Pathway.Workflows.Any(w => !w.Globals.IsEmpty && w.Rules.SelectMany(CheckContext.WithNested).Contains(rule, ReferenceEqualityComparer.Instance));
}
