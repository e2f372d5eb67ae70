using System.Collections.Immutable;
using RuleWorkbench.Compilation;
using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Lines;
using RuleWorkbench.Reporting;
using RuleWorkbench.Tracing;

namespace RuleWorkbench.Presentation;

/// <summary>Rules and traces as lines to read.</summary>
public static class RuleWords
{
    public static Tone ToneOf(RuleResult result) => result switch
    {
        { Verdict: Verdict.Skipped } => Tone.Quiet,
        { IsDetermined: false } => Tone.Warning,
        { Verdict: Verdict.Met } => Tone.Good,
        { Verdict: Verdict.NotMet } => Tone.Quiet,
        _ => Tone.Bad,
    };

    public static Tone ToneOf(Kleene value) => value.IsUnknown ? Tone.Warning : value.IsFailed ? Tone.Bad : value.IsTrue ? Tone.Good : Tone.Quiet;

    public static Tone ToneOf(RecommendationStatus status) => status switch
    {
        RecommendationStatus.Recommended => Tone.Good,
        RecommendationStatus.Vetoed => Tone.Bad,
        RecommendationStatus.None => Tone.Quiet,
        _ => Tone.Warning,
    };

    /// <summary>A rule in words: when it is met, what it asks for, why, and what the chosen case makes of it.</summary>
    /// <param name="trace">Null when no case is chosen, or the case does not come to this rule.</param>
    public static IEnumerable<Line> Describe(Rule rule, Workflow workflow, Pathway pathway, RuleTrace? trace)
    {
        yield return Line.Of(rule.Name, Tone.Title).And(rule.IsGuard ? "  guard" : "", Tone.Warning).And(rule.Enabled ? "" : "  disabled", Tone.Warning);
        var group = rule.Properties.Group is { } g ? $", group {g} ({pathway.HitPolicyOf(g).ToString().ToLowerInvariant()})" : "";
        yield return Line.Of($"{rule.Id} in {workflow.Name}{group}", Tone.Quiet);
        if (trace is not null)
            yield return Line.Of(ExplanationWords.Sign(trace.Result) + " ", ToneOf(trace.Result)).And(ExplanationWords.VerdictOf(trace.Result), ToneOf(trace.Result)).And(" for the chosen case", Tone.Quiet);
        yield return Line.Empty;
        foreach (var line in When(rule, trace, 0))
            yield return line;
        foreach (var local in rule.Locals)
            yield return Label("where").And($"{local.Name} = ", Tone.Normal).And(Flat(local.Expression.Text)).And(ValueOf(local.Name, trace), Tone.Quiet);
        if (rule.SuccessEvent is { } code)
        {
            yield return Label("then").And(code, Tone.Strong);
            if (pathway.Recommendation(code) is { } entry)
                yield return Label("").And(entry.Text);
        }

        if (rule.OnSuccess?.Expression is { } figures)
            yield return Label("with").And(Flat(figures.Text));
        if (rule.IsGuard)
            yield return Label("forbids").And(string.Join(", ", rule.Properties.Veto), Tone.Bad);
        if (!rule.Properties.Next.IsEmpty)
            yield return Label("go on").And(string.Join(", ", rule.Properties.Next));
        if (rule.Properties.Rationale is { } rationale)
            yield return Label("because").And(rationale);
        foreach (var key in rule.Properties.Evidence)
            yield return Label("").And(key + " ", Tone.Accent).And(pathway.Sources.FirstOrDefault(s => s.Key == key) is { } source ? $"{source.Title} {source.Citation}".TrimEnd() : "not among the sources", Tone.Quiet);
        if (rule.Properties.Severity is { } severity)
            yield return Label("weight").And($"{severity}{(rule.Properties.Strength is { } strength ? $", {strength}" : "")}");
        if (rule.ErrorMessage is { } message)
            yield return Label("else").And(trace?.Message ?? message, Tone.Quiet);
        yield return Line.Empty;
        yield return Line.Of(rule.Place.ToString(), Tone.Quiet);
    }

    /// <summary>The nodes of a rule's trace: its criteria and what each saw.</summary>
    public static TreeNode Node(RuleTrace rule, string pathway)
    {
        var line = Line.Of(ExplanationWords.Sign(rule.Result) + " ", ToneOf(rule.Result)).And(rule.Rule.Rule.Label).And(rule.Rule.Rule.IsGuard ? " guard" : "", Tone.Quiet)
            .And(": ").And(ExplanationWords.VerdictOf(rule.Result), ToneOf(rule.Result));
        var target = new Target(TargetKind.Rule, pathway, rule.Rule.Rule.Id);
        var children = ImmutableArray.CreateBuilder<TreeNode>();
        foreach (var parameter in rule.Rule.Locals.Select(l => rule.Parameters.Last(p => p.Parameter.Name == l.Parameter.Name)))
            children.Add(new TreeNode("p:" + parameter.Parameter.Name, Line.Of($"{parameter.Parameter.Name} = {parameter.Error ?? Figures.Display(parameter.Value)}", Tone.Quiet), target));
        if (rule.Criteria is { } criteria)
            children.Add(Node(criteria, "c", target));
        children.AddRange(rule.Figures.Select(f => new TreeNode("f:" + f.Name, Line.Of(ExplanationWords.Figure(f), Tone.Quiet), target)));
        children.AddRange(rule.Children.Select(c => Node(c, pathway)));
        if (rule.Message is { } message)
            children.Add(new TreeNode("m", Line.Of(message, Tone.Quiet), target));
        return new TreeNode(rule.Rule.Rule.Id, line, target) { Children = children.ToImmutable() };
    }

    public static string Flat(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static TreeNode Node(CriterionTrace trace, string key, Target target)
    {
        var children = ImmutableArray.CreateBuilder<TreeNode>();
        foreach (var (list, i) in trace.Quantifiers.Select((q, i) => (q, i)))
        {
            children.Add(new TreeNode($"q{i}", Line.Of($"{list.Method}: {ExplanationWords.Found(list)}", Tone.Quiet), target)
            {
                IsOpen = true,
                Children = [.. (list.Elements ?? []).Select((e, n) => new TreeNode(
                    $"e{n}",
                    Line.Of(ExplanationWords.Sign(e.Outcome) + " ", ToneOf(e.Outcome)).And(e.Path + " ").And(string.Join(", ", e.Values.Select(ExplanationWords.Seen)), Tone.Quiet).And(e.Decides ? " decides" : ""),
                    target))],
            });
        }

        children.AddRange(trace.Parts.Select((p, i) => Node(p, $"c{i}", target)));
        return new TreeNode(key, Criterion(trace), target) { IsOpen = true, Children = children.ToImmutable() };
    }

    /// <summary>A criterion with what it saw.</summary>
    public static Line Criterion(CriterionTrace trace)
    {
        var label = trace.Criterion.Kind switch
        {
            CriterionKind.And => "all of",
            CriterionKind.Or => "any of",
            CriterionKind.Not => "not",
            _ => Flat(trace.Criterion.Text),
        };
        var seen = ExplanationWords.SeenBy(trace);
        var line = Line.Of(ExplanationWords.Sign(trace.Outcome) + " ", ToneOf(trace.Outcome)).And(label).And(seen.Length == 0 ? "" : $"  ({seen})", Tone.Quiet);
        if (trace.Outcome.IsFailed)
            line = line.And(" " + (trace.Error ?? trace.Outcome.Error), Tone.Bad);
        return trace.StandsInTheWay ? line.And("  < stands in the way", Tone.Warning) : line;
    }

    private static IEnumerable<Line> When(Rule rule, RuleTrace? trace, int depth)
    {
        var first = Label(depth == 0 ? "when" : "");
        if (trace?.Criteria is { } criteria)
            return Criteria(criteria, depth).Select((_, i) => (i == 0 ? first : Label("")) with { Hanging = 11 + (2 * depth) }).Zip(Criteria(criteria, depth), (label, l) => label.And(l));
        if (rule.Expression is { } expression)
            return expression.Text.ReplaceLineEndings("\n").Split('\n').Select((l, i) => (i == 0 ? first : Label("")).And(new string(' ', depth * 2)).And(l.Trim()));
        if (rule.Operator is not { } nested)
            return [];
        var all = first.And(nested == RuleOperator.And ? "all of" : "any of");
        return [all, .. rule.Rules.SelectMany((r, i) => When(r, trace?.Children.ElementAtOrDefault(i), depth + 1))];
    }

    private static IEnumerable<Line> Criteria(CriterionTrace trace, int depth) =>
        [Line.Of(new string(' ', depth * 2)).And(Criterion(trace)), .. trace.Parts.SelectMany(p => Criteria(p, depth + 1))];

    private static string ValueOf(string parameter, RuleTrace? trace) =>
        trace?.Parameters.LastOrDefault(p => p.Parameter.Name == parameter) is { } found ? $"  ({found.Error ?? Figures.Display(found.Value)})" : "";

    private static Line Label(string label) => Line.Of($"{label,-9}", Tone.Quiet) with { Hanging = 9 };
}
