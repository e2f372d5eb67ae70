using System.Collections.Immutable;
using System.Text.RegularExpressions;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Checking.Checks;

/// <summary>A <c>$(…)</c> in a message that names nothing: it would stand in the message as it is.</summary>
internal sealed partial class UnknownPlaceholder : Check
{
    public override string Id => DiagnosticIds.UnknownPlaceholder;

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        foreach (var workflow in context.Pathway.Workflows)
        {
            // Injected rules see the parameters of the workflows that inject them too.
            var globals = workflow.Globals.Concat(context.Pathway.Workflows.Where(w => w.Injects.Contains(workflow.Name)).SelectMany(w => w.Globals)).Select(g => g.Name);
            foreach (var found in workflow.Rules.SelectMany(r => Look(r, [.. globals], context)))
                yield return found;
        }
    }

    private IEnumerable<Diagnostic> Look(Rule rule, ImmutableArray<string> outer, CheckContext context)
    {
        var parameters = outer.AddRange(rule.Locals.Select(l => l.Name));
        foreach (var found in rule.Rules.SelectMany(r => Look(r, parameters, context)))
            yield return found;
        if (rule.ErrorMessage is null || context.Files.TextOf(rule.Place, "ErrorMessage") is not { } message)
            yield break;
        foreach (Match match in Placeholder().Matches(message.Text))
        {
            var steps = match.Groups[1].Value.Split('.');
            if (parameters.Contains(steps[0]))
                continue;
            var inputs = context.Pathway.AllInputs;
            FactSchema? at = new("", FactKind.Object, context.Pathway.Place) { Members = [.. inputs.Select(i => i.Facts)] };
            var index = match.Groups[1].Index;
            foreach (var step in steps)
            {
                var names = at.Members.Select(m => m.Name).Concat(at.Name.Length == 0 ? parameters : []).ToList();
                if (at.Member(step) is { } member)
                {
                    at = member;
                    index += step.Length + 1;
                    continue;
                }

                yield return Found($"`{match.Value}` names nothing, and would stand in the message as it is.", message.PlaceAt(index), NearestName.Hint(step, names));
                break;
            }
        }
    }

    [GeneratedRegex("\\$\\(([^)]*)\\)")]
    private static partial Regex Placeholder();
}
