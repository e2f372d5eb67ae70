using RuleWorkbench.Model;

namespace RuleWorkbench.Checking.Checks;

/// <summary>A workflow that no walk can come to: its rules recommend nothing.</summary>
internal sealed class UnreachableWorkflow : Check
{
    public override string Id => DiagnosticIds.UnreachableWorkflow;

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var pathway = context.Pathway;
        if (pathway.Workflow(pathway.Entry) is null)
            yield break;
        var reached = new HashSet<string>();
        var pending = new Stack<string>([pathway.Entry, .. pathway.Always]);
        while (pending.TryPop(out var name))
        {
            if (!reached.Add(name) || pathway.Workflow(name) is not { } workflow)
                continue;
            foreach (var next in workflow.Injects.Concat(workflow.Rules.Where(r => r.Enabled).SelectMany(Successors)))
                pending.Push(next);
        }

        for (var i = 0; i < pathway.Workflows.Length; i++)
        {
            // Guards act wherever they stand.
            var workflow = pathway.Workflows[i];
            if (reached.Contains(workflow.Name) || workflow.Rules.All(r => r.IsGuard))
                continue;
            yield return Found(
                $"No rule leads to the workflow `{workflow.Name}`: a walk that begins at `{pathway.Entry}` never comes to it.",
                context.Files.PlaceOfText(pathway.Place, workflow.Name, "workflows"),
                "Name it in the `next` of a rule or in `always`, or remove it.");
        }
    }

    private static IEnumerable<string> Successors(Rule rule) =>
        rule.Properties.Next.Concat(new[] { rule.OnSuccess, rule.OnFailure }
            .Where(a => a?.Name == "EvaluateRule").Select(a => a!.Context.GetValueOrDefault("workflowName")).OfType<string>());
}
