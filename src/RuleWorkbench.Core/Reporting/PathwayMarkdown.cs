using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using RuleWorkbench.Model;
using RuleWorkbench.Reporting.Drawing;

namespace RuleWorkbench.Reporting;

/// <summary>Writes a pathway as a document for people who do not read JSON.</summary>
public static class PathwayMarkdown
{
    private const string LineBreak = "<br>";

    /// <summary>The whole pathway as the text of a Markdown file.</summary>
    public static string Write(Pathway pathway)
    {
        var text = new StringBuilder();
        var vetoes = new Vetoes(pathway);
        WriteHeading(text, pathway);
        WriteWorkflows(text, pathway, vetoes);
        WriteRecommendations(text, pathway, vetoes);
        WritePolicy(text, pathway);
        WriteFacts(text, pathway);
        WriteSources(text, pathway);
        if (pathway.Disclaimer is { } disclaimer)
            text.Append("\n## Disclaimer\n\n").Append(Plain(disclaimer)).Append('\n');
        return text.ToString();
    }

    private static void WriteHeading(StringBuilder text, Pathway pathway)
    {
        text.Append("# ").Append(Plain(pathway.Title ?? pathway.Name)).Append('\n');
        if (pathway.Description is { } description)
            text.Append('\n').Append(Plain(description)).Append('\n');
        var facts = new (string Name, string? Value)[]
        {
            ("Pathway", Code(pathway.Name)),
            ("Version", pathway.Version is null ? null : Plain(pathway.Version)),
            ("Owner", pathway.Owner is null ? null : Plain(pathway.Owner)),
            ("Next review by", pathway.ReviewBy?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ("The walk begins at", Link(pathway.Entry, pathway)),
            ("Evaluated for every case", pathway.Always.IsEmpty ? null : Links(pathway.Always, pathway)),
        };
        text.Append('\n');
        foreach (var (name, value) in facts.Where(f => f.Value is not null))
            text.Append("- ").Append(name).Append(": ").Append(value).Append('\n');
    }

    private static void WriteWorkflows(StringBuilder text, Pathway pathway, Vetoes vetoes)
    {
        text.Append("\n## Workflows\n");
        foreach (var workflow in pathway.Workflows)
        {
            text.Append("\n### ").Append(Plain(workflow.Name)).Append("\n\n");
            var next = workflow.Rules.SelectMany(r => r.Properties.Next).Distinct().ToImmutableArray();
            var from = pathway.Workflows.Where(w => w.Rules.Any(r => r.Properties.Next.Contains(workflow.Name))).Select(w => w.Name).ToImmutableArray();
            if (workflow.Name == pathway.Entry)
                text.Append("The walk begins here.");
            else if (pathway.Always.Contains(workflow.Name))
                text.Append("Evaluated for every case, after the walk.");
            else if (from.IsEmpty)
                text.Append("No rule leads here.");
            else
                text.Append("Reached from ").Append(Links(from, pathway)).Append('.');
            text.Append(next.IsEmpty ? "\n" : $" Leads to {Links(next, pathway)}.\n");
            if (!workflow.Injects.IsEmpty)
                text.Append($"\nWith the rules of {Links(workflow.Injects, pathway)}.\n");
            if (!workflow.Globals.IsEmpty)
                text.Append("\nDerived values:\n\n");
            foreach (var parameter in workflow.Globals)
                text.Append($"- {Code(parameter.Name)} is {Code(parameter.Expression.Text)}\n");

            var groups = workflow.Rules.Select(r => r.Properties.Group).OfType<string>().Distinct().ToList();
            if (groups.Count > 0)
                text.Append("\nRules that decide together:\n\n");
            foreach (var group in groups)
                text.Append($"- {Code(group)}, {CardBuilder.Describe(pathway.HitPolicyOf(group))}\n");

            if (workflow.Rules.IsEmpty)
                continue;
            var hasGroups = groups.Count > 0;
            Table(text, ["Rule", "When", "Then", .. hasGroups ? ["Group"] : Array.Empty<string>(), "Evidence", "Why"], workflow.Rules.Select(rule => new[]
            {
                RuleName(rule),
                When(rule),
                Then(rule, pathway, vetoes),
                hasGroups ? rule.Properties.Group is { } group ? Code(group) : "" : null,
                Evidence(rule),
                Plain(rule.Properties.Rationale ?? ""),
            }));
        }
    }

    private static string RuleName(Rule rule)
    {
        var severity = rule.Properties.Severity is { } s ? $"{LineBreak}{Plain(s)}" : "";
        var id = rule.Properties.Id is { } i ? $"{LineBreak}{Code(i)}" : "";
        return $"**{Plain(rule.Name)}**{id}{severity}{(rule.Enabled ? "" : $"{LineBreak}off: not evaluated")}";
    }

    private static string When(Rule rule)
    {
        var locals = rule.Locals.Select(l => $"{Code(l.Name)} is {Code(l.Expression.Text)}{LineBreak}");
        return string.Concat(locals) + Condition(rule, "");
    }

    private static string Condition(Rule rule, string indent)
    {
        if (rule.Expression is { } expression)
            return Code(expression.Text);
        var inner = indent + "&emsp;";
        var parts = rule.Rules.Select(r => $"{LineBreak}{inner}• {Plain(r.Name)}{(r.Enabled ? "" : " (off)")}: {string.Concat(r.Locals.Select(l => $"{Code(l.Name)} is {Code(l.Expression.Text)}; "))}{Condition(r, inner)}");
        return (rule.Operator == RuleOperator.Or ? "at least one of:" : "all of:") + string.Concat(parts);
    }

    private static string Then(Rule rule, Pathway pathway, Vetoes vetoes)
    {
        var lines = new List<string>();
        if (rule.SuccessEvent is { } code)
        {
            var says = pathway.Recommendation(code)?.Text;
            lines.Add(says is null ? Code(code) : $"{Plain(says)} ({Code(code)})");
        }

        if (rule.OnSuccess is { ComputesFigures: true, Expression: { } figures })
            lines.Add($"Figures: {Code(figures.Text)}");
        if (!rule.Properties.Next.IsEmpty)
            lines.Add($"Go on with {Links(rule.Properties.Next, pathway)}.");
        if (rule.IsGuard)
        {
            lines.Add("Forbids:");
            lines.AddRange(vetoes.By(rule).Select(part => "• " + (part.Workflow is null
                ? $"given by no rule: {Codes(part.Names)}"
                : $"in {Link(part.Workflow.Name, pathway)}: {(part.IsAll ? "all recommendations: " : "")}{Codes(part.Names)}")));
        }

        if (vetoes.GuardsOn(rule).Select(g => g.Id).ToImmutableArray() is { IsEmpty: false } guards)
            lines.Add($"Can be forbidden by {Codes(guards)}.");
        return string.Join(LineBreak, lines);
    }

    private static string Evidence(Rule rule)
    {
        var sources = string.Join(", ", rule.Properties.Evidence.Select(Plain));
        return rule.Properties.Strength is { } strength ? $"{sources}{(sources.Length > 0 ? LineBreak : "")}{Plain(strength)}" : sources;
    }

    private static void WriteRecommendations(StringBuilder text, Pathway pathway, Vetoes vetoes)
    {
        if (pathway.Recommendations.IsEmpty)
            return;
        text.Append("\n## Recommendations\n");
        var rules = pathway.Workflows.SelectMany(w => w.Rules).ToList();
        Table(text, ["Code", "Category", "Text", "Given by", "Can be forbidden by"], pathway.Recommendations.Select(r =>
        {
            var given = rules.Where(rule => rule.SuccessEvent == r.Code).ToList();
            return new[]
            {
                Code(r.Code),
                Plain(r.Category ?? ""),
                Plain(r.Text),
                given.Count == 0 ? "no rule" : Codes(given.Select(rule => rule.Id)),
                string.Join(", ", given.SelectMany(vetoes.GuardsOn).Distinct(ReferenceEqualityComparer.Instance).Cast<Rule>().Select(g => Forbids(g, given))),
            };
        }));
    }

    private static string Forbids(Rule guard, List<Rule> given)
    {
        var forbidden = given.Where(rule => Vetoes.Forbids(guard, rule)).ToList();
        return Code(guard.Id) + (forbidden.Count == given.Count ? "" : $" (only when {Codes(forbidden.Select(rule => rule.Id))} gives it)");
    }

    private static void WritePolicy(StringBuilder text, Pathway pathway)
    {
        if (pathway.Policy.IsEmpty)
            return;
        text.Append("\n## Policy\n\nWhat a clinic can set for itself. Expressions read these values as `policy.<name>`.\n");
        Table(text, ["Name", "Value", "Unit", "Meaning", "Source"], pathway.Policy.Select(p => new[]
        {
            Code(p.Name), Plain(Value(p.Value)), Plain(p.Unit ?? ""), Plain(p.Description ?? ""), Plain(p.Source ?? ""),
        }));
    }

    private static string Value(object value) => value switch
    {
        string text => text,
        string[] texts => string.Join(", ", texts),
        double[] numbers => string.Join(", ", numbers.Select(Figures.Number)),
        _ => Figures.Display(value),
    };

    private static void WriteFacts(StringBuilder text, Pathway pathway)
    {
        if (pathway.Inputs.IsEmpty && pathway.Clock is null)
            return;
        text.Append("\n## Facts\n\nEvery fact may be missing.\n");
        if (pathway.Clock is { } clock)
            text.Append($"The date of the case is {Code($"{clock}.{Pathway.ClockFact}")}.\n");
        foreach (var input in pathway.Inputs)
        {
            text.Append("\n### ").Append(Plain(input.Name)).Append('\n');
            if (input.Facts.Description is { } description)
                text.Append('\n').Append(Plain(description)).Append('\n');
            var facts = input.Facts.Members.SelectMany(m => Flat(m, m.Name)).ToList();
            if (facts.Count == 0)
                continue;
            Table(text, ["Fact", "Type", "Unit", "Allowed", "Meaning", "Code"], facts.Select(f => new[]
            {
                Code($"{input.Name}.{f.Path}"),
                Kind(f.Fact),
                Plain(f.Fact.Unit ?? f.Fact.Element?.Unit ?? ""),
                Allowed(f.Fact),
                Plain(f.Fact.Description ?? f.Fact.Title ?? ""),
                f.Fact.Code is { } code ? $"{Plain(code.Display ?? "")}{(code.Display is null ? "" : LineBreak)}{Code($"{code.System} {code.Code}")}" : "",
            }));
        }
    }

    /// <summary>A fact and all in it, each with its path; the elements of a list as <c>list[]</c>.</summary>
    private static IEnumerable<(string Path, FactSchema Fact)> Flat(FactSchema fact, string path)
    {
        var members = fact.Members.SelectMany(m => Flat(m, $"{path}.{m.Name}"));
        var elements = fact.Element?.Members.SelectMany(m => Flat(m, $"{path}[].{m.Name}")) ?? [];
        return [(path, fact), .. members, .. elements];
    }

    private static string Kind(FactSchema fact) => fact.Kind switch
    {
        FactKind.Integer => "whole number",
        FactKind.Flag => "yes or no",
        FactKind.List => fact.Element is { } element ? $"list: {Kind(element)}" : "list",
        FactKind.Object => "group of facts",
        _ => fact.Kind.ToString().ToLowerInvariant(),
    };

    private static string Allowed(FactSchema fact)
    {
        var (least, most) = fact.Length;
        var what = fact.Kind == FactKind.List ? "elements" : "characters";
        var parts = new[]
        {
            fact.Range is { } range ? range.ToString() : null,
            fact.Step is { } step ? $"multiples of {Figures.Number(step)}" : null,
            fact.AllowedValues.IsEmpty ? null : string.Join(", ", fact.AllowedValues.Select(v => Code(Value(v)))),
            least is { } l ? $"at least {Figures.Number(l)} {what}" : null,
            most is { } m ? $"at most {Figures.Number(m)} {what}" : null,
            fact.Element is { } element && Allowed(element) is { Length: > 0 } each ? $"each: {each}" : null,
        };
        return string.Join("; ", parts.Where(p => p is not null));
    }

    private static void WriteSources(StringBuilder text, Pathway pathway)
    {
        if (pathway.Sources.IsEmpty)
            return;
        text.Append("\n## Sources\n");
        Table(text, ["Key", "Title", "Citation"], pathway.Sources.Select(s => new[] { Plain(s.Key), Plain(s.Title), Plain(s.Citation ?? "") }));
    }

    /// <summary>A cell that is null is left out: its column is not shown.</summary>
    private static void Table(StringBuilder text, ImmutableArray<string> heads, IEnumerable<string?[]> rows)
    {
        text.Append("\n| ").AppendJoin(" | ", heads).Append(" |\n");
        text.Append('|').Insert(text.Length, "---|", heads.Length).Append('\n');
        foreach (var row in rows)
            text.Append("| ").AppendJoin(" | ", row.Where(c => c is not null)).Append(" |\n");
    }

    private static string Codes(IEnumerable<string> names) => string.Join(", ", names.Select(Code));

    private static string Links(ImmutableArray<string> workflows, Pathway pathway) =>
        string.Join(", ", workflows.Select(w => Link(w, pathway)));

    private static string Link(string workflow, Pathway pathway) =>
        pathway.Workflow(workflow) is null ? Code(workflow) : $"[{Plain(workflow)}](#{MarkdownText.Anchor(workflow)})";

    private static string Plain(string text) => MarkdownText.Escape(text);

    private static string Code(string text) => MarkdownText.TableCode(text);
}
