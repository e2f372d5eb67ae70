using RuleWorkbench.Model;
using RuleWorkbench.Reporting;
using RuleWorkbench.Simulation;
using RuleWorkbench.Tracing;
using Spectre.Console;

namespace RuleWorkbench.Cli.Rendering;

/// <summary>Prints an explanation as a tree that reads from the recommendations down to the values.</summary>
internal static class WalkPrinter
{
    public static void Print(IAnsiConsole console, Explanation explanation)
    {
        console.MarkupLine($"[bold]{Markup.Escape(explanation.Case.FullId)}[/]  {Markup.Escape(explanation.Pathway.Title ?? explanation.Pathway.Name)} {Markup.Escape(explanation.Pathway.Version ?? "")}");
        if (explanation.Case.Why is { } why)
            console.MarkupLine(Markup.Escape(why));
        console.WriteLine();
        PrintRecommendations(console, explanation);
        foreach (var workflow in explanation.Workflows)
        {
            var tree = new Tree($"[bold]{Markup.Escape(workflow.Workflow.Name)}[/]{(workflow.OnWalk ? "" : " [grey](beside the walk)[/]")}") { Guide = TreeGuide.Line };
            foreach (var rule in workflow.Rules)
                AddRule(tree, rule);
            console.Write(tree);
        }

        console.MarkupLine("[grey]✓ met  ✗ not met  ? undetermined  ! error  - skipped  < stands in the way[/]");
    }

    /// <summary>The trace of one rule as a tree.</summary>
    public static void Print(IAnsiConsole console, RuleTrace rule)
    {
        var tree = new Tree(RuleLine(rule)) { Guide = TreeGuide.Line };
        AddDetails(tree, rule);
        console.Write(tree);
    }

    private static void PrintRecommendations(IAnsiConsole console, Explanation explanation)
    {
        var walk = explanation.Walk;
        console.MarkupLine($"[grey]walk:[/] {Markup.Escape(string.Join(" > ", walk.Path))}");
        if (walk.Recommendations.IsEmpty)
            console.MarkupLine("Nothing is recommended.");
        foreach (var recommendation in walk.Recommendations)
        {
            var colour = Colour(recommendation.Status);
            console.MarkupLine($"[{colour}]{ExplanationWords.Sign(recommendation.Status)} {recommendation.Status,-12}[/] [bold]{Markup.Escape(recommendation.Code)}[/]");
            if (explanation.Pathway.Recommendation(recommendation.Code) is { } entry)
                console.Write(new Padder(new Markup(Markup.Escape(entry.Text)), new Padding(4, 0, 0, 0)));
            foreach (var reason in recommendation.Reasons)
            {
                var figures = reason.Rule.Figures is { } f ? $" [bold]{Markup.Escape(f.ToString())}[/]" : "";
                console.Write(new Padder(new Markup($"[grey]{Markup.Escape(ExplanationWords.Reason(reason))}[/]{figures}"), new Padding(4, 0, 0, 0)));
            }
        }

        foreach (var branch in walk.Possible)
            console.MarkupLine($"[yellow]? possible branch[/] {Markup.Escape(branch.Workflow)} [grey]from {Markup.Escape(branch.From.Id)}{(branch.Facts.IsEmpty ? "" : $", missing {Markup.Escape(string.Join(", ", branch.Facts))}")}[/]");
        foreach (var question in walk.Questions)
            console.MarkupLine($"[yellow]ask for[/] {Markup.Escape(question.Fact)} [grey]to settle {Markup.Escape(string.Join(", ", question.Settles))}[/]");
        foreach (var error in walk.Errors)
            console.MarkupLine($"[red]! error[/] {Markup.Escape(error.Where)}: {Markup.Escape(error.Message)} [grey]{Markup.Escape(error.Place.ToString())}[/]");
        console.WriteLine();
    }

    private static void AddRule(IHasTreeNodes parent, RuleTrace rule) => AddDetails(parent.AddNode(RuleLine(rule)), rule);

    private static string RuleLine(RuleTrace rule)
    {
        var place = rule.Rule.Rule.Place;
        var guard = rule.Rule.Rule.IsGuard ? " [grey]guard[/]" : "";
        return $"[{Colour(rule.Result)}]{ExplanationWords.Sign(rule.Result)}[/] {(rule.Rule.Rule.Properties.Id is { } id ? $"[bold]{Markup.Escape(id)}[/] " : "")}{Markup.Escape(rule.Rule.Rule.Name)}{guard}: [{Colour(rule.Result)}]{Markup.Escape(ExplanationWords.VerdictOf(rule.Result))}[/] [grey]{Markup.Escape(place.ToString())}[/]";
    }

    private static void AddDetails(IHasTreeNodes node, RuleTrace rule)
    {
        foreach (var parameter in rule.Rule.Locals.Select(l => rule.Parameters.Last(p => p.Parameter.Name == l.Parameter.Name)))
            node.AddNode($"[grey]{Markup.Escape(parameter.Parameter.Name)} = {Markup.Escape(parameter.Error ?? Figures.Display(parameter.Value))}[/]");
        if (rule.Criteria is { } criteria)
            AddCriterion(node, criteria);
        foreach (var figure in rule.Figures)
            node.AddNode($"[grey]{Markup.Escape(ExplanationWords.Figure(figure))}[/]");
        foreach (var child in rule.Children)
            AddRule(node, child);
        if (rule.Message is { } message)
            node.AddNode($"[italic]{Markup.Escape(message)}[/]");
    }

    private static void AddCriterion(IHasTreeNodes parent, CriterionTrace trace)
    {
        var label = trace.Criterion.Kind switch
        {
            CriterionKind.And => "all of",
            CriterionKind.Or => "any of",
            CriterionKind.Not => "not",
            _ => Markup.Escape(string.Join(' ', trace.Criterion.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))),
        };
        var seen = ExplanationWords.SeenBy(trace);
        var line = $"[{Colour(trace.Outcome)}]{ExplanationWords.Sign(trace.Outcome)}[/] {label}{(seen.Length == 0 ? "" : $" [grey]({Markup.Escape(seen)})[/]")}";
        if (trace.Outcome.IsFailed)
            line += $" [red]{Markup.Escape(trace.Error ?? trace.Outcome.Error ?? "")}[/]";
        if (trace.StandsInTheWay)
            line += " [yellow]<[/]";
        var node = parent.AddNode(line);
        foreach (var list in trace.Quantifiers)
        {
            var listNode = node.AddNode($"[grey]{Markup.Escape($"{list.Method}: {ExplanationWords.Found(list)}")}[/]");
            foreach (var element in list.Elements ?? [])
                listNode.AddNode($"[{Colour(element.Outcome)}]{ExplanationWords.Sign(element.Outcome)}[/] {Markup.Escape(element.Path)} [grey]{Markup.Escape(string.Join(", ", element.Values.Select(v => Short(v, element.Path))))}[/]{(element.Decides ? " decides" : "")}");
        }

        foreach (var part in trace.Parts)
            AddCriterion(node, part);
    }

    private static string Short(SeenValue value, string element) =>
        ExplanationWords.Seen(value.Name.StartsWith(element + ".", StringComparison.Ordinal) ? value with { Name = value.Name[(element.Length + 1)..] } : value);

    private static string Colour(RuleResult result) => result switch
    {
        { Verdict: Verdict.Skipped } => "grey",
        { IsDetermined: false } => "yellow",
        { Verdict: Verdict.Met } => "green",
        { Verdict: Verdict.NotMet } => "grey",
        _ => "red",
    };

    private static string Colour(Compilation.Kleene value) => value.IsUnknown ? "yellow" : value.IsFailed ? "red" : value.IsTrue ? "green" : "grey";

    private static string Colour(RecommendationStatus status) => status switch
    {
        RecommendationStatus.Recommended => "green",
        RecommendationStatus.Vetoed => "red",
        _ => "yellow",
    };
}
