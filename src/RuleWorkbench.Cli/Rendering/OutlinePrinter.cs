using RuleWorkbench.Model;
using Spectre.Console;

namespace RuleWorkbench.Cli.Rendering;

/// <summary>Prints a pathway as an outline: what it decides, on what, and where it goes on.</summary>
internal static class OutlinePrinter
{
    public static void Print(IAnsiConsole console, Pathway pathway)
    {
        console.MarkupLine($"[bold]{Markup.Escape(pathway.Title ?? pathway.Name)}[/] {Markup.Escape(pathway.Version ?? "")}");
        if (pathway.Description is { } description)
            console.MarkupLine(Markup.Escape(description));
        if (pathway.Owner is not null || pathway.ReviewBy is not null)
            console.MarkupLine($"[grey]owner:[/] {Markup.Escape(pathway.Owner ?? "none")}  [grey]review by:[/] {pathway.ReviewBy?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "none"}");
        if (pathway.Disclaimer is { } disclaimer)
            console.MarkupLine($"[yellow]{Markup.Escape(disclaimer)}[/]");
        console.WriteLine();
        foreach (var workflow in pathway.Workflows)
            Print(console, workflow, pathway);
        PrintPolicy(console, pathway);
        foreach (var source in pathway.Sources)
            console.MarkupLine($"[grey]{Markup.Escape(source.Key),-4}[/] {Markup.Escape(source.Title)}{(source.Citation is null ? "" : $" [grey]{Markup.Escape(source.Citation)}[/]")}");
    }

    private static void Print(IAnsiConsole console, Workflow workflow, Pathway pathway)
    {
        var role = workflow.Name == pathway.Entry ? " [green]entry[/]" : pathway.Always.Contains(workflow.Name) ? " [yellow]always[/]" : "";
        var tree = new Tree($"[bold]{Markup.Escape(workflow.Name)}[/]{role}") { Guide = TreeGuide.Line };
        foreach (var parameter in workflow.Globals)
            tree.AddNode($"[grey]{Markup.Escape(parameter.Name)} = {Markup.Escape(Flat(parameter.Expression.Text))}[/]");
        foreach (var injected in workflow.Injects)
            tree.AddNode($"[grey]includes the rules of {Markup.Escape(injected)}[/]");
        string? group = null;
        IHasTreeNodes parent = tree;
        foreach (var rule in workflow.Rules)
        {
            if (rule.Properties.Group != group)
            {
                group = rule.Properties.Group;
                parent = group is null ? tree : tree.AddNode($"group [bold]{Markup.Escape(group)}[/] [grey]{pathway.HitPolicyOf(group).ToString().ToLowerInvariant()}[/]");
            }

            AddRule(parent, rule, pathway);
        }

        console.Write(tree);
        console.WriteLine();
    }

    private static void AddRule(IHasTreeNodes parent, Model.Rule rule, Pathway pathway)
    {
        var node = parent.AddNode($"{(rule.Properties.Id is { } id ? $"[bold]{Markup.Escape(id)}[/] " : "")}{Markup.Escape(rule.Name)}{(rule.Enabled ? "" : " [red]disabled[/]")}{(rule.IsGuard ? " [yellow]guard[/]" : "")}");
        if (rule.Expression is { } expression)
            node.AddNode($"[grey]when[/] {Markup.Escape(Flat(expression.Text))}");
        foreach (var local in rule.Locals)
            node.AddNode($"[grey]where {Markup.Escape(local.Name)} =[/] {Markup.Escape(Flat(local.Expression.Text))}");
        if (rule.Operator is { } nested)
        {
            var parts = node.AddNode($"[grey]when {(nested == RuleOperator.And ? "all" : "any")} of[/]");
            foreach (var child in rule.Rules)
                AddRule(parts, child, pathway);
        }

        if (rule.SuccessEvent is { } code)
            node.AddNode($"[grey]then[/] [green]{Markup.Escape(code)}[/] {Markup.Escape(pathway.Recommendation(code)?.Text ?? "")}");
        if (rule.OnSuccess?.Expression is { } figures)
            node.AddNode($"[grey]with[/] {Markup.Escape(Flat(figures.Text))}");
        if (rule.IsGuard)
            node.AddNode($"[grey]forbids[/] [red]{Markup.Escape(string.Join(", ", rule.Properties.Veto))}[/]");
        if (!rule.Properties.Next.IsEmpty)
            node.AddNode($"[grey]go on with[/] {Markup.Escape(string.Join(", ", rule.Properties.Next))}");
        if (!rule.Properties.Evidence.IsEmpty || rule.Properties.Rationale is not null)
            node.AddNode($"[grey]because {Markup.Escape(rule.Properties.Rationale ?? "")} {Markup.Escape(string.Join(", ", rule.Properties.Evidence))}[/]");
    }

    private static void PrintPolicy(IAnsiConsole console, Pathway pathway)
    {
        if (pathway.Policy.IsEmpty)
            return;
        var table = new Table { Border = TableBorder.Rounded, Title = new TableTitle("policy") };
        foreach (var heading in (string[])["value", "", "source", "what it is"])
            table.AddColumn(heading);
        foreach (var value in pathway.Policy)
        {
            var shown = value.Value is System.Collections.IEnumerable list and not string ? string.Join(", ", list.Cast<object>().Select(Figures.Display)) : Figures.Display(value.Value);
            table.AddRow(Markup.Escape(value.Name), Markup.Escape($"{shown} {value.Unit}"), Markup.Escape(value.Source ?? ""), Markup.Escape(value.Description ?? ""));
        }

        console.Write(table);
        console.WriteLine();
    }

    private static string Flat(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
